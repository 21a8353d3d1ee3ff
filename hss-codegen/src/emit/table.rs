//! The runtime's tables, as text: a row a line.

use std::fmt::Write as _;

use hss_spec::model::{EnumKind, Number};

use super::facts;
use super::literal::{integer, string};
use super::types::{kind, table_path};
use crate::plan::{EnumPlan, ModelPlan, OperationPlan, PagingPlan, ResponsePlan, RustType};

/// The table of an operation.
pub(super) fn operation(family: &str, operation: &OperationPlan) -> String {
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
    line("parameters", rows(operation.parameters.iter().map(facts::parameter)));
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
