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

#[test]
fn any_spec_is_explored_without_generated_code() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec");
    fs::create_dir_all(spec.join("books")).unwrap();
    fs::write(spec.join("service.json"), r#"{ "name": "library", "title": "The Library" }"#).unwrap();
    let operation = r#"{
      "operation": "ListBooks", "method": "GET", "path": "/books",
      "parameters": [{ "name": "limit", "in": "query", "type": "integer", "range": "1..=50" }],
      "response": { "status": 200, "type": "BookList" },
      "models": { "BookList": { "fields": [{ "name": "pages_read", "type": "integer" }] } }
    }"#;
    fs::write(spec.join("books/ListBooks.json"), operation).unwrap();
    let explorer = crate::Explorer::start(&["--mock", "--spec", spec.to_str().unwrap()]);
    let own: &[(&str, &str)] = &[("Host", "ADDRESS"), ("Origin", "http://ADDRESS")];
    let page = crate::guard::respond(&explorer, "GET", "/TOKEN/op/books/list-books.html", own);
    assert!(
        page.contains("The Library") && page.contains("1 to 50") && page.contains("pages_read"),
        "{page}"
    );
    let sent = crate::guard::respond(&explorer, "POST", "/TOKEN/send/books/list-books", own);
    assert!(sent.contains("\"status\":200") && sent.contains("pages_read"), "{sent}");
}
