//! The calls that samples make.

use hss_runtime::schema::{Body, EnumKind, Field, Kind, Model, Operation, Parameter};
use hss_runtime::sign::canonical_query;
use serde_json::{Map, Value as Json};

/// Deepest level of a body that an example shows.
const DEEPEST: u32 = 4;

/// A call to be written as code.
pub(crate) struct Example {
    pub(crate) operation: &'static Operation,
    pub(crate) parameters: Vec<(&'static Parameter, Json)>,
    pub(crate) body: Option<Json>,
}

impl Example {
    /// A call of an operation with only its required values.
    pub(crate) fn of(operation: &'static Operation) -> Self {
        let is_asked =
            |parameter: &&Parameter| parameter.field.is_required() && !parameter.field.is_from_client();
        let parameters = operation.parameters.iter().filter(is_asked);
        let parameters =
            parameters.map(|parameter| (parameter, value(&parameter.field, &parameter.field.kind, 0)));
        let body = match &operation.body {
            Body::Json(kind) | Body::Urlencoded(kind) => Some(bare(kind)),
            Body::File => Some("FILE".into()),
            Body::Multipart(model) => Some(object(model.fields, 0)),
            _ => None,
        };
        Self { operation, parameters: parameters.collect(), body }
    }
}

/// A body that is a form.
pub(super) fn is_form(operation: &Operation) -> bool {
    matches!(operation.body, Body::Multipart(_) | Body::Urlencoded(Kind::Model(_)))
}

/// A value as text, with the values of a list joined.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// A value as a part of a path, percent-encoded, so that it has no characters that are special in a shell.
pub(super) fn in_path(text: &str) -> String {
    let pair = canonical_query(&[("value".to_owned(), text.to_owned())]);
    pair.strip_prefix("value=").unwrap_or_default().to_owned()
}

/// `task_type` as `TaskType`.
#[cfg(feature = "hss")]
pub(super) fn camel(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

fn bare(kind: &'static Kind) -> Json {
    match kind {
        Kind::Model(model) => object(model.fields, 0),
        Kind::Union(union) => variant(union, 0),
        Kind::List(kind) => Json::Array(vec![bare(kind)]),
        Kind::Map(_) => Json::Object(Map::new()),
        _ => Json::String("TEXT".to_owned()),
    }
}

fn object(fields: &'static [Field], depth: u32) -> Json {
    let required = fields.iter().filter(|field| field.is_required() && depth < DEEPEST);
    Json::Object(
        required.map(|field| (field.name.to_owned(), value(field, &field.kind, depth + 1))).collect(),
    )
}

fn value(field: &'static Field, kind: &'static Kind, depth: u32) -> Json {
    if let Some(documented) = field.example().and_then(|text| documented(text, kind)) {
        return documented;
    }
    match kind {
        Kind::Integer | Kind::Unsigned => number(field).into(),
        Kind::Number => (number(field) as f64).into(),
        Kind::Boolean => true.into(),
        Kind::Timestamp => 1_756_468_800_000_i64.into(),
        Kind::Enum(table) => match (table.values.first(), table.kind) {
            (Some(first), EnumKind::String) => first.value.into(),
            (Some(first), _) => first.number.into(),
            (None, _) => Json::Null,
        },
        Kind::Model(model) => object(model.fields, depth),
        Kind::Union(union) => variant(union, depth),
        Kind::List(kind) => Json::Array(vec![value(field, kind, depth + 1)]),
        Kind::Map(_) => Json::Object(Map::new()),
        Kind::File => "logo.png".into(),
        _ => text(field).into(),
    }
}

/// The example of the documents, as a value of a type; none of an object or a list.
fn documented(text: &str, kind: &Kind) -> Option<Json> {
    match kind {
        Kind::String => Some(text.into()),
        Kind::Integer | Kind::Timestamp => text.parse::<i64>().ok().map(Json::from),
        Kind::Unsigned => text.parse::<u64>().ok().map(Json::from),
        Kind::Number => text.parse::<f64>().ok().map(Json::from),
        Kind::Boolean => text.parse::<bool>().ok().map(Json::from),
        Kind::Enum(table) if table.kind == EnumKind::String => {
            let is_known = table.open || table.values.iter().any(|known| known.value == text);
            is_known.then(|| text.into())
        }
        Kind::Enum(_) => text.parse::<i64>().ok().map(Json::from),
        _ => None,
    }
}

/// A value of the first variant of a union, with the tag that tells it.
fn variant(union: &'static Model, depth: u32) -> Json {
    let Some(first) = union.fields.first().filter(|_| depth < DEEPEST) else { return Json::Null };
    let mut value = value(first, &first.kind, depth + 1);
    if let (Some(tag), Some(name), Some(fields)) = (union.tag, first.tags().first(), value.as_object_mut()) {
        fields.insert(tag.to_owned(), (*name).into());
    }
    value
}

/// A number that is allowed, and small.
fn number(field: &Field) -> i64 {
    let Some(range) = field.range() else { return 1 };
    1.max(range.min.unwrap_or(i64::MIN)).min(range.max.unwrap_or(i64::MAX))
}

/// The field's name in capitals as a placeholder, with the required length.
fn text(field: &Field) -> String {
    let name = crate::catalog::dashed(field.name).to_ascii_uppercase().replace('-', "_");
    let (least, most) = field.length().map_or((None, None), |length| (length.min, length.max));
    let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    let mut text: String = name.chars().take(most).collect();
    while (text.len() as u64) < least.unwrap_or(0).min(1000) {
        text.push('X');
    }
    text
}
