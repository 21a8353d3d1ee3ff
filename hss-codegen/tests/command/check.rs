//! `hss-codegen check`

use crate::Folder;

#[test]
fn the_bundled_spec_has_no_errors() {
    let run = Folder::new().run(&["check"]).ended_with(0);
    let operations = hss_spec::model::Spec::bundled().unwrap().operations().count();
    let last = run.stdout.lines().last().unwrap();
    assert!(last.starts_with(&format!("{operations} operations: 0 errors, ")), "{last}");
    assert_eq!(run.stderr, "");
}

const OPERATION: &str = r#"{
  "operation": "ListLamps",
  "method": "GET",
  "path": "/v1/lamps/{room}",
  "parameters": [
    { "name": "limit", "in": "query", "type": "integer", "range": "200..=10" },
    { "name": "kind", "in": "query", "type": "Kind" }
  ],
  "response": { "status": 200 }
}
"#;

#[test]
fn all_problems_are_listed_with_their_places() {
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": \"lamps\" }\n");
    folder.write("spec/lamps/ListLamps.json", OPERATION);
    let run = folder.run(&["check", "--spec", "spec"]).ended_with(1);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let starts = [
        "spec/lamps/ListLamps.json:1:1: error: path `/v1/lamps/{room}` has the placeholder `{room}`",
        "spec/lamps/ListLamps.json:6:5: error: query parameter `limit` has the range 200..=10",
        "spec/lamps/ListLamps.json:7:5: error: query parameter `kind` is of type `Kind`",
        "English sentences: 0 of 1 operations, 0 of 1 groups, 0 of 2 parameters, 0 of 0 fields, 0 of 0 values",
        "1 operations: 3 errors, 0 notes",
    ];
    assert_eq!(lines.len(), starts.len(), "{}", run.stdout);
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(run.stderr, "the spec has 3 errors\n");
}

#[test]
fn unreadable_files_are_reported_all_at_once() {
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": 3 }\n");
    folder
        .write("spec/lamps/ListLamps.json", &OPERATION.replace("GET", "FETCH").replace("200..=10", "200-10"));
    let run = folder.run(&["check", "--spec", "spec"]).ended_with(1);
    let places: Vec<&str> = run.stderr.lines().filter_map(|line| line.split(": error: ").next()).collect();
    assert_eq!(
        places,
        ["spec/lamps/ListLamps.json:3:13", "spec/lamps/ListLamps.json:6:67", "spec/service.json:1:11"],
        "{}",
        run.stderr
    );
}

#[test]
fn a_missing_folder_is_reported() {
    let run = Folder::new().run(&["check", "--spec", "nowhere"]).ended_with(1);
    assert_eq!(run.stderr, "nowhere: there is no such folder; `import` creates one\n");
}

#[test]
fn sets_are_listed_with_the_words_that_announce_them() {
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": \"lamps\" }\n");
    let operation = r#"{
  "operation": "ListLamps",
  "method": "GET",
  "path": "/v1/lamps",
  "parameters": [
    { "name": "kind", "in": "query", "type": "Kind" },
    { "name": "shade", "in": "query", "type": "Shade" },
    { "name": "wick", "in": "query", "type": "Wick" }
  ],
  "response": { "status": 200 },
  "enums": {
    "Kind": { "type": "string", "announced": "Options", "values": [{ "value": "a" }, { "value": "b" }] },
    "Shade": { "type": "string", "open": true, "values": [{ "value": "c" }] },
    "Wick": { "type": "string", "values": [{ "value": "d" }] }
  }
}
"#;
    folder.write("spec/lamps/ListLamps.json", operation);
    let run = folder.run(&["check", "--sets", "--spec", "spec"]).ended_with(0);
    let expected = "\
spec/lamps/ListLamps.json:12:13: lamps/Kind: enforced, introduced by `Options`
  values: a, b
  used by: ListLamps.query.kind
spec/lamps/ListLamps.json:13:14: lamps/Shade: open
  values: c
  used by: ListLamps.query.shade
spec/lamps/ListLamps.json:14:13: lamps/Wick: enforced; no words that introduce it are known
  values: d
  used by: ListLamps.query.wick
2 sets are enforced, 1 are open
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn items_without_a_sentence_are_listed() {
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": \"lamps\", \"group_docs\": { \"lamps\": \"Light.\" } }\n");
    folder.write("spec/glossary.json", r#"{ "fields": { "kind": { "doc": "Which lamp it is." } } }"#);
    folder.write("spec/lamps/ListLamps.json", OPERATION);
    let run = folder.run(&["check", "--docs", "--spec", "spec"]).ended_with(0);
    let expected = "\
spec/lamps/ListLamps.json:1:1: note: operation `ListLamps` has no English title or sentence
spec/lamps/ListLamps.json:6:5: note: parameter `limit` has no English sentence
English sentences: 0 of 1 operations, 1 of 1 groups, 1 of 2 parameters, 0 of 0 fields, 0 of 0 values
";
    assert_eq!(run.stdout, expected);
}
