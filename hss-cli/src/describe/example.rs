//! The calls that samples make.

use hss_runtime::schema::{Body, BodyForm, EnumKind, Field, Kind, Model, Operation, Parameter};
use hss_runtime::sign::canonical_query;
use serde_json::{Map, Value as Json};

/// Deepest level of a body that an example shows.
const DEEPEST: u32 = 4;

/// A call to be written as code.
pub(crate) struct Example {
    pub(crate) operation: &'static Operation,
    pub(crate) parameters: Vec<(&'static Parameter, Json)>,
    pub(crate) body: Option<Json>,
    /// The number of the body's media type, as [`Operation::body_form`] has it.
    pub(crate) choice: usize,
}

impl Example {
    /// A call of an operation with only its required values.
    pub(crate) fn of(operation: &'static Operation) -> Self {
        Self::in_media_type(operation, 0)
    }

    /// The same with the body in the media type of this number.
    pub(crate) fn in_media_type(operation: &'static Operation, choice: usize) -> Self {
        let is_asked =
            |parameter: &&Parameter| parameter.field.is_required() && !parameter.field.is_from_client();
        let parameters = operation.parameters.iter().filter(is_asked);
        let parameters =
            parameters.map(|parameter| (parameter, value(&parameter.field, &parameter.field.kind, 0)));
        let body = match operation.body_form(choice).body {
            Body::Json(kind) | Body::Urlencoded(kind) => Some(bare(kind)),
            Body::File => Some("FILE".into()),
            Body::Multipart(model) => Some(object(model.fields, 0)),
            _ => None,
        };
        Self { operation, parameters: parameters.collect(), body, choice }
    }

    /// The body's media type.
    pub(super) fn form(&self) -> BodyForm {
        self.operation.body_form(self.choice)
    }

    /// True for a body that is a form.
    pub(super) fn is_form(&self) -> bool {
        matches!(self.form().body, Body::Multipart(_) | Body::Urlencoded(Kind::Model(_)))
    }
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

fn bare(kind: Kind) -> Json {
    match kind {
        Kind::Model(model) => object(model.get().fields, 0),
        Kind::Union(union) => variant(union.get(), 0),
        Kind::List(kind) => Json::Array(vec![bare(*kind)]),
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
