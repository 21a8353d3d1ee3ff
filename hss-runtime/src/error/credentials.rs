//! Missing credentials.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Error of a credentials provider.
///
/// Cheap to clone: all calls that waited for the same credentials get the same error.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: String,
    is_rejection: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl CredentialsError {
    /// Creates an error from a message that says what was tried and how it failed. The message is shown to people and
    /// logged, so it must not contain secrets.
    pub fn new(message: impl Into<String>) -> Self {
        CredentialsError { message: message.into(), is_rejection: false, source: None }
    }

    /// Marks the error as a rejection: the same request would be rejected again.
    pub(crate) fn rejection(self) -> Self {
        CredentialsError { is_rejection: true, ..self }
    }

    /// True if the source rejected the request itself, such as a wrong password.
    pub(crate) fn is_rejection(&self) -> bool {
        self.is_rejection
    }

    /// Sets the underlying error.
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        CredentialsError { source: Some(Arc::from(source.into())), ..self }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
