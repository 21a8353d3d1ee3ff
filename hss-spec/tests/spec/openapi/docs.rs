//! The table of keywords in the documentation.

use std::fs;
use std::path::Path;

#[test]
fn every_row_of_the_table_names_a_test_that_exists() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A packaged crate comes without the documentation of the repository.
    let Ok(page) = fs::read_to_string(package.join("../docs/openapi.md")) else { return };
    // Tables of other things have other headings.
    let mut is_of_keywords = false;
    let mut count = 0;
    for row in page.lines() {
        is_of_keywords = row.starts_with('|') && (is_of_keywords || row.starts_with("| keyword"));
        if !is_of_keywords || !row.starts_with("| ") || row.starts_with("| keyword") {
            continue;
        }
        let name = row.trim_end_matches(" |").rsplit("| `").next().and_then(|cell| cell.strip_suffix('`'));
        let (module, test) = name.and_then(|name| name.split_once("::")).expect(row);
        let file = package.join("tests/spec/openapi").join(format!("{module}.rs"));
        let source = fs::read_to_string(&file).unwrap_or_default();
        assert!(source.contains(&format!("#[test]\nfn {test}()")), "{row}");
        count += 1;
    }
    assert!(count > 60, "{count} rows");
}
