//! References: to anything in the document, to other files in its folder, to nothing.

use std::collections::BTreeMap;

use hss_spec::import::{Document, OpenApi, read_openapi_with_files};
use hss_spec::model::Type;

use super::document::{body_model, detached, draft, notes, query, read};

fn read_with(text: &str, files: &[(&str, &str)]) -> OpenApi {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read_file =
        |path: &str| files.get(path).map(|text| (*text).to_owned()).ok_or_else(|| "no such file".to_owned());
    let document = Document::new("docs/api.yaml", text);
    let api = read_openapi_with_files(&document, false, &read_file);
    detached(api.unwrap_or_else(|problems| panic!("{problems}")))
}

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n";

#[test]
fn anything_in_the_document_can_be_referred_to() {
    let api = read(&format!(
        "{HEAD}  /a/{{id}}:\n    get:\n      operationId: getA\n      \
         parameters: [{{ $ref: '#/components/parameters/Id' }}, {{ $ref: '#/components/parameters/Word' }}]\n      \
         responses: {{ '200': {{ $ref: '#/components/responses/Ok' }} }}\n  \
         /b/{{id}}:\n    parameters: [{{ $ref: '#/paths/~1a~1%7Bid%7D/get/parameters/0' }}]\n    \
         get: {{ operationId: getB, responses: {{ '204': {{ description: ok }} }} }}\n  \
         /c: {{ $ref: '#/components/pathItems/C' }}\n\
         components:\n  parameters:\n    Id: {{ name: id, in: path, required: true, schema: {{ type: integer }} }}\n    \
         Word: {{ $ref: '#/components/parameters/Real' }}\n    Real: {{ name: word, in: query, schema: {{ type: string }} }}\n  \
         responses:\n    Ok: {{ description: ok, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Kite' }} }} }} }}\n  \
         pathItems:\n    C: {{ post: {{ operationId: postC, requestBody: {{ $ref: '#/components/requestBodies/B' }}, responses: {{ '204': {{ description: ok }} }} }} }}\n  \
         requestBodies:\n    B: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Kite' }} }} }} }}\n  \
         schemas:\n    Kite:\n      properties: {{ tail: {{ $ref: '#/components/schemas/Kite/$defs/Tail', deprecated: true }} }}\n      \
         $defs: {{ Tail: {{ properties: {{ length: {{ type: integer }} }} }} }}\n"
    ));
    assert_eq!(api.drafts.len(), 3, "{}", notes(&api));
    assert_eq!(query(draft(&api, "GetA"), "word").ty, Type::String);
    assert_eq!(draft(&api, "GetB").operation.parameters[0].field.ty, Type::Integer);
    let tail = body_model(draft(&api, "PostC")).field("tail").expect("a field");
    assert_eq!((&tail.ty, tail.deprecated), (&Type::Named("Tail".to_owned()), true));
}

#[test]
fn other_files_of_the_folder_are_read_once_and_may_refer_back() {
    let main = format!(
        "{HEAD}  /kites: {{ $ref: './paths/kites.yaml' }}\n  /out:\n    get:\n      operationId: out\n      \
         responses: {{ '200': {{ description: ok, content: {{ application/json: {{ schema: {{ $ref: 'common.json#/schemas/Kite' }} }} }} }} }}\n\
         components: {{ schemas: {{ Colour: {{ type: string, enum: [red, blue] }} }} }}\n"
    );
    let kites = "post:\n  operationId: addKite\n  requestBody:\n    content:\n      application/json:\n        \
                 schema: { $ref: ../common.json#/schemas/Kite }\n  responses: { '204': { description: ok } }\n";
    let common = r##"{"schemas": {"Kite": {"type": "object", "properties": {
        "colour": {"$ref": "api.yaml#/components/schemas/Colour"},
        "spool": {"$ref": "models/Spool.yaml"}, "twin": {"$ref": "#/schemas/Kite"}}}}}"##;
    let spool = "type: object\nproperties:\n  length: { type: integer, propertyNames: {} }\n  kite: { $ref: ../common.json#/schemas/Kite }\n";
    let api = read_with(
        &main,
        &[("paths/kites.yaml", kites), ("common.json", common), ("models/Spool.yaml", spool)],
    );
    let add = draft(&api, "AddKite");
    let kite = body_model(add);
    let names: Vec<&String> = add.models.keys().collect();
    assert_eq!(names, ["Kite", "Spool"]);
    assert_eq!(add.values["Kite.colour"].values.len(), 2);
    assert_eq!(kite.field("twin").map(|field| &field.ty), Some(&Type::Named("Kite".to_owned())));
    assert_eq!(draft(&api, "Out").operation.response.ty, Some(Type::Named("Kite".to_owned())));
    assert!(notes(&api).contains("docs/models/Spool.yaml:3:"), "{}", notes(&api));
}

#[test]
fn a_reference_that_cannot_be_followed_costs_its_operation_alone() {
    let cases = [
        ("https://example.com/a.yaml#/A", "refers to a URL"),
        ("../secret.yaml#/A", "outside of the document's folder"),
        ("a/../../secret.yaml#/A", "outside of the document's folder"),
        ("%2e%2e/secret.yaml#/A", "outside of the document's folder"),
        ("/secret.yaml", "outside of the document's folder"),
        ("C:\\secret.yaml", "outside of the document's folder"),
        ("gone.yaml#/A", "can't be read: no such file"),
        ("broken.yaml#/A", "can't be read: docs/broken.yaml:"),
        ("whole.yaml#/B", "does not exist in that file"),
        ("#/components/parameters/Gone", "does not exist in this document"),
    ];
    for (reference, expected) in cases {
        let text = format!(
            "{HEAD}  /fine: {{ get: {{ operationId: fine, responses: {{ '204': {{ description: ok }} }} }} }}\n  \
             /lost:\n    get:\n      operationId: lost\n      parameters: [{{ $ref: '{reference}' }}]\n      \
             responses: {{ '204': {{ description: ok }} }}\n  /path: {{ $ref: '{reference}' }}\n  \
             /body: {{ put: {{ operationId: body, requestBody: {{ $ref: '{reference}' }}, responses: {{ '204': {{ description: ok }} }} }} }}\n  \
             /response: {{ put: {{ operationId: response, responses: {{ '200': {{ $ref: '{reference}' }} }} }} }}\n"
        );
        let api = read_with(&text, &[("broken.yaml", "a: ["), ("whole.yaml", "A: {}")]);
        let ids: Vec<&str> = api.drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
        assert_eq!(ids, ["Fine"], "{reference}: {}", notes(&api));
        let notes = notes(&api);
        let note = notes.lines().find(|note| note.contains(&format!("`{reference}`")));
        assert!(note.is_some_and(|note| note.contains(expected)), "{notes}");
        assert!(notes.contains("operation `Lost` is left out"), "{notes}");
    }
}
