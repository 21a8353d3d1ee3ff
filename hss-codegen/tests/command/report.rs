//! Reports of `import` and `check`: notes in figures, as JSON, and as errors.

use serde_json::{Value, json};

use crate::Folder;

/// Three operations that can't be called, for two reasons, and one that can.
const KITES: &str = r##"openapi: 3.0.3
info: { title: Kites, version: '1' }
paths:
  /kites:
    get:
      operationId: listKites
      parameters:
        - { name: colours, in: query, schema: { type: array, contains: { const: red }, items: { type: string } } }
      responses: { '204': { description: ok } }
  /kites/by-wind:
    get:
      operationId: findKites
      parameters:
        - { name: wind, in: space, required: true, schema: { type: string } }
      responses: { '204': { description: ok } }
  /kites/by-tail:
    get:
      operationId: searchKites
      parameters:
        - { name: tail, in: space, required: true, schema: { type: string } }
      responses: { '204': { description: ok } }
  /kites/by-line:
    get:
      operationId: traceKites
      parameters: [{ $ref: '#/components/parameters/Line' }]
      responses: { '204': { description: ok } }
"##;

/// A document of which nothing is lost.
const STRINGS: &str = "openapi: 3.0.3\ninfo: { title: Strings, version: '1' }\npaths:\n  /strings/{id}: { get: { operationId: \
    showString, responses: { '204': { description: ok } } } }\n";

fn import<'a>(file: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["--spec", "spec", "import", file], options].concat()
}

fn json(printed: &str) -> Value {
    serde_json::from_str(printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

#[test]
fn notes_are_counted_by_kind_and_reason_at_the_end() {
    let folder = Folder::new();
    folder.write("kites.yaml", KITES);
    let run = folder.run(&import("kites.yaml", &[])).ended_with(0);
    let (_, summary) = run.stdout.rsplit_once("\n\n").unwrap();
    assert_eq!(
        summary,
        "3 operations left out: 2 a required parameter is left out; 1 a reference that it needs has no target\n\
         2 parameters left out: `…` is in `…`; expected path, query, header or cookie; left out\n\
         1 reference not read: `#/components/parameters/Line` does not exist in this document\n\
         1 keyword not enforced: `contains` is not read: the required elements of a list are not checked\n"
    );
}

#[test]
fn as_json_each_note_has_its_place_its_kind_and_its_operation() {
    let folder = Folder::new();
    folder.write("kites.yaml", KITES);
    let run = folder.run(&import("kites.yaml", &["--format", "json"])).ended_with(0);
    let report = json(&run.stdout);
    assert_eq!(
        (&report["errors"], &report["operations"]),
        (&json!(0), &json!([{ "operation": "kites/ListKites", "state": "new" }]))
    );
    let problems = report["problems"].as_array().unwrap();
    let unread = problems.iter().find(|one| one["kind"] == "keyword-unread").unwrap();
    assert_eq!(
        unread,
        &json!({
            "severity": "note",
            "kind": "keyword-unread",
            "file": "kites.yaml",
            "line": 8,
            "column": 72,
            "operation": "ListKites",
            "message": "#/paths/~1kites/get/parameters/0/schema/contains: `contains` is not read: the required \
                elements of a list are not checked",
        })
    );
    let left: Vec<&Value> = problems.iter().filter(|one| one["kind"] == "operation-left-out").collect();
    let left: Vec<&Value> = left.into_iter().map(|one| &one["operation"]).collect();
    assert_eq!(left, ["FindKites", "SearchKites", "TraceKites"]);
    assert_eq!(report["losses"], json!(problems.len()));
    assert_eq!(report["changes"]["verdict"], "minor");
    assert!(report["written"].as_array().unwrap().contains(&json!("spec/kites/ListKites.json")), "{report}");
}

#[test]
fn as_json_errors_have_their_places_too() {
    let folder = Folder::new();
    folder.write("kites.yaml", "openapi: 3.0.3\npaths: {\n");
    let run = folder.run(&import("kites.yaml", &["--format", "json"])).ended_with(1);
    let report = json(&run.stdout);
    let [error] = report["problems"].as_array().unwrap().as_slice() else { panic!("{report}") };
    assert_eq!((&error["severity"], &error["file"]), (&json!("error"), &json!("kites.yaml")));
    assert!(error["line"].is_number() && error["column"].is_number(), "{error}");
    assert_eq!((&report["written"], folder.names()), (&json!([]), vec!["kites.yaml".to_owned()]));
    let run = folder.run(&import("missing.yaml", &["--format", "json"])).ended_with(1);
    assert!(json(&run.stdout)["problems"][0]["message"].as_str().unwrap().starts_with("missing.yaml: "));
}

#[test]
fn strictly_a_loss_is_an_error_and_other_notes_are_not() {
    let folder = Folder::new();
    folder.write("kites.yaml", KITES);
    folder.write("strings.yaml", STRINGS);
    let run = folder.run(&import("kites.yaml", &["--strict"])).ended_with(1);
    assert!(run.stderr.contains("kites.yaml:8:72: error: #/paths/~1kites/get"), "{}", run.stderr);
    assert!(
        run.stderr.contains("\n3 operations left out: ") && run.stderr.ends_with("\nnothing is written\n")
    );
    assert_eq!((run.stdout.as_str(), folder.names().len()), ("", 2));
    let run = folder.run(&import("strings.yaml", &["--strict"])).ended_with(0);
    assert!(
        run.stdout.ends_with("\n1 remark: path parameter `id` is not described; it is read as text\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_check_reports_as_json_as_well() {
    let folder = Folder::new();
    folder.write("strings.yaml", STRINGS);
    folder.run(&import("strings.yaml", &[])).ended_with(0);
    let check = ["--spec", "spec", "check", "--format", "json"];
    assert_eq!(json(&folder.run(&check).ended_with(0).stdout)["problems"], json!([]));
    let file = "spec/strings/ShowString.json";
    let text = folder.files()[file].replace("\"GET\"", "\"FETCH\"");
    folder.write(file, &text);
    let report = json(&folder.run(&check).ended_with(1).stdout);
    let error = &report["problems"][0];
    assert_eq!((&report["errors"], &error["file"]), (&json!(1), &json!(file)));
    assert!(error["line"].is_number() && error["column"].is_number(), "{error}");
}

#[test]
fn a_report_has_the_public_items_that_differ_below_those_that_they_belong_to() {
    let folder = Folder::new();
    let kites = |limit: &str| STRINGS.replace("operationId:", &format!("{limit}operationId:"));
    folder.write("strings.yaml", &kites(""));
    folder.run(&import("strings.yaml", &[])).ended_with(0);
    folder.write(
        "strings.yaml",
        &kites("parameters: [{ name: tone, in: query, schema: { type: integer } }], "),
    );
    folder.run(&import("strings.yaml", &["--report", "report.md"])).ended_with(0);
    let report = &folder.files()["report.md"];
    assert!(
        report.contains(
            "| version bump | **minor** |\n| [public items](#public-items) | 1 added, 0 removed |\n"
        ),
        "{report}"
    );
    let items = "## Public items\n\n```diff\n pub mod strings\n     pub struct builder::ShowString: Request<Response = ()>\n\
                 +        pub fn tone(self, tone: i64) -> Self\n```\n";
    assert!(report.contains(items), "{report}");
    folder.run(&import("strings.yaml", &["--report", "report.md"])).ended_with(0);
    assert!(!folder.files()["report.md"].contains("ublic items"), "{}", folder.files()["report.md"]);
}

#[test]
fn a_report_that_cannot_be_written_keeps_the_spec_and_the_code_from_being_written() {
    let folder = Folder::new();
    folder.write("strings.yaml", STRINGS);
    folder.run(&import("strings.yaml", &["--generate", "api.rs"])).ended_with(0);
    folder.write("strings.yaml", &STRINGS.replace("/strings/{id}", "/cords/{id}"));
    folder.write("taken/inside.txt", "");
    let before = folder.files();
    for (path, why) in
        [("taken/inside.txt/report.md", "taken/inside.txt/report.md: "), ("taken", "taken: not a file")]
    {
        let options = ["--generate", "api.rs", "--report", path];
        for options in [&options[..], &[&options[..], &["--dry-run"]].concat()] {
            let run = folder.run(&import("strings.yaml", options)).ended_with(1);
            assert!(
                run.stderr.contains(why) && run.stderr.ends_with("\nnothing is written\n"),
                "{}",
                run.stderr
            );
            assert_eq!(folder.files(), before);
        }
    }
    folder.run(&import("strings.yaml", &["--generate", "api.rs", "--report", "report.md"])).ended_with(0);
    assert!(folder.files()["spec/strings/ShowString.json"].contains("/cords/"));
}

/// A pull request takes 65,536 characters.
#[test]
fn a_report_of_many_changes_is_short_enough_for_a_pull_request() {
    let folder = Folder::new();
    let many = |limit: u32| {
        let path = |number: u32| {
            format!(
                "  /kites/{number}: {{ get: {{ operationId: showKiteOfNumber{number}, parameters: [{{ name: limit{limit}, in: \
                 query, schema: {{ type: integer, maximum: {limit} }} }}], responses: {{ '204': {{ description: ok }} }} }} }}\n"
            )
        };
        let paths: String = (0..600).map(path).collect();
        format!("openapi: 3.0.3\ninfo: {{ title: Kites, version: '1' }}\npaths:\n{paths}")
    };
    folder.write("kites.yaml", &many(5));
    folder.run(&import("kites.yaml", &[])).ended_with(0);
    folder.write("kites.yaml", &many(4));
    folder.run(&import("kites.yaml", &["--report", "report.md"])).ended_with(0);
    let report = &folder.files()["report.md"];
    assert!((30_000..65_536).contains(&report.len()), "{} bytes", report.len());
    for part in [
        " more lines; `hss-codegen diff",
        "### Breaking changes",
        "## Public items",
        " more lines; `hss-codegen generate",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
}
