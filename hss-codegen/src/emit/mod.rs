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
mod table;
mod types;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::code::Code;
use crate::name;
use crate::plan::ModulePlan;
use table::Tables;

#[cfg(feature = "calls")]
pub(crate) use call::CallValues;
pub(crate) use service::service;

/// The items of a family's module.
pub(crate) fn family(family: &str, plan: &ModulePlan) -> Code {
    let handle = handle(family);
    let tables = Tables::new(family, plan);
    let operations = plan.operations.iter().map(|one| format!("{}.operation()", one.tables_ident));
    let operations = literal::packed(operations, "    ", "");
    let handle_doc = docs::text_line(&format!("The operations of family {}.", crate::doc::code(family)), "");
    let methods: String = plan.operations.iter().map(operation::method).collect();
    let mut code = Code::default();
    code.push_text(format!(
        "#[allow(unused_imports)]
use ::hss_runtime::generated::*;
{handle_doc}#[derive(Clone, Debug)]
pub struct {handle}(Client);
impl {handle} {{
    /// The family's operations through that client.
    #[inline]
    pub fn new(client: &Client) -> Self {{
        Self(client.clone())
    }}
{methods}}}
/// The tables of the family's operations.
pub static OPERATIONS: &[Table<Operation>] = &[{operations}];
"
    ));
    for one in &plan.operations {
        code.push_text(tables.of_operation(&one.id));
        code.push_text(operation::items(one));
    }
    code.push_text(tables.of_module(""));
    definitions(plan, &tables, &mut code);
    code
}

/// The name of a family's handle: no model or operation has it, since `check` refuses two types of one name.
fn handle(family: &str) -> Ident {
    format_ident!("{}Api", name::camel_words(family))
}

/// The items of the module that families share.
pub(crate) fn shared(plan: &ModulePlan) -> Code {
    let mut code = Code::default();
    code.push_tokens(quote! {
        #[allow(unused_imports)]
        use ::hss_runtime::generated::*;
    });
    let tables = Tables::new("", plan);
    // The tables of the families refer to these.
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

/// A whole API: its service, what its families share, a module a family, and its client.
pub(crate) fn api(service: TokenStream, shared: Option<Code>, families: Vec<(String, Code)>) -> Code {
    let mut code = Code::default();
    code.push_tokens(service);
    if let Some(shared) = shared {
        let doc = docs::attribute("Models and enumerations that several families use.");
        code.push_module(doc, format_ident!("shared"), shared);
    }
    let client = client(families.iter().map(|(family, _)| family.as_str()));
    for (family, items) in families {
        let doc = docs::attribute(&format!("Family {}.", crate::doc::code(&family)));
        code.push_module(doc, name::snake(&family), items);
    }
    code.push_tokens(client);
    code
}

/// The API's client, with its families as methods.
fn client<'a>(families: impl Iterator<Item = &'a str>) -> TokenStream {
    let methods = families.map(|family| {
        let (module, handle, method) = (name::snake(family), handle(family), name::client_method(family));
        let doc = docs::attribute(&format!("The operations of family {}.", crate::doc::code(family)));
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
