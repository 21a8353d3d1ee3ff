//! Models: a struct, its table, and two functions that lend its fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, types};
use crate::plan::ModelPlan;

/// The struct and what it can do; its table is text.
pub(super) fn items(model: &ModelPlan) -> TokenStream {
    let (ident, table) = (&model.ident, &model.table_ident);
    let doc = docs::text(&model.doc);
    let idents: Vec<_> = model.fields.iter().map(|field| &field.ident).collect();
    let fields = model.fields.iter().map(|field| {
        let (doc, ident, ty) = (docs::field(field), &field.ident, types::owned(&field.ty));
        quote! { #doc pub #ident: Option<#ty> }
    });
    let new = if idents.is_empty() {
        quote! { let new = Self {}; }
    } else {
        quote! { let mut new = Self { #(#idents: None),* }; }
    };
    let building = if model.is_sent { building(model) } else { TokenStream::new() };
    quote! {
        #doc
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }

        impl Model for #ident {
            #[inline]
            fn build(from: &mut dyn Fill) -> Self {
                #new
                from.fill(&#table, &mut [#(&mut new.#idents),*]);
                new
            }
            #[inline]
            fn lend<'a>(&'a self, to: &mut dyn Take<'a>) {
                to.take(&#table, &[#(&self.#idents),*]);
            }
        }
        ::hss_client::model!(#ident);
        #building
    }
}

/// The constructor and the setters of a model that requests carry.
fn building(model: &ModelPlan) -> TokenStream {
    let ident = &model.ident;
    let required = || model.fields.iter().filter(|field| field.required);
    let arguments = required().map(|field| {
        let (name, ty) = (&field.ident, types::argument(&field.ty));
        quote! { #name: #ty }
    });
    let settings = required().map(|field| {
        let name = &field.ident;
        let value = types::convert(&field.ty, quote! { #name });
        quote! { #name: Some(#value) }
    });
    let setters = model.fields.iter().filter(|field| !field.required).map(|field| {
        let (doc, name, ty) = (docs::field(field), &field.ident, types::argument(&field.ty));
        let value = types::convert(&field.ty, quote! { value });
        quote! {
            #doc
            #[inline]
            #[must_use]
            pub fn #name(mut self, value: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    let (arguments, settings): (Vec<_>, Vec<_>) = (arguments.collect(), settings.collect());
    let rest = if settings.len() < model.fields.len() && !settings.is_empty() {
        quote! { Self { #(#settings,)* ..Model::empty() } }
    } else if settings.is_empty() {
        quote! { Model::empty() }
    } else {
        quote! { Self { #(#settings),* } }
    };
    let many = (arguments.len() > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        impl #ident {
            /// The model with its required fields; setters add the optional ones.
            #many
            #[inline]
            pub fn new(#(#arguments),*) -> Self {
                #rest
            }
            #(#setters)*
        }
    }
}
