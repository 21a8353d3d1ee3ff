//! The runtime's tables: a literal per page, one row per line, in the format of `hss_runtime::schema`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hss_spec::model::{Constraint, Content, EnumKind, Framing};
use proc_macro2::Ident;

use super::layout::{Expression, Link};
use super::literal::{text, word};
use super::table_text::Text;
use super::{row, security};
use crate::plan::{
    EnumPlan, ModelPlan, ModulePlan, OperationPlan, Page, PartPlan, ResponsePlan, RustType, SuccessPlan,
};

/// The static with the tables of the types that several operations need.
const TYPES: &str = "__TYPES";

/// The list of that static alone, which most operations refer to: rustc evaluates each list that is written in place.
const ONLY_TYPES: &str = "__ONLY_TYPES";

/// The runtime's check of unions, which only tables with a union name.
const UNION_CHECK: &str = "::hss_runtime::generated::unions::UNION_CHECK";

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

    /// The static with the tables of a page.
    fn name(&self, page: &Page) -> String {
        match page {
            Page::Operation(id) => self.statics.get(id.as_str()).map(ToString::to_string).unwrap_or_default(),
            Page::Module => TYPES.to_owned(),
            Page::Shared => format!("super::shared::{TYPES}"),
        }
    }

    /// The place of a model's table.
    pub(super) fn model(&self, plan: &ModelPlan) -> TableAt {
        self.table("model", &plan.page, &plan.name)
    }

    /// The expression for an enumeration's table.
    pub(super) fn enumeration(&self, plan: &EnumPlan) -> Expression {
        self.table("enumeration", &plan.page, &plan.name).expression()
    }

    fn table(&self, kind: &'static str, page: &Page, name: &str) -> TableAt {
        TableAt { kind, tables: self.name(page), position: self.position(name) }
    }

    fn position(&self, name: &str) -> usize {
        self.positions.get(name).copied().unwrap_or_default()
    }

    /// The static with the tables of an operation.
    pub(super) fn of_operation(&self, id: &str, visibility: &str) -> String {
        self.item(&Page::Operation(id.to_owned()), visibility)
    }

    /// The static with the tables of the module's other types, and the list of it; nothing if it has none.
    pub(super) fn of_module(&self, visibility: &str) -> String {
        let mut items = self.item(&Page::Module, visibility);
        if self.pages.values().any(refers_to_module_only) {
            let _ = writeln!(items, "{visibility}const {ONLY_TYPES}: &[&__Tables] = &[&{TYPES}];");
        }
        items
    }

    fn item(&self, page: &Page, visibility: &str) -> String {
        let Some(found) = self.pages.get(page) else { return String::new() };
        let (name, lines) = (self.name(page), text(found.lines()));
        let others: Vec<String> = found.others().map(|page| format!("&{}", self.name(page))).collect();
        let others = match others.as_slice() {
            _ if refers_to_module_only(found) => ONLY_TYPES.to_owned(),
            others => format!("&[{}]", others.join(", ")),
        };
        let value = if found.has_unions() {
            format!("__Tables::with_unions(\n    {lines},\n    {others},\n    {UNION_CHECK},\n)")
        } else if found.others().next().is_none() {
            format!("__Tables::new(\n    {lines},\n)")
        } else {
            format!("__Tables::with(\n    {lines},\n    {others},\n)")
        };
        format!("{visibility}static {name}: __Tables = {value};\n")
    }
}

/// True for tables that refer to the module's other types, and to no others.
fn refers_to_module_only(tables: &Text) -> bool {
    tables.others().eq([&Page::Module])
}

/// The place of a table.
pub(super) struct TableAt {
    /// The method that returns the table.
    kind: &'static str,
    /// The static.
    tables: String,
    position: usize,
}

impl TableAt {
    pub(super) fn expression(&self) -> Expression {
        let position = Expression::word(self.position);
        Expression::chain(Expression::word(&self.tables), vec![Link::method(self.kind, vec![position])])
    }

    /// The static and the position, as arguments.
    pub(super) fn arguments(&self) -> Vec<Expression> {
        vec![Expression::Reference(format!("&{}", self.tables)), Expression::word(self.position)]
    }
}

/// The tables of a module as text: those of each operation by its id, and those of the types that several need.
pub(crate) fn texts(group: &str, plan: &ModulePlan) -> (Vec<(String, String)>, Option<String>) {
    let tables = Tables::new(group, plan);
    let text = |page: &Page| tables.pages.get(page).map(|found| found.lines().to_owned());
    let operations = plan.operations.iter().filter_map(|one| {
        let lines = text(&Page::Operation(one.id.clone()))?;
        Some((one.id.clone(), lines))
    });
    (operations.collect(), text(&Page::Module))
}

/// The table of an operation.
fn operation(group: &str, operation: &OperationPlan, table: &mut Text) {
    let (id, path) = (word(&operation.id), word(&operation.path));
    table.begin(&["operation", &id, &word(group), operation.method.name(), &path]);
    if let Some(title) = &operation.title {
        table.line(format!("title {}", super::literal::sentence(title)));
    }
    table.line(format!("doc {}", super::literal::sentence(&operation.doc)));
    if let Some(page) = &operation.page {
        table.line(format!("page {}", super::literal::sentence(page)));
    }
    if operation.deprecated {
        table.line("deprecated");
    }
    if let Some(body) = &operation.body {
        let media_type = body.media_type.as_deref();
        let form = (body.content, &body.ty, media_type, &body.parts);
        content(table, form, (body.nullable, &body.constraints));
        for choice in body.choices.iter().skip(1) {
            table.line("or");
            let default = choice.content.media_type() == choice.media_type;
            let media_type = (!default).then_some(choice.media_type.as_str());
            let form = (choice.content, &choice.ty, media_type, &choice.parts);
            content(table, form, (choice.nullable, &choice.constraints));
        }
    }
    let media_type = operation.response_media_type.as_deref();
    if let Some(row) = response(table, &operation.response, media_type) {
        table.line(format!("response {row}"));
    }
    if let SuccessPlan::Several(successes) = &operation.successes {
        for one in successes {
            let row = response(table, &one.content, one.media_type.as_deref());
            let row = row.map(|row| format!(" {row}")).unwrap_or_default();
            table.line(format!("success {}{row}", one.status));
        }
    }
    if !operation.accept.is_empty() {
        table.line(format!("accept {}", super::literal::sentence(&operation.accept.join(", "))));
    }
    if !operation.response_choices.is_empty() {
        let others: Vec<String> = operation.response_choices.iter().map(|(name, _)| word(name)).collect();
        table.line(format!("also {}", others.join(" ")));
    }
    if let Some(server) = &operation.server {
        table.line(format!("server {}", word(server)));
    }
    for alternative in operation.security.iter().flatten() {
        security::needs(alternative).into_iter().for_each(|row| table.line(row));
    }
    if let Some(paging) = &operation.paging {
        table.line(row::paging(paging));
    }
    for parameter in &operation.parameters {
        let row = row::parameter(parameter, table);
        table.line(format!("{} {row}", parameter.location.name()));
    }
}

/// The rows of a body in one media type.
fn content(
    table: &mut Text,
    (content, ty, media_type, parts): (Content, &RustType, Option<&str>, &Vec<PartPlan>),
    (nullable, constraints): (bool, &[Constraint]),
) {
    let mut kind = table.kind(ty);
    for constraint in constraints {
        let _ = write!(kind, " {}", row::constraint(constraint, ty));
    }
    let is_model = matches!(ty, RustType::Model(_));
    table.line(match content {
        Content::Multipart if is_model => format!("form {kind}"),
        Content::Urlencoded => format!("urlencoded {kind}"),
        Content::Bytes => "upload".to_owned(),
        _ => format!("body {kind}"),
    });
    if nullable {
        table.line("or-null");
    }
    if let Some(media_type) = media_type {
        table.line(format!("media {}", word(media_type)));
    }
    for PartPlan { name, style, media_type, headers } in parts {
        let media_type = media_type.as_ref().map(|one| format!(" {}", word(one))).unwrap_or_default();
        table.line(format!("part {} {style}{media_type}", word(name)));
        for header in headers {
            let mut words = word(&header.name);
            if header.required {
                words.push_str(" required");
            }
            for constraint in &header.constraints {
                words.push(' ');
                words.push_str(&row::constraint(constraint, &header.ty));
            }
            table.line(format!("part-header {words} : {}", super::literal::sentence(&header.doc)));
        }
    }
}

/// The keywords of a response: its kind, media type and framing.
fn response(table: &mut Text, content: &ResponsePlan, media_type: Option<&str>) -> Option<String> {
    let (kind, framing) = match content {
        ResponsePlan::Empty => return None,
        ResponsePlan::File => ("file".to_owned(), ""),
        ResponsePlan::Json(ty) => (table.kind(ty), ""),
        ResponsePlan::Stream(Framing::Events, ty) => (table.kind(ty), " events"),
        ResponsePlan::Stream(_, ty) => (table.kind(ty), " lines"),
    };
    let media_type = media_type.map(|one| format!(" {}", word(one))).unwrap_or_default();
    Some(format!("{kind}{media_type}{framing}"))
}

/// The table of a model.
fn model(model: &ModelPlan, table: &mut Text) -> usize {
    let name = word(&model.name);
    let position = match &model.union {
        None => {
            let size = model.size.as_ref().map(|size| format!("size={}", row::counts(size)));
            let sets = model.field_sets.as_ref().map(|sets| row::field_sets(sets, &model.fields));
            let words = ["model", &name].into_iter().chain(size.as_deref()).chain(sets.as_deref());
            table.begin(&words.collect::<Vec<_>>())
        }
        Some(None) => table.begin(&["union", &name]),
        Some(Some(tag)) => table.begin(&["union", &name, &word(tag)]),
    };
    for field in &model.fields {
        let row = row::field(field, model.is_sent, model.is_variant, table);
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
