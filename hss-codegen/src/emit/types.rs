//! Rust types of fields and of setters, and the conversions between them.

use hss_spec::model::{Content, Format};

use super::layout::{Expression, Link};
use crate::plan::{BodyPlan, FieldPlan, OperationPlan, RustType, TypeName};

/// The module in which a type is named: builders refer to the types of their group through the parent module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Module,
    Builder,
}

impl Within {
    /// The type of a field.
    pub(super) fn owned(self, ty: &RustType) -> String {
        match ty {
            RustType::String => "String".to_owned(),
            RustType::Text(format) => text_type(*format).to_owned(),
            RustType::Integer | RustType::KnownInteger(_) => "i64".to_owned(),
            RustType::Unsigned => "u64".to_owned(),
            RustType::Number => "f64".to_owned(),
            RustType::Boolean => "bool".to_owned(),
            RustType::Timestamp => "Timestamp".to_owned(),
            RustType::Json => "Json".to_owned(),
            RustType::File => "FileContent".to_owned(),
            RustType::Enum(name) => format!("Open<{}>", self.path(name)),
            RustType::Flags(name) | RustType::Codes(name) | RustType::Model(name) | RustType::Union(name) => {
                self.path(name)
            }
            RustType::BoxedModel(name) => format!("Box<{}>", self.path(name)),
            RustType::List(item) => format!("Vec<{}>", self.owned(item)),
            RustType::Map(item) => format!("BTreeMap<String, {}>", self.owned(item)),
            RustType::Nullable(item) => format!("Option<{}>", self.owned(item)),
        }
    }

    /// The type of a setter's argument.
    pub(super) fn argument(self, ty: &RustType) -> String {
        match ty {
            ty if is_generic(ty) => format!("impl Into<{}>", self.owned(ty)),
            RustType::List(item) => format!("impl IntoIterator<Item = {}>", self.argument(item)),
            RustType::BoxedModel(name) => self.path(name),
            other => self.owned(other),
        }
    }

    /// The path of a model or an enumeration.
    fn path(self, name: &TypeName) -> String {
        let above = if self == Self::Builder { "super::" } else { "" };
        let shared = if name.is_shared() { "super::shared::" } else { "" };
        format!("{above}{shared}{}", name.ident)
    }
}

/// The type of a string of a format, in its module, since a document may have a type of that name.
pub(super) fn text_type(format: Format) -> &'static str {
    match format {
        Format::DateTime => "text::DateTime",
        Format::Date => "text::Date",
        Format::Duration => "text::Duration",
        Format::Uuid => "text::Uuid",
        Format::Byte => "text::Base64",
        _ => "String",
    }
}

/// The type of a model's field.
pub(super) fn held(field: &FieldPlan) -> String {
    let around = if field.nullable { "Nullable" } else { "Option" };
    format!("{around}<{}>", Within::Module.owned(&field.ty))
}

/// The type of the argument that takes a body.
pub(super) fn body_argument(within: Within, operation: &OperationPlan, body: &BodyPlan) -> String {
    match body_choice(within, operation, body) {
        Some(choice) => format!("impl Into<{choice}>"),
        None if body.nullable => format!("impl Into<{}>", or_null(within, &body.ty, true)),
        None if is_text(body) => format!("impl Into<{}>", within.owned(&body.ty)),
        None => within.argument(&body.ty),
    }
}

/// The type of a body, which may be null.
pub(super) fn or_null(within: Within, ty: &RustType, nullable: bool) -> String {
    if nullable { format!("Nullable<{}>", within.owned(ty)) } else { within.owned(ty) }
}

/// True for a body of text, which is given as a string or as a file.
pub(super) fn is_text(body: &BodyPlan) -> bool {
    let media_type = body.media_type.as_deref().unwrap_or_default();
    body.content == Content::Bytes && media_type.to_ascii_lowercase().starts_with("text/")
}

/// The path of the enumeration of a body's media types.
pub(super) fn body_choice(within: Within, operation: &OperationPlan, body: &BodyPlan) -> Option<String> {
    let above = if within == Within::Builder { "super::" } else { "" };
    (!body.choices.is_empty()).then(|| format!("{above}body::{}", operation.ident))
}

/// The type of the argument of a field's setter.
pub(super) fn taken(field: &FieldPlan) -> String {
    if field.nullable { format!("impl Into<{}>", held(field)) } else { Within::Module.argument(&field.ty) }
}

/// The expression that converts a setter's argument to the type of a model's field.
pub(super) fn hold(field: &FieldPlan, value: &str) -> Expression {
    if field.nullable {
        return Expression::chain(Expression::word(value), vec![Link::method("into", Vec::new())]);
    }
    Expression::call("Some", vec![convert(&field.ty, value)])
}

/// Returns true if a setter accepts anything that converts into the type.
pub(super) fn is_generic(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::String | RustType::Text(_) | RustType::Timestamp | RustType::Enum(_) | RustType::Union(_)
    )
}

/// The attribute of a setter of the type: none if the setter is generic, and so compiled where it is used anyway.
pub(super) fn inline(ty: &RustType) -> &'static str {
    if is_generic(ty) || matches!(ty, RustType::List(_)) { "" } else { "    #[inline]\n" }
}

/// The expression that converts a setter's argument to an owned value.
pub(super) fn convert(ty: &RustType, value: &str) -> Expression {
    let call = |name: &str| Link::method(name, Vec::new());
    let word = Expression::word(value);
    match ty {
        ty if is_generic(ty) => Expression::chain(word, vec![call("into")]),
        RustType::BoxedModel(_) => Expression::call("Box::new", vec![word]),
        RustType::List(item) => match &**item {
            item if is_generic(item) || matches!(item, RustType::List(_)) => {
                let each = Expression::word(format!("|each| {}", convert(item, "each").one_line()));
                Expression::chain(
                    word,
                    vec![call("into_iter"), Link::method("map", vec![each]), call("collect")],
                )
            }
            _ => Expression::chain(word, vec![call("into_iter"), call("collect")]),
        },
        _ => word,
    }
}
