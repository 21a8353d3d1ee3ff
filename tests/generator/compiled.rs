//! Generated code compiles without a warning: of any document, of any part, and whatever a document calls its things.

use std::hash::{BuildHasher as _, RandomState};

use hss_codegen::Generator;
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;
use serde_json::{Map, Value, json};

use crate::any_document::Choices;
use crate::compiler::check;
use crate::hostile_document::client;

/// Documents that are compiled in each run.
const SAMPLE: usize = 60;

/// Bytes of a document.
const BYTES: usize = 400;

pub(crate) fn sample(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed | 1;
    let mut byte = || {
        // Xorshift of 64 bits.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    let mut bytes = || (0..BYTES).map(|_| byte()).collect::<Vec<u8>>();
    (0..count).map(|_| Choices::new(&bytes()).document()).collect()
}

/// Compiles the clients of documents: all together, and each alone where that fails, to find the one.
fn compile(documents: &[String]) {
    let read: Vec<(&String, String)> =
        documents.iter().filter_map(|document| Some((document, client(document)?))).collect();
    assert!(read.len() * 2 > documents.len(), "{} of {} documents are read", read.len(), documents.len());
    let sources: Vec<String> = read.iter().map(|(_, source)| source.clone()).collect();
    for visibility in ["", "pub "] {
        let Err(together) = check(visibility, &sources) else { continue };
        for (document, source) in &read {
            if let Err(messages) = check(visibility, std::slice::from_ref(source)) {
                panic!("{messages}\n{document}");
            }
        }
        panic!("{together}");
    }
}

#[test]
fn the_code_of_any_document_compiles() {
    let seed = RandomState::new().hash_one(0);
    println!("seed {seed}");
    compile(&sample(seed, SAMPLE));
}

#[test]
#[ignore = "takes minutes: `HSS_SEED=1 cargo test -p hss-tests --test generator -- --ignored several_hundred`"]
fn the_code_of_several_hundred_documents_compiles() {
    let seed: u64 = std::env::var("HSS_SEED").map_or(1, |seed| seed.parse().unwrap());
    for part in 0..20 {
        compile(&sample(seed.wrapping_mul(1000) + 2 * part, 25));
    }
}

#[test]
fn a_group_alone_compiles_in_a_private_module() {
    let spec = Spec::bundled().unwrap();
    let group = Generator::new(&spec).group("image").source().unwrap();
    let operation = Generator::new(&spec).operation("ListImageScanTask").source().unwrap();
    // The types that groups share are beside a group's module.
    let shared = Generator::new(&spec).shared().source().unwrap();
    let with_shared = |source: &str| format!("mod shared {{\n{shared}}}\nmod alone {{\n{source}}}\n");
    if let Err(messages) = check("", &[with_shared(&group), with_shared(&operation)]) {
        panic!("{messages}");
    }
}

/// Names of methods and functions that traits of the prelude, of derives and of the runtime have.
const METHODS: &[&str] = &[
    "clone",
    "clone_from",
    "eq",
    "ne",
    "fmt",
    "into",
    "try_into",
    "from",
    "try_from",
    "to_string",
    "to_owned",
    "borrow",
    "borrow_mut",
    "as_ref",
    "as_mut",
    "default",
    "drop",
    "hash",
    "cmp",
    "partial_cmp",
    "deref",
    "deref_mut",
    "into_iter",
    "iter",
    "next",
    "into_future",
    "poll",
    "index",
    "not",
    "type_id",
    "serialize",
    "deserialize",
    "with_fields",
    "visit",
    "visit_mut",
    "visitor",
    "value",
    "fields",
    "schema",
    "operation",
    "table",
    "tables",
    "known",
    "unknown",
    "request",
    "response",
    "client",
    "execute",
];

/// A document that calls its fields, parameters, operations, models, values and groups after methods.
fn document_of_methods() -> String {
    let string = || json!({ "type": "string" });
    let fields = || METHODS.iter().map(|name| ((*name).to_owned(), string())).collect::<Map<String, Value>>();
    let upper = |name: &str| format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    let mut schemas = Map::new();
    for name in METHODS.iter().copied() {
        schemas.insert(
            upper(name),
            json!({ "type": "object", "properties": { name: { "type": "string", "enum": METHODS } } }),
        );
    }
    schemas.insert("Optional".to_owned(), json!({ "type": "object", "properties": fields() }));
    schemas.insert(
        "Required".to_owned(),
        json!({ "type": "object", "properties": fields(), "required": METHODS }),
    );
    let parameters: Vec<Value> =
        METHODS.iter().map(|name| json!({ "name": name, "in": "query", "schema": string() })).collect();
    let mut paths = Map::new();
    for name in METHODS.iter().copied() {
        let body = ["Optional", "Required"][name.len() % 2];
        let reference = |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
        let item = json!({ "post": {
            "operationId": name,
            "tags": [name],
            "parameters": parameters,
            "requestBody": { "content": reference(body) },
            "responses": { "200": { "description": "ok", "content": reference(&upper(name)) } },
        } });
        paths.insert(format!("/{name}"), item);
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Methods", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}

#[test]
fn names_of_methods_hide_none_that_callers_need() {
    let document = document_of_methods();
    let code = client(&document).expect("the document is fine");
    // What a caller does with any value, written as callers write it.
    let caller = "
fn caller(optional: shared::Optional, required: shared::Required) -> bool {
    let (copy, owned): (shared::Optional, shared::Required) = (optional.clone(), required.to_owned());
    let _: shared::Optional = copy.clone().into();
    let _: Result<shared::Required, _> = owned.clone().try_into();
    copy == optional && owned == required && format!(\"{copy:?}\").is_empty()
}
const _: fn(shared::Optional, shared::Required) -> bool = caller;
";
    if let Err(messages) = check("", &[format!("{code}{caller}")]) {
        panic!("{messages}");
    }
    let api = read_openapi(&Document::new("methods.json", &document), false).unwrap();
    let operations = api.drafts.len();
    let imported = import(&Spec::default(), api.drafts, None).unwrap();
    assert_eq!((operations, imported.operations.len()), (METHODS.len(), METHODS.len()));
}
