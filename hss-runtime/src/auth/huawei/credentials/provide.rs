//! Where credentials come from, and why there are none.

use super::{Credentials, CredentialsContext};
use crate::transport::BoxFuture;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Where credentials come from.
///
/// Implemented by [`Credentials`] themselves, which never change. Asked before every attempt, so an implementation
/// that fetches them should keep them while they are good.
///
/// ```
/// use hss_client::{BoxFuture, Credentials, CredentialsContext, CredentialsError, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials<'a>(
///         &'a self,
///         _: CredentialsContext<'a>,
///     ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is closed")) })
///     }
/// }
/// ```
pub trait ProvideCredentials: Send + Sync {
    /// The credentials to use now.
    ///
    /// # Errors
    /// When there are none to be had. The call then fails with [`Error::Credentials`](crate::Error::Credentials).
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>>;

    /// Told that the service wants these renewed. True if the next ones can be others; the call is then tried once
    /// more.
    fn renew(&self, refused: &Credentials) -> bool {
        let _ = refused;
        false
    }

    /// What is wrong with them, as far as can be told without asking anyone; looked at when a client is built.
    fn problem(&self) -> Option<String> {
        None
    }
}

impl ProvideCredentials for Credentials {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn problem(&self) -> Option<String> {
        self.malformed().map(str::to_owned)
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        (**self).credentials(context)
    }

    fn renew(&self, refused: &Credentials) -> bool {
        (**self).renew(refused)
    }

    fn problem(&self) -> Option<String> {
        (**self).problem()
    }
}

/// Why there are no credentials. Cheap to clone: all who waited for the same ones get the same error.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl CredentialsError {
    /// With a message that says what was tried and what came of it. It is shown: nothing secret may be in it.
    pub fn new(message: impl Into<String>) -> Self {
        CredentialsError { message: message.into(), source: None }
    }

    /// With the error behind it.
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
