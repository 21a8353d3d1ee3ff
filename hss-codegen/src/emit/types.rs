//! Rust types: as fields hold them, as setters take them, and how one becomes the other.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{RustType, TypeName};

/// The type as a field holds it.
pub(super) fn owned(ty: &RustType) -> TokenStream {
    // What is written below is made of types and brackets, and so of tokens.
    owned_text(ty).parse().unwrap_or_default()
}

/// The same as text.
pub(super) fn owned_text(ty: &RustType) -> String {
    match ty {
        RustType::String => "String".to_owned(),
        RustType::Integer | RustType::KnownInteger(_) => "i64".to_owned(),
        RustType::Number => "f64".to_owned(),
        RustType::Boolean => "bool".to_owned(),
        RustType::Timestamp => "Timestamp".to_owned(),
        RustType::Json => "Json".to_owned(),
        RustType::File => "FileContent".to_owned(),
        RustType::Enum(name) => format!("Open<{}>", path_text(name)),
        RustType::Flags(name) | RustType::Codes(name) | RustType::Model(name) => path_text(name),
        RustType::BoxedModel(name) => format!("Box<{}>", path_text(name)),
        RustType::List(item) => format!("Vec<{}>", owned_text(item)),
        RustType::Map(item) => format!("BTreeMap<String, {}>", owned_text(item)),
    }
}

/// The path of a model or an enumeration, as text.
fn path_text(name: &TypeName) -> String {
    let ident = &name.ident;
    if name.is_shared() { format!("super::shared::{ident}") } else { ident.to_string() }
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
        RustType::BoxedModel(name) => path_text(name).parse().unwrap_or_default(),
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
