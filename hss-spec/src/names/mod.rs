//! Names in generated code: one rule for the generator, the check and the diff.
//!
//! A name depends neither on the order of its neighbours nor on a counter.
//!
//! | name | rule | example |
//! |---|---|---|
//! | parameter, field, method, module | words in `snake_case` | `sensitive-info` → `sensitive_info` |
//! | model, enumeration, operation, variant | words in `UpperCamelCase` | `autoSync` → `AutoSync` |
//! | flag, static | words in `SHOUTY_SNAKE_CASE` | `malicious files` → `MALICIOUS_FILES` |
//! | starts with a digit, or is a name needed by the surrounding code | prefix `value` | `4` → `Value4`, `new` → `value_new` |
//! | `self`, `super`, `crate`, which can't be escaped | suffix `_` | `self` → `self_` |
//! | only punctuation, or empty | spelled | `-` → `Dash`, `""` → `Empty` |
//! | a letter beyond ASCII | its code point | `高` → `U9ad8` |
//!
//! Names that would be the same are all changed, step by step, until they differ:
//!
//! 1. their punctuation is spelled, as are a leading digit and the location of parameters with the same name:
//!    `a.b`, `a_b` → `ADotB`, `AUnderscoreB`; `1a`, `value1a` → `Number1a`, `Value1a`;
//! 2. their case is appended: `VLAN`, `Vlan` → `vlan_in_upper_case`, `vlan_in_mixed_case`;
//! 3. they are spelled character by character: `aBC`, `aBc` → `a_upper_b_upper_c`, `a_upper_b_c`.
//!
//! No name has two underscores in a row or a leading one, so generated code can use such names internally.

mod case;
mod code_name;
mod distinct;
mod spelling;

use std::collections::BTreeMap;

use crate::model::{Body, BodyContent, EnumKind, Enumeration, Model, Operation, Spec, StatusRange};
use case::Case;
pub use code_name::CodeName;
use distinct::{Wire, distinct};

/// Types in the signatures of generated code, which a definition of that name would shadow.
const NEEDED_TYPES: [&str; 21] = [
    "BTreeMap",
    "Box",
    "Client",
    "Download",
    "FileContent",
    "Into",
    "IntoIterator",
    "Iterator",
    "Json",
    "None",
    "Nullable",
    "OPERATIONS",
    "Open",
    "Option",
    "Self",
    "Some",
    "String",
    "Timestamp",
    "UnknownCode",
    "UnknownVariant",
    "Vec",
];

/// The functions of every model, which a setter of that name would shadow: inherent ones, and those that a caller may
/// use on any value.
const NEEDED_BY_MODELS: [&str; 6] = ["clone", "empty", "into", "new", "to_owned", "try_into"];

/// The functions of every call, which a setter of that name would shadow.
const NEEDED_BY_CALLS: [&str; 16] = [
    "body",
    "call",
    "deadline",
    "header",
    "items",
    "items_of",
    "pages",
    "part_header",
    "send",
    "send_as",
    "send_as_blocking",
    "send_blocking",
    "send_with_metadata",
    "timeout",
    "validate",
    "validation",
];

/// The functions of every group's handle.
const NEEDED_BY_HANDLES: [&str; 3] = ["clone", "fmt", "new"];

/// The functions of every client, which a group's method of that name would duplicate or shadow.
const NEEDED_BY_CLIENTS: [&str; 12] = [
    "builder",
    "clone",
    "deref",
    "endpoint",
    "find_project_id",
    "fmt",
    "from",
    "from_env",
    "from_env_blocking",
    "project_id",
    "region",
    "regions",
];

/// The static of a group that is not an operation's.
const NEEDED_STATICS: [&str; 1] = ["TYPES"];

/// The modules of an API that are not a group's.
const NEEDED_MODULES: [&str; 1] = ["shared"];

/// The names of an operation: its builder, its method, and the static with its tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationNames {
    /// The builder's type, in `UpperCamelCase`.
    pub builder: CodeName,
    /// The method of the group's handle, in `snake_case`.
    pub method: CodeName,
    /// The static, in `SHOUTY_SNAKE_CASE`.
    pub tables: CodeName,
}

/// The names of a group: its module, its handle, and the client's method that leads to the handle.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupNames {
    /// The module, in `snake_case`.
    pub module: CodeName,
    /// The client's method, in `snake_case`.
    pub method: CodeName,
    /// The type of the handle, in `UpperCamelCase`.
    pub handle: CodeName,
}

/// The names of an enumeration's values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueNames {
    /// Those of the listed values, in order.
    pub values: Vec<CodeName>,
    /// That of all numbers in the range of an enumeration of codes.
    pub range: Option<CodeName>,
}

/// The names of a model's fields, or of a union's variants, in order.
pub fn fields(model: &Model) -> Vec<CodeName> {
    let wires: Vec<Wire> = model.fields.iter().map(|field| Wire::of(&field.name)).collect();
    match model.union {
        Some(_) => distinct(&wires, Case::UpperCamel, &["Self", "Unknown"]),
        None => distinct(&wires, Case::Snake, &NEEDED_BY_MODELS),
    }
}

/// The names of an operation's parameters, in order.
pub fn parameters(operation: &Operation) -> Vec<CodeName> {
    let parameters = operation.parameters.iter();
    let wires: Vec<Wire> =
        parameters.map(|one| Wire { location: one.location.name(), ..Wire::of(&one.field.name) }).collect();
    distinct(&wires, Case::Snake, &NEEDED_BY_CALLS)
}

/// The names of the constants of a response's headers, in order.
pub fn headers(operation: &Operation) -> Vec<CodeName> {
    let headers = operation.response.headers.iter();
    let wires: Vec<Wire> = headers.map(|header| Wire::of(&header.name)).collect();
    distinct(&wires, Case::Shouty, &[])
}

/// The names of the variants for successful statuses, in order. `Other` is that of all others.
pub fn successes(statuses: &[StatusRange]) -> Vec<CodeName> {
    let texts: Vec<String> = statuses.iter().map(|status| format!("status {status}")).collect();
    let given = statuses.iter().map(|status| match status {
        StatusRange::Code(200) => Some("ok"),
        StatusRange::Code(201) => Some("created"),
        StatusRange::Code(202) => Some("accepted"),
        StatusRange::Code(203) => Some("non authoritative information"),
        StatusRange::Code(204) => Some("no content"),
        StatusRange::Code(205) => Some("reset content"),
        StatusRange::Code(206) => Some("partial content"),
        StatusRange::Code(207) => Some("multi status"),
        StatusRange::Class(_) => Some("success"),
        _ => None,
    });
    let wires: Vec<Wire> =
        texts.iter().zip(given).map(|(text, given)| Wire { given, ..Wire::of(text) }).collect();
    distinct(&wires, Case::UpperCamel, &["Other", "Self"])
}

/// The names of the variants for the media types of a body, its own first.
pub fn media_types(body: &Body) -> Vec<CodeName> {
    let own = body.media_type.as_deref().unwrap_or(body.content.media_type());
    let all = std::iter::once(own).chain(body.alternatives.iter().map(BodyContent::media_type));
    let given = |media_type: &str| match media_type.to_ascii_lowercase().as_str() {
        "application/json" => Some("json"),
        "application/x-www-form-urlencoded" => Some("form"),
        "multipart/form-data" => Some("multipart"),
        "application/octet-stream" => Some("bytes"),
        "application/xml" => Some("xml"),
        "text/plain" => Some("text"),
        _ => None,
    };
    let wires: Vec<Wire> = all.map(|one| Wire { given: given(one), ..Wire::of(one) }).collect();
    distinct(&wires, Case::UpperCamel, &["Self"])
}

/// The names of an enumeration's values: variants, or the constants of a set of flags.
pub fn values(enumeration: &Enumeration) -> ValueNames {
    let listed = enumeration.values.iter();
    let mut wires: Vec<Wire> =
        listed.map(|value| Wire { given: value.name.as_deref(), ..Wire::of(&value.value) }).collect();
    let range = enumeration.range_name.as_deref().unwrap_or("count");
    let has_range = enumeration.kind == EnumKind::Codes && enumeration.range.is_some();
    if has_range {
        wires.push(Wire { location: "range", ..Wire::of(range) });
    }
    let (case, needed): (Case, &[&str]) = match enumeration.kind {
        EnumKind::Flags => (Case::Shouty, &[]),
        EnumKind::Codes => (Case::UpperCamel, &["Self", "Unknown"]),
        EnumKind::String | EnumKind::Integer => (Case::UpperCamel, &["Self"]),
    };
    let mut values = distinct(&wires, case, needed);
    let range = if has_range { values.pop() } else { None };
    ValueNames { values, range }
}

/// The names of a group's models and enumerations; for the empty name, those of the shared ones.
pub fn types<'s>(spec: &'s Spec, group: &str) -> BTreeMap<&'s str, CodeName> {
    let own = spec.groups.get(group);
    let definitions = own.map_or(&spec.shared, |own| &own.definitions);
    let types = definitions.models.keys().chain(definitions.enums.keys()).map(String::as_str);
    let types: Vec<&str> = types.collect();
    let names = map(types.clone(), Case::UpperCamel, &NEEDED_TYPES);
    if own.is_none() || !names.values().any(|name| name.text.ends_with(HANDLE)) {
        return names;
    }
    // The group's handle is in the same scope. Its name depends on all groups, so it is computed only if it matters.
    let handle = groups(spec.groups.keys()).remove(group).map(|names| names.handle.text);
    let needed: Vec<&str> = NEEDED_TYPES.into_iter().chain(handle.as_deref()).collect();
    map(types, Case::UpperCamel, &needed)
}

/// The names of a group's operations, by their ids.
pub fn operations<'i>(ids: impl IntoIterator<Item = &'i String>) -> BTreeMap<&'i str, OperationNames> {
    let ids: Vec<&str> = ids.into_iter().map(String::as_str).collect();
    let builders = map(ids.clone(), Case::UpperCamel, &NEEDED_TYPES);
    let methods = map(ids.clone(), Case::Snake, &NEEDED_BY_HANDLES);
    let tables = map(ids, Case::Shouty, &NEEDED_STATICS);
    let all = builders.into_iter().zip(methods.into_values().zip(tables.into_values()));
    all.map(|((id, builder), (method, tables))| (id, OperationNames { builder, method, tables })).collect()
}

/// The suffix of the names of handles.
const HANDLE: &str = "Api";

/// The names of the groups of an API.
pub fn groups<'g>(names: impl IntoIterator<Item = &'g String>) -> BTreeMap<&'g str, GroupNames> {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    let modules = map(names.clone(), Case::Snake, &NEEDED_MODULES);
    let methods = map(names.clone(), Case::Snake, &NEEDED_BY_CLIENTS);
    let handles = map(names, Case::UpperCamel, &[]);
    let all = modules.into_iter().zip(methods.into_values().zip(handles.into_values()));
    all.map(|((name, module), (method, handle))| {
        let handle = CodeName { text: handle.text + HANDLE, ..handle };
        (name, GroupNames { module, method, handle })
    })
    .collect()
}

/// The words of a wire name in lower case, joined by `_`.
pub fn snake_words(name: &str) -> String {
    case::plain(name, Case::Snake)
}

/// The spellings of a type's name that distinguish it from others, from the shortest to a unique one.
#[cfg(feature = "import")]
pub(crate) fn spelled(name: &str) -> [String; 3] {
    let punctuation = spelling::punctuation(name);
    let with_case = format!("{punctuation} {}", spelling::case(name));
    let case = Case::UpperCamel;
    [case.join(&punctuation), case.join(&with_case), case.join_each(&spelling::letters(name))]
}

fn map<'n>(mut names: Vec<&'n str>, case: Case, needed: &[&str]) -> BTreeMap<&'n str, CodeName> {
    // A model and an enumeration with the same name, which the check reports, count as one type.
    names.sort_unstable();
    names.dedup();
    let wires: Vec<Wire> = names.iter().map(|name| Wire::of(name)).collect();
    let distinct = distinct(&wires, case, needed);
    names.into_iter().zip(distinct).collect()
}

#[cfg(test)]
mod tests;
