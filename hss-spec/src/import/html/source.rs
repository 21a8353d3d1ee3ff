//! The text of a page as the tokenizer reads it, which ends where a tag has too many attributes.
//!
//! The tokenizer goes one level deeper into the stack for some attributes of one tag, so a tag with a hundred thousand of
//! them would end the process.

use std::cell::Cell;
use std::fmt;

use html5gum::{Readable, Reader, StringReader};

/// Limit of attributes per tag; doc pages have a dozen.
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

/// A text, and the number of attributes that the tag which is being read has so far.
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
