//! The runtime's tables, as text: a row a line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proc_macro2::Ident;

use hss_spec::model::{EnumKind, Number};

use super::facts;
use super::literal::{integer, string};
use super::types::{kind, table_path};
use crate::name;
use crate::plan::{
    EnumPlan, ModelPlan, ModulePlan, OperationPlan, PagingPlan, ParameterPlan, ResponsePlan, RustType,
};

/// The rows of parameters that several operations of a family have, such as the project's id: written once, since they
/// are about half of all rows.
pub(super) struct SharedParameters {
    /// The names of the constants, by their rows.
    names: BTreeMap<String, String>,
}

impl SharedParameters {
    pub(super) fn of(plan: &ModulePlan) -> Self {
        let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for parameter in plan.operations.iter().flat_map(|operation| &operation.parameters) {
            *counts.entry((&parameter.field.wire, facts::parameter(parameter))).or_default() += 1;
        }
        // A name may have several rows; the one that occurs most often becomes the constant.
        let mut most: BTreeMap<&str, (usize, &String)> = BTreeMap::new();
        for ((wire, row), count) in counts.iter().filter(|(_, count)| **count > 1) {
            let known = most.entry(wire).or_insert((*count, row));
            if *count > known.0 {
                *known = (*count, row);
            }
        }
        let mut names = BTreeMap::new();
        for (wire, (_, row)) in most {
            let name = format!("{}_PARAMETER", name::shouty(wire));
            let is_taken =
                tables(plan).any(|table| *table == name) || names.values().any(|known| *known == name);
            if !is_taken {
                names.insert(row.clone(), name);
            }
        }
        Self { names }
    }

    /// The constants.
    pub(super) fn text(&self) -> String {
        self.names.iter().map(|(row, name)| format!("const {name}: Parameter = {row};\n")).collect()
    }

    fn row(&self, parameter: &ParameterPlan) -> String {
        let row = facts::parameter(parameter);
        self.names.get(&row).cloned().unwrap_or(row)
    }
}

/// The names of all tables of a module.
fn tables(plan: &ModulePlan) -> impl Iterator<Item = &Ident> {
    let operations = plan.operations.iter().map(|operation| &operation.table_ident);
    let models = plan.models.iter().map(|model| &model.table_ident);
    operations.chain(models).chain(plan.enums.iter().map(|plan| &plan.table_ident))
}

/// The table of an operation.
pub(super) fn operation(family: &str, operation: &OperationPlan, shared: &SharedParameters) -> String {
    let mut text = format!("static {}: Operation = Operation {{\n", operation.table_ident);
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "    {name}: {value},");
    };
    line("id", string(&operation.id));
    line("family", string(family));
    line("method", format!("Method::{:?}", operation.method));
    line("path", string(&operation.path));
    line("doc", string(&operation.doc));
    line("page", string(operation.page.as_deref().unwrap_or_default()));
    line("deprecated", operation.deprecated.to_string());
    line("parameters", rows(operation.parameters.iter().map(|parameter| shared.row(parameter))));
    line("body", body(operation));
    line(
        "response",
        match &operation.response {
            ResponsePlan::Empty => "Response::Empty".to_owned(),
            ResponsePlan::File => "Response::File".to_owned(),
            ResponsePlan::Json(ty) => format!("Response::Json({})", kind(ty)),
        },
    );
    line("paging", operation.paging.as_ref().map_or_else(|| "None".to_owned(), paging));
    text.push_str("};\n");
    text
}

fn body(operation: &OperationPlan) -> String {
    match &operation.body {
        None => "Body::None".to_owned(),
        Some(body) => match &body.ty {
            RustType::Model(name) if body.is_multipart => format!("Body::Multipart({})", table_path(name)),
            ty => format!("Body::Json({})", kind(ty)),
        },
    }
}

fn paging(paging: &PagingPlan) -> String {
    format!(
        "Some(table::Paging {{ offset: {}, limit: {}, items: {}, total: {} }})",
        paging.offset,
        paging.limit,
        string(&paging.items),
        string(&paging.total)
    )
}

/// The table of a model.
pub(super) fn model(model: &ModelPlan, visibility: &str) -> String {
    format!(
        "{visibility}static {}: table::Model = table::Model {{\n    name: {},\n    fields: {},\n}};\n",
        model.table_ident,
        string(&model.name),
        rows(model.fields.iter().map(|field| facts::field(field, model.is_sent)))
    )
}

/// The table of an enumeration.
pub(super) fn enumeration(plan: &EnumPlan, visibility: &str) -> String {
    let values = plan.values.iter().map(|value| {
        format!(
            "table::EnumValue {{ value: {}, number: {}, name: {}, doc: {} }}",
            string(&value.wire),
            integer(value.number),
            string(value.words.as_deref().unwrap_or_default()),
            string(value.doc.as_deref().unwrap_or_default())
        )
    });
    let counts = match &plan.range {
        Some((range, _)) if plan.kind == EnumKind::Codes => {
            let end = |end: Option<Number>, open: i64| integer(end.map_or(open, |end| end.as_f64() as i64));
            format!(
                "Some(table::Counts {{ name: {}, least: {}, most: {} }})",
                string(&plan.range_words),
                end(range.min, i64::MIN),
                end(range.max, i64::MAX)
            )
        }
        _ => "None".to_owned(),
    };
    format!(
        "{visibility}static {}: table::Enumeration = table::Enumeration {{\n    name: {},\n    \
         kind: table::EnumKind::{:?},\n    open: {},\n    counts: {counts},\n    values: {},\n}};\n",
        plan.table_ident,
        string(&plan.name),
        plan.kind,
        plan.open,
        rows(values)
    )
}

/// A list with a row a line, inside a table.
fn rows(rows: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "        {row},");
    }
    if text.is_empty() { "&[]".to_owned() } else { format!("&[\n{text}    ]") }
}
