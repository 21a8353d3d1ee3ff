//! Decoding errors, with the path to the mismatched value.

use std::fmt;

use serde::de;

use super::budget::Budget;
use crate::schema::number;
use crate::value::excerpt;
use crate::value::shown;
use crate::value::slot::{Mismatch, Scalar};

/// A step of the path from the whole text to a value.
enum Step {
    Field(&'static str),
    Key(String),
    Index(usize),
}

/// The path and the mismatch of a failure, recorded while it propagates, so that successful decoding has no cost.
pub(super) struct Trace {
    /// From the failed value outwards.
    steps: Vec<Step>,
    /// `None` if the text is not valid JSON.
    mismatch: Option<Found>,
    memory: Budget,
    is_too_large: bool,
    pub(super) digits: Digits,
}

/// Treatment of a decimal where a string is expected. The parser returns it as a float, so its digits are lost.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Digits {
    /// The float's own digits: the format is not known to be JSON.
    Lost,
    /// Decoding stops at the first such number.
    Watched,
    /// Decoding has stopped at such a number, and must start again.
    Needed,
    /// Strings are read as JSON text, which is slower, and numbers in their place keep their digits.
    Kept,
}

/// A value of the wrong type.
struct Found {
    kind: &'static str,
    value: String,
    expected: &'static str,
}

impl Trace {
    /// A trace without steps, of a value that may take this much memory, in bytes.
    pub(super) fn new(max_decoded_bytes: usize, digits: Digits) -> Self {
        let memory = Budget::new(max_decoded_bytes);
        Trace { steps: Vec::new(), mismatch: None, memory, is_too_large: false, digits }
    }

    /// Stops decoding at a decimal where a string is expected.
    #[cold]
    pub(super) fn stop_for_digits<E: de::Error>(&mut self) -> E {
        self.digits = Digits::Needed;
        E::custom("the digits are needed")
    }

    /// Takes memory for a part of the value, in bytes.
    #[inline]
    pub(super) fn charge<E: de::Error>(&mut self, bytes: usize) -> Result<(), E> {
        if self.memory.take(bytes) { Ok(()) } else { Err(self.too_large()) }
    }

    #[cold]
    fn too_large<E: de::Error>(&mut self) -> E {
        self.is_too_large = true;
        E::custom("too large")
    }

    #[cold]
    pub(super) fn field(&mut self, name: &'static str, secret: bool) {
        self.steps.push(Step::Field(name));
        if let Some(found) = self.mismatch.as_mut().filter(|found| secret && !found.value.is_empty()) {
            excerpt::SECRET.clone_into(&mut found.value);
        }
    }

    #[cold]
    pub(super) fn key(&mut self, key: String) {
        self.steps.push(Step::Key(key));
    }

    #[cold]
    pub(super) fn index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// Records a scalar of the wrong type.
    #[cold]
    pub(super) fn scalar<E: de::Error>(&mut self, scalar: Scalar<'_>, mismatch: Mismatch) -> E {
        let (kind, value) = match scalar {
            Scalar::Boolean(value) => ("", value.to_string()),
            Scalar::Integer(number) => ("the number", number.to_string()),
            Scalar::Unsigned(number) => ("the number", number.to_string()),
            Scalar::Number(number) => ("the number", number::json(number)),
            Scalar::Text(text) => ("the string", excerpt::text(text)),
        };
        self.found(kind, value, mismatch.expected)
    }

    /// Records a list or an object where another type is expected.
    #[cold]
    pub(super) fn compound<E: de::Error>(&mut self, kind: &'static str, expected: &'static str) -> E {
        self.found(kind, String::new(), expected)
    }

    /// Records a null where a value is expected.
    #[cold]
    pub(super) fn null<E: de::Error>(&mut self, expected: &'static str) -> E {
        self.found("null", String::new(), expected)
    }

    fn found<E: de::Error>(&mut self, kind: &'static str, value: String, expected: &'static str) -> E {
        self.mismatch = Some(Found { kind, value, expected });
        // The caller replaces this message by one with the path, which is not known here.
        E::custom(expected)
    }

    /// The mismatch in words; `None` if the text is not valid JSON.
    pub(super) fn describe(&self) -> Option<String> {
        let found = self.mismatch.as_ref()?;
        Some(format!("{} is {found}, expected {}", quoted(&self.path()), found.expected))
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Index(index) => path.push_str(&format!("[{index}]")),
                Step::Field(name) => push(&mut path, name),
                Step::Key(key) => push(&mut path, &shown::message(key)),
            }
        }
        path
    }
}

fn push(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

fn quoted(path: &str) -> String {
    if path.is_empty() { "the whole value".to_owned() } else { format!("`{path}`") }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.kind.is_empty() || self.value.is_empty() { "" } else { " " };
        write!(f, "{}{space}{}", self.kind, self.value)
    }
}

/// A JSON text could not be decoded.
///
/// The text is not valid JSON, a value is of the wrong type, the whole takes more memory than allowed, or the body is
/// compressed. `Display` is one line: `` `data_list[3].failed_images[0].id` is the string "x7", expected an integer (line 1, column 845)``.
#[derive(Debug)]
pub struct DecodeError {
    path: String,
    found: Option<String>,
    problem: String,
    /// The limit of a value that is too large, in bytes.
    exceeded: Option<usize>,
    line: usize,
    column: usize,
}

impl DecodeError {
    pub(super) fn new(trace: Trace, error: &serde_json::Error) -> Self {
        let path = trace.path();
        let (found, problem) = match trace.mismatch {
            Some(found) => (Some(found.to_string()), found.expected.to_owned()),
            None => (None, syntax(error)),
        };
        let exceeded = trace.is_too_large.then_some(trace.memory.limit);
        Self { path, found, problem, exceeded, line: error.line(), column: error.column() }
    }

    /// The error for a text that is valid UTF-8 up to here only.
    pub(super) fn after(trace: Trace, text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        Self {
            path: trace.path(),
            found: None,
            problem: "invalid unicode code point".to_owned(),
            exceeded: None,
            line: text.split('\n').count(),
            column: last.len() + 1,
        }
    }

    /// The error for a body in a content encoding that was not requested.
    pub(crate) fn encoded(encoding: &str) -> Self {
        let problem =
            format!("the body is compressed ({}), which was not requested", excerpt::text(encoding));
        Self { path: String::new(), found: None, problem, exceeded: None, line: 0, column: 0 }
    }

    /// The error for a body in another media type than the documented one.
    pub(crate) fn other_media_type(found: &str, documented: &str) -> Self {
        let problem =
            format!("it is {}, but {} is documented", excerpt::text(found), excerpt::text(documented));
        Self { path: String::new(), found: None, problem, exceeded: None, line: 0, column: 0 }
    }

    /// The path to the value: `data_list[3].failed_images[0].id`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value found, truncated after 80 characters: `the string "x7"`. `None` if no value has the wrong type.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }

    /// The expected type: `an integer`. `None` if no value has the wrong type.
    pub fn expected(&self) -> Option<&str> {
        self.found.as_ref().map(|_| self.problem.as_str())
    }

    /// The line in the text, counted from 1; 0 if the whole is null or compressed.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column at which the parser stopped, in bytes, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

/// The parser's message without the position, which has separate fields.
fn syntax(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).unwrap_or(&message).to_owned()
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, found, problem, exceeded, line, column } = self;
        match (found, exceeded) {
            (Some(found), _) => write!(f, "{} is {found}, expected {problem}", quoted(path))?,
            (None, Some(limit)) => {
                write!(
                    f,
                    "the decoded value takes more than {limit} bytes of memory, from {} on",
                    quoted(path)
                )?;
            }
            (None, None) if *line == 0 => f.write_str(problem)?,
            (None, None) if path.is_empty() => write!(f, "invalid JSON: {problem}")?,
            (None, None) => write!(f, "invalid JSON at `{path}`: {problem}")?,
        }
        if *line == 0 { Ok(()) } else { write!(f, " (line {line}, column {column})") }
    }
}

impl std::error::Error for DecodeError {}
