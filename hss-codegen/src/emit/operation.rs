//! Operations: a table, a method that takes what is required, and a builder with a setter for what is optional.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, types};
use crate::plan::{BodyPlan, OperationPlan, PagingPlan, ParameterPlan, ResponsePlan, RustType};

impl OperationPlan {
    /// The required parameters that a caller gives, with their indices in the table.
    pub(super) fn arguments(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| parameter.field.required)
    }

    /// The optional ones, set by setters.
    pub(super) fn options(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| !parameter.field.required)
    }

    fn given(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.field.from_client)
    }
}

/// The method of the family's handle that starts a call.
pub(super) fn method(operation: &OperationPlan) -> TokenStream {
    let (name, builder, tables) = (&operation.method_ident, &operation.ident, &operation.tables_ident);
    let doc = docs::method(operation);
    let deprecated = operation.deprecated.then(|| quote! { #[deprecated = "withdrawn by the vendor"] });
    let mut arguments: Vec<_> = operation.arguments().map(|(_, parameter)| argument(parameter)).collect();
    let settings = operation.arguments().map(|(index, parameter)| setting(index, parameter));
    let body = operation.body.as_ref().filter(|body| body.required).map(|body| {
        let ty = types::argument(&body.ty);
        arguments.push(quote! { body: #ty });
        with_body(body)
    });
    let many = (arguments.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        #doc
        #deprecated
        #many
        #[inline]
        pub fn #name(&self, #(#arguments),*) -> #builder {
            #builder(Call::of(&self.0, &#tables)#(#settings)*#body)
        }
    }
}

fn argument(parameter: &ParameterPlan) -> TokenStream {
    let (name, ty) = (&parameter.field.ident, types::argument(&parameter.field.ty));
    quote! { #name: #ty }
}

/// `.with(3, limit)`
fn setting(index: usize, parameter: &ParameterPlan) -> TokenStream {
    let (index, name) = (Literal::usize_unsuffixed(index), &parameter.field.ident);
    // What a setter takes is generic; the call wants to know the one type that it becomes.
    let is_generic = |ty: &RustType| matches!(ty, RustType::String | RustType::Timestamp | RustType::Enum(_));
    match &parameter.field.ty {
        RustType::List(item) if is_generic(item) => {
            let ty = types::owned(item);
            quote! { .with_each::<#ty>(#index, #name) }
        }
        RustType::List(_) => quote! { .with(#index, #name.into_iter().collect::<Vec<_>>()) },
        ty if is_generic(ty) => {
            let ty = types::owned(ty);
            quote! { .with_into::<#ty>(#index, #name) }
        }
        _ => quote! { .with(#index, #name) },
    }
}

fn with_body(body: &BodyPlan) -> TokenStream {
    match &body.ty {
        RustType::List(_) => {
            let (ty, value) = (types::owned(&body.ty), types::convert(&body.ty, quote! { body }));
            quote! { .with_body::<#ty>(#value) }
        }
        _ => quote! { .with_body(body) },
    }
}

/// The builder and its traits; the table is text.
pub(super) fn items(operation: &OperationPlan) -> TokenStream {
    let (builder, doc) = (&operation.ident, docs::builder(operation));
    let setters = operation.options().map(|(index, parameter)| {
        let (doc, name, argument) =
            (docs::field(&parameter.field), &parameter.field.ident, argument(parameter));
        let setting = setting(index, parameter);
        quote! {
            #doc
            #[inline]
            pub fn #name(self, #argument) -> Self {
                Self(self.0 #setting)
            }
        }
    });
    let body = operation.body.as_ref().filter(|body| !body.required).map(|body| {
        let (ty, setting) = (types::argument(&body.ty), with_body(body));
        quote! {
            /// The request's body.
            #[inline]
            pub fn body(self, body: #ty) -> Self {
                Self(self.0 #setting)
            }
        }
    });
    let response = match &operation.response {
        ResponsePlan::Empty => quote! { () },
        ResponsePlan::File => quote! { Download },
        ResponsePlan::Json(ty) => types::owned(ty),
    };
    let paged = operation.paging.as_ref().map(|paging| paged(builder, paging));
    quote! {
        #doc
        #[must_use = "a call does nothing until it is sent"]
        pub struct #builder(Call);

        impl #builder {
            #(#setters)*
            #body
        }

        impl Request for #builder {
            type Response = #response;
            #[inline]
            fn call(&mut self) -> &mut Call {
                &mut self.0
            }
        }
        #paged
    }
}

fn paged(builder: &proc_macro2::Ident, paging: &PagingPlan) -> TokenStream {
    let (item, items) = (types::owned(&paging.item), &paging.items_ident);
    quote! {
        impl Paged for #builder {
            type Item = #item;
            #[inline]
            fn items_of(response: &mut Self::Response) -> &mut Option<Vec<Self::Item>> {
                &mut response.#items
            }
        }
    }
}
