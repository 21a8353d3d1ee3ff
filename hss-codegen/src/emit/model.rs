//! Models: a struct, its table, and two functions that pass its fields to a visitor.

use std::fmt::Write as _;

use super::docs;
use super::layout::{Expression, Layout, Link};
use super::literal::signature;
use super::types;
use crate::plan::{FieldPlan, ModelPlan};

/// The struct and its implementations, as text, since most of the code apart from tables is structs.
pub(super) fn definition(model: &ModelPlan, table: &Expression, layout: Layout) -> String {
    let name = &model.ident;
    let mut text = docs::text_line(&docs::object(model), "");
    let mut fields = String::new();
    for field in &model.fields {
        fields.push_str(&docs::text_line(&docs::describe(field), "    "));
        let before = format!("pub {}:", field.ident);
        let ty = types::held(field);
        let _ = writeln!(fields, "    {before}{},", layout.type_behind(4, &before, &ty));
    }
    let line_break = if fields.is_empty() { "" } else { "\n" };
    let item = format!("pub struct {name} {{{line_break}{fields}}}\n");
    let _ = write!(text, "#[non_exhaustive]\n{}", layout.item(0, &item));
    text.push_str(&layout.item(0, &visited(model, table, layout)));
    text
}

/// The two functions that pass fields to a visitor.
fn visited(model: &ModelPlan, table: &Expression, layout: Layout) -> String {
    let name = &model.ident;
    let each = |before: &str| {
        let items =
            model.fields.iter().map(|field| Expression::Reference(format!("{before}{}", field.ident)));
        items.collect::<Vec<_>>()
    };
    let visit = |method: &str, before, items| {
        let arguments = vec![table.clone(), Expression::List { before, items }];
        layout.statement(
            8,
            &Expression::chain(Expression::word("visitor"), vec![Link::method(method, arguments)]),
        )
    };
    let none = |field: &FieldPlan| if field.nullable { "Nullable::Absent" } else { "None" };
    let none = model.fields.iter().map(|field| (field.ident.to_string(), Expression::word(none(field))));
    let none = Expression::Struct { path: "Self".to_owned(), fields: none.collect(), base: None };
    let name_of_new = if model.fields.is_empty() { "let new" } else { "let mut new" };
    let new = layout.assignment(8, name_of_new, &none);
    let (visit_mut, visit) =
        (visit("visit_mut", "&mut ", each("&mut new.")), visit("visit", "&", each("&self.")));
    format!(
        "impl ::hss_runtime::Model for {name} {{
    #[inline]
    fn with_fields(visitor: &mut dyn ::hss_runtime::VisitorMut) -> Self {{
        {new}
        {visit_mut}
        new
    }}
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn ::hss_runtime::Visitor<'a>) {{
        {visit}
    }}
}}
"
    )
}

/// Trait implementations that all models have.
pub(super) fn traits(models: &[ModelPlan]) -> String {
    let models = models.iter().filter(|model| model.union.is_none());
    let names: String = models.map(|model| format!("    {}\n", model.ident)).collect();
    if names.is_empty() { names } else { format!("::hss_runtime::models! {{\n{names}}}\n") }
}

/// The constructor and the setters, which only models in requests have.
pub(super) fn building(model: &ModelPlan, layout: Layout) -> String {
    if !model.is_sent {
        return String::new();
    }
    let mut text = format!("impl {} {{\n{}", model.ident, constructor(model, layout));
    for field in model.fields.iter().filter(|field| !field.required) {
        text.push_str(&docs::text_line(&docs::describe(field), "    "));
        text.push_str(if field.nullable { "" } else { types::inline(&field.ty) });
        text.push_str("    #[must_use]\n");
        text.push_str(&setter(field, layout));
    }
    text.push_str("}\n");
    text
}

fn constructor(model: &ModelPlan, layout: Layout) -> String {
    let required: Vec<&FieldPlan> = model.fields.iter().filter(|field| field.required).collect();
    let argument = |field: &&FieldPlan| format!("{}: {}", field.ident, types::taken(field));
    let arguments: Vec<String> = required.iter().map(argument).collect();
    let setting = |field: &&FieldPlan| {
        let name = field.ident.to_string();
        let value = types::hold(field, &name);
        (name, value)
    };
    let empty = "::hss_runtime::Model::empty()";
    let value = if required.is_empty() {
        Expression::word(empty)
    } else {
        let base = (required.len() < model.fields.len()).then(|| empty.to_owned());
        let fields = required.iter().map(setting).collect();
        Expression::Struct { path: "Self".to_owned(), fields, base }
    };
    let value = layout.tail(8, &value);
    let allow = if arguments.len() > 7 { "    #[allow(clippy::too_many_arguments)]\n" } else { "" };
    let head = signature(layout, "new", None, &arguments, "Self");
    format!(
        "    /// The model with its required fields; setters add the optional ones.\n{allow}    #[inline]\n{}",
        layout.item(4, &format!("{head}\n        {value}\n    }}\n"))
    )
}

fn setter(field: &FieldPlan, layout: Layout) -> String {
    let (name, ty) = (field.ident.to_string(), types::taken(field));
    let head = signature(layout, &name, Some("mut self"), &[format!("value: {ty}")], "Self");
    let value = types::hold(field, "value");
    let setting = layout.assignment(8, &format!("self.{name}"), &value);
    layout.item(4, &format!("{head}\n        {setting}\n        self\n    }}\n"))
}
