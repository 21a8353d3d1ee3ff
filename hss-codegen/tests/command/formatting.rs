//! Generated source is in the layout of rustfmt, whatever the length of its names.

use std::fs;
use std::process::Command;

use hss_codegen::Generator;
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;
use serde_json::{Map, Value, json};

/// Differences that rustfmt finds in files of these names and texts; `None` if there is no rustfmt.
fn differences(files: &[(String, String)]) -> Option<String> {
    // No configuration is above this folder.
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.current_dir(folder.path()).args(["--check", "--color", "never", "--edition", "2024"]);
    let Ok(output) = rustfmt.args(files.iter().map(|(name, _)| name)).output() else {
        eprintln!("skipped: there is no rustfmt");
        return None;
    };
    let mut found = String::from_utf8_lossy(&output.stdout).into_owned();
    found.push_str(&String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.success(), found.is_empty(), "{found}");
    Some(found.lines().take(60).collect::<Vec<_>>().join("\n"))
}

fn assert_formatted(files: &[(String, String)]) {
    if let Some(found) = differences(files) {
        assert!(found.is_empty(), "rustfmt changes generated source:\n{found}");
    }
}

#[test]
fn the_source_of_all_operations_is_formatted() {
    let spec = Spec::bundled().unwrap();
    let source = |name: &str, generator: Generator| (format!("{name}.rs"), generator.source().unwrap());
    let mut files = vec![
        source("all", Generator::new(&spec)),
        source("shared_types", Generator::new(&spec).shared()),
        source("service", Generator::new(&spec).service()),
        source("one", Generator::new(&spec).operation("ListImageScanTask")),
    ];
    files.extend(spec.groups.keys().map(|group| source(group, Generator::new(&spec).group(group))));
    assert_formatted(&files);
    // From `mod.rs`, the formatter finds the others.
    assert_formatted(&Generator::new(&spec).files().unwrap().into_iter().collect::<Vec<_>>());
}

/// A name of this many characters.
fn name(first: &str, length: usize) -> String {
    first.chars().cycle().take(length).collect()
}

/// Schemas of every kind; models and enumerations have names of this many characters.
fn schemas(length: usize) -> Vec<Value> {
    let model = json!({ "$ref": format!("#/components/schemas/{}", name("Mo", length)) });
    let values = json!({ "type": "string", "enum": ["a", name("bc", length)] });
    let numbers = json!({ "type": "integer", "enum": [0, 1, 7] });
    let list = |items: &Value| json!({ "type": "array", "items": items });
    let text = json!({ "type": "string" });
    let map = json!({ "type": "object", "additionalProperties": text });
    vec![
        json!({ "type": "boolean" }),
        list(&values),
        list(&list(&text)),
        list(&text),
        list(&model),
        text,
        values,
        numbers,
        model,
        map,
        json!({ "type": "integer" }),
        json!({ "type": "number" }),
        json!({ "type": "string", "format": "date-time" }),
    ]
}

/// A document whose names have this many characters.
fn document(length: usize) -> Value {
    let letter = |index: usize| char::from(b'd' + u8::try_from(index).unwrap()).to_string();
    let kinds = schemas(length);
    let properties: Map<String, Value> =
        kinds.iter().enumerate().map(|(index, one)| (name(&letter(index), length), one.clone())).collect();
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for (index, kind) in kinds.iter().enumerate() {
        // A model with one field more than the last.
        let some: Map<String, Value> = properties.clone().into_iter().take(index).collect();
        let required: Vec<&String> = some.keys().collect();
        let own = format!("{}{}", name("R", length), letter(index));
        schemas.insert(own.clone(), json!({ "type": "object", "required": required, "properties": some }));
        let parameters: Vec<Value> = properties
            .iter()
            .take(index.min(6))
            .map(|(name, schema)| {
                let is_required = name.starts_with(['d', 'e', 'f']);
                json!({ "name": name, "in": "query", "required": is_required, "schema": schema })
            })
            .collect();
        let body = |required: bool, schema: &Value| json!({ "required": required, "content": { "application/json": { "schema": schema } } });
        let response = json!({ "$ref": format!("#/components/schemas/{own}") });
        let operation = |id: String, body: Value| {
            json!({
                "operationId": id,
                "tags": [name("gr", length)],
                "parameters": parameters,
                "requestBody": body,
                "responses": { "200": { "description": "", "content": { "application/json": { "schema": response } } } },
            })
        };
        let id = format!("{}{}", name("o", length), letter(index));
        paths.insert(
            format!("/{length}/{index}"),
            json!({
                "post": operation(format!("{id}x"), body(true, kind)),
                "put": operation(format!("{id}y"), body(false, kind)),
                "patch": operation(format!("{id}z"), body(true, &response)),
            }),
        );
    }
    schemas.insert(name("Mo", length), json!({ "type": "object", "properties": properties }));
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Lengths", "version": "1" },
        "servers": [{ "url": "https://example.com" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

#[test]
fn names_of_every_length_are_formatted() {
    let files = (1..=72).map(|length| {
        let text = document(length).to_string();
        let api = read_openapi(&Document::new("lengths.json", &text), false).unwrap();
        let imported = import(&Spec::default(), api.drafts, None).unwrap();
        let source = Generator::new(&imported.spec).source();
        (format!("length{length}.rs"), source.unwrap_or_else(|problems| panic!("{length}: {problems}")))
    });
    assert_formatted(&files.collect::<Vec<_>>());
}
