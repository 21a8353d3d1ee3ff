//! Documents and look-ups that the tests of the OpenAPI importer share.

use hss_spec::import::{Document, Draft, OpenApi, read_openapi};
use hss_spec::model::{Field, Location, Model, Type};

/// Reads a document that must be fine.
pub(crate) fn read(text: &str) -> OpenApi {
    let read = read_openapi(&Document::new("api.yaml", text), false);
    detached(read.unwrap_or_else(|problems| panic!("{problems}")))
}

/// A document whose drafts have their models each.
pub(crate) fn detached(mut api: OpenApi) -> OpenApi {
    api.drafts = api.drafts.into_iter().map(Draft::detached).collect();
    api
}

/// The problems of a document that must be refused.
pub(crate) fn refuse(text: &str) -> String {
    let read = read_openapi(&Document::new("api.yaml", text), false);
    read.expect_err("the document was read").to_string()
}

/// A document of one operation, `POST /things`, whose body has these properties, in YAML.
pub(crate) fn with_fields(properties: &str) -> String {
    let indented = properties.lines().map(|line| format!("                {line}\n")).collect::<String>();
    format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n  /things:\n    post:\n      operationId: MakeThing\n      \
         requestBody:\n        content:\n          application/json:\n            schema:\n              properties:\n\
         {indented}      responses: {{ '204': {{ description: Done }} }}\n"
    )
}

/// A document of one operation, `GET /things`, with what it is given below the method, in YAML.
pub(crate) fn with_operation(operation: &str) -> String {
    let indented = operation.lines().map(|line| format!("      {line}\n")).collect::<String>();
    let responses = if operation.contains("responses") {
        ""
    } else {
        "      responses: { '204': { description: Done } }\n"
    };
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /things:\n    get:\n{indented}{responses}"
    )
}

/// The only draft of a document.
pub(crate) fn only(api: &OpenApi) -> &Draft {
    assert_eq!(api.drafts.len(), 1, "{:?}", api.notes);
    &api.drafts[0]
}

pub(crate) fn draft<'a>(api: &'a OpenApi, id: &str) -> &'a Draft {
    api.drafts.iter().find(|draft| draft.operation.id == id).unwrap_or_else(|| panic!("no operation {id}"))
}

pub(crate) fn body_model(draft: &Draft) -> &Model {
    match draft.operation.body.as_ref().map(|body| &body.ty) {
        Some(Type::Named(name)) => &draft.models[name],
        other => panic!("the body is {other:?}"),
    }
}

/// A field of the body of `with_fields`.
pub(crate) fn field<'a>(api: &'a OpenApi, name: &str) -> &'a Field {
    body_model(only(api)).field(name).unwrap_or_else(|| panic!("no field {name}"))
}

pub(crate) fn query<'a>(draft: &'a Draft, name: &str) -> &'a Field {
    &draft.operation.parameter(Location::Query, name).unwrap_or_else(|| panic!("no parameter {name}")).field
}

/// A range as its text in a spec file.
pub(crate) fn text<T: std::fmt::Display>(sources: Option<T>) -> String {
    sources.map_or_else(|| "none".to_owned(), |sources| sources.to_string())
}

/// All notes of a document and its operations, a line each.
pub(crate) fn notes(api: &OpenApi) -> String {
    let notes = api.notes.iter().chain(api.drafts.iter().flat_map(|draft| &draft.notes));
    notes.map(|note| format!("{note}\n")).collect()
}
