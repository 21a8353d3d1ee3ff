//! The choice of columns.

use std::collections::BTreeSet;

use hss_runtime::schema::{EnumKind, Kind, Model};
use serde_json::Value as Json;

use crate::catalog;
use crate::failure::Failure;

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The field's name on the wire.
    pub(crate) name: String,
    pub(crate) kind: Option<&'static Kind>,
    /// The priority for hiding columns if there is no room: the largest first.
    pub(crate) rank: u8,
}

/// The names in `task_name,task_status`.
pub(crate) fn names(text: &str) -> Vec<String> {
    text.split(',').map(|name| name.trim().replace('-', "_")).filter(|name| !name.is_empty()).collect()
}

/// Refuses a name that no field has.
pub(crate) fn check(names: &[String], model: &Model) -> Result<(), Failure> {
    let known = || model.fields.iter().map(|field| field.name);
    let unknown = names.iter().find(|name| !known().any(|known| known == name.as_str()));
    let Some(name) = unknown else { return Ok(()) };
    let hint = match catalog::nearest(name, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", known().collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::Usage(format!("there is no column `{name}`; {hint}")))
}

/// The requested columns, in that order.
pub(crate) fn chosen(names: &[String], model: Option<&'static Model>) -> Vec<Column> {
    let kind = |name: &str| {
        let field = model?.fields.iter().find(|field| field.name == name)?;
        Some(&field.kind)
    };
    names.iter().map(|name| Column { name: name.clone(), kind: kind(name), rank: 0 }).collect()
}

/// The columns of items of a model: all fields that fit into one line, in the order of the page.
pub(crate) fn of_model(model: &'static Model) -> Vec<Column> {
    let has_name = model.fields.iter().any(|field| rank(field.name, &field.kind, false) == Some(0));
    let column = |field: &'static hss_runtime::schema::Field| {
        let rank = rank(field.name, &field.kind, has_name)?;
        Some(Column { name: field.name.to_owned(), kind: Some(&field.kind), rank })
    };
    model.fields.iter().filter_map(column).collect()
}

/// The columns of untyped items: the fields that they have.
pub(crate) fn of_items(items: &[Json]) -> Vec<Column> {
    let names: BTreeSet<&String> =
        items.iter().filter_map(Json::as_object).flat_map(|item| item.keys()).collect();
    names.into_iter().map(|name| Column { name: name.clone(), kind: None, rank: 0 }).collect()
}

/// The columns that are not empty in all of these items; without items, all columns.
pub(crate) fn not_empty(columns: Vec<Column>, items: &[Json]) -> Vec<Column> {
    let is_empty = |value: Option<&Json>| match value {
        None | Some(Json::Null) => true,
        Some(Json::String(text)) => text.is_empty(),
        Some(_) => false,
    };
    if items.is_empty() {
        return columns;
    }
    columns.into_iter().filter(|column| items.iter().any(|item| !is_empty(item.get(&column.name)))).collect()
}

/// The rank of ids next to a name.
pub(crate) const RANK_OF_IDS: u8 = 7;

/// The rank of a field, 0 for the most important; `None` for one that does not fit on a line.
fn rank(name: &str, kind: &Kind, has_name: bool) -> Option<u8> {
    let ends = |word: &str| name == word || name.strip_suffix(word).is_some_and(|start| start.ends_with('_'));
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    Some(match kind {
        Kind::String if ends("name") => 0,
        Kind::Enum(table) if table.kind == EnumKind::Codes => 0,
        Kind::String | Kind::Integer if ends("id") => {
            if has_name {
                RANK_OF_IDS
            } else {
                0
            }
        }
        Kind::Enum(_) if ends("status") || ends("level") || ends("severity") => 1,
        Kind::Timestamp if starts(&["begin", "create", "start", "occur"]) => 1,
        Kind::String if ends("ip") || ends("version") || ends("status") => 2,
        Kind::Integer if ends("min") || ends("total_num") || ends("failed_num") => 2,
        Kind::Enum(table) if table.kind != EnumKind::Flags => 3,
        Kind::Integer if ends("num") || ends("count") => 3,
        Kind::Enum(_) | Kind::Timestamp => 4,
        Kind::Integer | Kind::Number => 5,
        Kind::Boolean | Kind::String => 6,
        Kind::List(Kind::String | Kind::Integer | Kind::Enum(_)) => 8,
        _ => return None,
    })
}
