//! Operations: a table, a method that takes what is required, and a builder with a setter for what is optional.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use hss_spec::model::Method;

use super::{docs, facts, types};
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
    let (name, builder, table) = (&operation.method_ident, &operation.ident, &operation.table_ident);
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
            #builder(Call::new(&self.0, &#table)#(#settings)*#body)
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
    // What a setter takes is generic; the table wants the one type that it becomes.
    let into = |ty: &RustType| {
        let ty = types::owned(ty);
        quote! { Into::<#ty>::into }
    };
    let is_generic = |ty: &RustType| matches!(ty, RustType::String | RustType::Timestamp | RustType::Enum(_));
    let value = match &parameter.field.ty {
        RustType::List(item) if is_generic(item) => {
            let into = into(item);
            quote! { #name.into_iter().map(#into).collect::<Vec<_>>() }
        }
        RustType::List(_) => quote! { #name.into_iter().collect::<Vec<_>>() },
        ty if is_generic(ty) => {
            let into = into(ty);
            quote! { #into(#name) }
        }
        _ => quote! { #name },
    };
    quote! { .with(#index, #value) }
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

/// The table, the builder and its traits.
pub(super) fn items(family: &str, operation: &OperationPlan) -> TokenStream {
    let (builder, doc) = (&operation.ident, docs::builder(operation));
    let table = table(family, operation);
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
        #table

        #doc
        #[derive(Debug)]
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

fn table(family: &str, operation: &OperationPlan) -> TokenStream {
    let (table, id, path, doc) = (&operation.table_ident, &operation.id, &operation.path, &operation.doc);
    let page = operation.page.as_deref().unwrap_or_default();
    let method = match operation.method {
        Method::Get => quote! { Get },
        Method::Post => quote! { Post },
        Method::Put => quote! { Put },
        Method::Delete => quote! { Delete },
        Method::Patch => quote! { Patch },
        Method::Head => quote! { Head },
    };
    let deprecated = operation.deprecated;
    let parameters = operation.parameters.iter().map(facts::parameter);
    let body = match &operation.body {
        None => quote! { Body::None },
        Some(body) => {
            let kind = types::kind(&body.ty);
            match &body.ty {
                RustType::Model(name) if body.is_multipart => {
                    let table = types::table(name);
                    quote! { Body::Multipart(#table) }
                }
                _ => quote! { Body::Json(#kind) },
            }
        }
    };
    let response = match &operation.response {
        ResponsePlan::Empty => quote! { Response::Empty },
        ResponsePlan::File => quote! { Response::File },
        ResponsePlan::Json(ty) => {
            let kind = types::kind(ty);
            quote! { Response::Json(#kind) }
        }
    };
    let paging = match &operation.paging {
        None => quote! { None },
        Some(paging) => {
            let (items, total) = (&paging.items, &paging.total);
            let (offset, limit) =
                (Literal::usize_unsuffixed(paging.offset), Literal::usize_unsuffixed(paging.limit));
            quote! { Some(table::Paging { offset: #offset, limit: #limit, items: #items, total: #total }) }
        }
    };
    quote! {
        static #table: Operation = Operation {
            id: #id,
            family: #family,
            method: Method::#method,
            path: #path,
            doc: #doc,
            page: #page,
            deprecated: #deprecated,
            parameters: &[#(#parameters),*],
            body: #body,
            response: #response,
            paging: #paging,
        };
    }
}
