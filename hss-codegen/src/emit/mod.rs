//! From the plan to code.

#[cfg(feature = "calls")]
mod call;
mod docs;
mod enumeration;
mod literal;
mod model;
mod operation;
mod row;
mod service;
mod signatures;
mod table;
mod table_text;
mod types;

use hss_spec::names::GroupNames;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::code::Code;
use crate::identifier::ident;
use crate::plan::ModulePlan;
use table::Tables;

#[cfg(feature = "calls")]
pub(crate) use call::CallValues;
pub(crate) use service::service;
pub(crate) use signatures::signatures;

/// The items of a group's module.
pub(crate) fn group(group: &str, handle: &Ident, plan: &ModulePlan) -> Code {
    let tables = Tables::new(group, plan);
    let operations = plan.operations.iter().map(|one| format!("{}.operation()", one.tables_ident));
    let operations = literal::packed(operations, "    ", "");
    let handle_doc = docs::text_line(&format!("The operations of group {}.", crate::doc::code(group)), "");
    let methods: String = plan.operations.iter().map(operation::method).collect();
    let mut code = Code::default();
    code.push_text(format!(
        "#[allow(unused_imports)]
use ::hss_runtime::generated::*;
{handle_doc}#[derive(Clone, Debug)]
pub struct {handle}(Client);
impl {handle} {{
    /// The group's operations through that client.
    #[inline]
    pub fn new(client: &Client) -> Self {{
        Self(client.clone())
    }}
{methods}}}
/// The tables of the group's operations.
pub static OPERATIONS: &[::hss_runtime::schema::Table<::hss_runtime::schema::Operation>] = &[{operations}];
"
    ));
    for one in &plan.operations {
        code.push_text(tables.of_operation(&one.id));
    }
    code.push_text(tables.of_module(""));
    code.push_module(
        docs::attribute("Calls of the operations, being built."),
        format_ident!("builder"),
        builders(plan),
    );
    definitions(plan, &tables, &mut code);
    code
}

/// The items of the module in which the builders are, apart from models of the same names.
fn builders(plan: &ModulePlan) -> Code {
    let mut code = Code::default();
    let mut text = "#[allow(unused_imports)]\nuse ::hss_runtime::generated::*;\n".to_owned();
    text.extend(plan.operations.iter().map(operation::items));
    code.push_text(text);
    code
}

/// The items of the module that groups share.
pub(crate) fn shared(plan: &ModulePlan) -> Code {
    let mut code = Code::default();
    code.push_tokens(quote! {
        #[allow(unused_imports)]
        use ::hss_runtime::generated::*;
    });
    let tables = Tables::new("", plan);
    // The tables of the groups refer to these.
    code.push_text(tables.of_module("pub(super) "));
    definitions(plan, &tables, &mut code);
    code
}

fn definitions(plan: &ModulePlan, tables: &Tables, code: &mut Code) {
    for model in &plan.models {
        code.push_text(model::definition(model, &tables.model(model)));
        code.push_text(model::building(model));
    }
    code.push_text(model::traits(&plan.models));
    for plan in &plan.enums {
        enumeration::items(plan, &tables.enumeration(plan), code);
    }
    code.push_text(enumeration::traits(&plan.enums));
}

/// The module of a group.
pub(crate) struct Module {
    pub(crate) group: String,
    pub(crate) names: GroupNames,
    pub(crate) items: Code,
}

/// A whole API: its service, what its groups share, one module per group, and its client.
pub(crate) fn api(service: TokenStream, shared: Option<Code>, groups: Vec<Module>) -> Code {
    let mut code = Code::default();
    code.push_tokens(service);
    if let Some(shared) = shared {
        let doc = docs::attribute("Models and enumerations that several groups use.");
        code.push_module(doc, format_ident!("shared"), shared);
    }
    let client = client(&groups);
    for Module { group, names, items } in groups {
        let doc = docs::attribute(&format!("Service group {}.", crate::doc::code(&group)));
        code.push_module(doc, ident(&names.module), items);
    }
    code.push_tokens(client);
    code
}

/// The API's client, with its groups as methods.
fn client(groups: &[Module]) -> TokenStream {
    let methods = groups.iter().map(|Module { group, names, .. }| {
        let (module, handle, method) = (ident(&names.module), ident(&names.handle), ident(&names.method));
        let doc = docs::attribute(&format!("The operations of group {}.", crate::doc::code(group)));
        quote! {
            #doc
            #[inline]
            pub fn #method(&self) -> #module::#handle {
                #module::#handle::new(self)
            }
        }
    });
    quote! {
        ::hss_runtime::client! {
            /// A client of the service with one set of credentials.
            SERVICE
        }

        impl Client {
            #(#methods)*
        }
    }
}
