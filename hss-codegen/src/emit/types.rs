//! Rust types: as fields hold them, as setters take them, and how one becomes the other.

use crate::plan::{RustType, TypeName};

/// The type as a field holds it.
pub(super) fn owned(ty: &RustType) -> String {
    match ty {
        RustType::String => "String".to_owned(),
        RustType::Integer | RustType::KnownInteger(_) => "i64".to_owned(),
        RustType::Number => "f64".to_owned(),
        RustType::Boolean => "bool".to_owned(),
        RustType::Timestamp => "Timestamp".to_owned(),
        RustType::Json => "Json".to_owned(),
        RustType::File => "FileContent".to_owned(),
        RustType::Enum(name) => format!("Open<{}>", path(name)),
        RustType::Flags(name) | RustType::Codes(name) | RustType::Model(name) => path(name),
        RustType::BoxedModel(name) => format!("Box<{}>", path(name)),
        RustType::List(item) => format!("Vec<{}>", owned(item)),
        RustType::Map(item) => format!("BTreeMap<String, {}>", owned(item)),
    }
}

/// The path of a model or an enumeration.
fn path(name: &TypeName) -> String {
    let ident = &name.ident;
    if name.is_shared() { format!("super::shared::{ident}") } else { ident.to_string() }
}

/// Whether a setter takes anything that becomes the type.
pub(super) fn is_generic(ty: &RustType) -> bool {
    matches!(ty, RustType::String | RustType::Timestamp | RustType::Enum(_))
}

/// The type as a setter takes it.
pub(super) fn argument(ty: &RustType) -> String {
    match ty {
        ty if is_generic(ty) => format!("impl Into<{}>", owned(ty)),
        RustType::List(item) => format!("impl IntoIterator<Item = {}>", argument(item)),
        RustType::BoxedModel(name) => path(name),
        other => owned(other),
    }
}

/// The line before a setter of the type: none where the setter is generic, and so compiled where it is used anyway.
pub(super) fn inline(ty: &RustType) -> &'static str {
    if is_generic(ty) || matches!(ty, RustType::List(_)) { "" } else { "    #[inline]\n" }
}

/// The expression that makes the held value of what a setter takes.
pub(super) fn convert(ty: &RustType, value: &str) -> String {
    match ty {
        ty if is_generic(ty) => format!("{value}.into()"),
        RustType::BoxedModel(_) => format!("Box::new({value})"),
        RustType::List(item) => match &**item {
            item if is_generic(item) || matches!(item, RustType::List(_)) => {
                format!("{value}.into_iter().map(|each| {}).collect()", convert(item, "each"))
            }
            _ => format!("{value}.into_iter().collect()"),
        },
        _ => value.to_owned(),
    }
}
