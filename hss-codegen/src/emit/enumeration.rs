//! Enumerations: open enums, flags, codes, and integers whose known values are documented.

use std::fmt::Write as _;

use hss_spec::model::{EnumKind, Number};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::literal::{number, packed};
use crate::code::Code;
use crate::doc;
use crate::plan::{EnumPlan, ValuePlan};

/// The type and what it can do.
pub(super) fn items(plan: &EnumPlan, table: &str, code: &mut Code) {
    match plan.kind {
        EnumKind::Integer => code.push_tokens(known_integer(plan, &expression(table))),
        EnumKind::Flags => code.push_tokens(flags(plan, &expression(table))),
        EnumKind::Codes => code.push_tokens(codes(plan, &expression(table))),
        _ => code.push_text(open_enum(plan, table)),
    }
}

/// The traits that the runtime implements for open enums, all of them in one macro call.
pub(super) fn traits(plans: &[EnumPlan]) -> String {
    let open = plans.iter().filter(|plan| plan.kind == EnumKind::String);
    let names: String = open.map(|plan| format!("    {}\n", plan.ident)).collect();
    if names.is_empty() { names } else { format!("::hss_runtime::enums! {{\n{names}}}\n") }
}

/// The expression for a table as tokens.
fn expression(table: &str) -> TokenStream {
    table.parse().unwrap_or_default()
}

/// Meaning of a value, and its form on the wire.
fn value_line(value: &ValuePlan) -> String {
    let wire = doc::code(&value.wire);
    match &value.doc {
        Some(text) => format!("{wire}: {}", doc::paragraph(text)),
        None => format!("{wire}."),
    }
}

fn value_doc(value: &ValuePlan) -> TokenStream {
    docs::attribute(&value_line(value))
}

/// The known values; what the service adds later is the runtime's `Open`.
///
/// The last variant is one that nobody can make. It keeps callers from casting the others to numbers, which would make
/// their order a promise. `Eq` is not derived, since the derive adds a function that has to be compiled; nor is
/// `PartialEq`, whose derive takes the compiler longer than a comparison of numbers.
///
/// Text, since there are hundreds of them.
fn open_enum(plan: &EnumPlan, table: &str) -> String {
    let name = &plan.ident;
    let mut text = docs::text_line(&doc::paragraph(&plan.doc), "");
    let _ = writeln!(text, "#[derive(Clone, Copy, Debug)]\n#[non_exhaustive]\npub enum {name} {{");
    for value in &plan.values {
        text.push_str(&docs::text_line(&value_line(value), "    "));
        let _ = writeln!(text, "    {},", value.ident);
    }
    let values = plan.values.iter().map(|value| format!("Self::{}", value.ident));
    let values = packed(values, "            ", "        ");
    let _ = write!(
        text,
        "    #[doc(hidden)]
    #[allow(dead_code)]
    #[non_exhaustive]
    __Never,
}}
impl ::core::cmp::PartialEq for {name} {{
    #[inline]
    fn eq(&self, other: &Self) -> bool {{
        *self as usize == *other as usize
    }}
}}
impl ::core::cmp::Eq for {name} {{}}
impl ::hss_runtime::Known for {name} {{
    #[inline]
    fn values() -> ::hss_runtime::KnownValues<Self> {{
        ::hss_runtime::KnownValues {{ table: {table}, values: &[{values}] }}
    }}
}}
"
    );
    text
}

/// The values stay `i64`; the type only names them.
fn known_integer(plan: &EnumPlan, table: &TokenStream) -> TokenStream {
    let (ident, doc) = (&plan.ident, docs::text(&plan.doc));
    let known = plan.values.iter().map(value_doc);
    quote! {
        #doc
        ///
        /// An integer in the client; known values:
        ///
        #(#known #[doc = ""])*
        #[derive(Clone, Copy, Debug)]
        pub enum #ident {}

        impl #ident {
            /// The known values.
            #[inline]
            pub fn table() -> &'static ::hss_runtime::schema::Enumeration {
                #table.get()
            }
        }
    }
}

fn flags(plan: &EnumPlan, table: &TokenStream) -> TokenStream {
    let (ident, doc) = (&plan.ident, docs::text(&plan.doc));
    let constants = plan.values.iter().map(|value| {
        let (name, doc) = (&value.ident, value_doc(value));
        let digits = Literal::i64_unsuffixed(value.number);
        quote! { #doc const #name = #digits; }
    });
    quote! {
        ::hss_runtime::generated::bitflags! {
            #doc
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub struct #ident: i64 {
                #(#constants)*
            }
        }
        impl #ident {
            /// The known values.
            #[inline]
            pub fn table() -> &'static ::hss_runtime::schema::Enumeration {
                #table.get()
            }
        }
        ::hss_runtime::flags!(#ident);
    }
}

fn codes(plan: &EnumPlan, table: &TokenStream) -> TokenStream {
    let (ident, doc) = (&plan.ident, docs::text(&plan.doc));
    let variants: Vec<_> = plan.values.iter().map(|value| &value.ident).collect();
    let value_docs = plan.values.iter().map(value_doc);
    let numbers: Vec<_> = plan.values.iter().map(|value| number(value.number)).collect();
    let counting = plan.range.as_ref().map(|(range, name)| {
        let end = |end: Option<Number>| end.map(|end| number(end.as_f64() as i64));
        let (min, max) = (end(range.min), end(range.max));
        let pattern = match (min, max) {
            (min, Some(max)) => quote! { #min..=#max },
            (min, None) => quote! { #min.. },
        };
        let doc = docs::attribute(&format!("Any other number in {}.", doc::code(&range.to_string())));
        (name, doc, pattern)
    });
    let count_variant = counting.as_ref().map(|(name, doc, _)| quote! { #doc #name(i64), });
    let count_from = counting.as_ref().map(|(name, _, pattern)| quote! { #pattern => Self::#name(code), });
    let count_code = counting.as_ref().map(|(name, ..)| quote! { Self::#name(code) => *code, });
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ident {
            #(#value_docs #variants,)*
            #count_variant
            /// A number that this version of the client does not know; only parsing makes one.
            Unknown(UnknownCode),
        }

        impl ::hss_runtime::Code for #ident {
            #[inline]
            fn table() -> &'static ::hss_runtime::schema::Enumeration {
                #table.get()
            }
            #[inline]
            fn known(code: i64) -> Option<Self> {
                Some(match code { #(#numbers => Self::#variants,)* #count_from _ => return None })
            }
            #[inline]
            fn unknown(code: UnknownCode) -> Self {
                Self::Unknown(code)
            }
            #[inline]
            fn code(&self) -> i64 {
                match self { #(Self::#variants => #numbers,)* #count_code Self::Unknown(code) => code.code() }
            }
        }
        ::hss_runtime::code!(#ident);
    }
}
