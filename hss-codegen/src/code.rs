//! Generated code: items as text, and modules of them.
//!
//! Text is cheaper than tokens, which must be built and formatted.

use std::fmt::{self, Write as _};

use proc_macro2::Ident;

/// The code of a part of an API's client.
///
/// `Display` writes it for the compiler, [`Generator::source`](crate::Generator::source) for people.
#[derive(Clone, Debug, Default)]
pub struct Code {
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Whole items, formatted.
    Text(String),
    /// A public module with its documentation.
    Module { doc: String, name: Ident, code: Code },
}

impl Code {
    pub(crate) fn push_text(&mut self, text: String) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&text),
            _ => self.pieces.push(Piece::Text(text)),
        }
    }

    pub(crate) fn push_module(&mut self, doc: String, name: Ident, code: Code) {
        self.pieces.push(Piece::Module { doc, name, code });
    }

    /// Writes the items with their modules indented. The only literals with line breaks are tables, which may be indented.
    pub(crate) fn write_indented(&self, indent: &str, text: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(items) => indented(items, indent, text),
                Piece::Module { doc, name, code } => {
                    indented(doc, indent, text);
                    // Writing into a `String` doesn't fail.
                    let _ = writeln!(text, "{indent}pub mod {name} {{");
                    code.write_indented(&format!("{indent}    "), text);
                    let _ = writeln!(text, "{indent}}}");
                }
            }
        }
    }
}

fn indented(items: &str, indent: &str, text: &mut String) {
    if indent.is_empty() {
        text.push_str(items);
        return;
    }
    for line in items.lines() {
        if !line.is_empty() {
            text.push_str(indent);
            text.push_str(line);
        }
        text.push('\n');
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Module { doc, name, code } => write!(f, "{doc}pub mod {name} {{\n{code}}}\n")?,
            }
        }
        Ok(())
    }
}
