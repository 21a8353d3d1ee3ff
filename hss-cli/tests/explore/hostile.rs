//! A spec whose texts are markup, and would be script: as text on pages and in files.

use std::fs;
use std::path::Path;
use std::process::Command;

use fantoccini::Locator;

use crate::Explorer;
use crate::browser::{click, fill, wait_for, with_browser};

const OPERATION: &str = r#"{
  "operation": "Break", "method": "POST", "path": "/break",
  "title": "<script>document.title='broken'</script>",
  "doc": "[here](javascript:alert(1)) <img src=x onerror=\"document.title='broken'\"> ![x](x)",
  "page": "javascript:document.title='broken'",
  "parameters": [
    { "name": "\"><img src=x onerror=document.title='broken'>", "in": "query", "type": "string",
      "doc": "</textarea></template><script>document.title='broken'</script>", "default": "\"><img src=x>" } ],
  "body": { "content": "json", "type": "Broken", "required": true },
  "response": { "status": 200, "type": "Broken" },
  "models": {
    "Broken": { "fields": [
      { "name": "</script><img src=x>", "type": "string", "length": "..=3" },
      { "name": "kind", "type": "Kind" }, { "name": "kinds", "type": "[Kind]" }, { "name": "inner", "type": "[Inner]" } ] },
    "Inner": { "fields": [ { "name": "<b onclick=x>", "type": "integer" } ] } },
  "enums": {
    "Kind": { "type": "string", "values": [ { "value": "\"><svg onload=document.title='broken'>", "doc": "<img src=x>" } ] } }
}"#;

/// Writes the spec.
fn write(folder: &Path) {
    fs::create_dir_all(folder.join("shop")).unwrap();
    let service = r#"{ "name": "shop", "title": "<img src=x onerror=document.title='broken'>", "endpoint": "http://shop.example" }"#;
    fs::write(folder.join("service.json"), service).unwrap();
    fs::write(folder.join("shop/Break.json"), OPERATION).unwrap();
}

/// The elements that only such a text could have made.
const MADE: &str =
    "main img, main svg, main script, main b[onclick], [onerror], [onload], a[href^='javascript:' i]";

#[test]
fn markup_in_a_spec_is_text_on_pages_and_in_files() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, site) = (folder.path().join("spec"), folder.path().join("site"));
    write(&spec);
    let mut export = Command::new(env!("CARGO_BIN_EXE_hss"));
    let export = export.args(["explore", "--export"]).arg(&site).arg("--spec").arg(&spec).output().unwrap();
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    let explorer = Explorer::start(&["--mock", "--spec", spec.to_str().unwrap()]);
    with_browser(async |browser| {
        let file = format!("file://{}", site.display());
        let pages = [
            explorer.url.clone(),
            format!("{file}/index.html"),
            format!("{file}/op/shop/break.html"),
            explorer.operation("shop/break"),
        ];
        for page in pages {
            browser.goto(&page).await.unwrap();
            wait_for(&browser, "main", "document.title='broken'").await;
            let made = browser.find_all(Locator::Css(MADE)).await.unwrap();
            assert!(made.is_empty() && browser.title().await.unwrap() != "broken", "{page}");
        }
        // In the request, in problems, in samples, and in the response.
        fill(&browser, "</script><img src=x>", "<b>").await;
        click(&browser, "[data-act=add]").await;
        fill(&browser, "<b onclick=x>", "<svg onload=x>").await;
        wait_for(&browser, "[data-item] [data-problem]", "an integer is expected").await;
        click(&browser, "[data-act=remove]").await;
        wait_for(&browser, "[data-request]", "</script><img src=x>").await;
        wait_for(&browser, ".samples", "\"<b>\"").await;
        click(&browser, "button[type=submit]").await;
        wait_for(&browser, ".response", "<b onclick=x>").await;
        let made = browser.find_all(Locator::Css(MADE)).await.unwrap();
        assert!(made.is_empty() && browser.title().await.unwrap() != "broken");
    });
}

#[test]
fn an_export_stays_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, site) = (folder.path().join("spec"), folder.path().join("a/b/site"));
    for id in ["../../Out", "/Out", "..", "a\\\\..\\\\Out"] {
        let _ = fs::remove_dir_all(&spec);
        write(&spec);
        fs::remove_file(spec.join("shop/Break.json")).unwrap();
        let name = id.replace("\\\\", "\\").replace('/', "_");
        fs::write(spec.join(format!("shop/{name}.json")), OPERATION.replacen("Break", id, 1)).unwrap();
        let mut export = Command::new(env!("CARGO_BIN_EXE_hss"));
        let output =
            export.args(["explore", "--export"]).arg(&site).arg("--spec").arg(&spec).output().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder.path().join("a"))
            .into_iter()
            .flatten()
            .chain(fs::read_dir(folder.path().join("a/b")).into_iter().flatten())
            .chain(fs::read_dir(folder.path()).unwrap())
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.retain(|name| !["a", "b", "site", "spec"].contains(&name.as_str()));
        assert!(names.is_empty(), "{id}: {names:?} {}", String::from_utf8_lossy(&output.stderr));
    }
}
