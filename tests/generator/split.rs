//! The code in a file for each operation: it compiles, and offers what the code in one file offers.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher as _, RandomState};

use hss_codegen::Generator;
use hss_spec::model::Spec;

use crate::compiled::sample;
use crate::compiler::check_files;
use crate::hostile_document::spec;

/// The names of the public items, fields and variants, with those of the methods.
fn names(source: &str) -> BTreeSet<String> {
    let starts = ["pub struct ", "pub enum ", "pub fn ", "pub static ", "pub const ", "impl "];
    let lines =
        source.lines().map(str::trim).filter(|line| starts.iter().any(|start| line.starts_with(start)));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_files_of_any_document_compile() {
    let seed = RandomState::new().hash_one(0);
    println!("seed {seed}");
    let documents = sample(seed, 25);
    let sets: Vec<BTreeMap<String, String>> =
        documents.iter().filter_map(|text| Some(Generator::new(&spec(text)?).files().unwrap())).collect();
    assert!(sets.len() > 10, "{} documents are read", sets.len());
    for visibility in ["", "pub "] {
        if let Err(messages) = check_files(visibility, &sets) {
            panic!("{messages}");
        }
    }
}

#[test]
fn names_that_are_taken_by_files_and_modules_are_no_obstacle() {
    let document = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Files", "version": "1" },
        "paths": {
            "/a": { "get": { "operationId": "Mod", "tags": ["shared"], "responses": { "200": { "description": "",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } },
            "/b": { "get": { "operationId": "Builder", "tags": ["mod"], "responses": { "200": { "description": "",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } },
            "/c": { "get": { "operationId": "Shared", "tags": ["mod"], "responses": { "200": { "description": "" } } } },
        },
        "components": { "schemas": { "Thing": { "type": "object", "properties": { "id": { "type": "string" } } } } },
    });
    let files = Generator::new(&spec(&document.to_string()).unwrap()).files().unwrap();
    let folded: BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), files.len(), "on a file system that minds no case, two are one");
    if let Err(messages) = check_files("pub ", &[files]) {
        panic!("{messages}");
    }
}

#[test]
fn types_with_names_of_the_runtime_go_before_them() {
    let source = include_str!("../../hss-runtime/src/lib.rs");
    let (_, generated) = source.split_once("pub mod generated {").unwrap();
    let (generated, _) = generated.split_once("pub mod ").unwrap();
    let words = generated.lines().filter(|line| line.trim_start().starts_with("pub use "));
    let words = words.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let names: BTreeSet<&str> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
    assert!(names.len() > 15 && names.contains("UnknownCode"), "{names:?}");
    let schema = |name: &&str| {
        (
            (*name).to_owned(),
            serde_json::json!({ "type": "object", "properties": {
        "id": { "type": "integer" }, "state": { "type": "string", "enum": ["on", "off"] } } }),
        )
    };
    let schemas: serde_json::Map<String, serde_json::Value> = names.iter().map(schema).collect();
    let operation = |name: &str, id: &str| {
        serde_json::json!({ "operationId": id, "tags": ["things"],
        "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } } },
        "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "type": "array",
            "items": { "$ref": format!("#/components/schemas/{name}") } } } } } } })
    };
    let paths = names.iter().map(|name| {
        let path = serde_json::json!({
            "post": operation(name, &format!("Create{name}")), "put": operation(name, &format!("Replace{name}")),
        });
        (format!("/{name}"), path)
    });
    let paths: serde_json::Map<String, serde_json::Value> = paths.collect();
    let document = serde_json::json!({ "openapi": "3.0.3", "info": { "title": "Names", "version": "1" }, "paths": paths,
        "components": { "schemas": schemas } });
    let files = Generator::new(&spec(&document.to_string()).unwrap()).files().unwrap();
    if let Err(messages) = check_files("pub ", &[files]) {
        panic!("{messages}");
    }
}

#[test]
fn a_group_in_files_has_the_items_of_the_group_in_one() {
    let spec = Spec::bundled().unwrap();
    for group in spec.groups.keys() {
        let one = Generator::new(&spec).group(group).source().unwrap();
        let files = Generator::new(&spec).group(group).files().unwrap();
        let several: BTreeSet<String> = files.values().flat_map(|text| names(text)).collect();
        assert_eq!(names(&one), several, "{group}");
        let of_operations = spec.groups[group].operations.keys().map(|id| format!("{id}.rs"));
        let known = ["mod.rs", "types.rs"].map(str::to_owned);
        let expected: BTreeSet<String> = of_operations.chain(known).collect();
        assert!(files.keys().all(|name| expected.contains(name)), "{group}: {:?}", files.keys());
    }
}

#[test]
fn a_change_of_one_operation_changes_its_file_alone() {
    let old = Spec::bundled().unwrap();
    let mut new = old.clone();
    let group = new.groups.get_mut("image").unwrap();
    group.operations.get_mut("ListImageScanTask").unwrap().doc = Some("Lists tasks.".to_owned());
    let (old, new) = (Generator::new(&old).files().unwrap(), Generator::new(&new).files().unwrap());
    let changed: Vec<&String> =
        new.iter().filter(|(name, text)| old.get(*name) != Some(text)).map(|(name, _)| name).collect();
    assert_eq!(changed, ["image/ListImageScanTask.rs"]);
    assert_eq!(old.len(), new.len());
}
