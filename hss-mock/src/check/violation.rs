//! A violation of the spec by a request.

use std::fmt;

/// Maximum length of a value in messages.
const SHOWN_LETTERS: usize = 40;

/// A violation of the spec: its place, the value found, and what is allowed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    location: &'static str,
    /// The parameter's name, or the path to a value in the body: `scan.images[3].id`.
    name: String,
    /// The value found; `None` where it is missing or not shown.
    found: Option<String>,
    /// The fault, as the predicate of a sentence.
    expected: String,
}

impl Violation {
    pub(crate) fn new(location: &'static str, name: &str, found: Option<String>, expected: String) -> Self {
        Self { location, name: name.to_owned(), found, expected }
    }

    pub(crate) fn missing(location: &'static str, name: &str) -> Self {
        Self::new(location, name, None, "is missing; it is required".to_owned())
    }

    pub(crate) fn missing_body() -> Self {
        Self::body("is missing; it is required".to_owned())
    }

    /// A violation by the body as a whole.
    pub(crate) fn body(expected: String) -> Self {
        Self::new("body", "", None, expected)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(f, "the {}", self.location)?,
            name => write!(f, "{} `{name}`", self.location)?,
        }
        match &self.found {
            Some(found) => {
                let mut short: String = found.chars().take(SHOWN_LETTERS).collect();
                if short.len() < found.len() {
                    short.push('…');
                }
                write!(f, " is `{short}`, which {}", self.expected)
            }
            None => write!(f, " {}", self.expected),
        }
    }
}
