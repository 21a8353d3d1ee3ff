//! The runtime's tables: a literal for those of a page, one row per line, in the form that `hss_runtime::schema` reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hss_spec::model::{Content, EnumKind};
use proc_macro2::Ident;

use super::layout::{Expression, Link};
use super::literal::{text, word};
use super::table_text::Text;
use super::{row, security};
use crate::plan::{
    EnumPlan, ModelPlan, ModulePlan, OperationPlan, Page, ParameterPlan, ResponsePlan, RustType,
};

/// The static that holds the tables of the types which several operations need.
const TYPES: &str = "__TYPES";

/// The tables of a module.
#[derive(Default)]
pub(super) struct Tables<'p> {
    pages: BTreeMap<Page, Text>,
    /// The position of a type's table on its page.
    positions: BTreeMap<&'p str, usize>,
    /// The static of an operation's tables.
    statics: BTreeMap<&'p str, &'p Ident>,
}

impl<'p> Tables<'p> {
    pub(super) fn new(group: &str, plan: &'p ModulePlan) -> Self {
        let mut tables = Tables::default();
        for one in &plan.operations {
            tables.statics.insert(&one.id, &one.tables_ident);
            operation(group, one, tables.page(&Page::Operation(one.id.clone())));
        }
        for one in &plan.models {
            let page = tables.page(&one.page);
            let position = model(one, page);
            tables.positions.insert(&one.name, position);
        }
        for one in &plan.enums {
            let page = tables.page(&one.page);
            let position = enumeration(one, page);
            tables.positions.insert(&one.name, position);
        }
        tables
    }

    fn page(&mut self, page: &Page) -> &mut Text {
        self.pages.entry(page.clone()).or_insert_with(|| Text::new(page.clone()))
    }

    /// The static that holds the tables of a page.
    fn name(&self, page: &Page) -> String {
        match page {
            Page::Operation(id) => self.statics.get(id.as_str()).map(ToString::to_string).unwrap_or_default(),
            Page::Module => TYPES.to_owned(),
            Page::Shared => format!("super::shared::{TYPES}"),
        }
    }

    /// The expression for a model's table.
    pub(super) fn model(&self, plan: &ModelPlan) -> Expression {
        self.table("model", &plan.page, &plan.name)
    }

    /// The expression for an enumeration's table.
    pub(super) fn enumeration(&self, plan: &EnumPlan) -> Expression {
        self.table("enumeration", &plan.page, &plan.name)
    }

    fn table(&self, kind: &str, page: &Page, name: &str) -> Expression {
        let position = Expression::word(self.position(name));
        Expression::chain(Expression::word(self.name(page)), vec![Link::method(kind, vec![position])])
    }

    fn position(&self, name: &str) -> usize {
        self.positions.get(name).copied().unwrap_or_default()
    }

    /// The static with the tables of an operation.
    pub(super) fn of_operation(&self, id: &str) -> String {
        self.item(&Page::Operation(id.to_owned()), "")
    }

    /// The static with the tables of the module's other types; nothing if it has none.
    pub(super) fn of_module(&self, visibility: &str) -> String {
        self.item(&Page::Module, visibility)
    }

    fn item(&self, page: &Page, visibility: &str) -> String {
        let Some(found) = self.pages.get(page) else { return String::new() };
        let (name, lines) = (self.name(page), text(found.lines()));
        let others: Vec<String> = found.others().map(|page| format!("&{}", self.name(page))).collect();
        let value = if others.is_empty() {
            format!("__Tables::new(\n    {lines},\n)")
        } else {
            format!("__Tables::with(\n    {lines},\n    &[{}],\n)", others.join(", "))
        };
        format!("{visibility}static {name}: __Tables = {value};\n")
    }
}

/// The table of an operation.
fn operation(group: &str, operation: &OperationPlan, table: &mut Text) {
    let (id, path) = (word(&operation.id), word(&operation.path));
    table.begin(&["operation", &id, &word(group), operation.method.name(), &path]);
    table.line(format!("doc {}", super::literal::sentence(&operation.doc)));
    if let Some(page) = &operation.page {
        table.line(format!("page {}", super::literal::sentence(page)));
    }
    if operation.deprecated {
        table.line("deprecated");
    }
    if let Some(body) = &operation.body {
        let kind = table.kind(&body.ty);
        let is_model = matches!(body.ty, RustType::Model(_));
        table.line(match body.content {
            Content::Multipart if is_model => format!("form {kind}"),
            Content::Urlencoded => format!("urlencoded {kind}"),
            Content::Bytes => "upload".to_owned(),
            _ => format!("body {kind}"),
        });
        if let Some(media_type) = &body.media_type {
            table.line(format!("media {}", word(media_type)));
        }
        for (name, style) in &body.parts {
            table.line(format!("part {} {style}", word(name)));
        }
    }
    let kind = match &operation.response {
        ResponsePlan::Empty => None,
        ResponsePlan::File => Some("file".to_owned()),
        ResponsePlan::Json(ty) => Some(table.kind(ty)),
    };
    if let Some(kind) = kind {
        let media_type = operation.response_media_type.as_ref().map(|one| format!(" {}", word(one)));
        table.line(format!("response {kind}{}", media_type.unwrap_or_default()));
    }
    if let Some(server) = &operation.server {
        table.line(format!("server {}", word(server)));
    }
    for alternative in operation.security.iter().flatten() {
        table.line(security::needs(alternative));
    }
    if let Some(paging) = &operation.paging {
        table.line(row::paging(paging));
    }
    for ParameterPlan { location, style, field } in &operation.parameters {
        let row = row::parameter(field, *style, table);
        table.line(format!("{} {row}", location.name()));
    }
}

/// The table of a model.
fn model(model: &ModelPlan, table: &mut Text) -> usize {
    let position = table.begin(&["model", &word(&model.name)]);
    for field in &model.fields {
        let row = row::field(field, model.is_sent, table);
        table.line(row);
    }
    position
}

/// The table of an enumeration.
fn enumeration(plan: &EnumPlan, table: &mut Text) -> usize {
    let mut head = format!("{} {}", word(&plan.name), plan.kind.name());
    if plan.open {
        head.push_str(" open");
    }
    if let Some((range, _)) = plan.range.as_ref().filter(|_| plan.kind == EnumKind::Codes) {
        let _ = write!(head, " counts={}={}", row::whole_ends(range), word(&plan.range_words));
    }
    let position = table.begin(&["enumeration", &head]);
    for value in &plan.values {
        table.line(row::value(value, plan.kind));
    }
    position
}
