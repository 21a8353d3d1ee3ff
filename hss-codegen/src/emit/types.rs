//! Rust types, and their kinds in the runtime's tables.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{RustType, TypeName};

/// The path of a model or an enumeration.
pub(super) fn path(name: &TypeName) -> TokenStream {
    let ident = &name.ident;
    if name.is_shared {
        quote! { super::shared::#ident }
    } else {
        quote! { #ident }
    }
}

/// The table of a model or an enumeration, in a table's text.
pub(super) fn table_path(name: &TypeName) -> String {
    let table = &name.table_ident;
    if name.is_shared { format!("&super::shared::{table}") } else { format!("&{table}") }
}

/// The type as a field holds it.
pub(super) fn owned(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote! { String },
        RustType::Integer | RustType::KnownInteger(_) => quote! { i64 },
        RustType::Number => quote! { f64 },
        RustType::Boolean => quote! { bool },
        RustType::Timestamp => quote! { Timestamp },
        RustType::Json => quote! { Json },
        RustType::File => quote! { FileContent },
        RustType::Enum(name) => {
            let path = path(name);
            quote! { Open<#path> }
        }
        RustType::Flags(name) | RustType::Codes(name) | RustType::Model(name) => path(name),
        RustType::BoxedModel(name) => {
            let path = path(name);
            quote! { Box<#path> }
        }
        RustType::List(item) => {
            let item = owned(item);
            quote! { Vec<#item> }
        }
        RustType::Map(item) => {
            let item = owned(item);
            quote! { BTreeMap<String, #item> }
        }
    }
}

/// The type as a setter takes it.
pub(super) fn argument(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String | RustType::Timestamp | RustType::Enum(_) => {
            let ty = owned(ty);
            quote! { impl Into<#ty> }
        }
        RustType::List(item) => {
            let item = argument(item);
            quote! { impl IntoIterator<Item = #item> }
        }
        RustType::BoxedModel(name) => path(name),
        other => owned(other),
    }
}

/// The expression that makes the held value of what a setter takes.
pub(super) fn convert(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::String | RustType::Timestamp | RustType::Enum(_) => quote! { #value.into() },
        RustType::BoxedModel(_) => quote! { Box::new(#value) },
        RustType::List(item) => match &**item {
            RustType::String | RustType::Timestamp | RustType::Enum(_) | RustType::List(_) => {
                let each = convert(item, quote! { each });
                quote! { #value.into_iter().map(|each| #each).collect() }
            }
            _ => quote! { #value.into_iter().collect() },
        },
        _ => value,
    }
}

/// The type's kind, in a table's text.
pub(super) fn kind(ty: &RustType) -> String {
    match ty {
        RustType::String => "Kind::String".to_owned(),
        RustType::Integer => "Kind::Integer".to_owned(),
        RustType::Number => "Kind::Number".to_owned(),
        RustType::Boolean => "Kind::Boolean".to_owned(),
        RustType::Timestamp => "Kind::Timestamp".to_owned(),
        RustType::Json => "Kind::Json".to_owned(),
        RustType::File => "Kind::File".to_owned(),
        RustType::Enum(name)
        | RustType::Flags(name)
        | RustType::Codes(name)
        | RustType::KnownInteger(name) => format!("Kind::Enum({})", table_path(name)),
        RustType::Model(name) | RustType::BoxedModel(name) => format!("Kind::Model({})", table_path(name)),
        RustType::List(item) => format!("Kind::List(&{})", kind(item)),
        RustType::Map(item) => format!("Kind::Map(&{})", kind(item)),
    }
}
