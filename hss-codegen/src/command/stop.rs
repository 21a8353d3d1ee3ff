//! The error of a command.

use hss_spec::FolderError;
use hss_spec::place::{Place, Problem, Problems};

/// The error that stops a command, with exit code 1.
pub(super) struct Stop {
    pub(super) message: String,
    /// The problems in the message, if any.
    pub(super) problems: Problems,
}

impl Stop {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), problems: Problems::default() }
    }

    /// The problems in the message; at least one.
    pub(super) fn problems(&self) -> Problems {
        match self.problems.has_errors() {
            true => self.problems.clone(),
            false => Problem::error(&Place::default(), self.message.as_str()).into(),
        }
    }

    /// Adds a line.
    pub(super) fn with_line(mut self, line: &str) -> Self {
        self.message = format!("{}\n{line}", self.message);
        self
    }
}

impl<E: std::error::Error + 'static> From<E> for Stop {
    fn from(error: E) -> Self {
        let message = error.to_string();
        let error = &error as &(dyn std::error::Error + 'static);
        let of_folder = error.downcast_ref::<FolderError>().and_then(|error| match error {
            FolderError::Problems(problems) => Some(problems),
            _ => None,
        });
        let problems = error.downcast_ref::<Problems>().or(of_folder);
        Self { message, problems: problems.cloned().unwrap_or_default() }
    }
}
