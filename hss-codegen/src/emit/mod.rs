//! From the plan to tokens.

#[cfg(feature = "calls")]
mod call;
mod docs;
mod enumeration;
mod facts;
mod model;
mod operation;
mod service;
mod types;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::name;
use crate::plan::ModulePlan;

#[cfg(feature = "calls")]
pub(crate) use call::CallValues;
pub(crate) use service::service;

/// The items of a family's module.
pub(crate) fn family(family: &str, plan: &ModulePlan) -> TokenStream {
    let handle = handle(family);
    let definitions = definitions(plan);
    let methods = plan.operations.iter().map(operation::method);
    let operations = plan.operations.iter().map(|one| operation::items(family, one));
    let tables = plan.operations.iter().map(|one| &one.table_ident);
    let handle_doc = docs::attribute(&format!("The operations of family {}.", crate::doc::code(family)));
    quote! {
        #[allow(unused_imports)]
        use ::hss_client::generated::*;

        #handle_doc
        #[derive(Clone, Debug)]
        pub struct #handle(Client);

        impl #handle {
            /// The family's operations through that client.
            #[inline]
            pub fn new(client: &Client) -> Self {
                Self(client.clone())
            }
            #(#methods)*
        }

        /// The tables of the family's operations.
        pub static OPERATIONS: &[&Operation] = &[#(&#tables),*];

        #(#operations)*
        #definitions
    }
}

/// The name of a family's handle: no model or operation has it, since `check` refuses two types of one name.
fn handle(family: &str) -> Ident {
    format_ident!("{}Api", name::camel_words(family))
}

/// The items of the module that families share.
pub(crate) fn shared(plan: &ModulePlan) -> TokenStream {
    let definitions = definitions(plan);
    quote! {
        #[allow(unused_imports)]
        use ::hss_client::generated::*;
        #definitions
    }
}

fn definitions(plan: &ModulePlan) -> TokenStream {
    let models = plan.models.iter().map(model::items);
    let enums = plan.enums.iter().map(enumeration::items);
    quote! { #(#models)* #(#enums)* }
}

/// A whole API: its service, what its families share, and a module a family.
pub(crate) fn api(
    service: &TokenStream,
    shared: Option<&TokenStream>,
    families: &[(String, TokenStream)],
) -> TokenStream {
    let shared = shared.map(|items| {
        quote! {
            /// Models and enumerations that several families use.
            pub mod shared { #items }
        }
    });
    let modules = families.iter().map(|(family, items)| {
        let module = name::snake(family);
        let doc = docs::attribute(&format!("Family {}.", crate::doc::code(family)));
        quote! { #doc pub mod #module { #items } }
    });
    let handles = families.iter().map(|(family, _)| {
        let module = name::snake(family);
        let handle = handle(family);
        let doc = docs::attribute(&format!("The operations of family {}.", crate::doc::code(family)));
        (module, handle, doc)
    });
    let (names, types): (Vec<_>, Vec<_>) = handles
        .map(|(module, handle, doc)| {
            (quote! { #doc fn #module(&self) -> #module::#handle }, quote! { #module::#handle })
        })
        .unzip();
    let trait_name = format_ident!("Families");
    quote! {
        #service
        #shared
        #(#modules)*

        // No one else can implement the trait, so a new family breaks nobody. No family has a name with underscores first.
        mod __sealed {
            pub trait Sealed {}
            impl Sealed for ::hss_client::Client {}
        }

        /// The families of the API as methods of its client.
        pub trait #trait_name: __sealed::Sealed {
            #(#names;)*
        }

        impl #trait_name for ::hss_client::Client {
            #(#names { #types::new(self) })*
        }
    }
}
