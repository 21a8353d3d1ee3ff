//! A whole API: its service, the modules of its groups, and its client.

use hss_spec::model::{Server, Service};
use hss_spec::names::GroupNames;
use proc_macro2::Ident;
use quote::format_ident;

use super::layout::{Expression, Layout};
use super::service::{self, ALLOWED};
use super::{docs, literal};
use crate::code::Code;
use crate::identifier::ident;

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
    code.push_text(service::service(service, own_servers, layout));
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
