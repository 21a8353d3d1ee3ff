//! Codes: integers of which some have a name and the rest are counts.

use std::fmt;

use crate::schema::Enumeration;

/// A code that this version does not know.
///
/// Created only by decoding, for a code that is not known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownCode(i64);

impl UnknownCode {
    /// The code on the wire.
    pub fn code(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An integer of which some values have a name, and the rest are counts.
///
/// Implemented by generated code.
pub trait Code: Sized {
    /// The codes that have a name.
    fn table() -> &'static Enumeration;

    /// The value for a code; `None` if this version does not know it.
    fn known(code: i64) -> Option<Self>;

    /// The value for a code that this version does not know.
    fn unknown(code: UnknownCode) -> Self;

    /// The code on the wire.
    fn code(&self) -> i64;
}

/// The value for a code, known or not.
pub fn parse<C: Code>(code: i64) -> C {
    C::known(code).unwrap_or_else(|| C::unknown(UnknownCode(code)))
}
