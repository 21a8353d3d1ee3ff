//! The seam between the pipeline and authentication schemes.

use std::borrow::Cow;

use http::{HeaderMap, Method};
use tokio::sync::OnceCell;

use crate::error::{ApiError, Error};
use crate::schema::Operation;
use crate::transport::{BoxFuture, Endpoint, RawResponse, Transport};

/// Authentication scheme of a client.
pub(crate) trait AuthScheme: Send + Sync {
    /// Names of the headers that the scheme sets, in lower case. Other values for them are refused.
    fn reserved_headers(&self) -> &'static [&'static str];

    /// Obtains the credentials for one attempt. A scheme that fetches them uses the client's transport.
    ///
    /// # Errors
    ///
    /// [`Error::Credentials`] if none can be obtained.
    fn authorize<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Box<dyn Authorization + 'a>, Error>>;

    /// Value of a client parameter, as far as the scheme knows it.
    fn parameter(&self, name: &str) -> Option<&str>;

    /// The look-up of a client parameter whose value is not known yet; `None` if it cannot be looked up.
    fn lookup(&self, name: &str) -> Option<&dyn ParameterLookup>;
}

/// Credentials for one attempt.
pub(crate) trait Authorization: Send + Sync {
    /// Attaches the credentials to a request.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence, without secrets.
    fn attach(&mut self, request: &mut RequestDraft<'_>) -> Result<(), String>;

    /// Secrets that the request carries or was made with, to be redacted in its response.
    fn secrets(&self) -> Vec<&str>;

    /// Explanation of an error message of the server about the credentials.
    fn explain(&self, message: &str) -> Option<String>;

    /// Changes the state of the scheme so that another attempt may be accepted, if possible.
    fn recover(&self, rejection: &Rejection<'_>) -> Option<Recovery>;
}

/// Request of one attempt before credentials are attached.
pub(crate) struct RequestDraft<'a> {
    pub(crate) method: &'a Method,
    pub(crate) endpoint: &'a Endpoint,
    /// Percent-encoded, base path included.
    pub(crate) path: &'a str,
    /// Not encoded.
    pub(crate) query: Cow<'a, [(String, String)]>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: &'a [u8],
}

/// Error response to a request with credentials.
pub(crate) struct Rejection<'a> {
    pub(crate) error: &'a ApiError,
    pub(crate) headers: &'a HeaderMap,
    /// Recoveries that the call has used. Each is used once per call.
    pub(crate) used: &'a [Recovery],
}

/// Change after which a rejected request is sent once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recovery {
    /// The clock was corrected by the server's.
    ClockCorrected,
    /// The credentials were discarded, so that the next attempt fetches new ones.
    CredentialsRenewed,
}

/// Look-up of a client parameter by a call of its own, once per client.
pub(crate) trait ParameterLookup: Send + Sync {
    /// The value, once it was found.
    fn found(&self) -> &OnceCell<String>;

    /// The request to send.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if settings that the request needs are missing.
    fn request(&self) -> Result<LookupRequest<'_>, Error>;

    /// Reads the value from the response.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the response has no or several values.
    fn read(&self, response: &RawResponse) -> Result<String, Error>;
}

/// Request of a [`ParameterLookup`].
pub(crate) struct LookupRequest<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) endpoint: &'a Endpoint,
    /// Not encoded.
    pub(crate) query: Vec<(String, String)>,
}
