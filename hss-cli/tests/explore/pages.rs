//! Pages of all operations.

use std::fs;
use std::process::Command;

#[test]
fn an_export_has_a_page_per_operation_and_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.md");
    fs::write(&report, "# Changes of the API\n\n- `ListHosts` <b>gone</b>\n").unwrap();
    let site = folder.path().join("site");
    let output = Command::new(env!("CARGO_BIN_EXE_hss"))
        .args(["explore", "--export"])
        .arg(&site)
        .arg("--report")
        .arg(&report)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut pages = 0;
    for group in fs::read_dir(site.join("op")).unwrap() {
        for page in fs::read_dir(group.unwrap().path()).unwrap() {
            let text = fs::read_to_string(page.unwrap().path()).unwrap();
            assert!(text.contains("<h1>") && text.contains("As code") && !text.contains("data-act=\"link\""));
            pages += 1;
        }
    }
    assert_eq!(pages, 582);
    let front = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(front.contains("changes.html") && front.matches("href=\"op/").count() == 582);
    let changes = fs::read_to_string(site.join("changes.html")).unwrap();
    assert!(changes.contains("<code>ListHosts</code> &lt;b&gt;gone&lt;/b&gt;"));
    let weight: u64 = ["index.html", "explore.js", "explore.css", "words.js", "icon.svg"]
        .iter()
        .map(|name| fs::metadata(site.join(name)).unwrap().len())
        .sum();
    assert!(weight <= 300_000, "the front page weighs {weight} bytes");
}
