//! The body of a call: from JSON, a file, or one option per field.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use hss_runtime::FileContent;
use hss_runtime::decode;
use hss_runtime::dynamic::{DynamicModel, DynamicValue, Slot};
use hss_runtime::schema::{Body, BodyForm, EnumKind, Field, Kind, Model, Operation, Table};
use serde_json::{Map, Value as Json};

use crate::catalog;
use crate::failure::Failure;

/// The path of a file that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The index of the body for `--media-type`; without that option 0, the operation's own.
pub(crate) fn choice(operation: &'static Operation, media_type: Option<&str>) -> Result<usize, Failure> {
    let Some(wanted) = media_type else { return Ok(0) };
    let known = media_types(operation);
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    known.iter().position(|name| essence(name) == essence(wanted)).ok_or_else(|| {
        let id = operation.id;
        Failure::Usage(match known.as_slice() {
            [] => format!("{id} takes no body"),
            known => format!("{id} takes no body of `{wanted}`; expected {}", known.join(", ")),
        })
    })
}

/// The media types of an operation's body, its own first.
pub(crate) fn media_types(operation: &'static Operation) -> Vec<&'static str> {
    let forms = (0..=operation.body_choices.len()).map(|choice| operation.body_form(choice));
    forms.filter(|form| !matches!(form.body, Body::None)).map(|form| form.content_type()).collect()
}

/// The value of `--body`: JSON, `@FILE`, or `-` (also `@-`) for standard input. A file is given by its path; a text
/// need not be quoted.
pub(crate) fn read(form: &BodyForm, text: &str) -> Result<Json, Failure> {
    if matches!(form.body, Body::File) {
        let is_file = text == STANDARD_INPUT || text.starts_with('@');
        return match serde_json::from_str(text) {
            Ok(path @ Json::String(_)) => Ok(path),
            _ if is_file => Ok(Json::from(text)),
            _ => Err(Failure::Usage("the body is a file: --body @FILE, or - for standard input".to_owned())),
        };
    }
    let (text, from) = match text.strip_prefix('@') {
        _ if text == STANDARD_INPUT || text == "@-" => {
            let mut text = String::new();
            let read = io::stdin().read_to_string(&mut text);
            read.map_err(|error| Failure::Usage(format!("standard input cannot be read: {error}")))?;
            (text, "the body from standard input")
        }
        Some(path) => {
            let text = fs::read_to_string(path)
                .map_err(|error| Failure::Usage(format!("the body in `{path}` cannot be read: {error}")))?;
            (text, path)
        }
        None => (text.to_owned(), "the body"),
    };
    let is_text = match form.kind() {
        Some(Kind::Enum(table)) => table.kind == EnumKind::String,
        kind => matches!(kind, Some(Kind::String)),
    };
    match serde_json::from_str(&text) {
        Ok(value) => Ok(value),
        Err(_) if is_text => Ok(Json::from(text)),
        Err(error) => Err(Failure::Usage(format!("{from} is not JSON: {error}"))),
    }
}

/// The body to send in a media type: `whole`, overridden by `fields`; `None` if neither is given.
///
/// # Errors
///
/// Fields that the body does not have, unless `is_checked` is false. Values that are not of their field's type are left to
/// the client's validation, which names all of them.
pub(crate) fn build(
    operation: &'static Operation,
    form: &BodyForm,
    whole: Option<Json>,
    fields: Vec<(&'static Field, Json)>,
    is_checked: bool,
) -> Result<Option<Box<dyn Slot + Send + Sync>>, Failure> {
    if whole.is_none() && fields.is_empty() {
        return Ok(None);
    }
    let mut body = whole.unwrap_or_else(|| Json::Object(Map::new()));
    for (field, value) in fields {
        match &mut body {
            Json::Object(entries) => entries.insert(field.name.to_owned(), value),
            _ => {
                return Err(Failure::Usage(
                    "fields cannot be set in a body that is not an object".to_owned(),
                ));
            }
        };
    }
    if form.nullable && body.is_null() {
        return Ok(Some(Box::new(body)));
    }
    let unknown = form.kind().map(|kind| unknown_fields(&kind, &body)).unwrap_or_default();
    if is_checked && !unknown.is_empty() {
        let lines: Vec<String> =
            unknown.iter().map(|misfit| format!("{}: {}", operation.id, misfit.message)).collect();
        return Err(Failure::Usage(lines.join("\n")));
    }
    match form.body {
        Body::Multipart(model) => self::form(model, &body).map(Some),
        Body::Json(kind) | Body::Urlencoded(kind) => match typed(kind, &body) {
            Ok(value) if unknown.is_empty() => Ok(Some(Box::new(value))),
            _ => Ok(Some(Box::new(body))),
        },
        Body::File => match &body {
            Json::String(path) => Ok(Some(Box::new(DynamicValue::file(file(path)?)))),
            _ => Err(Failure::Usage("the body is a file; its path as a JSON string is expected".to_owned())),
        },
        _ => Err(Failure::Usage(format!("{} takes no body", operation.id))),
    }
}

/// A part of a body that does not fit its type.
pub(crate) struct Misfit {
    /// The path of the value: `cluster_scan_info.cluster_id_list[3]`; empty for the whole body.
    #[cfg_attr(not(feature = "explore"), expect(dead_code, reason = "the explorer shows it"))]
    pub(crate) path: String,
    pub(crate) message: String,
}

/// A value of a body's type.
///
/// # Errors
///
/// The first value inside of it that does not fit.
pub(crate) fn typed(kind: Kind, body: &Json) -> Result<DynamicValue, Misfit> {
    let mut value = DynamicValue::new(kind);
    decode::from_slice(body.to_string().as_bytes(), &mut value).map_err(|error| {
        let text = error.to_string();
        // The position refers to this text, which the user did not type.
        let text = text.rsplit_once(" (line ").map_or(&*text, |(problem, _)| problem);
        Misfit { path: error.path().to_owned(), message: format!("in the body, {text}") }
    })?;
    Ok(value)
}

/// The fields of a body that its type does not have: the client would leave them out silently.
pub(crate) fn unknown_fields(kind: &Kind, body: &Json) -> Vec<Misfit> {
    let mut found = Vec::new();
    unknown_inside(kind, body, "", &mut found);
    found
}

fn unknown_inside(kind: &Kind, value: &Json, path: &str, found: &mut Vec<Misfit>) {
    match (kind, value) {
        (Kind::Model(model), Json::Object(entries)) => {
            for (name, value) in entries {
                let inside = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let known = model.fields.iter().find(|field| field.name == *name && !field.is_additional());
                match (known, model.fields.iter().find(|field| field.is_additional())) {
                    (Some(field), _) => unknown_inside(&field.kind, value, &inside, found),
                    (None, Some(Field { kind: Kind::Map(kind), .. })) => {
                        unknown_inside(kind, value, &inside, found);
                    }
                    (None, Some(_)) => {}
                    (None, None) => {
                        found.push(Misfit { message: no_field(model, name, &inside), path: inside });
                    }
                }
            }
        }
        (Kind::List(kind), Json::Array(list)) => {
            for (index, value) in list.iter().enumerate() {
                unknown_inside(kind, value, &format!("{path}[{index}]"), found);
            }
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            for (name, value) in entries {
                unknown_inside(kind, value, &format!("{path}.{name}"), found);
            }
        }
        _ => {}
    }
}

fn no_field(model: &Model, name: &str, path: &str) -> String {
    let names = || model.fields.iter().map(|field| field.name);
    let hint = match catalog::nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", names().collect::<Vec<_>>().join(", ")),
    };
    format!("the body has no field `{path}`; {hint}")
}

/// A form: where a file is expected, a text is its path.
fn form(model: Table<Model>, body: &Json) -> Result<Box<dyn Slot + Send + Sync>, Failure> {
    let Json::Object(entries) = body else {
        return Err(Failure::Usage("the body is a form; a JSON object of its fields is expected".to_owned()));
    };
    let mut form = DynamicModel::new(model);
    let mut others = entries.clone();
    for (index, field) in model.fields.iter().enumerate() {
        let value = match field.is_additional() {
            true if others.is_empty() => None,
            true => Some(Json::Object(std::mem::take(&mut others))),
            false => others.remove(field.name),
        };
        let (Some(value), Some(place)) = (value, form.field_mut(index)) else { continue };
        if value.is_null() {
            place.set_null();
            continue;
        }
        *place = match (field.kind, value) {
            (Kind::File, Json::String(text)) => DynamicValue::file(file(&text)?),
            (Kind::List(Kind::File), Json::String(text)) => DynamicValue::files(vec![file(&text)?]),
            (Kind::List(Kind::File), Json::Array(list)) => {
                let texts = list.iter().map(|text| text.as_str().unwrap_or_default());
                DynamicValue::files(texts.map(file).collect::<Result<_, _>>()?)
            }
            (kind, value) => typed(kind, &value).map_err(|misfit| Failure::Usage(misfit.message))?,
        };
    }
    match others.keys().next() {
        Some(name) => Err(Failure::Usage(no_field(&model, name, name))),
        None => Ok(Box::new(DynamicValue::from(form))),
    }
}

/// A file by its path, after `@` or alone, with its media type as in curl: `@cover;type=image/png`.
fn file(text: &str) -> Result<FileContent, Failure> {
    let text = text.strip_prefix('@').unwrap_or(text);
    let (path, content_type) = match text.rsplit_once(";type=") {
        Some((path, content_type)) if !Path::new(text).exists() => (path, Some(content_type.trim())),
        _ => (text, None),
    };
    let (shown, path) = (path, Path::new(path));
    let unread = |error| Failure::Usage(format!("the file `{shown}` cannot be read: {error}"));
    // A pipe has no length, and is read only once.
    let file = if shown == STANDARD_INPUT {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(unread)?;
        FileContent::new("stdin", bytes)
    } else if path.is_file() {
        FileContent::from_path(path).map_err(unread)?
    } else {
        let name = path.file_name().map_or("file".into(), |name| name.to_string_lossy());
        FileContent::new(name, fs::read(path).map_err(unread)?)
    };
    Ok(match content_type {
        Some(content_type) => file.with_content_type(content_type),
        None => file,
    })
}

/// A header of a part of a form: `photo=X-Checksum: abc`.
#[derive(Debug)]
pub(crate) struct PartHeader {
    pub(crate) part: &'static str,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// The headers of parts that are given by option.
pub(crate) fn part_headers(
    operation: &'static Operation,
    form: &BodyForm,
    texts: &[&str],
) -> Result<Vec<PartHeader>, Failure> {
    texts.iter().map(|text| part_header(operation, form, text)).collect()
}

fn part_header(operation: &'static Operation, form: &BodyForm, text: &str) -> Result<PartHeader, Failure> {
    let Body::Multipart(model) = form.body else {
        return Err(Failure::Usage(format!(
            "{} takes no form of parts, whose headers could be set",
            operation.id
        )));
    };
    let parsed = text.split_once('=').and_then(|(part, header)| {
        let (name, value) = header.split_once(':')?;
        Some((part.trim(), name.trim(), value.trim()))
    });
    let Some((part, name, value)) = parsed else {
        let such = "'PART=NAME: VALUE'";
        return Err(Failure::Usage(format!("the header of a part is {such}, not `{text}`")));
    };
    match model.fields.iter().find(|field| field.name == part) {
        Some(field) => Ok(PartHeader { part: field.name, name: name.to_owned(), value: value.to_owned() }),
        None => Err(Failure::Usage(no_field(&model, part, part))),
    }
}
