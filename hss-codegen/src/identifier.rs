//! Names as Rust identifiers; keywords become raw identifiers.

use hss_spec::names::CodeName;
use proc_macro2::{Ident, Span};

/// Keywords of all editions, reserved ones included, that can be raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Length of the longest keyword: most names are longer, and need no lookup.
const LONGEST_KEYWORD: usize = "abstract".len();

/// The identifier of a name.
pub(crate) fn ident(name: &CodeName) -> Ident {
    of_text(&name.text)
}

/// The identifier of an item that only generated code refers to: no name of a spec can collide with it.
pub(crate) fn private(name: &CodeName) -> Ident {
    Ident::new(&format!("__{}", name.text), Span::call_site())
}

fn of_text(name: &str) -> Ident {
    if name.len() <= LONGEST_KEYWORD && KEYWORDS.contains(&name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keyword_is_too_long_to_be_found() {
        assert_eq!(KEYWORDS.iter().map(|keyword| keyword.len()).max(), Some(LONGEST_KEYWORD));
        assert!(KEYWORDS.iter().all(|keyword| of_text(keyword) != keyword));
    }
}
