//! Models: a struct, its table, and two functions that pass its fields to a visitor.

use std::fmt::Write as _;

use super::docs;
use super::layout::{Expression, Layout, Link};
use super::literal::signature;
use super::table::TableAt;
use super::types;
use crate::plan::{FieldPlan, ModelPlan};

/// The struct and its implementations, as text, since most of the code apart from tables is structs.
pub(super) fn definition(model: &ModelPlan, table: &TableAt, layout: Layout) -> String {
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

/// Most fields that the runtime takes as a tuple, which rustc checks with fewer steps than an array.
const TUPLE: usize = 12;

/// The two functions that pass fields to a visitor.
fn visited(model: &ModelPlan, table: &TableAt, layout: Layout) -> String {
    let (with_fields, visit) = if (1..=TUPLE).contains(&model.fields.len()) {
        (new_tuple(model, table, layout), visit_tuple(model, table, layout))
    } else {
        (new_array(model, table, layout), visit_array(model, table, layout, ("visit", "&", "&self.")))
    };
    format!(
        "impl ::hss_runtime::Model for {} {{
    #[inline]
    fn with_fields(visitor: &mut dyn ::hss_runtime::VisitorMut) -> Self {{
        {with_fields}
    }}
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn ::hss_runtime::Visitor<'a>) {{
        {visit}
    }}
}}
",
        model.ident
    )
}

/// The fields, each after that text.
fn each_field(model: &ModelPlan, before: &str) -> Vec<Expression> {
    let reference = |field: &FieldPlan| Expression::Reference(format!("{before}{}", field.ident));
    model.fields.iter().map(reference).collect()
}

fn new_tuple(model: &ModelPlan, table: &TableAt, layout: Layout) -> String {
    let names: Vec<String> = model.fields.iter().map(|field| field.ident.to_string()).collect();
    let arguments = [vec![Expression::word("visitor")], table.arguments()].concat();
    let fields = layout.destructuring(8, &names, &Expression::call("__new", arguments));
    let fields_of_new = names.into_iter().map(|name| (name.clone(), Expression::Word(name))).collect();
    let new = Expression::Struct { path: "Self".to_owned(), fields: fields_of_new, base: None };
    format!("{fields}\n        {}", layout.tail(8, &new))
}

fn visit_tuple(model: &ModelPlan, table: &TableAt, layout: Layout) -> String {
    let fields = Expression::Tuple { items: each_field(model, "&self.") };
    let arguments = [vec![Expression::word("visitor")], table.arguments(), vec![fields]].concat();
    layout.statement(8, &Expression::call("__visit", arguments))
}

fn new_array(model: &ModelPlan, table: &TableAt, layout: Layout) -> String {
    let none = |field: &FieldPlan| if field.nullable { "Nullable::Absent" } else { "None" };
    let none = model.fields.iter().map(|field| (field.ident.to_string(), Expression::word(none(field))));
    let none = Expression::Struct { path: "Self".to_owned(), fields: none.collect(), base: None };
    let name_of_new = if model.fields.is_empty() { "let new" } else { "let mut new" };
    let new = layout.assignment(8, name_of_new, &none);
    let visit = visit_array(model, table, layout, ("visit_mut", "&mut ", "&mut new."));
    format!("{new}\n        {visit}\n        new")
}

fn visit_array(
    model: &ModelPlan,
    table: &TableAt,
    layout: Layout,
    (method, before, before_field): (&str, &'static str, &str),
) -> String {
    let fields = Expression::List { before, items: each_field(model, before_field) };
    let visit = Link::method(method, vec![table.expression(), fields]);
    layout.statement(8, &Expression::chain(Expression::word("visitor"), vec![visit]))
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
