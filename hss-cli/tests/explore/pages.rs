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
    assert_eq!(pages, crate::operations());
    let front = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(front.contains("changes.html") && front.matches("href=\"op/").count() == pages);
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
      "parameters": [{ "name": "limit", "in": "query", "type": "integer", "range": "1..=50" },
                     { "name": "since", "in": "query", "type": "string", "format": "date" }],
      "response": { "status": 200, "type": "BookList" },
      "models": { "BookList": { "fields": [
        { "name": "pages_read", "type": "integer" },
        { "name": "genre", "type": "string", "example": "poetry" }] } }
    }"#;
    fs::write(spec.join("books/ListBooks.json"), operation).unwrap();
    let operation = r#"{
      "operation": "FindBooks", "method": "GET", "path": "/books/found",
      "parameters": [{ "name": "shelf", "in": "query", "type": "string", "required": true, "example": "by the window" }],
      "response": { "status": 204 }
    }"#;
    fs::write(spec.join("books/FindBooks.json"), operation).unwrap();
    let explorer = crate::Explorer::start(&["--mock", "--spec", spec.to_str().unwrap()]);
    let own: &[(&str, &str)] = &[("Host", "ADDRESS"), ("Origin", "http://ADDRESS")];
    let page = crate::guard::respond(&explorer, "GET", "/TOKEN/op/books/list-books.html", own);
    assert!(
        page.contains("The Library") && page.contains("1 to 50") && page.contains("pages_read"),
        "{page}"
    );
    assert!(page.contains("format: date") && page.contains(r#"placeholder="2025-08-29""#), "{page}");
    let sent = crate::guard::respond(&explorer, "POST", "/TOKEN/send/books/list-books", own);
    assert!(sent.contains("\"status\":200") && sent.contains("pages_read"), "{sent}");
    // Examples of the documents are in the mock's data, a hint in the form, and the value of samples.
    assert!(sent.contains("poetry"), "{sent}");
    let page = crate::guard::respond(&explorer, "GET", "/TOKEN/op/books/find-books.html", own);
    assert!(page.contains("placeholder=\"example: by the window\""), "{page}");
    assert!(
        page.contains("--shelf &quot;by the window&quot;") || page.contains("--shelf 'by the window'"),
        "{page}"
    );
}

#[test]
fn a_report_in_json_leads_to_the_operations() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    let shown = |text: &str| {
        fs::write(&report, text).unwrap();
        let explorer = crate::Explorer::start(&["--mock", "--report", report.to_str().unwrap()]);
        crate::guard::respond(&explorer, "GET", "/TOKEN/changes.html", crate::guard::OWN)
    };
    let refused = |text: &str| {
        fs::write(&report, text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hss"));
        command.arg("explore").arg("--export").arg(folder.path().join("site")).arg("--report").arg(&report);
        String::from_utf8_lossy(&command.output().unwrap().stderr).into_owned()
    };
    let finding = r#"{ "rule": "bound-tightened", "effect": "breaking", "verdict": "major",
        "at": "image/ListImageScanTask.query.limit", "old": "10..=200", "new": "10..=100",
        "message": "the range of query parameter `limit` was `10..=200` and is <b>`10..=100`</b>", "why": "it is refused",
        "heading": "image/ListImageScanTask", "operations": ["image/ListImageScanTask", "host/Gone"] }"#;
    let changes = format!(
        r#"{{ "form": 1, "verdict": "major", "counts": {{ "breaking": 1, "docs": 0 }}, "findings": [{finding}], "notes": [] }}"#
    );
    let page = shown(&changes);
    for part in [
        "Version bump: <strong>major</strong>. Breaking changes: 1</p>",
        "<h2>Breaking changes <small>1</small></h2>",
        "<a href=\"op/image/list-image-scan-task.html\"><code>image/ListImageScanTask</code></a>",
        "<code>limit</code>",
        "&lt;b&gt;",
        "it is refused",
        "<code>host/Gone</code>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let import = format!(
        r#"{{ "form": 1, "errors": 0, "problems": [{{ "severity": "note", "message": "read as JSON" }}],
        "operations": [{{ "operation": "ListOld", "state": "gone" }}], "unread": [], "changes": {changes}, "written": [] }}"#
    );
    let page = shown(&import);
    assert!(
        page.contains("<code>ListOld</code>") && page.contains("read as JSON") && page.contains("major"),
        "{page}"
    );
    for (text, problem) in [
        ("{ \"form\": 1", "line 1 column 11"),
        ("{ \"form\": 1 }", "it has neither `findings` nor `changes`"),
        ("{ \"form\": 2, \"verdict\": \"\", \"findings\": [] }", "form 2; this command reads form 1"),
        ("{ \"findings\": 3 }", "not a report of `hss-codegen`"),
    ] {
        let error = refused(text);
        assert!(error.contains(problem), "{text}: {error}");
    }
}

/// The samples of a form, by language.
fn samples(explorer: &crate::Explorer, path: &str, form: &str) -> serde_json::Map<String, serde_json::Value> {
    let response = crate::guard::respond_with(
        explorer,
        "POST",
        &format!("/TOKEN/check/{path}"),
        crate::guard::OWN,
        form,
    );
    let (_, body) = response.split_once("\r\n\r\n").unwrap();
    let response: serde_json::Value =
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {response}"));
    let samples = response["samples"].as_array().unwrap();
    samples.iter().map(|one| (one["language"].as_str().unwrap().to_owned(), one["text"].clone())).collect()
}

#[test]
fn samples_of_all_languages_follow_the_form() {
    let explorer = crate::Explorer::start(&["--mock"]);
    let has = |path: &str, form: &str, expected: &[(&str, &[&str])]| {
        let samples = samples(&explorer, path, form);
        assert_eq!(samples.len(), 6, "{samples:?}");
        for (language, parts) in expected {
            let text = samples[*language].as_str().unwrap();
            for part in *parts {
                assert!(text.contains(part), "{language} has no `{part}`:\n{text}");
            }
        }
    };
    // A required value and an enumeration, an optional number.
    let operation = "image/list-image-scan-task";
    let page =
        crate::guard::respond(&explorer, "GET", &format!("/TOKEN/op/{operation}.html"), crate::guard::OWN);
    let index = |name: &str| {
        let (before, _) = page.split_once(&format!("data-named=\"{name}\"")).unwrap();
        before.rsplit("data-param=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let form =
        format!(r#"{{"parameters": [[{}, ["image_scan"]], [{}, ["50"]]]}}"#, index("type"), index("limit"));
    has(
        operation,
        &form,
        &[
            ("hss", &["--type image_scan", "--limit 50"]),
            ("rust", &["TaskKind::ImageScan", ".limit(50)"]),
            ("curl", &["limit=50&type=image_scan"]),
            ("python", &["request.type = \"image_scan\"", "request.limit = 50"]),
            ("go", &["Type: ", "image_scan", "Limit: ", "50"]),
            ("java", &["withType(", "image_scan", "withLimit(50)"]),
        ],
    );
    // What is required and missing has a placeholder.
    has(
        operation,
        r#"{"parameters": []}"#,
        &[("hss", &["--type "]), ("rust", &["TaskKind::"]), ("python", &["request.type = "])],
    );
    // A body with a list, a secret and quotes of all kinds.
    let body = r#"{"registry_name": "it's \"x\"", "registry_type": "Harbor", "registry_username": "u", "registry_password": "hunter2",
        "registry_addr": "a", "api_version": "V1", "namespace": "n", "connect_cluster_id": "c", "protocol": "https", "get_scan_image_channel": "Swr"}"#;
    let form = serde_json::json!({ "json": body }).to_string();
    let samples = samples(&explorer, "image/add-registry", &form);
    for (language, text) in &samples {
        let text = text.as_str().unwrap();
        assert!(!text.contains("hunter2"), "{language}: {text}");
        assert!(text.contains("it's") || text.contains("it'\\''s"), "{language}: {text}");
    }
}

#[test]
fn responses_have_their_fields_by_status_and_lists_show_what_is_in_them() {
    let spec = crate::shop::spec();
    let explorer = crate::Explorer::start(&["--mock", "--spec", spec.path().to_str().unwrap()]);
    let page = |path: &str| crate::guard::respond(&explorer, "GET", path, crate::guard::OWN);
    let pay = page("/TOKEN/op/shop/pay.html");
    let (_, responses) = pay.split_once("Response fields").unwrap();
    for part in ["Status 200", "total", "Status 202", "minutes", "Status 2XX", "text/plain", "A file."] {
        assert!(responses.contains(part), "{part}: {responses}");
    }
    // Without the script, too, for it makes templates of them itself.
    assert!(!pay.contains("<template") && pay.contains("data-name=\"digits\""), "{pay}");
    // A type that contains itself four times ends in JSON, after as many levels as fit.
    let tree = page("/TOKEN/op/shop/tree.html");
    assert!(tree.len() < 120_000 && tree.contains("placeholder=\"JSON\""), "{}", tree.len());
    assert!(tree.matches("data-list=").count() > 4, "{tree}");
}
