//! The text of a page for the tokenizer, cut off where a tag has too many attributes.
//!
//! The tokenizer recurses once per attribute in some cases, so a tag with a hundred thousand attributes would overflow
//! the stack.

use std::cell::Cell;
use std::fmt;

use html5gum::{Readable, Reader, StringReader};

/// Maximum number of attributes per tag; doc pages have a dozen.
const ATTRIBUTES: usize = 100;

/// A tag has more attributes than any page needs.
#[derive(Debug)]
pub(super) struct TooManyAttributes;

impl fmt::Display for TooManyAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a tag with more than {ATTRIBUTES} attributes")
    }
}

impl std::error::Error for TooManyAttributes {}

/// A text, and the number of attributes so far of the current tag.
pub(super) struct Source<'t> {
    text: StringReader<'t>,
    attributes: &'t Cell<usize>,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str, attributes: &'t Cell<usize>) -> Self {
        Self { text: text.to_reader(), attributes }
    }

    fn check(&self) -> Result<(), TooManyAttributes> {
        if self.attributes.get() > ATTRIBUTES { Err(TooManyAttributes) } else { Ok(()) }
    }
}

impl Reader for Source<'_> {
    type Error = TooManyAttributes;

    fn read_byte(&mut self) -> Result<Option<u8>, TooManyAttributes> {
        self.check()?;
        let Ok(byte) = self.text.read_byte();
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, TooManyAttributes> {
        self.check()?;
        let Ok(is_read) = self.text.try_read_string(text, case_sensitive);
        Ok(is_read)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, TooManyAttributes> {
        self.check()?;
        let Ok(text) = self.text.read_until(needle, buffer);
        Ok(text)
    }
}
