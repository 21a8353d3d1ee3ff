//! Emission of code from the plan.

mod body;
#[cfg(feature = "calls")]
mod call;
mod docs;
mod enumeration;
mod example;
#[cfg(feature = "calls")]
mod imports;
mod layout;
mod literal;
mod model;
mod operation;
#[cfg(feature = "calls")]
mod program;
mod response;
#[cfg(feature = "calls")]
mod response_type;
mod returned;
mod row;
mod security;
mod service;
mod signatures;
mod split;
mod table;
mod table_text;
#[cfg(feature = "calls")]
mod tokens;
mod types;
mod union;

use hss_spec::model::{Server, Service};
use hss_spec::names::GroupNames;
use proc_macro2::Ident;
use quote::format_ident;

use crate::code::Code;
use crate::identifier::ident;
use crate::plan::{ModulePlan, OperationPlan};
use layout::{Expression, Link};
use table::Tables;

#[cfg(feature = "calls")]
pub(crate) use call::CallValues;
#[cfg(feature = "calls")]
pub(crate) use example::Example;
pub(crate) use example::Group;
#[cfg(feature = "calls")]
pub(crate) use imports::Crates;
pub(crate) use layout::Layout;
#[cfg(feature = "calls")]
pub(crate) use program::program;
pub(crate) use service::{service, service_table};
pub(crate) use signatures::signatures;
pub(crate) use split::split;
pub(crate) use table::texts as table_texts;

/// Precedes the parts of a whole API, since a program may use only some of it, in a private module.
pub(crate) const ALLOWED: &str = "#[allow(dead_code, unreachable_pub)]\n";

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
const USE: &str = "#[allow(unused_imports)]\nuse ::hss_runtime::generated::*;\n";

/// The items of a group's module about all of its operations: its constant, its handle, and the list of their tables.
fn head((name, doc): (&str, Option<&str>), group: Group<'_>, methods: &str, layout: Layout) -> String {
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
type ItemsOf = fn(&OperationPlan, Group<'_>, Layout) -> String;

/// The inner modules of a group: names, documentation and items. They are separate from models, which may
/// have the same names.
const INNER: [(&str, &str, ItemsOf); 3] = [
    ("builder", "Request builders of the operations.", operation::items),
    ("body", "Bodies of the operations that take several media types.", body::items),
    ("response", "Successes of the operations that have several.", response::items),
];

/// The inner modules of a group that have items.
fn inner_modules(plan: &ModulePlan, group: Group<'_>, layout: Layout, code: &mut Code) {
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

fn definitions(plan: &ModulePlan, tables: &Tables, layout: Layout, code: &mut Code) {
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

/// The module of a group.
pub(crate) struct Module {
    pub(crate) group: String,
    /// The line about the group.
    pub(crate) doc: Option<String>,
    pub(crate) names: GroupNames,
    pub(crate) items: Items,
}

/// The items of a module.
pub(crate) enum Items {
    Here(Code),
    /// In the file at this path.
    File(String),
}

impl Items {
    fn push(self, doc: String, name: Ident, code: &mut Code) {
        match self {
            Self::Here(items) => code.push_module(doc, name, items),
            // The empty line prevents the formatter from sorting the modules.
            Self::File(path) => {
                code.push_text(format!("{doc}#[path = {path:?}]\npub mod {name};\n\n"));
            }
        }
    }
}

/// A whole API: its service with the servers of single operations, the shared types, one module per group, and its
/// client.
pub(crate) fn api(
    (service, own_servers): (&Service, &[Server]),
    shared: Option<Items>,
    groups: Vec<Module>,
    layout: Layout,
) -> Code {
    let mut code = Code::default();
    code.push_text(self::service(service, own_servers, layout));
    if let Some(shared) = shared {
        let doc = format!("/// Models and enumerations that several groups use.\n{ALLOWED}");
        shared.push(doc, format_ident!("shared"), &mut code);
    }
    let client = client(&groups, layout);
    let tables = tables(service, &groups, layout);
    for Module { group, doc, names, items } in groups {
        let doc = docs::group(&group, doc.as_deref(), "Service group", "");
        let doc = format!("{doc}{ALLOWED}");
        items.push(doc, ident(&names.module), &mut code);
    }
    code.push_text(client);
    code.push_text(tables);
    code
}

/// The static with the service and the tables of all groups.
fn tables(service: &Service, groups: &[Module], layout: Layout) -> String {
    let title = if service.title.is_empty() { &service.name } else { &service.title };
    let groups = groups.iter().map(|one| Expression::word(format!("{}::GROUP", ident(&one.names.module))));
    let arguments = vec![
        Expression::word("&SERVICE"),
        Expression::word(format!("{title:?}")),
        Expression::word("::core::module_path!()"),
        Expression::word("::core::option_env!(\"CARGO_PKG_VERSION\")"),
        Expression::List { before: "&", items: groups.collect() },
    ];
    let value = Expression::call("::hss_runtime::schema::Api::new".to_owned(), arguments);
    let item = layout.assignment(0, "pub static API: ::hss_runtime::schema::Api", &value);
    format!("/// The API: its service and the tables of its operations.\n{ALLOWED}{item}\n")
}

/// The API's client, with its groups as methods.
fn client(groups: &[Module], layout: Layout) -> String {
    let mut text = "::hss_runtime::client! {
    /// A client of the service with one set of credentials.
    SERVICE, Setup
}
"
    .to_owned();
    if groups.is_empty() {
        return text;
    }
    text.push_str(ALLOWED);
    text.push_str("impl Client {\n");
    for Module { group, doc, names, .. } in groups {
        let (method, handle) =
            (ident(&names.method), format!("{}::{}", ident(&names.module), ident(&names.handle)));
        let doc = docs::group(group, doc.as_deref(), "The operations of group", "    ");
        let head = literal::signature(layout, &method.to_string(), Some("&self"), &[], &handle);
        let value = Expression::call(format!("{handle}::new"), vec![Expression::word("self")]);
        let value = layout.tail(8, &value);
        text.push_str(&format!("{doc}    #[inline]\n"));
        text.push_str(&layout.item(4, &format!("{head}\n        {value}\n    }}\n")));
    }
    text.push_str("}\n");
    text
}
