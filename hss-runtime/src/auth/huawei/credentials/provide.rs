//! The provider trait.

use std::sync::Arc;

use super::context::CredentialsContext;
use crate::auth::huawei::sign::key::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Source of credentials.
///
/// Implemented by [`Credentials`], which never change. Called before every attempt, so an implementation that fetches
/// credentials should cache them while they are valid.
///
/// ```
/// use hss_runtime::{BoxFuture, Credentials, CredentialsContext, CredentialsError, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials<'a>(
///         &'a self,
///         _: CredentialsContext<'a>,
///     ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is sealed")) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of credentials",
    note = "a key pair is `Credentials::new(access_key, secret_key)`, a token `Credentials::token(token)`"
)]
pub trait ProvideCredentials: Send + Sync {
    /// Returns the credentials to use now.
    ///
    /// # Errors
    ///
    /// No credentials could be obtained. The call then fails with [`Error::Credentials`](crate::Error::Credentials).
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>>;

    /// Called when the service rejects credentials as outdated. Returns true if the next ones may differ; the call is then
    /// retried once.
    fn renew(&self, refused: &Credentials) -> bool {
        let _ = refused;
        false
    }

    /// The problem with invalid settings, found without I/O when a client is built.
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
