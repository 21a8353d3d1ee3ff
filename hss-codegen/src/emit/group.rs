//! The items of a group's module, and of the shared one.

use quote::format_ident;

use super::example::Group;
use super::layout::{Expression, Layout, Link};
use super::table::Tables;
use super::{body, docs, enumeration, model, operation, response, union};
use crate::code::Code;
use crate::identifier::ident;
use crate::plan::{ModulePlan, OperationPlan};

/// The items of a group's module.
pub(crate) fn group((name, doc): (&str, Option<&str>), group: Group<'_>, layout: Layout) -> Code {
    let plan = group.plan;
    let tables = Tables::new(name, plan);
    let methods: String = plan.operations.iter().map(|one| operation::method(one, layout)).collect();
    let mut code = Code::default();
    code.push_text(format!("{USE}{}", head((name, doc), group, &methods, layout)));
    for one in &plan.operations {
        code.push_text(tables.of_operation(&one.id, ""));
    }
    code.push_text(tables.of_module(""));
    inner_modules(plan, group, layout, &mut code);
    definitions(plan, &tables, layout, &mut code);
    code
}

/// The import of the runtime's items that generated code uses.
pub(super) const USE: &str = "#[allow(unused_imports)]\nuse ::hss_runtime::generated::*;\n";

/// The items of a group's module about all of its operations: its constant, its handle, and the list of their tables.
pub(super) fn head(
    (name, doc): (&str, Option<&str>),
    group: Group<'_>,
    methods: &str,
    layout: Layout,
) -> String {
    let handle = ident(&group.names.handle);
    let operations = group.plan.operations.iter().map(|one| {
        Expression::chain(Expression::word(&one.tables_ident), vec![Link::method("operation", Vec::new())])
    });
    let operations = layout.assignment(
        0,
        "pub static OPERATIONS: &[::hss_runtime::schema::Table<::hss_runtime::schema::Operation>]",
        &Expression::List { before: "&", items: operations.collect() },
    );
    let handle_doc = docs::group(name, doc, "The operations of group", "");
    let of_api = vec![
        Expression::word(format!("{name:?}")),
        Expression::word(format!("{:?}", doc.unwrap_or_default())),
        Expression::word("OPERATIONS"),
    ];
    let of_api = Expression::call("::hss_runtime::schema::Group::new".to_owned(), of_api);
    let of_api = layout.assignment(0, "pub const GROUP: ::hss_runtime::schema::Group", &of_api);
    let handle_item = layout.item(0, &format!("pub struct {handle}(Client);\n"));
    format!(
        "/// The group: its name, a line about it, and its operations.
{of_api}
{handle_doc}#[derive(Clone, Debug)]
{handle_item}impl {handle} {{
    /// The group's operations through that client.
    #[inline]
    pub fn new(client: &Client) -> Self {{
        Self(client.clone())
    }}
{methods}}}
/// The tables of the group's operations.
{operations}
"
    )
}

/// A function that writes the items of an operation for one of the inner modules.
pub(super) type ItemsOf = fn(&OperationPlan, Group<'_>, Layout) -> String;

/// The inner modules of a group: names, documentation and items. They are separate from models, which may
/// have the same names.
pub(super) const INNER: [(&str, &str, ItemsOf); 3] = [
    ("builder", "Request builders of the operations.", operation::items),
    ("body", "Bodies of the operations that take several media types.", body::items),
    ("response", "Successes of the operations that have several.", response::items),
];

/// The inner modules of a group that have items.
pub(super) fn inner_modules(plan: &ModulePlan, group: Group<'_>, layout: Layout, code: &mut Code) {
    for (name, doc, items) in INNER {
        let items: String = plan.operations.iter().map(|one| items(one, group, layout.inner())).collect();
        // The handle's documentation links to builders, even if there are none.
        if !items.is_empty() || name == "builder" {
            let mut inner = Code::default();
            inner.push_text(format!("{USE}{items}"));
            code.push_module(format!("/// {doc}\n"), format_ident!("{name}"), inner);
        }
    }
}

/// The items of the shared module.
pub(crate) fn shared(plan: &ModulePlan, layout: Layout) -> Code {
    let mut code = Code::default();
    code.push_text(USE.to_owned());
    let tables = Tables::new("", plan);
    // The tables of the groups refer to these.
    code.push_text(tables.of_module("pub(super) "));
    definitions(plan, &tables, layout, &mut code);
    code
}

/// The models and enumerations of a module.
pub(super) fn definitions(plan: &ModulePlan, tables: &Tables, layout: Layout, code: &mut Code) {
    for model in &plan.models {
        if model.union.is_some() {
            code.push_text(union::items(model, &tables.model(model).expression(), layout));
            continue;
        }
        code.push_text(model::definition(model, &tables.model(model), layout));
        code.push_text(model::building(model, layout));
    }
    code.push_text(model::traits(&plan.models));
    code.push_text(union::traits(&plan.models));
    for plan in &plan.enums {
        code.push_text(enumeration::items(plan, &tables.enumeration(plan), layout));
    }
    code.push_text(enumeration::traits(&plan.enums));
}
