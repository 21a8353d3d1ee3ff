//! Conversion of the text of an option to a value of its type.

use hss_runtime::Value;
use hss_runtime::schema::{EnumKind, Enumeration, Field, Kind, Model};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use crate::wording;

/// The value of a parameter.
///
/// # Errors
///
/// The expected value, in a phrase.
pub(crate) fn parameter(kind: &Kind, texts: &[&str]) -> Result<Value, String> {
    let last = texts.last().copied().unwrap_or_default();
    match kind {
        Kind::Model(_) | Kind::Map(_) => from_json(kind, &json(last)?),
        Kind::List(Kind::Model(_) | Kind::Map(_) | Kind::List(_)) => from_json(kind, &json(last)?),
        Kind::List(kind) => {
            let elements = elements(kind, texts)?;
            let values = elements.iter().map(|element| single(kind, element));
            values.collect::<Result<_, _>>().map(Value::List)
        }
        _ => single(kind, last),
    }
}

/// The value of a body's field, as JSON.
///
/// # Errors
///
/// The expected value, in a phrase.
pub(crate) fn field(kind: &Kind, texts: &[&str]) -> Result<Json, String> {
    let text = texts.last().copied().unwrap_or_default();
    match kind {
        Kind::Nullable(kind) => field(kind, texts),
        Kind::Json | Kind::Model(_) | Kind::Map(_) => json(text),
        // A variant may be a string, which is not quoted on the command line.
        Kind::Union(_) => json(text).or_else(|_| Ok(Json::from(text))),
        Kind::List(kind) if !is_single(kind) => json(text),
        Kind::List(kind) => {
            let elements = elements(kind, texts)?;
            elements.iter().map(|element| field(kind, &[element])).collect::<Result<_, _>>().map(Json::Array)
        }
        _ => single(kind, text).map(to_json),
    }
}

/// True for a type whose values are neither lists nor objects.
pub(crate) fn is_single(kind: &Kind) -> bool {
    match kind {
        Kind::Nullable(kind) => is_single(kind),
        Kind::Json | Kind::Model(_) | Kind::Map(_) | Kind::List(_) | Kind::Union(_) => false,
        _ => true,
    }
}

/// The elements of a list: one per text, or several with commas between them.
fn elements(kind: &Kind, texts: &[&str]) -> Result<Vec<String>, String> {
    if matches!(kind, Kind::Enum(table) if table.kind == EnumKind::Flags) {
        return Ok(texts.iter().map(|text| (*text).to_owned()).collect());
    }
    let mut elements = Vec::new();
    for text in texts {
        // Elements that contain commas are given as a JSON list.
        if text.starts_with('[') {
            let Json::Array(list) = json(text)? else { continue };
            elements.extend(list.into_iter().map(|element| match element {
                Json::String(text) => text,
                other => other.to_string(),
            }));
        } else {
            elements.extend(text.split(',').map(str::to_owned));
        }
    }
    Ok(elements)
}

fn single(kind: &Kind, text: &str) -> Result<Value, String> {
    match kind {
        Kind::Nullable(kind) => single(kind, text),
        Kind::Integer => integer(text).map(Value::Integer).ok_or_else(|| "an integer is expected".to_owned()),
        Kind::Unsigned => {
            text.parse().map(Value::Unsigned).map_err(|_| "an integer from 0 is expected".to_owned())
        }
        Kind::Number => text.parse().map(Value::Number).map_err(|_| "a number is expected".to_owned()),
        Kind::Boolean => match text {
            "true" | "yes" | "1" => Ok(Value::Boolean(true)),
            "false" | "no" | "0" => Ok(Value::Boolean(false)),
            _ => Err("`true` or `false` is expected".to_owned()),
        },
        Kind::Timestamp => time(text).map(Value::Integer),
        Kind::Enum(table) if table.kind == EnumKind::String => Ok(Value::String(text.to_owned())),
        Kind::Enum(table) => named_number(table, text).map(Value::Integer),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// A JSON value for a parameter of this type.
///
/// # Errors
///
/// The expected value, in a phrase.
pub(crate) fn from_json(kind: &Kind, value: &Json) -> Result<Value, String> {
    match (kind, value) {
        (Kind::List(kind), Json::Array(list)) => {
            list.iter().map(|element| from_json(kind, element)).collect::<Result<_, _>>().map(Value::List)
        }
        (Kind::Model(model), Json::Object(entries)) => {
            let place = |name: &str| model.fields.iter().position(|field| field.name == name);
            let mut fields: Vec<(String, Value)> = Vec::new();
            for (name, value) in entries {
                fields.push((name.clone(), inside(field_kind(model.get(), name)?, name, value)?));
            }
            // In the order in which generated code sends them.
            fields.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
            Ok(Value::Object(fields))
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            let fields = entries.iter().map(|(name, value)| Ok((name.clone(), inside(kind, name, value)?)));
            fields.collect::<Result<_, _>>().map(Value::Object)
        }
        (Kind::Model(_) | Kind::Map(_), _) => Err("a JSON object is expected".to_owned()),
        (_, Json::String(text)) => parameter(kind, &[text]),
        // A value of any type is sent as JSON.
        (Kind::Json, value) => Ok(Value::String(value.to_string())),
        (_, Json::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) if matches!(kind, Kind::String) => Ok(Value::String(number.to_string())),
            (Some(number), _) => Ok(Value::Integer(number)),
            (None, _) if number.is_u64() => Ok(Value::Unsigned(number.as_u64().unwrap_or_default())),
            (None, Some(number)) => Ok(Value::Number(number)),
            (None, None) => Err("the number is too large".to_owned()),
        },
        (_, Json::Bool(value)) => Ok(Value::Boolean(*value)),
        _ => Err("a string, a number, true, false or a list is expected".to_owned()),
    }
}

/// A value inside an object.
fn inside(kind: &Kind, name: &str, value: &Json) -> Result<Value, String> {
    from_json(kind, value).map_err(|problem| format!("in `{name}`, {problem}"))
}

/// The type of an object's field of that name.
fn field_kind(model: &'static Model, name: &str) -> Result<&'static Kind, String> {
    let named = model.fields.iter().find(|field| field.name == name && !field.is_additional());
    let others = model.fields.iter().find(|field| field.is_additional());
    match (named, others) {
        (Some(field), _) => Ok(&field.kind),
        (None, Some(Field { kind: Kind::Map(kind), .. })) => Ok(kind),
        (None, _) => {
            let known: Vec<&str> = model.fields.iter().map(|field| field.name).collect();
            Err(format!("it has no field `{name}`; expected one of {}", known.join(", ")))
        }
    }
}

fn to_json(value: Value) -> Json {
    match value {
        Value::Integer(number) => number.into(),
        Value::Unsigned(number) => number.into(),
        Value::Number(number) => number.into(),
        Value::Boolean(value) => value.into(),
        Value::List(list) => list.into_iter().map(to_json).collect(),
        other => other.into_text().into(),
    }
}

/// JSON from a text, a file, or standard input.
///
/// # Errors
///
/// The syntax error, with line and column.
pub(crate) fn json(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| format!("JSON is expected: {error}"))
}

fn integer(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Milliseconds, or a time as text: with its zone, or a local one.
fn time(text: &str) -> Result<i64, String> {
    if let Ok(milliseconds) = text.parse() {
        return Ok(milliseconds);
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time.as_millisecond());
    }
    let local = |time: DateTime| {
        time.to_zoned_datetime(TimeZone::system()).map(|zoned| zoned.timestamp().as_millisecond())
    };
    text.parse::<DateTime>().and_then(local).map_err(|_| {
        "a time is expected: milliseconds since 1970, 2025-08-29T12:00:00Z, or a local 2025-08-29 12:00"
            .to_owned()
    })
}

/// A number, a value's name, or the names of flags with commas between them.
fn named_number(table: &Enumeration, text: &str) -> Result<i64, String> {
    let wanted = |part: &str| {
        let part = part.trim();
        let named = table.values.iter().find(|value| {
            part.eq_ignore_ascii_case(&wording::flag_name(value.name))
                || part.eq_ignore_ascii_case(value.name)
        });
        named.filter(|_| !part.is_empty()).map(|value| value.number).or_else(|| integer(part))
    };
    let unknown = || format!("a number or one of these is expected: {}", wording::values(table).join(", "));
    if table.kind != EnumKind::Flags {
        return wanted(text).ok_or_else(unknown);
    }
    text.split([',', '|', '+'])
        .try_fold(0, |sum, part| wanted(part).map(|flag| sum | flag))
        .ok_or_else(unknown)
}
