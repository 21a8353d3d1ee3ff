//! Literals and lists of them, as text and as tokens.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How long a line may become.
const LINE: usize = 100;

/// How long what stands in brackets may be to stay on the line where it begins.
const SHORT: usize = 60;

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

/// What stands between brackets: all on their line where it is short, else lines with as much as fits.
pub(super) fn packed(items: impl Iterator<Item = String>, indent: &str, end: &str) -> String {
    let items: Vec<String> = items.collect();
    let short = items.join(", ");
    if indent.len() + short.len() < SHORT {
        return short;
    }
    let mut text = String::new();
    let mut width = LINE;
    for item in items {
        if width + item.len() + 2 > LINE {
            let _ = write!(text, "\n{indent}{item},");
            width = indent.len() + item.len() + 1;
        } else {
            let _ = write!(text, " {item},");
            width += item.len() + 2;
        }
    }
    let _ = write!(text, "\n{end}");
    text
}
