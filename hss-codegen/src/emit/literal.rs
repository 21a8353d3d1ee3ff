//! Literals, as text and as tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A string literal.
pub(super) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// A whole number without a suffix, and the two ends by their names.
pub(super) fn integer(value: i64) -> String {
    match value {
        i64::MIN => "i64::MIN".to_owned(),
        i64::MAX => "i64::MAX".to_owned(),
        value => value.to_string(),
    }
}

/// A decimal, infinities by their names.
pub(super) fn decimal(value: f64) -> String {
    if value == f64::INFINITY {
        "f64::INFINITY".to_owned()
    } else if value == f64::NEG_INFINITY {
        "f64::NEG_INFINITY".to_owned()
    } else {
        format!("{value:?}")
    }
}

/// The same as tokens, the ends in digits.
pub(super) fn number(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}
