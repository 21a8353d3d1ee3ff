//! Errors in a spec's files: each is reported with its file, line and column, the text there and the expected one.

mod definitions;
mod files;
mod fixups_and_names;
mod operations;
mod paging;
mod reading;
mod together;

use std::collections::BTreeMap;

use hss_spec::model::Spec;

/// A spec in which nothing is wrong.
const RIGHT: [(&str, &str); 2] = [
    ("service.json", "{ \"name\": \"zoo\" }\n"),
    (
        "zoo/ListAnimals.json",
        r#"{
  "operation": "ListAnimals",
  "method": "GET",
  "path": "/v1/{zoo_id}/animals",
  "parameters": [
    { "name": "zoo_id", "in": "path", "type": "string", "required": true, "length": "1..=64" },
    { "name": "kind", "in": "query", "type": "Kind", "default": "bird" },
    { "name": "offset", "in": "query", "type": "integer", "range": "0..=1000", "default": 0 },
    { "name": "limit", "in": "query", "type": "integer", "range": "10..=200", "default": 10 },
    { "name": "X-Keeper", "in": "header", "type": "string" }
  ],
  "response": { "status": 200, "type": "Animals" },
  "paging": { "offset": "offset", "limit": "limit", "items": "animals", "total": "count" },
  "models": {
    "Animals": { "fields": [
      { "name": "animals", "type": "[Animal]", "items": "0..=200" },
      { "name": "count", "type": "integer" }
    ] },
    "Animal": { "fields": [
      { "name": "name", "type": "string" },
      { "name": "born", "type": "long", "format": "timestamp-ms" },
      { "name": "weight", "type": "number", "range": "0.5..=9000.0" },
      { "name": "state", "type": "State" },
      { "name": "parent", "type": "Animal" }
    ] }
  },
  "enums": {
    "Kind": { "type": "string", "values": [
      { "value": "bird" },
      { "value": "fish" }
    ] },
    "State": { "type": "codes", "range": "0..=100", "values": [{ "value": "-1", "name": "asleep" }] }
  }
}
"#,
    ),
];

/// A change of a file of the spec: the text that is replaced, once, and its replacement. A file that is
/// not there yet is made.
struct Edit {
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

/// A change of the operation's file.
const fn edit(from: &'static str, to: &'static str) -> Edit {
    Edit { file: "zoo/ListAnimals.json", from, to }
}

/// Another file.
const fn file(file: &'static str, text: &'static str) -> Edit {
    Edit { file, from: "", to: text }
}

/// All problems of the spec with these changes, one a line.
fn problems(edits: &[Edit]) -> String {
    let mut files: BTreeMap<&str, String> = RIGHT.map(|(path, text)| (path, text.to_owned())).into();
    for edit in edits {
        let text = files.entry(edit.file).or_default();
        assert_eq!(
            text.matches(edit.from).count().max(usize::from(edit.from.is_empty())),
            1,
            "{}",
            edit.from
        );
        *text = if edit.from.is_empty() { edit.to.to_owned() } else { text.replacen(edit.from, edit.to, 1) };
    }
    let texts = files.iter().map(|(path, text)| (*path, text.as_str()));
    match Spec::from_files("", texts) {
        Ok(spec) => spec.check().to_string(),
        Err(problems) => problems.to_string(),
    }
}

/// Holds each change against the one thing that is said of it; all that differ are shown together.
fn each_is_reported(cases: &[(Edit, &str)]) {
    let different: Vec<String> = cases
        .iter()
        .map(|(edit, expected)| (problems(std::slice::from_ref(edit)), expected))
        .filter(|(found, expected)| found != *expected)
        .map(|(found, expected)| format!("expected:\n{expected}\nfound:\n{found}\n"))
        .collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn nothing_is_said_of_a_spec_that_is_right() {
    assert_eq!(problems(&[]), "");
}
