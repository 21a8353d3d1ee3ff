//! `hss-codegen import`

use crate::{Folder, page};

const PAGES: [&str; 3] = ["ListLanternJobs.en.md", "ReplaceLanternTags.zh.md", "UploadLanternShade.en.md"];

/// Arguments of an import of these files into the folder `spec`.
fn import<'a>(files: &[&'a str]) -> Vec<&'a str> {
    [&["--spec", "spec", "import"], files].concat()
}

#[test]
fn pages_become_a_spec_and_a_second_import_changes_nothing() {
    let folder = Folder::new();
    for name in PAGES {
        folder.page(name);
    }
    let run = folder.run(&import(&PAGES)).ended_with(0);
    let read =
        "lantern/ListLanternJobs: new\nlantern/ReplaceLanternTags: new\nlantern/UploadLanternShade: new\n";
    assert!(run.stdout.contains(read), "{}", run.stdout);
    let (report, summary) = run.stdout.rsplit_once("\n\n").unwrap();
    assert!(summary.contains(" remark"), "{summary}");
    assert!(
        report.ends_with(
            "wrote spec/lantern/ListLanternJobs.json\nwrote spec/lantern/ReplaceLanternTags.json\n\
         wrote spec/lantern/UploadLanternShade.json\nwrote spec/service.json"
        ),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("ReplaceLanternTags.zh.md:27:1: note: skipped"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
    let checked = folder.run(&["--spec", "spec", "check"]).ended_with(0);
    assert!(checked.stdout.ends_with("3 operations: 0 errors, 0 notes\n"), "{}", checked.stdout);

    let before = folder.files();
    let again = folder.run(&import(&PAGES)).ended_with(0);
    assert!(again.stdout.contains("lantern/UploadLanternShade: unchanged\n"), "{}", again.stdout);
    assert_eq!(folder.files(), before);
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let folder = Folder::new();
    folder.page(PAGES[0]);
    let run = folder.run(&import(&[PAGES[0], "--dry-run"])).ended_with(0);
    assert!(run.stdout.starts_with("lantern/ListLanternJobs: new\n"), "{}", run.stdout);
    assert!(run.stdout.contains("verdict: minor") && !run.stdout.contains("wrote"), "{}", run.stdout);
    assert_eq!(folder.names(), [PAGES[0]]);
}

#[test]
fn a_changed_page_changes_its_own_file_only_and_keeps_what_was_written_by_hand() {
    let folder = Folder::new();
    for name in PAGES {
        folder.page(name);
    }
    folder.run(&import(&PAGES)).ended_with(0);
    let written = folder.files()["spec/lantern/ListLanternJobs.json"].clone();
    let with_doc = written.replacen("\"method\"", "\"doc\": \"Ours.\",\n  \"method\"", 1);
    folder.write("spec/lantern/ListLanternJobs.json", &with_doc);
    folder.write(PAGES[0], &page(PAGES[0]).replace("Value range: 10-200", "Value range: 10-500"));
    let before = folder.files();
    let run = folder.run(&import(&PAGES)).ended_with(0);
    let read = "lantern/ListLanternJobs: changed\nlantern/ReplaceLanternTags: unchanged\n\
                lantern/UploadLanternShade: unchanged\n";
    assert!(run.stdout.contains(read), "{}", run.stdout);
    assert!(run.stdout.contains("[bound-loosened]\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\nwrote spec/lantern/ListLanternJobs.json\n\n"), "{}", run.stdout);
    let mut after = folder.files();
    let changed = after.insert(
        "spec/lantern/ListLanternJobs.json".to_owned(),
        before["spec/lantern/ListLanternJobs.json"].clone(),
    );
    assert_eq!(after, before, "no other file has changed");
    let changed = changed.unwrap();
    assert!(changed.contains("\"doc\": \"Ours.\"") && changed.contains("10..=500"), "{changed}");
}

#[test]
fn one_broken_page_keeps_all_from_being_written() {
    let folder = Folder::new();
    for name in PAGES {
        folder.page(name);
    }
    folder.write(PAGES[0], &page(PAGES[0]).replace("| kind | Yes | String |", "| kind | Yes |"));
    folder.write(PAGES[2], &page(PAGES[2]).replace("| shade | Yes | File | The shade |", "| shade | Yes |"));
    let before = folder.files();
    let run = folder.run(&import(&PAGES)).ended_with(1);
    let places: Vec<&str> = run.stderr.lines().filter_map(|line| line.split(": error: ").next()).collect();
    assert_eq!(
        places,
        ["ListLanternJobs.en.md:15:15", "UploadLanternShade.en.md:15:10", "nothing is written"],
        "{}",
        run.stderr
    );
    assert_eq!((run.stdout.as_str(), folder.files()), ("", before));
}

#[test]
fn a_page_that_would_break_the_spec_is_not_written() {
    let folder = Folder::new();
    // A list of models can't be sent in a query; only a fixup can say what is meant.
    let broken =
        page(PAGES[0]).replace("| kind | Yes | String |", "| kind | Yes | Array of LanternJob objects |");
    folder.write(PAGES[0], &broken);
    let run = folder.run(&import(&[PAGES[0]])).ended_with(1);
    let error = "ListLanternJobs.en.md:15:2: error: query parameter `kind` is of type `[LanternJob]`; ";
    assert!(run.stderr.starts_with(error) && run.stderr.ends_with("nothing is written\n"), "{}", run.stderr);
    assert_eq!(folder.names(), [PAGES[0]]);

    folder.write("spec/service.json", "{ \"name\": \"lantern\" }\n");
    folder.write(
        "spec/fixups.json",
        r#"[{ "operation": "ListLanternJobs", "at": "query.kind.type", "from": "[LanternJob]", "to": "string", "evidence": "the sample has a word" }]"#,
    );
    folder.run(&import(&[PAGES[0]])).ended_with(0);
    assert!(folder.files()["spec/lantern/ListLanternJobs.json"].contains("\"query.kind.type\""));
}

#[test]
fn an_input_that_is_not_a_document_is_reported_by_name() {
    let folder = Folder::new();
    folder.write("notes.md", "# Notes\nNothing about an API.\n");
    for (file, expected) in [
        ("notes.md", "notes.md: error: neither an API page nor an OpenAPI document"),
        ("missing.md", "missing.md: "),
    ] {
        let run = folder.run(&import(&[file])).ended_with(1);
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    }
    std::fs::write(folder.path().join("notes.md"), b"\xff\xfe").unwrap();
    let run = folder.run(&import(&["notes.md"])).ended_with(1);
    assert!(run.stderr.starts_with("notes.md:1:1: error: the file is not UTF-8 text"), "{}", run.stderr);
    assert!(!folder.path().join("spec").exists());
}

#[test]
fn the_bundled_spec_is_not_written_to() {
    let folder = Folder::new();
    folder.page(PAGES[0]);
    let run = folder.run(&["import", PAGES[0]]).ended_with(1);
    assert_eq!(run.stderr, "the bundled spec can't be written; name a folder with --spec DIR\n");
    let run = folder.run(&["import", PAGES[0], "--dry-run"]).ended_with(0);
    assert!(run.stdout.starts_with("lantern/ListLanternJobs: new\n"), "{}", run.stdout);
    assert!(run.stdout.contains("verdict: minor") && !run.stdout.contains("wrote"), "{}", run.stdout);
}

#[test]
fn group_operation_and_descriptions_follow_the_options() {
    let folder = Folder::new();
    let text = folder.page("ListLanternJobs.en.txt");
    folder.write("copied.txt", &text);
    let arguments = [
        "copied.txt",
        "--operation",
        "ListLamps",
        "--group",
        "lights",
        "--vendor-descriptions",
        "keep",
        "--input",
        "text",
    ];
    folder.run(&import(&arguments)).ended_with(0);
    let written = &folder.files()["spec/lights/ListLamps.json"];
    assert!(written.contains("\"vendor_description\": \"Lists lantern jobs page by page.\""), "{written}");
    let run =
        folder.run(&import(&["copied.txt", "ListLanternJobs.en.txt", "--operation", "A"])).ended_with(1);
    assert_eq!(
        run.stderr,
        "--operation names one operation, but there are several files\nnothing is written\n"
    );
}

/// A document of an unknown vendor's service, with these servers.
fn document(servers: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Acme Looms, version: '7' }}\nservers: {servers}\npaths:\n  /v1/looms:\n    get:\n      \
         operationId: ListLooms\n      responses: {{ '204': {{ description: Done }} }}\n"
    )
}

#[test]
fn a_new_spec_is_introduced_by_its_openapi_document() {
    let folder = Folder::new();
    folder.write("looms.yaml", &document("[{ url: 'https://looms.{region}.acme.example/' }]"));
    folder.run(&["--spec", "my-api", "import", "looms.yaml"]).ended_with(0);
    let service = folder.files()["my-api/service.json"].clone();
    for line in [
        "\"name\": \"acme-looms\"",
        "\"title\": \"Acme Looms\"",
        "\"endpoint\": \"https://looms.{region}.acme.example\"",
    ] {
        assert!(service.contains(line), "{service}");
    }

    // An existing service.json belongs to its owner: no import changes it.
    let own = service.replace("Acme Looms", "Our looms").replace("looms.{region}", "ours");
    folder.write("my-api/service.json", &own);
    folder.run(&["--spec", "my-api", "import", "looms.yaml"]).ended_with(0);
    assert_eq!(folder.files()["my-api/service.json"], own);
}

#[test]
fn a_server_without_a_whole_address_is_noted_and_gives_no_endpoint() {
    for servers in ["[{ url: /v1 }]", "[{ url: 'https://{tenant}.acme.example' }]"] {
        let folder = Folder::new();
        folder.write("looms.yaml", &document(servers));
        let run = folder.run(&["--spec", "my-api", "import", "looms.yaml"]).ended_with(0);
        assert!(run.stdout.contains("looms.yaml:3:"), "{}", run.stdout);
        assert!(run.stdout.contains("is incomplete; set the endpoint in service.json"), "{}", run.stdout);
        assert!(!folder.files()["my-api/service.json"].contains("endpoint"));
    }
}

const KITES: &str = "openapi: 3.0.3\ninfo: { title: Kites, version: '1' }\npaths:\n  \
    /fine: { get: { operationId: fine, responses: { '204': { description: ok } } } }\n  \
    /kites: { get: { operationId: listKites, parameters: [{ $ref: 'parts/common.yaml#/Word' }], \
    responses: { '204': { description: ok } } } }\n";

#[test]
fn a_document_may_be_spread_over_files_of_its_folder() {
    let folder = Folder::new();
    folder.write("docs/api.yaml", KITES);
    folder.write("docs/parts/common.yaml", "Word: { name: word, in: query, schema: { type: string } }\n");
    let run = folder.run(&import(&["docs/api.yaml"])).ended_with(0);
    assert!(run.stdout.contains("kites/ListKites: new\n"), "{}", run.stdout);
    let written = &folder.files()["spec/kites/ListKites.json"];
    assert!(written.contains("\"word\""), "{written}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_documents_folder_is_not_followed() {
    let folder = Folder::new();
    folder.write("docs/api.yaml", KITES);
    folder.write("secret/common.yaml", "Word: { name: word, in: query, schema: { type: string } }\n");
    std::os::unix::fs::symlink("../secret", folder.path().join("docs/parts")).unwrap();
    let run = folder.run(&import(&["docs/api.yaml"])).ended_with(0);
    assert!(run.stdout.contains("it is a link out of the document's folder"), "{}", run.stdout);
    assert!(run.stdout.contains("operation `ListKites` is left out"), "{}", run.stdout);
    assert!(run.stdout.contains("fine/Fine: new\n"), "{}", run.stdout);
}

#[test]
fn a_document_of_another_kind_is_named() {
    let folder = Folder::new();
    folder.write("events.yaml", "asyncapi: 3.0.0\ninfo: { title: T }\n");
    folder.write("page.html", "<!doctype html>\n<p>openapi</p>\n");
    let run = folder.run(&import(&["events.yaml"])).ended_with(1);
    assert!(run.stderr.contains("events.yaml: error: an AsyncAPI document"), "{}", run.stderr);
    let run = folder.run(&import(&["page.html", "--input", "openapi"])).ended_with(1);
    assert!(run.stderr.contains("page.html: error: an HTML page"), "{}", run.stderr);
}

#[test]
fn unread_constraints_are_listed_after_the_verdict_and_can_be_denied() {
    let folder = Folder::new();
    folder.page(PAGES[0]);
    folder.run(&import(&[PAGES[0]])).ended_with(0);
    let page = page(PAGES[0]);
    let reworded = page.replacen("Value range: 10-200", "Value range: 10 to many", 1);
    assert_ne!(page, reworded);
    folder.write(PAGES[0], &reworded);
    for (deny, code) in [(&[][..], 0), (&["--deny", "unread"][..], 1)] {
        let files = [&[PAGES[0], "--dry-run"][..], deny].concat();
        let run = folder.run(&import(&files)).ended_with(code);
        let behind = run.stdout.split("verdict: ").nth(1).expect("a verdict");
        assert!(
            behind.contains("note: unread: the range 10..=200 of `ListLanternJobs.limit`"),
            "{}",
            run.stdout
        );
    }
    folder.run(&import(&[PAGES[0], "--deny", "unread"])).ended_with(1);
    let kept = &folder.files()["spec/lantern/ListLanternJobs.json"];
    assert!(kept.contains("\"range\": \"10..=200\"") && kept.contains("\"unread\": true"), "{kept}");
}

/// A definition of the vendor's API Explorer for an operation without a body.
const DEFINITION: &str = r##"{"info_version": "v5", "product_short": "LANTERNS", "host": "lanterns.example.com",
"parameters": {"Limit": {"in": "query", "name": "limit", "type": "integer", "minimum": 1, "maximum": 500}},
"paths": {"/v5/{project_id}/lantern/jobs": {"get": {"operationId": "ListLanternJobs",
  "parameters": [{"$ref": "#/parameters/Limit"},
    {"in": "path", "name": "project_id", "type": "string", "required": true}],
  "responses": {"200": {"description": ""}}}}}}"##;

#[test]
fn definitions_of_the_explorer_are_a_source_beside_the_pages() {
    let folder = Folder::new();
    folder.page(PAGES[0]);
    folder.write("definitions/ListLanternJobs.json", DEFINITION);
    let other = DEFINITION.replace("ListLanternJobs", "DouseLantern");
    folder.write("definitions/DouseLantern.json", &other);
    folder.run(&import(&[PAGES[0]])).ended_with(0);
    let run = folder.run(&import(&["definitions"])).ended_with(0);
    assert!(run.stdout.contains("lantern/ListLanternJobs: changed\n"), "{}", run.stdout);
    assert!(run.stdout.contains("note: `DouseLantern`: no page and no document"), "{}", run.stdout);
    let spec = &folder.files()["spec/lantern/ListLanternJobs.json"];
    assert!(spec.contains(r#""range": { "page": "10..=200", "explorer": "1..=500" }"#), "{spec}");
    // In a new spec, they are all there is.
    let new = Folder::new();
    new.write("definitions/ListLanternJobs.json", DEFINITION);
    let run = new.run(&import(&["definitions"])).ended_with(0);
    assert!(run.stdout.contains("lantern/ListLanternJobs: new\n"), "{}", run.stdout);
}

#[test]
fn regions_come_from_a_file_of_endpoints_with_pages_or_alone() {
    let folder = Folder::new();
    folder.page(PAGES[0]);
    folder.write(
        "endpoints.md",
        "| Region | Endpoint |\n|---|---|\n| cn-north-4 | spec.cn-north-4.example.com |\n",
    );
    folder.run(&import(&[PAGES[0], "--regions", "endpoints.md"])).ended_with(0);
    let service = |folder: &Folder| folder.files()["spec/service.json"].clone();
    assert!(
        service(&folder).contains("\"endpoint\": \"https://spec.{region}.example.com\""),
        "{}",
        service(&folder)
    );
    assert!(service(&folder).contains("\"cn-north-4\": null"), "{}", service(&folder));

    folder.write("more.json", "{\"eu-west-101\": \"spec.eu-west-101.example.eu\"}");
    let run = folder.run(&import(&["--regions", "more.json"])).ended_with(0);
    assert!(run.stdout.contains("the spec has; they stay: cn-north-4"), "{}", run.stdout);
    assert!(run.stdout.contains("region `eu-west-101` is new"), "{}", run.stdout);
    assert!(service(&folder).contains("\"eu-west-101\": \"https://spec.eu-west-101.example.eu\""));

    let before = folder.files();
    folder.write("wrong.json", "{\n  \"eu-west-101\": \"spec example\"}");
    let run = folder.run(&import(&["--regions", "wrong.json"])).ended_with(1);
    assert!(
        run.stderr.starts_with("wrong.json:2:18: error: `spec example` is not an endpoint"),
        "{}",
        run.stderr
    );
    assert_eq!(folder.files()["spec/service.json"], before["spec/service.json"]);
    folder.run(&import(&[])).ended_with(2);
}

/// A document of locks with this security, and with these schemes.
fn locks(security: &str, schemes: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Locks, version: '1' }}\nservers: [{{ url: 'https://locks.example.com' }}]\n{security}\
         paths:\n  /v1/locks:\n    get:\n      operationId: ListLocks\n      tags: [locks]\n      responses: {{ '204': {{ \
         description: Done }} }}\ncomponents:\n  securitySchemes:\n    {schemes}\n"
    )
}

#[test]
fn security_added_to_a_document_reaches_the_spec() {
    let folder = Folder::new();
    let service = |folder: &Folder| folder.files()["my-api/service.json"].clone();
    let import = ["--spec", "my-api", "import", "locks.yaml"];
    folder.write("locks.yaml", &locks("", "{}"));
    folder.run(&import).ended_with(0);
    assert!(!service(&folder).contains("security"), "{}", service(&folder));

    let grant =
        "grant: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { read: R } } } }";
    folder.write("locks.yaml", &locks("security: [{ grant: [read] }]\n", grant));
    let run = folder.run(&import);
    assert!(service(&folder).contains("\"grant\": [\"read\"]"), "{}", service(&folder));
    for change in [
        "security scheme `grant` was nothing and is `oauth2 clientCredentials /token (read)`",
        "calls of the service needed nothing and need `grant (read)`",
    ] {
        assert!(run.stdout.contains(change), "{}", run.stdout);
    }
    // Importing the same document again changes nothing.
    let before = folder.files();
    folder.run(&import).ended_with(0);
    assert_eq!(folder.files(), before);

    // Another scheme takes its place, and one that nothing needs is gone.
    folder.write(
        "locks.yaml",
        &locks("security: [{ key: [] }]\n", "key: { type: apiKey, in: header, name: X-Key }"),
    );
    let run = folder.run(&import);
    assert!(run.stdout.contains("needed `grant (read)` and need `key`"), "{}", run.stdout);
    assert!(!service(&folder).contains("grant"), "{}", service(&folder));

    // A document without security removes nothing.
    let before = service(&folder);
    folder.write("locks.yaml", &locks("", "{}"));
    folder.run(&import).ended_with(0);
    assert_eq!(service(&folder), before);
}
