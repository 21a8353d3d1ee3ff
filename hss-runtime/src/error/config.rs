//! Invalid settings.

use std::fmt;

/// Invalid settings of a client or a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// The problems, one sentence each, with the expected value or the method that sets it. If environment variables were
    /// read, the last one has a second line that lists them.
    pub problems: Vec<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problems[..] {
            [problem] => f.write_str(problem),
            problems => {
                write!(f, "{} settings are missing or invalid:", problems.len())?;
                problems.iter().try_for_each(|problem| write!(f, "\n- {problem}"))
            }
        }
    }
}

impl std::error::Error for ConfigError {}
