//! Models: a struct, its table, and two functions that lend out its fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, facts, types};
use crate::plan::ModelPlan;

pub(super) fn items(model: &ModelPlan) -> TokenStream {
    let (ident, table, name) = (&model.ident, &model.table_ident, &model.name);
    let doc = docs::text(&model.doc);
    let idents: Vec<_> = model.fields.iter().map(|field| &field.ident).collect();
    let fields = model.fields.iter().map(|field| {
        let (doc, ident, ty) = (docs::field(field), &field.ident, types::owned(&field.ty));
        quote! { #doc pub #ident: Option<#ty> }
    });
    let rows = model.fields.iter().map(|field| facts::field(field, model.is_sent));
    let indices: Vec<_> = (0..model.fields.len()).map(Literal::usize_unsuffixed).collect();
    let building = if model.is_sent { building(model) } else { TokenStream::new() };
    let default = if model.fields.iter().any(|field| field.required && model.is_sent) {
        quote! { ::hss_client::model!(#ident); }
    } else {
        quote! { ::hss_client::model!(default #ident); }
    };
    quote! {
        #doc
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }

        static #table: table::Model = table::Model { name: #name, fields: &[#(#rows),*] };

        impl Model for #ident {
            const TABLE: &'static table::Model = &#table;
            #[inline]
            fn empty() -> Self {
                Self { #(#idents: None),* }
            }
            #[inline]
            fn get(&self, index: usize) -> Option<&dyn Slot> {
                Some(match index { #(#indices => &self.#idents,)* _ => return None })
            }
            #[inline]
            fn get_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
                Some(match index { #(#indices => &mut self.#idents,)* _ => return None })
            }
        }
        #default
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
