//! A call on its way: signed, sent, and sent again where that is allowed.

use crate::client::Client;
use crate::credentials::Credentials;
use crate::error::{ApiError, ConnectError, Error, TimeoutError};
use crate::error_body::{self, ErrorBody};
use crate::retry;
use crate::sign::{self, Parts, canonical_query};
use crate::table::{Method, Operation};
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use http::header::{HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Request, Response, StatusCode};
use std::fmt;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const X_PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// A call, encoded. Each attempt signs it anew: a signature holds the time.
pub(crate) struct Outgoing {
    pub(crate) operation: &'static Operation,
    /// Escaped, the endpoint's own path included.
    pub(crate) path: String,
    /// Not escaped yet.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// For one attempt.
    pub(crate) timeout: Duration,
    /// For all.
    pub(crate) deadline: Duration,
}

/// A successful response, not decoded.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawReply {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// Shows how long the body is, not what is in it.
impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawReply")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The attempts of one call.
pub(crate) struct Exchange {
    client: Client,
    outgoing: Outgoing,
    attempts: u32,
}

/// How an attempt failed, and what the server asked for.
struct Failure {
    error: Error,
    transient: bool,
    retry_after: Option<Duration>,
}

impl Failure {
    fn last(error: Error) -> Self {
        Failure { error, transient: false, retry_after: None }
    }
}

impl Exchange {
    pub(crate) fn new(client: Client, outgoing: Outgoing) -> Self {
        Exchange { client, outgoing, attempts: 0 }
    }

    pub(crate) async fn run(mut self) -> Result<RawReply, Error> {
        let start = Instant::now();
        loop {
            let left = self.outgoing.deadline.saturating_sub(start.elapsed());
            let failure = match self.attempt(left).await {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let left = self.outgoing.deadline.saturating_sub(start.elapsed());
            match self.wait_after(&failure).filter(|wait| *wait < left) {
                Some(wait) => sleep(wait).await,
                None => return Err(failure.error),
            }
        }
    }

    /// How long to wait before the call is tried again; none if it is not.
    fn wait_after(&self, failure: &Failure) -> Option<Duration> {
        if !failure.transient || !is_idempotent(self.outgoing.operation.method) {
            return None;
        }
        let wait = self.client.shared().retries.wait(self.attempts, failure.retry_after)?;
        tracing::debug!(
            operation = self.outgoing.operation.id,
            attempt = self.attempts,
            ?wait,
            error = %failure.error,
            "trying again"
        );
        Some(wait)
    }

    async fn attempt(&mut self, left: Duration) -> Result<RawReply, Failure> {
        self.attempts += 1;
        let allowed = self.outgoing.timeout.min(left);
        match timeout(allowed, self.once()).await {
            Ok(result) => result,
            Err(_) => {
                let deadline = left <= self.outgoing.timeout;
                let allowed = if deadline { self.outgoing.deadline } else { allowed };
                Err(self.timed_out(allowed, deadline))
            }
        }
    }

    async fn once(&self) -> Result<RawReply, Failure> {
        let shared = self.client.shared();
        let credentials = shared
            .credentials
            .credentials()
            .await
            .map_err(|error| Failure::last(Error::Credentials(Box::new(error))))?;
        let request = self.request(&credentials).map_err(Failure::last)?;
        match shared.transport.send(request).await {
            Ok(response) => self.judge(response, &credentials),
            Err(error) => Err(self.no_response(error)),
        }
    }

    /// The request, as it is sent.
    fn request(&self, credentials: &Credentials) -> Result<Request<Bytes>, Error> {
        let shared = self.client.shared();
        let address = shared.endpoint.address(&self.outgoing.path, &canonical_query(&self.outgoing.query));
        let mut request = Request::new(self.outgoing.body.clone());
        *request.method_mut() = method(self.outgoing.operation.method);
        *request.uri_mut() = address
            .parse()
            .map_err(|error| self.unsendable(&format!("the address cannot be one: {error}")))?;
        *request.headers_mut() = self.headers(credentials)?;
        Ok(request)
    }

    fn headers(&self, credentials: &Credentials) -> Result<HeaderMap, Error> {
        let shared = self.client.shared();
        let mut headers = self.outgoing.headers.clone();
        headers.insert(USER_AGENT, shared.user_agent.clone());
        if let Some(token) = credentials.auth_token() {
            headers.insert(HOST, self.header("host", shared.endpoint.host())?);
            let mut token = self.header("x-auth-token", token)?;
            token.set_sensitive(true);
            headers.insert(X_AUTH_TOKEN, token);
            return Ok(headers);
        }
        if let Some(project_id) = &shared.project_id {
            headers.insert(X_PROJECT_ID, self.header("x-project-id", project_id)?);
        }
        let outgoing = &self.outgoing;
        let method = method(outgoing.operation.method);
        let parts = Parts::new(method.as_str(), shared.endpoint.host(), &outgoing.path)
            .query(&outgoing.query)
            .headers(&headers)
            .body(&outgoing.body);
        let signed = sign::sign(&parts, credentials, &shared.algorithm, (shared.clock)());
        Ok(signed.map_err(|error| self.unsendable(&error.to_string()))?.headers)
    }

    fn header(&self, name: &str, value: &str) -> Result<HeaderValue, Error> {
        // The value is not shown: it may be a token.
        HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| self.unsendable(&format!("what should be in the header `{name}` cannot be in one")))
    }

    fn unsendable(&self, problem: &str) -> Error {
        Error::config(format!("{}: {problem}", self.outgoing.operation.id))
    }

    /// Whether a response is a success; a redirect, which is not followed, is none.
    fn judge(&self, response: Response<Bytes>, credentials: &Credentials) -> Result<RawReply, Failure> {
        let operation = self.outgoing.operation.id;
        let (head, body) = response.into_parts();
        tracing::debug!(operation, attempt = self.attempts, status = head.status.as_u16(), "answered");
        if head.status.is_success() {
            let request_id = error_body::request_id(&head.headers);
            return Ok(RawReply { operation, status: head.status, request_id, headers: head.headers, body });
        }
        let now = (self.client.shared().clock)();
        let mut parsed = ErrorBody::parse(&head.headers, body, credentials, now);
        if head.status.is_redirection() && parsed.message.is_none() {
            parsed.message = Some("a redirect, which is not followed".to_owned());
        }
        let retry_after = parsed.retry_after;
        let error = ApiError::new(operation, head.status, self.attempts, parsed);
        Err(Failure {
            error: Error::Api(Box::new(error)),
            transient: retry::is_retried(head.status),
            retry_after,
        })
    }

    fn no_response(&self, error: TransportError) -> Failure {
        let transient = retry::is_transient(error.kind());
        if error.kind() == TransportErrorKind::Timeout {
            // The client's own limit is watched here, so the transport's can only be that of connecting.
            return self.timed_out(self.client.shared().connect_timeout, false);
        }
        let error = ConnectError {
            operation: self.outgoing.operation.id,
            host: self.client.shared().endpoint.host().to_owned(),
            attempts: self.attempts,
            cause: error,
        };
        Failure { error: Error::Connect(Box::new(error)), transient, retry_after: None }
    }

    fn timed_out(&self, allowed: Duration, deadline: bool) -> Failure {
        let error = TimeoutError {
            operation: self.outgoing.operation.id,
            host: self.client.shared().endpoint.host().to_owned(),
            attempts: self.attempts,
            allowed,
            deadline,
        };
        Failure { error: Error::Timeout(Box::new(error)), transient: !deadline, retry_after: None }
    }
}

/// Whether making the call twice is the same as making it once.
fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Put | Method::Delete => true,
        Method::Post | Method::Patch => false,
    }
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
        Method::Patch => http::Method::PATCH,
        Method::Head => http::Method::HEAD,
    }
}
