//! Models: a struct, its table, and two functions that lend its fields.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::packed;
use super::{docs, types};
use crate::doc;
use crate::plan::ModelPlan;

/// The struct and what it can do, as text: of all that is generated, only tables are more.
pub(super) fn definition(model: &ModelPlan, table: &str) -> String {
    let name = &model.ident;
    let mut text = docs::text_line(&doc::paragraph(&model.doc), "");
    if model.fields.is_empty() {
        let _ = writeln!(text, "#[non_exhaustive]\npub struct {name} {{}}");
    } else {
        let _ = writeln!(text, "#[non_exhaustive]\npub struct {name} {{");
        for field in &model.fields {
            text.push_str(&docs::text_line(&docs::describe(field), "    "));
            let _ = writeln!(text, "    pub {}: Option<{}>,", field.ident, types::owned_text(&field.ty));
        }
        text.push_str("}\n");
    }
    let each = |before: &str, after: &str| {
        let fields = model.fields.iter().map(|field| format!("{before}{}{after}", field.ident));
        packed(fields, "            ", "        ")
    };
    let mutable = if model.fields.is_empty() { "" } else { "mut " };
    let (mut none, lent_mut, lent) = (each("", ": None"), each("&mut new.", ""), each("&self.", ""));
    if !none.is_empty() && !none.starts_with('\n') {
        none = format!(" {none} ");
    }
    let _ = write!(
        text,
        "impl Model for {name} {{
    #[inline]
    fn build(from: &mut dyn Fill) -> Self {{
        let {mutable}new = Self {{{none}}};
        from.fill({table}, &mut [{lent_mut}]);
        new
    }}
    #[inline]
    fn lend<'a>(&'a self, to: &mut dyn Take<'a>) {{
        to.take({table}, &[{lent}]);
    }}
}}
::hss_runtime::model!({name});
"
    );
    text
}

/// The constructor and the setters of a model that requests carry, which others do not have.
pub(super) fn building(model: &ModelPlan) -> TokenStream {
    if !model.is_sent {
        return TokenStream::new();
    }
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
