//! The interface between the pipeline and authentication schemes.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderMap, Method};

use crate::auth::clock::Clock;
use crate::auth::lookup::ParameterLookup;
use crate::error::{ApiError, Error};
use crate::schema::{Operation, Service};
use crate::transport::{BoxFuture, Endpoint, Region, Transport};

/// The settings of a client beyond authentication that a scheme needs.
pub(crate) struct Surroundings<'a> {
    pub(crate) service: &'static Service,
    pub(crate) region: Option<&'a Region>,
    /// Endpoint of the service; `None` if it is invalid.
    pub(crate) endpoint: Option<&'a Endpoint>,
    /// True if plain HTTP to other machines is allowed.
    pub(crate) plain_http: bool,
    pub(crate) clock: &'a Arc<Clock>,
}

/// Authentication of a client.
pub(crate) trait AuthScheme: Send + Sync {
    /// Names of the headers that the scheme sets, in lower case. Other values for them are refused.
    fn reserved_headers(&self) -> &'static [&'static str];

    /// True if requests are signed, or may be.
    fn signs(&self) -> bool;

    /// Obtains the credentials for one attempt at this request. A scheme that fetches them uses the client's transport.
    /// Counts towards the deadline of the call, not towards the timeout of the attempt.
    ///
    /// # Errors
    ///
    /// [`Error::Credentials`] if none can be obtained.
    fn authorize<'a, 'r>(
        &'a self,
        request: &'r RequestDraft<'r>,
        transport: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'r, Result<Box<dyn Authorization + 'a>, Error>>
    where
        'a: 'r;

    /// Fetches the credentials of this machine once, so that a machine without any is detected.
    ///
    /// # Errors
    ///
    /// [`Error::Credentials`] if none can be obtained.
    fn warm_up<'a>(&'a self, transport: &'a Arc<dyn Transport>) -> BoxFuture<'a, Result<(), Error>>;

    /// Records in an error response the throttling that only the vendor of this scheme reports in this way.
    fn read_throttling(&self, error: &mut ApiError);

    /// Value of a client parameter, if the scheme knows it.
    fn parameter(&self, name: &str) -> Option<&str>;

    /// The look-up of a client parameter whose value is not known yet; `None` if it cannot be looked up.
    fn lookup(&self, name: &str) -> Option<&dyn ParameterLookup>;

    /// The client parameter that calls of an operation need besides those in its path, if its value is not known yet.
    ///
    /// # Errors
    ///
    /// [`Error::Credentials`] if none can be obtained.
    fn needed<'a>(
        &'a self,
        operation: &'static Operation,
        transport: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'a, Result<Option<&'static str>, Error>>;
}

/// Credentials for one attempt.
pub(crate) trait Authorization: Send + Sync {
    /// Attaches the credentials to a request.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence, without secrets.
    fn attach(&mut self, request: &mut RequestDraft<'_>) -> Result<(), String>;

    /// Secrets of the request, to be redacted in its response.
    fn secrets(&self) -> Vec<&str>;

    /// Explanation of an error message of the server about the credentials.
    fn explain(&self, message: &str) -> Option<String>;

    /// Records that the server accepted the credentials.
    fn accepted(&self);

    /// Changes the state of the scheme so that another attempt may be accepted, if possible.
    fn recover(&self, rejection: &Rejection<'_>) -> Option<Recovery>;
}

/// Request of one attempt before credentials are attached.
pub(crate) struct RequestDraft<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) endpoint: &'a Endpoint,
    /// Percent-encoded, base path included.
    pub(crate) path: &'a str,
    /// Not encoded, in the order of sending.
    pub(crate) query: Cow<'a, [(String, String)]>,
    pub(crate) headers: HeaderMap,
    /// The bytes of the body; `None` if it is streamed.
    pub(crate) body: Option<&'a [u8]>,
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
