//! One attempt of a call: signed, sent, and its response judged.

use crate::api::call::RESERVED;
use crate::auth::huawei::credentials::Credentials;
use crate::auth::huawei::sign::{self, Parts, canonical_query, date};
use crate::client::{Client, Shared};
use crate::error::body::{self, ErrorBody};
use crate::error::{ApiError, ConnectError, Error, TimeoutError};
use crate::pipeline::exchange::{Outgoing, Reading};
use crate::pipeline::hook::AttemptStart;
use crate::schema::Method;
use crate::search;
use crate::transport::raw_response::RawResponse;
use crate::transport::{Chunks, TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use http::header::{DATE, HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Request, Response, StatusCode};
use std::future::poll_fn;
use std::time::{Duration, SystemTime};

const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const X_PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
/// What is read of an error in the place of a file; nobody writes errors that long.
const LONGEST_ERROR: usize = 1 << 20;
/// A clock that is further off than this is corrected. Gateways refuse a signature after a quarter of an hour.
const TOLERATED_SKEW: Duration = Duration::from_secs(300);

pub(crate) struct Attempt<'a> {
    pub(crate) client: &'a Client,
    pub(crate) outgoing: &'a Outgoing,
    pub(crate) path: &'a str,
    /// Counted from 1.
    pub(crate) number: u32,
    pub(crate) may_correct_clock: bool,
    pub(crate) may_renew_credentials: bool,
}

/// How an attempt failed, and what follows.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) next: Next,
}

/// What follows a failed attempt.
pub(crate) enum Next {
    Never,
    /// Another attempt at once: the gateway has turned the request away before anything was done.
    ClockWasCorrected,
    CredentialsWereRenewed,
    /// With the time for which the server asked, if it did.
    AsThePolicySays(Option<Duration>),
}

/// What a request was made with, for the reading of its response.
struct Made {
    credentials: Credentials,
    signed_at: SystemTime,
    canonical_request: Option<String>,
}

impl Failure {
    pub(crate) fn last(error: Error) -> Self {
        Failure { error, next: Next::Never }
    }
}

impl Attempt<'_> {
    /// The response and, where it is read as it comes, the rest of it.
    pub(crate) async fn run(&self) -> Result<(RawResponse, Option<Chunks>), Failure> {
        let shared = self.shared();
        let credentials = shared
            .credentials
            .credentials(shared.credentials_context())
            .await
            .map_err(|error| Failure::last(Error::Credentials(Box::new(error))))?;
        let (request, made) = self.request(credentials).map_err(Failure::last)?;
        let sent = match self.outgoing.reading {
            Reading::Whole => shared.transport.send(request).await.map(|response| (response, None)),
            Reading::AsItComes => self.open(request).await,
        };
        match sent {
            Ok((response, rest)) => Ok((self.judge(response, &made)?, rest)),
            Err(error) => Err(self.no_response(error)),
        }
    }

    /// The head of a success, and its body as it comes; an error with all of its body.
    async fn open(
        &self,
        request: Request<Bytes>,
    ) -> Result<(Response<Bytes>, Option<Chunks>), TransportError> {
        let (head, mut chunks) = self.shared().transport.open(request).await?.into_parts();
        if head.status.is_success() {
            return Ok((Response::from_parts(head, Bytes::new()), Some(chunks)));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            body.extend_from_slice(&chunk?);
            if body.len() > LONGEST_ERROR {
                break;
            }
        }
        Ok((Response::from_parts(head, body.freeze()), None))
    }

    fn shared(&self) -> &Shared {
        self.client.shared()
    }

    /// The request, as it is sent.
    fn request(&self, credentials: Credentials) -> Result<(Request<Bytes>, Made), Error> {
        let address = self.outgoing.endpoint.address(self.path, &canonical_query(&self.outgoing.query));
        let mut made = Made { credentials, signed_at: self.shared().now(), canonical_request: None };
        let mut request = Request::new(self.outgoing.body.clone());
        *request.method_mut() = method(self.outgoing.operation.method);
        *request.uri_mut() = address
            .parse()
            .map_err(|error| self.unsendable(&format!("the address cannot be one: {error}")))?;
        *request.headers_mut() = self.headers(&mut made)?;
        Ok((request, made))
    }

    fn headers(&self, made: &mut Made) -> Result<HeaderMap, Error> {
        let mut headers = self.unsigned_headers();
        if let Some(token) = made.credentials.auth_token() {
            headers.insert(HOST, self.header("host", self.outgoing.endpoint.host())?);
            let mut token = self.header("x-auth-token", token)?;
            token.set_sensitive(true);
            headers.insert(X_AUTH_TOKEN, token);
            return Ok(headers);
        }
        let shared = self.shared();
        let is_service = self.outgoing.endpoint.host() == shared.endpoint.host();
        if let Some(project_id) = shared.project_id().filter(|_| is_service) {
            headers.insert(X_PROJECT_ID, self.header("x-project-id", project_id)?);
        }
        let method = method(self.outgoing.operation.method);
        let parts = Parts::new(method.as_str(), self.outgoing.endpoint.host(), self.path)
            .query(&self.outgoing.query)
            .headers(&headers)
            .body(&self.outgoing.body);
        let algorithm = if is_service { &shared.algorithm } else { &shared.algorithm_elsewhere };
        let signed = sign::sign(&parts, &made.credentials, algorithm, made.signed_at)
            .map_err(|error| self.unsendable(&error.to_string()))?;
        made.canonical_request = Some(signed.canonical_request);
        Ok(signed.headers)
    }

    /// The headers before anything secret is among them, as hooks see them.
    fn unsigned_headers(&self) -> HeaderMap {
        let shared = self.shared();
        let mut headers = self.outgoing.headers.clone();
        headers.insert(USER_AGENT, shared.user_agent.clone());
        let (operation, attempt) = (self.outgoing.operation, self.number);
        for hook in &shared.hooks {
            hook.before(&mut AttemptStart { operation, attempt, headers: &mut headers });
        }
        for reserved in RESERVED {
            headers.remove(reserved);
        }
        headers
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
    fn judge(&self, response: Response<Bytes>, made: &Made) -> Result<RawResponse, Failure> {
        let operation = self.outgoing.operation.id;
        let (head, body) = response.into_parts();
        tracing::debug!(operation, attempt = self.number, status = head.status.as_u16(), "answered");
        if head.status.is_success() {
            let request_id = body::request_id(&head.headers);
            return Ok(RawResponse {
                operation,
                status: head.status,
                request_id,
                headers: head.headers,
                body,
            });
        }
        let secrets = made.credentials.secrets();
        let mut parsed = ErrorBody::parse(&head.headers, body, &secrets, self.shared().now());
        if head.status.is_redirection() && parsed.message.is_none() {
            parsed.message = Some("a redirect, which is not followed".to_owned());
        }
        let difference = match (&parsed.message, &made.canonical_request, made.credentials.keys()) {
            (Some(message), Some(ours), Some(keys)) => (keys.signer().difference)(message, ours, &secrets),
            _ => None,
        };
        let retry_after = parsed.retry_after;
        let mut error = ApiError::new(operation, head.status, self.number, parsed);
        error.signature_difference = difference;
        let next = self.next(&error, &head.headers, made, retry_after);
        Err(Failure { error: Error::Api(Box::new(error)), next })
    }

    fn next(
        &self,
        error: &ApiError,
        headers: &HeaderMap,
        made: &Made,
        retry_after: Option<Duration>,
    ) -> Next {
        match error.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if self.corrects_clock(headers, made) => {
                Next::ClockWasCorrected
            }
            StatusCode::UNAUTHORIZED if self.renews_credentials(error, made) => Next::CredentialsWereRenewed,
            StatusCode::UNAUTHORIZED => Next::Never,
            _ => Next::AsThePolicySays(retry_after),
        }
    }

    /// Sets the client's clock by the server's if they are so far apart that this explains a refusal.
    fn corrects_clock(&self, headers: &HeaderMap, made: &Made) -> bool {
        let server = headers.get(DATE).and_then(|date| date::parse_http_date(date.to_str().ok()?));
        let (Some(server), Some(_), true) = (server, &made.canonical_request, self.may_correct_clock) else {
            return false;
        };
        let skew = server.duration_since(made.signed_at).unwrap_or_else(|earlier| earlier.duration());
        if skew <= TOLERATED_SKEW {
            return false;
        }
        tracing::warn!(
            operation = self.outgoing.operation.id,
            seconds = skew.as_secs(),
            is_behind = server > made.signed_at,
            "this machine's clock is off; requests are signed by the server's from now on"
        );
        self.shared().set_clock_by(server);
        true
    }

    /// Whether a token has to be renewed, and its source can.
    fn renews_credentials(&self, error: &ApiError, made: &Made) -> bool {
        let wanted = error.code.as_deref() == Some("APIGW.0307")
            || error.message.as_deref().is_some_and(|message| {
                search::contains(&message.to_ascii_lowercase(), "token must be updated")
            });
        let can = wanted
            && self.may_renew_credentials
            && made.credentials.auth_token().is_some()
            && self.shared().credentials.renew(&made.credentials);
        if can {
            tracing::debug!(operation = self.outgoing.operation.id, "the token is renewed");
        }
        can
    }

    fn no_response(&self, error: TransportError) -> Failure {
        let next = match error.kind() {
            // The client's own limit is watched elsewhere, so the transport's can only be that of connecting.
            TransportErrorKind::Timeout => return self.timed_out(self.shared().connect_timeout),
            TransportErrorKind::Request => Next::Never,
            _ => Next::AsThePolicySays(None),
        };
        let error = ConnectError {
            operation: self.outgoing.operation.id,
            host: self.outgoing.endpoint.host().to_owned(),
            attempts: self.number,
            cause: error,
        };
        Failure { error: Error::Connect(Box::new(error)), next }
    }

    pub(crate) fn timed_out(&self, allowed: Duration) -> Failure {
        let error = TimeoutError {
            operation: self.outgoing.operation.id,
            host: self.outgoing.endpoint.host().to_owned(),
            attempts: self.number,
            allowed,
            deadline: false,
        };
        Failure { error: Error::Timeout(Box::new(error)), next: Next::AsThePolicySays(None) }
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
