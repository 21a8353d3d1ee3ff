//! The runtime's tables: a literal each, with a row a line, in the form that `hss_runtime::table` reads.

use std::fmt::Write as _;

use hss_spec::model::{EnumKind, Location};

use super::literal::{text, word};
use super::row;
use crate::plan::{EnumPlan, ModelPlan, OperationPlan, ParameterPlan, ResponsePlan, RustType, TypeName};

/// A table's text, and the tables that it names.
pub(super) struct Table {
    lines: String,
    models: Vec<String>,
    enumerations: Vec<String>,
}

impl Table {
    fn new(head: &[&str]) -> Self {
        let mut table = Table { lines: String::new(), models: Vec::new(), enumerations: Vec::new() };
        table.line(head.join(" "));
        table
    }

    fn line(&mut self, line: impl AsRef<str>) {
        if !self.lines.is_empty() {
            self.lines.push_str("\n    ");
        }
        self.lines.push_str(line.as_ref());
    }

    /// The word for a type; what it names is taken down.
    pub(super) fn kind(&mut self, ty: &RustType) -> String {
        match ty {
            RustType::String => "string".to_owned(),
            RustType::Integer => "integer".to_owned(),
            RustType::Number => "number".to_owned(),
            RustType::Boolean => "boolean".to_owned(),
            RustType::Timestamp => "timestamp".to_owned(),
            RustType::Json => "json".to_owned(),
            RustType::File => "file".to_owned(),
            RustType::Enum(name)
            | RustType::Flags(name)
            | RustType::Codes(name)
            | RustType::KnownInteger(name) => named(&mut self.enumerations, name),
            RustType::Model(name) | RustType::BoxedModel(name) => named(&mut self.models, name),
            RustType::List(item) => format!("[]{}", self.kind(item)),
            RustType::Map(item) => format!("{{}}{}", self.kind(item)),
        }
    }

    /// The static.
    fn end(self, visibility: &str, name: &proc_macro2::Ident, ty: &str) -> String {
        let lines = text(&self.lines);
        let value = if self.models.is_empty() && self.enumerations.is_empty() {
            format!("Table::new(\n    {lines},\n)")
        } else {
            let (models, enumerations) = (self.models.join(", "), self.enumerations.join(", "));
            format!("Table::with(\n    {lines},\n    &[{models}],\n    &[{enumerations}],\n)")
        };
        format!("{visibility}static {name}: Table<{ty}> = {value};\n")
    }
}

fn named(tables: &mut Vec<String>, name: &TypeName) -> String {
    let table = &name.table_ident;
    let path = if name.is_shared { format!("&super::shared::{table}") } else { format!("&{table}") };
    if !tables.contains(&path) {
        tables.push(path);
    }
    format!("@{}", word(&name.name))
}

/// The table of an operation.
pub(super) fn operation(family: &str, operation: &OperationPlan) -> String {
    let mut table =
        Table::new(&[&word(&operation.id), &word(family), operation.method.name(), &word(&operation.path)]);
    table.line(format!("doc {}", super::literal::sentence(&operation.doc)));
    if let Some(page) = &operation.page {
        table.line(format!("page {}", super::literal::sentence(page)));
    }
    if operation.deprecated {
        table.line("deprecated");
    }
    if let Some(body) = &operation.body {
        let kind = table.kind(&body.ty);
        let is_form = body.is_multipart && matches!(body.ty, RustType::Model(_));
        table.line(format!("{} {kind}", if is_form { "form" } else { "body" }));
    }
    match &operation.response {
        ResponsePlan::Empty => {}
        ResponsePlan::File => table.line("answer file"),
        ResponsePlan::Json(ty) => {
            let kind = table.kind(ty);
            table.line(format!("answer {kind}"));
        }
    }
    if let Some(paging) = &operation.paging {
        let (items, total) = (word(&paging.items), word(&paging.total));
        table.line(format!("pages {} {} {items} {total}", paging.offset, paging.limit));
    }
    for ParameterPlan { location, field } in &operation.parameters {
        let location = match location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
        };
        let row = row::field(field, true, &mut table);
        table.line(format!("{location} {row}"));
    }
    table.end("", &operation.table_ident, "Operation")
}

/// The table of a model.
pub(super) fn model(model: &ModelPlan, visibility: &str) -> String {
    let mut table = Table::new(&[&word(&model.name)]);
    for field in &model.fields {
        let row = row::field(field, model.is_sent, &mut table);
        table.line(row);
    }
    table.end(visibility, &model.table_ident, "table::Model")
}

/// The table of an enumeration.
pub(super) fn enumeration(plan: &EnumPlan, visibility: &str) -> String {
    let kind = match plan.kind {
        EnumKind::String => "string",
        EnumKind::Integer => "integer",
        EnumKind::Flags => "flags",
        EnumKind::Codes => "codes",
    };
    let mut head = format!("{} {kind}", word(&plan.name));
    if plan.open {
        head.push_str(" open");
    }
    if let Some((range, _)) = plan.range.as_ref().filter(|_| plan.kind == EnumKind::Codes) {
        let _ = write!(head, " counts={}={}", row::whole_ends(range), word(&plan.range_words));
    }
    let mut table = Table::new(&[&head]);
    for value in &plan.values {
        table.line(row::value(value, plan.kind));
    }
    table.end(visibility, &plan.table_ident, "Enumeration")
}
