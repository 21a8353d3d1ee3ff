//! Operations that documents no longer have, `remove`, and the report for a pull request.

use serde_json::json;

use crate::Folder;

/// A document of three operations; the last one can't be read where `broken`.
fn looms(operations: &[&str]) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: Looms, version: '1' }\npaths:\n".to_owned();
    for operation in operations {
        text += &match *operation {
            "trace" => "  /looms/{id}/trace: { get: { operationId: traceLoom, parameters: [{ name: id, in: path, \
                        required: true, schema: { type: string } }], responses: { '204': { description: ok } } } }\n"
                .to_owned(),
            "broken trace" => "  /looms/{id}/trace: { get: { operationId: traceLoom, parameters: [{ $ref: \
                               '#/components/parameters/Lost' }], responses: { '204': { description: ok } } } }\n"
                .to_owned(),
            name => format!(
                "  /looms/{name}: {{ get: {{ operationId: {name}Looms, parameters: [{{ name: kind, in: query, schema: {{ \
                 type: string, enum: [flat, trim] }} }}], responses: {{ '204': {{ description: ok }} }} }} }}\n"
            ),
        };
    }
    text
}

fn import<'a>(options: &[&'a str]) -> Vec<&'a str> {
    [&["--spec", "spec", "import", "looms.yaml"], options].concat()
}

#[test]
fn operations_that_the_document_no_longer_has_are_listed_and_removed_on_request() {
    let folder = Folder::new();
    folder.write("looms.yaml", &looms(&["list", "weave", "trace"]));
    folder.run(&import(&[])).ended_with(0);
    // What is left out of the spec is still in the document.
    folder.write("looms.yaml", &looms(&["list", "broken trace"]));
    let run = folder.run(&import(&[])).ended_with(0);
    assert!(run.stdout.contains("looms/WeaveLooms: gone; --prune removes it\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("TraceLoom: gone"), "{}", run.stdout);
    assert!(run.stdout.contains("verdict: none"), "nothing is removed yet: {}", run.stdout);
    assert!(folder.files().contains_key("spec/looms/WeaveLooms.json"));

    let run = folder.run(&import(&["--prune", "--format", "json"])).ended_with(0);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let removed = json!({ "operation": "looms/WeaveLooms", "state": "removed" });
    assert!(report["operations"].as_array().unwrap().contains(&removed), "{}", run.stdout);
    assert_eq!(report["changes"]["verdict"], "major", "{}", run.stdout);
    assert!(!folder.files().contains_key("spec/looms/WeaveLooms.json"));
    assert!(folder.files().contains_key("spec/looms/TraceLoom.json"));
    let run = folder.run(&["--spec", "spec", "check"]).ended_with(0);
    assert!(run.stdout.contains("0 errors"), "{}", run.stdout);
}

#[test]
fn operations_of_pages_are_not_gone_when_a_document_is_imported() {
    let folder = Folder::new();
    folder.page("ListLanternJobs.en.md");
    folder.run(&["--spec", "spec", "import", "ListLanternJobs.en.md"]).ended_with(0);
    folder.write("looms.yaml", &looms(&["list"]));
    let run = folder.run(&import(&["--prune"])).ended_with(0);
    assert!(!run.stdout.contains("gone") && !run.stdout.contains("removed"), "{}", run.stdout);
}

#[test]
fn remove_removes_an_operation_with_its_own_types() {
    let folder = Folder::new();
    folder.write("looms.yaml", &looms(&["list", "weave"]));
    folder.run(&import(&[])).ended_with(0);
    folder.write(
        "spec/names.json",
        r#"{ "enums": { "looms/WeaveLooms.query.kind": "WeaveKind", "looms/ListLooms.query.kind": "LoomKind" } }"#,
    );
    folder.run(&import(&[])).ended_with(0);
    let before = folder.files();
    let run = folder.run(&["--spec", "spec", "remove", "WeaveLooms", "SpinLooms"]).ended_with(1);
    assert_eq!(run.stderr, "the spec has no operation `SpinLooms`\nnothing is written\n");
    let run = folder.run(&["--spec", "spec", "remove", "WeaveLooms", "--dry-run"]).ended_with(0);
    assert!(run.stdout.contains("looms/WeaveLooms: removed\n"), "{}", run.stdout);
    assert_eq!(folder.files(), before);
    folder.run(&["--spec", "spec", "remove", "WeaveLooms"]).ended_with(0);
    let after = folder.files();
    assert!(!after.contains_key("spec/looms/WeaveLooms.json"));
    assert!(!after["spec/names.json"].contains("WeaveLooms"), "{}", after["spec/names.json"]);
    assert!(after["spec/names.json"].contains("\"looms/ListLooms.query.kind\": \"LoomKind\""));
    folder.run(&["--spec", "spec", "check"]).ended_with(0);
}

#[test]
fn the_report_names_the_items_that_break() {
    let folder = Folder::new();
    folder.write("looms.yaml", &looms(&["list", "weave"]));
    folder.run(&import(&[])).ended_with(0);
    folder.write("looms.yaml", &looms(&["list"]).replace(", trim", ", warp"));
    folder.run(&import(&["--prune", "--report", "report.md"])).ended_with(0);
    let report = &folder.files()["report.md"];
    let lines = [
        "| version bump | **major** |",
        "| operations removed | 1 |",
        "### Breaking changes",
        ": `looms::LoomsKind::Trim`",
        ": `looms::LoomsApi::weave_looms`",
        "### Added",
        ": `looms::LoomsKind::Warp`",
        "-    pub struct builder::WeaveLooms: ",
        "-        Trim = \"trim\"\n+        Warp = \"warp\"\n",
    ];
    let mut rest = report.as_str();
    for line in lines {
        let at = rest.find(line).unwrap_or_else(|| panic!("`{line}` is missing or out of order:\n{report}"));
        if line.starts_with('|') || line.starts_with('#') {
            rest = &rest[at..];
        }
    }
}
