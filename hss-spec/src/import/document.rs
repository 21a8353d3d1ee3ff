//! A document as it is given.

/// A document to import.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Document<'a> {
    /// The name of the file as given; every message starts with it, and it may be the operation's id.
    pub name: &'a str,
    /// Its content: a doc page or an OpenAPI document.
    pub text: &'a str,
}

impl<'a> Document<'a> {
    /// A document of this name with this content.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text }
    }
}
