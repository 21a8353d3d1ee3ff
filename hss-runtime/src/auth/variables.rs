//! Environment variables, and a record of those that were read.

use crate::transport::NotUtf8;

/// A function that looks a variable up: the environment, or a replacement for it.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<String>, NotUtf8>;

/// Environment variables, with a record of those that were read.
pub(crate) struct Variables<'a> {
    lookup: Lookup<'a>,
    read: Vec<String>,
    problems: Vec<String>,
}

/// The variables that were read.
pub(crate) struct Read {
    /// The names, each with `set`, `not set` or `not valid UTF-8`.
    pub(crate) states: Vec<String>,
    /// A sentence for each value that is not text, without the value.
    pub(crate) problems: Vec<String>,
}

impl<'a> Variables<'a> {
    pub(crate) fn new(lookup: Lookup<'a>) -> Self {
        Variables { lookup, read: Vec::new(), problems: Vec::new() }
    }

    /// The variables that were read.
    pub(crate) fn read(self) -> Read {
        Read { states: self.read, problems: self.problems }
    }

    /// Value of a variable, without spaces around it; an empty one counts as not set, one that is not text is a problem.
    pub(crate) fn value(&mut self, name: &str) -> Option<String> {
        let (value, state) = match (self.lookup)(name) {
            Ok(value) => {
                let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
                let state = if value.is_some() { "set" } else { "not set" };
                (value, state)
            }
            Err(error) => {
                self.problems.push(error.to_string());
                (None, "not valid UTF-8")
            }
        };
        self.read.push(format!("{name} ({state})"));
        value
    }

    /// [`value`](Self::value) of an optional variable: it is not recorded if it is missing.
    pub(crate) fn value_if_set(&mut self, name: &str) -> Option<String> {
        let recorded = self.read.len();
        let value = self.value(name);
        if value.is_none() {
            self.read.truncate(recorded);
        }
        value
    }
}
