//! One attempt of a call: authorization, sending, classification of the response.

use std::borrow::Cow;
use std::future::poll_fn;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue, USER_AGENT};
use http::{Request, Response, StatusCode};

use crate::auth::{Authorization, Recovery, Rejection, RequestDraft};
use crate::error::body::{self, ErrorBody};
use crate::error::{ApiError, ConnectError, Error, TransportError, TransportErrorKind};
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{BodyMode, EncodedCall};
use crate::pipeline::headers::remove_reserved;
use crate::pipeline::hook::AttemptStart;
use crate::retry;
use crate::schema::{self, Kind, Location, Method, Parameter};
use crate::transport::{Chunks, Payload, RawResponse, Upload};
use crate::wire::decode;
use crate::wire::headers::set_header;
use crate::wire::percent::query_string_with;

pub(crate) struct Attempt<'a> {
    pub(crate) shared: &'a Shared,
    pub(crate) call: &'a EncodedCall,
    /// Counted from 1.
    pub(crate) number: u32,
    /// Recoveries that earlier attempts of the call have used.
    pub(crate) used: &'a [Recovery],
}

/// Failed attempt.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) next: Next,
}

/// Consequence of a failed attempt.
pub(crate) enum Next {
    /// The call fails.
    Never,
    /// Another attempt immediately: the server rejected the request before it had any effect.
    AtOnce(Recovery),
    /// The retry policy decides, given the time to wait that the server requested.
    ByPolicy(Option<Duration>),
}

impl Failure {
    pub(crate) fn last(error: Error) -> Self {
        Failure { error, next: Next::Never }
    }
}

impl Attempt<'_> {
    /// The request without credentials, after the hooks have seen it.
    pub(crate) fn draft(&self) -> RequestDraft<'_> {
        let call = self.call;
        RequestDraft {
            operation: call.operation,
            method: method(call.operation.method),
            endpoint: &call.endpoint,
            path: &call.path,
            query: Cow::Borrowed(&call.query),
            headers: self.headers(),
            body: call.body.bytes(),
        }
    }

    /// Obtains the credentials of the attempt.
    pub(crate) async fn authorize(
        &self,
        draft: &RequestDraft<'_>,
    ) -> Result<Box<dyn Authorization + '_>, Failure> {
        self.shared.scheme.authorize(draft, &self.shared.transport).await.map_err(Failure::last)
    }

    /// Returns the response and, if it is streamed, its body.
    pub(crate) async fn run(
        &self,
        draft: RequestDraft<'_>,
        mut authorization: Box<dyn Authorization + '_>,
    ) -> Result<(RawResponse, Option<Chunks>), Failure> {
        let shared = self.shared;
        let request = self.request(draft, &mut *authorization).map_err(Failure::last)?;
        let sent = match self.call.mode {
            _ if self.call.body.is_streamed() => {
                shared.transport.upload(self.upload(request)).await.map(|response| (response, None))
            }
            BodyMode::Buffer => shared.transport.send(request).await.map(|response| (response, None)),
            BodyMode::Stream => self.open(request).await,
        };
        match sent {
            Ok((response, stream)) => Ok((self.judge(response, &*authorization)?, stream)),
            Err(error) => Err(self.no_response(error)),
        }
    }

    /// The request with its streamed body.
    fn upload(&self, request: Request<Bytes>) -> Request<Upload> {
        request.map(|_| match &self.call.body {
            Payload::Streamed(segments) => Upload::new(segments.to_vec(), self.call.sent.clone()),
            Payload::Whole(_) => Upload::new(Vec::new(), self.call.sent.clone()),
        })
    }

    /// Returns the head of a successful response with its streamed body, or an error with its whole body.
    async fn open(
        &self,
        request: Request<Bytes>,
    ) -> Result<(Response<Bytes>, Option<Chunks>), TransportError> {
        let (head, mut chunks) = self.shared.transport.open(request).await?.into_parts();
        if head.status.is_success() {
            return Ok((Response::from_parts(head, Bytes::new()), Some(chunks)));
        }
        let mut content = BytesMut::new();
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            content.extend_from_slice(&chunk?);
            if content.len() > body::MAX_BYTES {
                break;
            }
        }
        Ok((Response::from_parts(head, content.freeze()), None))
    }

    /// The request as it is sent.
    fn request(
        &self,
        mut draft: RequestDraft<'_>,
        authorization: &mut dyn Authorization,
    ) -> Result<Request<Bytes>, Error> {
        let call = self.call;
        authorization.attach(&mut draft).map_err(|problem| self.unsendable(&problem))?;
        let RequestDraft { method, query, mut headers, .. } = draft;
        if call.body.is_empty() && expects_body(&method) {
            set_header(&mut headers, CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut request = Request::new(match &call.body {
            Payload::Whole(body) => body.clone(),
            Payload::Streamed(_) => Bytes::new(),
        });
        // A signature covers the escaped query, so only unsigned requests keep reserved characters.
        let signs = self.shared.scheme.signs();
        let is_reserved = |name: &str| {
            let fits = |parameter: &Parameter| {
                parameter.location == Location::Query
                    && parameter.field.name == name
                    && parameter.field.is_reserved()
            };
            !signs && call.operation.parameters.iter().any(fits)
        };
        *request.uri_mut() = call
            .endpoint
            .address(&call.path, &query_string_with(&query, &is_reserved))
            .parse()
            .map_err(|error| self.unsendable(&format!("the URL is invalid: {error}")))?;
        *request.method_mut() = method;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The headers without credentials, after the hooks have seen them.
    fn headers(&self) -> HeaderMap {
        let shared = self.shared;
        let mut headers = self.call.headers.clone();
        set_header(&mut headers, USER_AGENT, shared.user_agent.clone());
        let (operation, attempt) = (self.call.operation, self.number);
        for hook in &shared.hooks {
            hook.before(&mut AttemptStart { operation, attempt, headers: &mut headers });
        }
        remove_reserved(&mut headers, &*shared.scheme);
        headers
    }

    fn unsendable(&self, problem: &str) -> Error {
        Error::config(format!("{}: {problem}", self.call.operation.id))
    }

    /// Classifies the response as success or failure. Redirects are not followed and count as failures.
    fn judge(
        &self,
        response: Response<Bytes>,
        authorization: &dyn Authorization,
    ) -> Result<RawResponse, Failure> {
        let (operation, shared) = (self.call.operation.id, self.shared);
        let (head, body) = response.into_parts();
        tracing::debug!(operation, attempt = self.number, status = head.status.as_u16(), "response");
        if head.status.is_success() {
            if let Some(parsed) = self.error_in_success(&head.headers, &body, authorization) {
                let mut error = ApiError::new(operation, head.status, self.number, parsed);
                shared.scheme.read_throttling(&mut error);
                return Err(Failure::last(Error::Api(Box::new(error))));
            }
            authorization.accepted();
            let request_id = body::request_id(&head.headers);
            return Ok(RawResponse {
                operation,
                status: head.status,
                request_id,
                headers: head.headers,
                body,
                documented: self.call.documented.clone(),
                max_decoded_bytes: shared.max_decoded_bytes,
            });
        }
        let mut parsed = ErrorBody::parse(&head.headers, body, &authorization.secrets());
        let is_redirect = head.status.is_redirection() && head.status != StatusCode::NOT_MODIFIED;
        if is_redirect && parsed.message.is_none() {
            parsed.message = Some("a redirect, which is not followed".to_owned());
        }
        let mut error = ApiError::new(operation, head.status, self.number, parsed);
        let message = error.message.as_deref();
        error.signature_difference = message.and_then(|message| authorization.explain(message));
        error.retry_after = retry::retry_after(&head.headers, shared.clock.now());
        shared.scheme.read_throttling(&mut error);
        let rejection = Rejection { error: &error, headers: &head.headers, used: self.used };
        let next = match (authorization.recover(&rejection), error.status) {
            (Some(recovery), _) => Next::AtOnce(recovery),
            (None, StatusCode::UNAUTHORIZED) => Next::Never,
            (None, _) => Next::ByPolicy(error.retry_after),
        };
        Err(Failure { error: Error::Api(Box::new(error)), next })
    }

    /// The error in the body of a successful response in place of its model.
    fn error_in_success(
        &self,
        headers: &HeaderMap,
        body: &Bytes,
        authorization: &dyn Authorization,
    ) -> Option<ErrorBody> {
        match self.call.operation.response {
            schema::Response::Json(Kind::Model(model)) if !decode::may_have_field(body, model.get()) => {
                ErrorBody::in_success(headers, body, &authorization.secrets())
            }
            _ => None,
        }
    }

    fn no_response(&self, error: TransportError) -> Failure {
        let next = match error.kind() {
            // The exchange enforces the client's own time limit, so a timeout of the transport is that of connecting.
            TransportErrorKind::Timeout => return self.timed_out(self.shared.connect_timeout),
            TransportErrorKind::Request => Next::Never,
            _ => Next::ByPolicy(None),
        };
        let error = ConnectError {
            operation: self.call.operation.id,
            host: self.call.endpoint.host().to_owned(),
            attempts: self.number,
            cause: error,
        };
        Failure { error: Error::Connect(Box::new(error)), next }
    }

    pub(crate) fn timed_out(&self, allowed: Duration) -> Failure {
        let error = self.call.timed_out(&*self.shared.transport, self.number, allowed, false);
        Failure { error, next: Next::ByPolicy(None) }
    }
}

/// True for a method whose requests announce an empty body as `Content-Length: 0`
/// ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-8.6)).
fn expects_body(method: &http::Method) -> bool {
    matches!(*method, http::Method::POST | http::Method::PUT | http::Method::PATCH)
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
        Method::Patch => http::Method::PATCH,
        Method::Head => http::Method::HEAD,
        Method::Options => http::Method::OPTIONS,
        Method::Trace => http::Method::TRACE,
    }
}
