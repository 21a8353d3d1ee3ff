//! Environment variables, with one rule for values that are not valid UTF-8.

use std::env::{self, VarError};
use std::fmt;

/// A variable whose value is not valid UTF-8. The value may be a secret, so it is not shown.
#[derive(Debug)]
pub(crate) struct NotUtf8 {
    name: String,
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment variable {} is not valid UTF-8", self.name)
    }
}

/// The value of a variable; `None` if it is not set.
///
/// # Errors
///
/// The value is not valid UTF-8: the variable is set, so it must not count as missing.
pub(crate) fn variable(name: &str) -> Result<Option<String>, NotUtf8> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(NotUtf8 { name: name.to_owned() }),
    }
}
