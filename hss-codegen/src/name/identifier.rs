//! Names as identifiers, keywords among them.

use proc_macro2::{Ident, Span};

/// What `r#` can't escape.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Keywords of all editions, reserved ones included.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield", "_",
];

/// Most names are longer, and need not be looked for.
const LONGEST_KEYWORD: usize = "abstract".len();

/// An identifier; a keyword is raw, and what can't be raw gets `_`.
pub(super) fn ident(name: &str) -> Ident {
    if name.len() > LONGEST_KEYWORD || !KEYWORDS.contains(&name) {
        Ident::new(name, Span::call_site())
    } else if NEVER_RAW.contains(&name) {
        Ident::new(&format!("{name}_"), Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keyword_is_too_long_to_be_found() {
        assert_eq!(KEYWORDS.iter().map(|keyword| keyword.len()).max(), Some(LONGEST_KEYWORD));
        assert!(KEYWORDS.iter().all(|keyword| ident(keyword) != keyword));
    }
}
