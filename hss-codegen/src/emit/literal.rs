//! Literals and lists of them, as text and as tokens; and the words that tables are made of.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::doc;

/// Longest line, in characters.
const LINE: usize = 100;

/// Longest content of brackets that stays on the line where it begins, in characters.
const SHORT: usize = 60;

/// A string literal, raw where that spares escapes.
pub(super) fn text(text: &str) -> String {
    // One after the other: for two letters at once, `contains` looks at each letter of the text, which is slow in a macro
    // that was built without optimization.
    if !text.contains('"') && !text.contains('\\') {
        format!("\"{text}\"")
    } else if !text.contains("\"#") {
        format!("r#\"{text}\"#")
    } else {
        format!("{text:?}")
    }
}

/// A word of a table's text: `\s` stands for a space, and `\e` for a word without letters.
pub(super) fn word(text: &str) -> String {
    match text {
        "" => "\\e".to_owned(),
        // Alone, it would begin the documentation.
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

/// An integer as tokens, the ends in digits.
pub(super) fn number(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

/// The head of a public function in an `impl`: on one line if that is short enough.
pub(super) fn signature(name: &str, receiver: Option<&str>, arguments: &[String], result: &str) -> String {
    let all: Vec<&str> = receiver.into_iter().chain(arguments.iter().map(String::as_str)).collect();
    let line = format!("    pub fn {name}({}) -> {result}", all.join(", "));
    if line.len() + " {".len() <= LINE {
        return line;
    }
    format!("    pub fn {name}(\n        {},\n    ) -> {result}", all.join(",\n        "))
}

/// The content of brackets: all on one line if it is short, else lines with as much as fits.
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
