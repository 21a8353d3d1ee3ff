//! Unions: an enum of the variants' values, and four functions that distinguish them.

use std::fmt::Write as _;

use super::docs;
use super::layout::{Expression, Layout};
use super::types::Within;
use crate::doc;
use crate::plan::{FieldPlan, ModelPlan, RustType};

/// The type and its implementations.
pub(super) fn items(plan: &ModelPlan, table: &Expression, layout: Layout) -> String {
    let name = &plan.ident;
    let mut text = docs::text_line(&doc::paragraph(&plan.doc), "");
    let _ = writeln!(text, "#[non_exhaustive]\n#[allow(clippy::large_enum_variant)]");
    let mut variants = String::new();
    for variant in &plan.fields {
        let _ = writeln!(
            variants,
            "{}    {}({}),",
            docs::text_line(&line(variant), "    "),
            variant.ident,
            Within::Module.owned(&variant.ty)
        );
    }
    let item = format!(
        "pub enum {name} {{
{variants}    /// A value that this version of the client does not know; only decoding makes one.
    Unknown(UnknownVariant),
}}
"
    );
    text.push_str(&layout.item(0, &item));
    text.push_str(&layout.item(0, &implementation(plan, table, layout)));
    for variant in plan.fields.iter().filter(|variant| is_only_one(plan, variant)) {
        text.push_str(&layout.item(0, &conversion(plan, variant)));
    }
    text
}

/// The traits that the runtime implements for unions, all of them in one macro call.
pub(super) fn traits(models: &[ModelPlan]) -> String {
    let names: String = models
        .iter()
        .filter(|model| model.union.is_some())
        .map(|model| format!("    {}\n", model.ident))
        .collect();
    if names.is_empty() { names } else { format!("::hss_runtime::unions! {{\n{names}}}\n") }
}

/// Meaning of a variant, and the values of its tag.
fn line(variant: &FieldPlan) -> String {
    let values: Vec<String> = variant.tags.iter().map(|value| doc::code(value)).collect();
    match values.as_slice() {
        [] => docs::describe(variant),
        values => format!("{}: {}", values.join(", "), docs::describe(variant)),
    }
}

/// The implementation of the trait `Union`.
fn implementation(plan: &ModelPlan, table: &Expression, layout: Layout) -> String {
    let [mut empty, mut value, mut value_mut] = [const { String::new() }; 3];
    for (index, variant) in plan.fields.iter().enumerate() {
        let variant = &variant.ident;
        let _ = writeln!(
            empty,
            "            {index} => Self::{variant}(::hss_runtime::generated::slot::Content::empty()),"
        );
        let _ = writeln!(value, "            Self::{variant}(value) => ({index}, value),");
        let _ = writeln!(value_mut, "            Self::{variant}(value) => value,");
    }
    format!(
        "impl ::hss_runtime::Union for {} {{
    fn table() -> ::hss_runtime::schema::Table<::hss_runtime::schema::Model> {{
        {}
    }}
    fn empty_variant(index: usize) -> Self {{
        match index {{
{empty}            _ => Self::Unknown(UnknownVariant::empty(<Self as ::hss_runtime::Union>::table())),
        }}
    }}
    fn variant(&self) -> (usize, &dyn ::hss_runtime::generated::slot::Slot) {{
        match self {{
{value}            Self::Unknown(value) => (usize::MAX, value),
        }}
    }}
    fn variant_mut(&mut self) -> &mut dyn ::hss_runtime::generated::slot::Slot {{
        match self {{
{value_mut}            Self::Unknown(value) => value,
        }}
    }}
}}
",
        plan.ident,
        layout.tail(8, table),
    )
}

/// Returns true if no other variant has the same type, so that a value converts to this variant.
fn is_only_one(plan: &ModelPlan, variant: &FieldPlan) -> bool {
    let owned = |field: &FieldPlan| given(&field.ty);
    let is_same = |other: &&FieldPlan| owned(other) == owned(variant);
    plan.fields.iter().filter(is_same).count() == 1 && plan.ident != owned(variant)
}

fn is_string(ty: &RustType) -> bool {
    matches!(ty, RustType::String | RustType::Text(_))
}

/// The type that converts to the variant.
fn given(ty: &RustType) -> String {
    match ty {
        RustType::BoxedModel(name) | RustType::Enum(name) => {
            Within::Module.owned(&RustType::Model(name.clone()))
        }
        other => Within::Module.owned(other),
    }
}

fn conversion(plan: &ModelPlan, variant: &FieldPlan) -> String {
    let (name, ident, ty) = (&plan.ident, &variant.ident, given(&variant.ty));
    let value = match variant.ty {
        RustType::BoxedModel(_) => "Box::new(value)",
        RustType::Enum(_) => "value.into()",
        _ => "value",
    };
    let from = |ty: &str, value: &str| {
        format!(
            "impl ::core::convert::From<{ty}> for {name} {{
    fn from(value: {ty}) -> Self {{
        Self::{ident}({value})
    }}
}}
"
        )
    };
    let mut text = from(&ty, value);
    if variant.ty == RustType::String {
        text.push_str(&from("&str", "value.to_owned()"));
    }
    // A string of any format is taken as it is.
    if let RustType::Text(_) = variant.ty
        && plan.fields.iter().filter(|other| is_string(&other.ty)).count() == 1
    {
        text.push_str(&from("&str", "value.into()"));
    }
    text
}
