//! Problems of a form.

use serde::Serialize;

/// Something wrong with a form, and the place of the field.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    /// `parameter` or `body`.
    pub(super) place: &'static str,
    /// The parameter, or the path in the body; empty for all of it.
    pub(super) name: String,
    pub(super) message: String,
    /// The place in a body that is typed as JSON, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<usize>,
}

impl Problem {
    pub(super) fn in_parameter(name: &str, message: String) -> Self {
        Self { place: "parameter", name: name.to_owned(), message, line: None, column: None }
    }

    pub(super) fn in_body(path: &str, message: String) -> Self {
        Self { place: "body", ..Self::in_parameter(path, message) }
    }

    /// Sets its line and column.
    pub(super) fn at(self, (line, column): (usize, usize)) -> Self {
        Self { line: Some(line), column: Some(column), ..self }
    }

    pub(super) fn is_in_body(&self) -> bool {
        self.place == "body"
    }
}
