//! Places in reports of `diff`.

use serde_json::Value;

use crate::Folder;

/// A spec of one operation with values, fields and parameters on known lines.
const OLD: &str = r#"{
  "operation": "ListKite", "method": "GET", "path": "/kites",
  "parameters": [
    { "name": "colour", "in": "query", "type": "Colour" },
    { "name": "limit", "in": "query", "type": "integer" }
  ],
  "response": { "status": 200, "type": "Kites" },
  "models": { "Kites": { "fields": [
    { "name": "count", "type": "integer" },
    { "name": "wind", "type": "string" }
  ] } },
  "enums": { "Colour": { "type": "string", "values": [
    { "value": "red" },
    { "value": "green" },
    { "value": "blue" }
  ] } }
}
"#;

/// The lines that the new spec does not have.
const GONE: [(&str, usize); 3] = [("\"limit\"", 5), ("\"wind\"", 10), ("\"green\"", 14)];

fn without_gone() -> String {
    let is_kept = |line: &&str| !GONE.iter().any(|(name, _)| line.contains(name));
    let lines: Vec<&str> = OLD.lines().filter(is_kept).collect();
    // No comma before the end of a list.
    lines.join("\n").replace("},\n  ],", "}\n  ],").replace("},\n  ] } },", "}\n  ] } },")
}

/// The places of the findings, each with its file and line.
fn places(printed: &str) -> Vec<(String, String, u64)> {
    let report: Value = serde_json::from_str(printed).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|one| (text(&one["at"]), text(&one["file"]), one["line"].as_u64().unwrap_or_default()))
        .collect()
}

#[test]
fn a_removed_item_has_its_place_in_the_old_folder() {
    let folder = Folder::new();
    for (name, operation) in [("old", OLD), ("new", &without_gone())] {
        folder.write(&format!("{name}/service.json"), r#"{ "name": "kites" }"#);
        folder.write(&format!("{name}/kites/ListKite.json"), operation);
    }
    let run = folder.run(&["diff", "old", "new", "--format", "json"]).ended_with(0);
    let places = places(&run.stdout);
    for (name, line) in GONE {
        let name = name.trim_matches('"');
        let (_, file, at) = places.iter().find(|(at, ..)| at.ends_with(name)).unwrap();
        assert_eq!((file.as_str(), *at), ("old/kites/ListKite.json", line as u64), "{name}: {}", run.stdout);
    }
    let text = folder.run(&["diff", "old", "new"]).ended_with(0).stdout;
    assert!(text.contains("old/kites/ListKite.json:14"), "{text}");
}

#[test]
fn a_value_that_an_import_removes_has_its_place_in_the_spec_before_it() {
    let folder = Folder::new();
    folder.write("spec/service.json", r#"{ "name": "kites" }"#);
    let document = |values: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: Kites, version: '1' }}\npaths:\n  /kites:\n    get:\n      operationId: listKites\n      \
             tags: [kites]\n      parameters:\n        - {{ name: colour, in: query, schema: {{ type: string, enum: [{values}] }} }}\n      \
             responses: {{ '204': {{ description: ok }} }}\n"
        )
    };
    folder.write("kites.yaml", &document("red, green, blue"));
    folder.run(&["--spec", "spec", "import", "kites.yaml"]).ended_with(0);
    let same = folder.run(&["diff", "spec", "kites.yaml", "--format", "json"]).ended_with(0);
    assert_eq!(places(&same.stdout), []);

    let files = folder.files();
    let (path, line) = files
        .iter()
        .find_map(|(path, text)| Some((path, text.lines().position(|line| line.contains("\"green\""))? + 1)))
        .unwrap();
    folder.write("kites.yaml", &document("red, blue"));
    let run = folder.run(&["diff", "spec", "kites.yaml", "--format", "json"]).ended_with(0);
    let removed = places(&run.stdout).into_iter().find(|(at, ..)| at.ends_with("=green")).unwrap();
    assert_eq!((&removed.1, removed.2), (path, line as u64), "{}", run.stdout);
}
