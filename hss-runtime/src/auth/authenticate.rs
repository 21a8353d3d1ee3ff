//! The trait for custom authentication schemes.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method};

use crate::auth::credential::Credential;
use crate::auth::scheme::RequestDraft;
use crate::error::CredentialsError;
use crate::schema::Operation;
use crate::transport::{BoxFuture, Transport};

/// Source of the credentials of a security scheme, called before every attempt.
///
/// Implemented by [`Credential`], which never changes. See
/// [`Builder::authentication`](crate::Builder::authentication).
///
/// ```
/// use hss_runtime::{AuthRequest, Authenticate, BoxFuture, Credential, CredentialsError};
///
/// struct Vault;
///
/// impl Authenticate for Vault {
///     fn authenticate<'a>(
///         &'a self,
///         request: AuthRequest<'a>,
///     ) -> BoxFuture<'a, Result<Credential, CredentialsError>> {
///         Box::pin(async move { Ok(Credential::new().header("X-Signature", request.path().len().to_string())) })
///     }
/// }
/// ```
pub trait Authenticate: Send + Sync {
    /// Returns the credentials for this request.
    ///
    /// # Errors
    ///
    /// No credentials could be obtained. The call then fails with [`Error::Credentials`](crate::Error::Credentials).
    fn authenticate<'a>(
        &'a self,
        request: AuthRequest<'a>,
    ) -> BoxFuture<'a, Result<Credential, CredentialsError>>;

    /// Called when the service rejects the credentials (401). Returns true if the next ones may differ; the call is then
    /// sent once more.
    fn renew(&self, refused: &Credential) -> bool {
        let _ = refused;
        false
    }
}

impl Authenticate for Credential {
    fn authenticate<'a>(&'a self, _: AuthRequest<'a>) -> BoxFuture<'a, Result<Credential, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// Request that needs credentials.
#[derive(Clone, Copy)]
pub struct AuthRequest<'a> {
    pub(crate) draft: &'a RequestDraft<'a>,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) transport: &'a Arc<dyn Transport>,
}

impl<'a> AuthRequest<'a> {
    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.draft.operation
    }

    /// The scopes of the scheme that the call needs according to the document.
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The HTTP method.
    pub fn method(&self) -> &'a Method {
        &self.draft.method
    }

    /// The host, with a port that is not the default.
    pub fn host(&self) -> &'a str {
        self.draft.endpoint.host()
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &'a str {
        self.draft.path
    }

    /// The pairs of the query, not encoded.
    pub fn query(&self) -> &'a [(String, String)] {
        &self.draft.query
    }

    /// The headers, including those that hooks added.
    pub fn headers(&self) -> &'a HeaderMap {
        &self.draft.headers
    }

    /// The body; empty if it is streamed.
    pub fn body(&self) -> &'a [u8] {
        self.draft.body.unwrap_or_default()
    }

    /// The client's transport, to fetch credentials with its proxy and certificates.
    pub fn transport(&self) -> &'a dyn Transport {
        &**self.transport
    }
}

impl fmt::Debug for AuthRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthRequest").field("operation", &self.draft.operation.id).finish_non_exhaustive()
    }
}
