//! Literals, signatures of functions, and the words of tables.

#[cfg(feature = "calls")]
use proc_macro2::{Literal, TokenStream};
#[cfg(feature = "calls")]
use quote::quote;

use super::layout::{Layout, WIDTH};
use crate::doc;

/// A string literal, raw if that avoids escapes.
pub(super) fn text(text: &str) -> String {
    // One search per character: with two of them, `contains` tests each character of the text, which is slow in an
    // unoptimized macro.
    if !text.contains('"') && !text.contains('\\') {
        format!("\"{text}\"")
    } else if !text.contains("\"#") {
        format!("r#\"{text}\"#")
    } else {
        format!("{text:?}")
    }
}

/// A word of a table's text: `\s` is a space, and `\e` an empty word.
pub(super) fn word(text: &str) -> String {
    match text {
        "" => "\\e".to_owned(),
        // On its own, it would start the documentation.
        ":" => "\\u{3a}".to_owned(),
        text => sentence(text).replace(' ', "\\s"),
    }
}

/// A sentence of a table's text, on one line.
pub(super) fn sentence(text: &str) -> String {
    if doc::needs_no_escape(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '\'' => line.push(letter),
            letter => line.extend(letter.escape_debug()),
        }
    }
    line
}

/// An integer as tokens.
#[cfg(feature = "calls")]
pub(super) fn number(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

/// The signature of a public function in an `impl`, with its brace: on one line if it fits.
pub(super) fn signature(
    layout: Layout,
    name: &str,
    receiver: Option<&str>,
    arguments: &[String],
    result: &str,
) -> String {
    let all: Vec<&str> = receiver.into_iter().chain(arguments.iter().map(String::as_str)).collect();
    let line = format!("    pub fn {name}({}) -> {result} {{", all.join(", "));
    if layout.is_compact() || layout.margin() + line.len() <= WIDTH {
        return line;
    }
    let end = format!("    ) -> {result}");
    // rustfmt counts the indentation twice.
    let is_long = layout.margin() + end.len() + " {".len() > WIDTH.saturating_sub(layout.margin() + 4);
    let brace = if is_long { "\n    {" } else { " {" };
    format!("    pub fn {name}(\n        {},\n{end}{brace}", all.join(",\n        "))
}
