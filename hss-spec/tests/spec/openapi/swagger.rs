//! Swagger 2.0: each of its forms is read as its counterpart in OpenAPI 3, with its own place and pointer.

use hss_spec::import::OpenApi;
use hss_spec::model::{ConstraintKind, Content, Location, ParameterStyle, SourceForm, Type};

use super::document::{body_model, draft, notes, query, read, text as text_of};

const HARBOUR: &str = r##"
swagger: '2.0'
info: { title: Harbour, version: '2' }
host: harbour.example.com
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
  login: { type: basic }
paths:
  /berths:
    parameters:
      - { $ref: '#/parameters/Tide' }
    get:
      operationId: listBerths
      tags: [Berths]
      parameters:
        - { name: docks, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: depth, in: query, type: integer, format: int64, minimum: 2, exclusiveMinimum: true, default: 5 }
        - { name: state, in: query, type: string, enum: [free, taken] }
      responses:
        200: { description: ok, schema: { type: array, items: { $ref: '#/definitions/Berth' } } }
        default: { $ref: '#/responses/Failed' }
    post:
      operationId: addBerth
      parameters:
        - { name: berth, in: body, required: true, schema: { $ref: '#/definitions/Berth' } }
      responses:
        201: { description: made, schema: { $ref: '#/definitions/Berth' } }
  /berths/{id}/photo:
    parameters:
      - { name: id, in: path, required: true, type: string }
    post:
      operationId: addPhoto
      consumes: [multipart/form-data]
      parameters:
        - { name: photo, in: formData, required: true, type: file }
        - { name: caption, in: formData, type: string, maxLength: 80 }
      responses: { 204: { description: done } }
    get:
      operationId: getPhoto
      produces: [image/png]
      responses: { 200: { description: the photo, schema: { type: file } } }
  /shared:
    post:
      operationId: shareBerth
      parameters: [{ $ref: '#/parameters/Body' }]
      responses: { 200: { $ref: '#/responses/Made' } }
parameters:
  Tide: { name: tide, in: query, type: number }
  Body: { name: body, in: body, schema: { $ref: '#/definitions/Berth' } }
responses:
  Failed: { description: failed, schema: { $ref: '#/definitions/Failure' } }
  Made: { description: made, schema: { $ref: '#/definitions/Berth' }, headers: { X-Tide: { type: integer } } }
definitions:
  Failure: { type: object, properties: { reason: { type: string } } }
  Berth:
    type: object
    required: [number]
    discriminator: number
    properties:
      number: { type: string }
      keeper: { type: string, x-nullable: true }
      size: { type: integer, maximum: 40 }
"##;

#[test]
fn a_document_is_read_like_its_counterpart() {
    let api = read(HARBOUR);
    assert_eq!((api.title.as_str(), api.version.as_str(), api.drafts.len()), ("Harbour", "2", 5));
    assert_eq!(api.endpoint.as_deref(), Some("https://harbour.example.com/v1"));
    let list = draft(&api, "ListBerths");
    assert_eq!(list.operation.source, Some(SourceForm::OpenApi));
    assert_eq!(list.group.as_deref(), Some("berths"));
    assert_eq!(query(list, "docks").ty, Type::List(Box::new(Type::String)));
    assert_eq!(query(list, "tide").ty, Type::Number);
    let depth = query(list, "depth");
    assert_eq!(depth.ty, Type::Long);
    assert_eq!(text_of(depth.constraints.page(ConstraintKind::Range)), "3..");
    assert_eq!(text_of(depth.default.page.clone()), "5");
    assert_eq!(list.values["query.state"].values.len(), 2);
    assert_eq!(list.operation.response.ty, Some(Type::List(Box::new(Type::Named("Berth".to_owned())))));
}

#[test]
fn bodies_come_from_body_and_form_parameters() {
    let api = read(HARBOUR);
    let add = draft(&api, "AddBerth");
    let body = add.operation.body.as_ref().expect("a body");
    assert!(body.content == Content::Json && body.required);
    assert_eq!(body_model(add).fields.len(), 3);
    assert_eq!(
        text_of(body_model(add).field("size").and_then(|size| size.constraints.page(ConstraintKind::Range))),
        "..=40"
    );
    assert_eq!(body_model(draft(&api, "ShareBerth")), body_model(add));
    let photo = draft(&api, "AddPhoto");
    assert_eq!(photo.operation.body.as_ref().map(|body| body.content), Some(Content::Multipart));
    let form = body_model(photo);
    assert_eq!(form.field("photo").map(|field| &field.ty), Some(&Type::File));
    assert_eq!(
        text_of(form.field("caption").and_then(|field| field.constraints.page(ConstraintKind::Length))),
        "..=80"
    );
    assert!(photo.operation.parameter(Location::Path, "id").is_some());
}

#[test]
fn a_file_is_never_json() {
    let api = read(HARBOUR);
    assert_eq!(draft(&api, "GetPhoto").operation.response.ty, Some(Type::File));
    let bare = HARBOUR.replace("      produces: [image/png]\n", "");
    assert_eq!(draft(&read(&bare), "GetPhoto").operation.response.ty, Some(Type::File));
}

#[test]
fn places_and_pointers_are_those_of_the_document() {
    let text = HARBOUR.replace("maximum: 40", "propertyNames: {}");
    let api = read(&text);
    let notes = notes(&api);
    let line = 1 + text.lines().position(|line| line.contains("propertyNames")).expect("the line");
    assert!(notes.contains(&format!("api.yaml:{line}:")), "{notes}");
    assert!(notes.contains("#/definitions/Berth/properties/size/propertyNames: "), "{notes}");
    let add = draft(&api, "AddBerth");
    let line = 1 + text.lines().position(|line| line.contains("in: body, required")).expect("the line");
    assert_eq!(add.operation.body.as_ref().map(|body| body.place.line as usize), Some(line));
}

#[test]
fn lists_without_an_own_form_are_joined_by_commas() {
    let api = read(&HARBOUR.replace(", collectionFormat: multi", ""));
    let styles = |api: &OpenApi| {
        let list = api.drafts.iter().flat_map(|draft| &draft.operation.parameters);
        list.filter(|one| matches!(one.field.ty, Type::List(_))).map(|one| (one.style, one.explode)).next()
    };
    assert_eq!(styles(&api), Some((ParameterStyle::Form, false)));
    assert_eq!(styles(&read(HARBOUR)), Some((ParameterStyle::Form, true)));
}

#[test]
fn json_is_read_as_yaml_is() {
    let json = r##"{"swagger":"2.0","info":{"title":"Old","version":"1"},"basePath":"/","paths":{"/a":{"get":{
        "operationId":"getA","parameters":[{"name":"c","in":"query","type":"boolean"}],
        "responses":{"200":{"description":"ok","schema":{"type":"string"}}}}}}}"##;
    let api = read(json);
    let draft = draft(&api, "GetA");
    assert_eq!(query(draft, "c").ty, Type::Boolean);
    assert_eq!(draft.operation.response.ty, Some(Type::String));
}

#[test]
fn a_parameter_of_the_old_form_is_read_in_a_new_document() {
    let api = read(
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: getA\n      \
         parameters: [{ name: depth, in: query, type: integer, maximum: 9 }]\n      responses: { '204': { description: ok } }\n",
    );
    let depth = query(draft(&api, "GetA"), "depth");
    assert_eq!(
        (&depth.ty, text_of(depth.constraints.page(ConstraintKind::Range))),
        (&Type::Integer, "..=9".to_owned())
    );
}

#[test]
fn bodies_and_responses_of_the_old_form_are_read_in_a_new_document() {
    let api = read(
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    post:\n      operationId: makeA\n      \
         parameters: [{ name: thing, in: body, required: true, schema: { type: object, properties: { size: { type: integer } } } }]\n      \
         responses: { '200': { description: ok, schema: { type: string } } }\n    put:\n      operationId: putA\n      \
         parameters: [{ name: photo, in: formData, type: file, required: true }, { name: q, in: query, type: boolean }]\n      \
         responses: { '204': { description: ok } }\n",
    );
    let made = draft(&api, "MakeA");
    assert_eq!(super::document::body_model(made).fields[0].ty, Type::Integer);
    assert_eq!(made.operation.response.ty, Some(Type::String));
    let put = draft(&api, "PutA");
    assert_eq!(super::document::body_model(put).fields[0].ty, Type::File);
    assert_eq!(query(put, "q").ty, Type::Boolean);
}
