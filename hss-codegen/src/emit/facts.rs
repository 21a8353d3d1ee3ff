//! Fields as rows of the runtime's tables.

use proc_macro2::TokenStream;
use quote::quote;

use hss_spec::model::{Bounds, Location, Number};

use super::types;
use crate::plan::{FieldPlan, ParameterPlan, RustType};

pub(super) fn parameter(parameter: &ParameterPlan) -> TokenStream {
    let location = match parameter.location {
        Location::Path => quote! { Path },
        Location::Query => quote! { Query },
        Location::Header => quote! { Header },
    };
    let field = field(&parameter.field, true);
    quote! { Parameter { location: Location::#location, field: #field } }
}

/// A row of a table. A field that is only ever received needs no bounds: responses are not checked.
pub(super) fn field(field: &FieldPlan, is_sent: bool) -> TokenStream {
    let name = &field.wire;
    let kind = types::kind(&field.ty);
    let facts = facts(field, is_sent);
    quote! { Field { name: #name, kind: #kind, facts: &[#(#facts),*] } }
}

fn facts(field: &FieldPlan, is_sent: bool) -> Vec<TokenStream> {
    let mut facts = Vec::new();
    if field.secret {
        facts.push(quote! { Fact::Secret });
    }
    if !is_sent {
        return facts;
    }
    if field.required {
        facts.push(quote! { Fact::Required });
    }
    if field.from_client {
        facts.push(quote! { Fact::FromClient });
    }
    if let Some(range) = field.range {
        facts.push(self::range(&range, &field.ty));
    }
    if let Some(length) = field.length {
        let (min, max) = counts(&length);
        facts.push(quote! { Fact::Length(#min, #max) });
    }
    if let Some(items) = field.items {
        let (min, max) = counts(&items);
        facts.push(quote! { Fact::Items(#min, #max) });
    }
    if let Some(default) = &field.default {
        let default = default.to_string();
        facts.push(quote! { Fact::Default(#default) });
    }
    if let Some(unit) = &field.unit {
        facts.push(quote! { Fact::Unit(#unit) });
    }
    if field.deprecated {
        facts.push(quote! { Fact::Deprecated });
    }
    let doc = &field.doc;
    facts.push(quote! { Fact::Doc(#doc) });
    facts
}

fn range(range: &Bounds, ty: &RustType) -> TokenStream {
    if *innermost(ty) == RustType::Number {
        let end = |end: Option<Number>, open: TokenStream| match end.map(Number::as_f64) {
            Some(value) => quote! { #value },
            None => open,
        };
        let min = end(range.min, quote! { f64::NEG_INFINITY });
        let max = end(range.max, quote! { f64::INFINITY });
        return quote! { Fact::NumberRange(#min, #max) };
    }
    let whole = |end: Option<Number>, open: i64| match end {
        Some(Number::Integer(value)) => value,
        Some(Number::Float(value)) => value as i64,
        None => open,
    };
    let (min, max) = (literal(whole(range.min, i64::MIN)), literal(whole(range.max, i64::MAX)));
    quote! { Fact::Range(#min, #max) }
}

/// A whole number without a suffix, and the two ends by their names.
fn literal(value: i64) -> TokenStream {
    match value {
        i64::MIN => quote! { i64::MIN },
        i64::MAX => quote! { i64::MAX },
        value => {
            let digits = proc_macro2::Literal::u64_unsuffixed(value.unsigned_abs());
            if value < 0 {
                quote! { -#digits }
            } else {
                quote! { #digits }
            }
        }
    }
}

fn innermost(ty: &RustType) -> &RustType {
    match ty {
        RustType::List(item) | RustType::Map(item) => innermost(item),
        other => other,
    }
}

fn counts(bounds: &Bounds) -> (TokenStream, TokenStream) {
    let count = |end: Option<Number>| {
        end.map(|end| proc_macro2::Literal::u64_unsuffixed(end.as_f64().max(0.0) as u64))
    };
    let min = count(bounds.min).map_or_else(|| quote! { 0 }, |min| quote! { #min });
    let max = count(bounds.max).map_or_else(|| quote! { u64::MAX }, |max| quote! { #max });
    (min, max)
}

/// A number in a table, without a suffix.
pub(super) fn number(value: i64) -> TokenStream {
    literal(value)
}
