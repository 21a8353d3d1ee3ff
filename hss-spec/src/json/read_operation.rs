//! Reading an operation's file.

use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};

use super::read_field::{
    read_constraints, read_definitions, read_field, read_parameter, read_part, read_type,
};
use super::read_service::read_own_server;
use super::reader::{Reader, object_get};
use super::security::read_requirements;
use crate::model::{
    Body, BodyContent, ConstraintKind, Content, Definitions, Format, MediaContent, Method, Operation,
    OtherResponse, PAGING_IN, PAGING_KEYS, Paging, Response, Source, SourceForm, StatusRange, Type,
    path_syntax_defect,
};

const OPERATION_KEYS: [&str; 21] = [
    "operation",
    "method",
    "path",
    "title",
    "doc",
    "vendor_description",
    "deprecated",
    "page",
    "date",
    "source",
    "fixed",
    "security",
    "server",
    "parameters",
    "body",
    "response",
    "other_responses",
    "paging",
    "models",
    "enums",
    "$schema",
];

/// The operation of a file, and the models and enumerations that only it uses.
pub(super) fn read_operation<'p>(
    reader: &mut Reader<'p>,
    value: &Value<'p>,
    file_stem: &str,
) -> Option<(Operation, Definitions)> {
    let object = reader.object(value, "an operation", &OPERATION_KEYS)?;
    let definitions = read_definitions(reader, object);
    if let Some(value) = reader.needed(object, "operation", "an operation") {
        check_id(reader, value, file_stem);
    }
    let method = reader.needed(object, "method", "an operation");
    let method = method.and_then(|value| reader.word(value, "`method`", &Method::ALL));
    let path = reader.needed(object, "path", "an operation").and_then(|value| read_path(reader, value));
    // After a mistake, reading fails; the rest is read to find all mistakes.
    let mut operation = Operation::new(file_stem, method.unwrap_or(Method::Get), path.unwrap_or_default());
    operation.place = reader.place(value);
    operation.title = reader.optional_text(object, "title");
    operation.doc = reader.optional_text(object, "doc");
    operation.vendor_description = reader.optional_text(object, "vendor_description");
    operation.deprecated = reader.flag(object, "deprecated");
    operation.page = reader.optional_text(object, "page");
    operation.date = reader.optional_text(object, "date");
    operation.source =
        object_get(object, "source").and_then(|value| reader.word(value, "`source`", &SourceForm::ALL));
    if let Some(value) = object_get(object, "fixed") {
        for value in reader.list(value, "`fixed`") {
            operation.fixed.extend(reader.text(value, "a place in `fixed`"));
        }
    }
    if let Some(value) = object_get(object, "parameters") {
        for value in reader.list(value, "`parameters`") {
            operation.parameters.extend(read_parameter(reader, value));
        }
    }
    operation.security = object_get(object, "security").map(|value| read_requirements(reader, value));
    operation.server = object_get(object, "server").and_then(|value| read_own_server(reader, value));
    operation.body = object_get(object, "body").and_then(|value| read_body(reader, value));
    if let Some(response) = reader.needed(object, "response", "an operation") {
        operation.response = read_response(reader, response).unwrap_or(operation.response);
    }
    if let Some(value) = object_get(object, "other_responses") {
        for value in reader.list(value, "`other_responses`") {
            operation.other_responses.extend(read_other_response(reader, value));
        }
    }
    operation.paging = object_get(object, "paging").and_then(|value| read_paging(reader, value));
    Some((operation, definitions))
}

fn check_id(reader: &mut Reader, value: &Value, file_stem: &str) {
    if let Some(id) = reader.text(value, "`operation`").filter(|id| id != file_stem) {
        reader.error(value, format!("operation `{id}` is in the file of `{file_stem}`; rename one of them"));
    }
}

fn read_path(reader: &mut Reader, value: &Value) -> Option<String> {
    let path = reader.text(value, "`path`")?;
    if let Some(defect) = path_syntax_defect(&path) {
        reader.error(value, format!("`path` is `{path}`, which {defect}"));
    }
    Some(path)
}

fn read_body<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Body> {
    let mut keys = vec!["content", "media_type", "type", "nullable", "format", "parts"];
    keys.extend(ConstraintKind::ALL.map(ConstraintKind::name));
    let of_content = keys.clone();
    keys.extend(["also", "required", "optional_by"]);
    let object = reader.object(value, "`body`", &keys)?;
    let content = read_content(reader, object, "`body`");
    let mut body = Body::new(Content::Json, Type::Json);
    body.required = reader.flag(object, "required");
    body.optional_by =
        object_get(object, "optional_by").and_then(|value| reader.word(value, "`optional_by`", &Source::ALL));
    body.place = reader.place(value);
    if let Some(value) = object_get(object, "also") {
        for value in reader.list(value, "`also`") {
            let object = reader.object(value, "a body in `also`", &of_content);
            body.alternatives
                .extend(object.and_then(|object| read_content(reader, object, "a body in `also`")));
        }
    }
    let content = content?;
    (body.content, body.media_type) = (content.content, content.media_type);
    (body.ty, body.nullable) = (content.ty, content.nullable);
    (body.constraints, body.format, body.parts) = (content.constraints, content.format, content.parts);
    Some(body)
}

/// A body in one media type.
fn read_content<'p>(reader: &mut Reader<'p>, object: &Object<'p>, what: &str) -> Option<BodyContent> {
    let content = reader.needed(object, "content", what);
    let content = content.and_then(|value| reader.word(value, "`content`", &Content::ALL));
    let ty = reader.needed(object, "type", what).and_then(|value| read_type(reader, value));
    let media_type = reader.optional_text(object, "media_type");
    let nullable = reader.flag(object, "nullable");
    let constraints = read_constraints(reader, object);
    let format = object_get(object, "format").and_then(|value| reader.word(value, "`format`", &Format::ALL));
    let mut parts = BTreeMap::new();
    if let Some(found) = object_get(object, "parts").and_then(|value| reader.map(value, "`parts`")) {
        for property in &found.properties {
            let part = read_part(reader, &property.value);
            parts.insert(property.name.as_str().to_owned(), part);
        }
    }
    Some(BodyContent { content: content?, media_type, ty: ty?, nullable, constraints, format, parts })
}

fn read_response<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Response> {
    let keys = ["status", "type", "nullable", "media_type", "also", "headers"];
    let object = reader.object(value, "`response`", &keys)?;
    let mut response = Response::new(200, None);
    response.place = reader.place(value);
    response.ty = object_get(object, "type").and_then(|value| read_type(reader, value));
    response.nullable = reader.flag(object, "nullable");
    response.media_type = reader.optional_text(object, "media_type");
    if let Some(value) = object_get(object, "also") {
        for value in reader.list(value, "`also`") {
            response.alternatives.extend(read_media_content(reader, value));
        }
    }
    if let Some(value) = object_get(object, "headers") {
        for value in reader.list(value, "`headers`") {
            response.headers.extend(read_field(reader, value, "the response"));
        }
    }
    let status = reader.needed(object, "status", "`response`")?;
    let number = match status {
        Value::NumberLit(number) => {
            number.value.parse::<u16>().ok().filter(|status| (200..300).contains(status))
        }
        _ => None,
    };
    if number.is_none() {
        reader.error(status, "`status` must be a number from 200 to 299");
    }
    response.status = number?;
    Some(response)
}

fn read_media_content<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<MediaContent> {
    let what = "a response in `also`";
    let object = reader.object(value, what, &["media_type", "type"])?;
    let media_type = reader.needed(object, "media_type", what);
    let media_type = media_type.and_then(|value| reader.text(value, "`media_type`"));
    let ty = reader.needed(object, "type", what).and_then(|value| read_type(reader, value));
    Some(MediaContent { media_type: media_type?, ty: ty? })
}

fn read_other_response<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<OtherResponse> {
    let what = "a response in `other_responses`";
    let object = reader.object(value, what, &["status", "type", "media_type"])?;
    let ty = object_get(object, "type").and_then(|value| read_type(reader, value));
    let status = reader.needed(object, "status", what)?;
    let expected = "a status such as `404`, a class such as `4XX`, or `default`";
    let range = reader.parsed_by(status, "`status`", expected, StatusRange::parse)?;
    let media_type = reader.optional_text(object, "media_type");
    Some(OtherResponse { status: range, ty, media_type, place: reader.place(value) })
}

fn read_paging<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Paging> {
    let mut keys = PAGING_KEYS.to_vec();
    keys.push(PAGING_IN.0);
    let object = reader.object(value, "`paging`", &keys)?;
    let mut attributes = Vec::new();
    for property in &object.properties {
        let key = property.name.as_str();
        let text = match &property.value {
            Value::NumberLit(number) if key == "first" => Some(number.value.to_owned()),
            text => reader.text(text, &format!("`{key}`")),
        };
        attributes.push((key.to_owned(), text?));
    }
    match Paging::from_attributes(&attributes) {
        Ok(paging) => Some(Paging { place: reader.place(value), ..paging }),
        Err(problem) => {
            reader.error(value, format!("`paging` {problem}"));
            None
        }
    }
}
