//! Names for the numbers of enumerations, in output that has exact values otherwise.

use hss_runtime::schema::{EnumKind, Enumeration, Kind};
use serde_json::Value as Json;

use crate::wording;

/// The form of the names of flags.
#[derive(Clone, Copy)]
pub(crate) enum Flags {
    /// A list of strings.
    Listed,
    /// One string, for a cell.
    Joined,
}

/// The value with a name for each number that has one: a word for a code, words for flags.
pub(crate) fn named(value: Json, kind: Option<&Kind>, flags: Flags) -> Json {
    match (kind, value) {
        (Some(Kind::Model(model)), Json::Object(entries)) => {
            let named = entries.into_iter().map(|(name, value)| {
                let field = model.fields.iter().find(|field| field.name == name);
                let value = named(value, field.map(|field| &field.kind), flags);
                (name, value)
            });
            Json::Object(named.collect())
        }
        (Some(Kind::Map(kind)), Json::Object(entries)) => Json::Object(
            entries.into_iter().map(|(name, value)| (name, named(value, Some(kind), flags))).collect(),
        ),
        (Some(Kind::List(kind)), Json::Array(list)) => {
            Json::Array(list.into_iter().map(|value| named(value, Some(kind), flags)).collect())
        }
        (Some(Kind::Enum(table)), Json::Number(number)) => match number.as_i64() {
            Some(code) => of_number(table, code, flags).unwrap_or(Json::Number(number)),
            None => Json::Number(number),
        },
        (_, value) => value,
    }
}

/// The name of a number; `None` for one without, such as a progress.
fn of_number(table: &Enumeration, number: i64, flags: Flags) -> Option<Json> {
    match table.kind {
        EnumKind::String => None,
        EnumKind::Flags => {
            let names = wording::number(table, number);
            Some(match flags {
                Flags::Listed => names.split(", ").map(Json::from).collect(),
                Flags::Joined => names.into(),
            })
        }
        _ => {
            let known = table.values.iter().find(|value| value.number == number)?;
            Some(known.name).filter(|name| !name.is_empty()).map(Json::from)
        }
    }
}
