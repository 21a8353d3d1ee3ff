//! The public items of generated code as short text.

use std::fmt::Write as _;

use hss_spec::model::EnumKind;
use proc_macro2::Ident;

use super::returned;
use super::types::{self, Within};
use crate::plan::{EnumPlan, FieldPlan, ModelPlan, ModulePlan, OperationPlan, SuccessPlan};

/// The public items of a module: its handle, builders, models and enumerations.
pub(crate) fn signatures(handle: Option<&Ident>, plan: &ModulePlan) -> String {
    let mut text = String::new();
    if let Some(handle) = handle {
        let _ = writeln!(text, "pub struct {handle}");
        let _ = writeln!(text, "    pub fn new(client: &Client) -> Self");
        text.extend(plan.operations.iter().map(method));
        text.extend(plan.operations.iter().map(builder));
    }
    text.extend(plan.models.iter().map(model));
    text.extend(plan.enums.iter().map(enumeration));
    text
}

fn method(operation: &OperationPlan) -> String {
    let mut arguments: Vec<String> = vec!["&self".to_owned()];
    arguments.extend(operation.arguments().map(|(_, parameter)| argument(Within::Module, &parameter.field)));
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(format!("body: {}", types::body_argument(Within::Module, operation, body)));
    }
    let (name, builder) = (&operation.method_ident, &operation.ident);
    format!("    pub fn {name}({}) -> builder::{builder}\n", arguments.join(", "))
}

fn builder(operation: &OperationPlan) -> String {
    let response = returned::returned(Within::Module, operation);
    let mut text = format!("pub struct builder::{}: Request<Response = {response}>", operation.ident);
    if let Some(paging) = &operation.paging {
        let _ = write!(text, " + Paged<Item = {}>", Within::Module.owned(&paging.item));
    }
    text.push('\n');
    for (_, parameter) in operation.options() {
        let (name, argument) = (&parameter.field.ident, argument(Within::Module, &parameter.field));
        let _ = writeln!(text, "    pub fn {name}(self, {argument}) -> Self");
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let argument = types::body_argument(Within::Module, operation, body);
        let _ = writeln!(text, "    pub fn body(self, body: {argument}) -> Self");
    }
    for header in &operation.headers {
        let _ = writeln!(text, "    pub const {}: &str = {:?}", header.ident, header.wire);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.choices.is_empty()) {
        let _ = writeln!(text, "pub enum body::{}", operation.ident);
        for choice in &body.choices {
            let ty = types::or_null(Within::Module, &choice.ty, choice.nullable);
            let _ = writeln!(text, "    {}({ty})", choice.ident);
        }
    }
    if let SuccessPlan::Several(successes) = &operation.successes {
        let _ = writeln!(text, "pub enum response::{}", operation.ident);
        for one in successes {
            let held = returned::content(Within::Module, &one.content);
            let _ = writeln!(text, "    {}({held}) = {}", one.ident, one.status);
        }
    }
    text
}

fn argument(within: Within, field: &FieldPlan) -> String {
    format!("{}: {}", field.ident, within.argument(&field.ty))
}

fn model(model: &ModelPlan) -> String {
    if let Some(tag) = &model.union {
        return union(model, tag.as_deref());
    }
    let mut text = format!("pub struct {}\n", model.ident);
    for field in &model.fields {
        let _ = writeln!(text, "    pub {}: {}", field.ident, types::held(field));
    }
    if model.is_sent {
        let required = model.fields.iter().filter(|field| field.required);
        let argument = |field: &FieldPlan| format!("{}: {}", field.ident, types::taken(field));
        let arguments: Vec<String> = required.map(argument).collect();
        let _ = writeln!(text, "    pub fn new({}) -> Self", arguments.join(", "));
        for field in model.fields.iter().filter(|field| !field.required) {
            let value = types::taken(field);
            let _ = writeln!(text, "    pub fn {}(self, value: {value}) -> Self", field.ident);
        }
    }
    text
}

fn union(plan: &ModelPlan, tag: Option<&str>) -> String {
    let mut text = format!("pub enum {}\n", plan.ident);
    for variant in &plan.fields {
        let _ = write!(text, "    {}({})", variant.ident, Within::Module.owned(&variant.ty));
        let values: Vec<String> = variant.tags.iter().map(|value| format!("{value:?}")).collect();
        if let (Some(tag), false) = (tag, values.is_empty()) {
            let _ = write!(text, " where {tag:?} is {}", values.join(" or "));
        }
        text.push('\n');
    }
    text
}

fn enumeration(plan: &EnumPlan) -> String {
    let keyword = if plan.kind == EnumKind::Flags { "bitflags" } else { "enum" };
    let mut text = format!("pub {keyword} {}\n", plan.ident);
    if plan.kind != EnumKind::Integer {
        for value in &plan.values {
            let _ = writeln!(text, "    {} = {:?}", value.ident, value.wire);
        }
    }
    if let Some((bounds, name)) = &plan.range {
        let _ = writeln!(text, "    {name}(i64) = {bounds}");
    }
    text
}
