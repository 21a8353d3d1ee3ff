//! Generated code: finished text for all that there are hundreds of, tokens for the rest.
//!
//! Text costs neither the making of tokens nor their formatting.

use std::fmt::{self, Write as _};

use proc_macro2::{Ident, TokenStream};

/// The code of a part of an API's client.
///
/// `Display` writes it for the compiler, which minds no line breaks; `source` for people.
#[derive(Clone, Debug, Default)]
pub struct Code {
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Whole items.
    Tokens(TokenStream),
    /// Whole items, formatted.
    Text(String),
    /// A public module with its documentation.
    Module { doc: TokenStream, name: Ident, code: Code },
}

impl Code {
    pub(crate) fn push_tokens(&mut self, tokens: TokenStream) {
        if tokens.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Tokens(before)) => before.extend(tokens),
            _ => self.pieces.push(Piece::Tokens(tokens)),
        }
    }

    pub(crate) fn push_text(&mut self, text: String) {
        self.pieces.push(Piece::Text(text));
    }

    pub(crate) fn push_module(&mut self, doc: TokenStream, name: Ident, code: Code) {
        self.pieces.push(Piece::Module { doc, name, code });
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Tokens(tokens) => writeln!(f, "{tokens}")?,
                Piece::Text(text) => f.write_str(text)?,
                Piece::Module { doc, name, code } => {
                    writeln!(f, "{doc} pub mod {name} {{\n{code}}}")?;
                }
            }
            f.write_char('\n')?;
        }
        Ok(())
    }
}
