//! What can go wrong with a call, one level deep.

pub(crate) mod body;
pub(crate) mod download;
pub(crate) mod secret;

use crate::auth::huawei::credentials::CredentialsError;
use crate::error::body::ErrorBody;
use crate::error::download::BrokenDownload;
use crate::transport::TransportError;
use crate::validate::Violations;
use crate::wire::decode::DecodeError;
use bytes::Bytes;
use http::StatusCode;
use std::fmt;
use std::time::Duration;

/// Why a call, or the making of a client, failed.
///
/// `Display` says everything in a line or few. Nothing in it is secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request breaks the operation's documented bounds; all violations at once. Nothing was sent.
    Validation(Box<Violations>),
    /// A client or a request was set up wrongly; all problems at once. Nothing was sent.
    Config(Box<ConfigError>),
    /// There were no credentials to be had.
    Credentials(Box<CredentialsError>),
    /// No whole response came: there was no connection, or it broke, or the response was too large.
    Connect(Box<ConnectError>),
    /// It took too long.
    Timeout(Box<TimeoutError>),
    /// The server answered with an error.
    Api(Box<ApiError>),
    /// The server answered with success, and its answer cannot be read.
    Decode(Box<UnreadableResponse>),
    /// A listing is longer than the service lets itself be read.
    OffsetLimit(Box<OffsetLimitError>),
    /// A file began to come, and did not come to its end.
    Download(Box<BrokenDownload>),
}

/// What is wrong with how a client or a request was set up.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// Each problem, in a sentence that says what would be right.
    pub problems: Vec<String>,
}

/// No whole response came.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConnectError {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The host that was called, with its port where that is not the usual one.
    pub host: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What happened in the last attempt.
    pub cause: TransportError,
}

/// It took too long.
#[derive(Debug)]
#[non_exhaustive]
pub struct TimeoutError {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The host that was called, with its port where that is not the usual one.
    pub host: String,
    /// How often it was tried.
    pub attempts: u32,
    /// The time that was allowed for what timed out; for a connection the connect timeout.
    pub allowed: Duration,
    /// Whether it was the time for the whole call with all its attempts that ran out, and not that for one attempt.
    pub deadline: bool,
}

/// The server answered with an error.
#[non_exhaustive]
pub struct ApiError {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// The vendor's code: `HSS.1002`, `APIGW.0301`; none if the body has none.
    pub code: Option<String>,
    /// The vendor's message or, of a body that has none, the start of its text; none for an empty body.
    pub message: Option<String>,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// On a refused authorisation, details for an administrator, who can decode them with the security token
    /// service.
    pub encoded_authorization_message: Option<String>,
    /// On a signature that the gateway finds wrong and whose canonical request it shows: how that differs from the
    /// client's own, a line each.
    pub signature_difference: Option<String>,
    /// How long the server asked to wait, by `Retry-After` or in the text of a throttled call.
    pub retry_after: Option<Duration>,
    /// How often it was tried.
    pub attempts: u32,
    /// The body as it came, but for credentials that it quoted.
    pub body: Bytes,
}

/// The server answered with success, and its answer cannot be read.
#[non_exhaustive]
pub struct UnreadableResponse {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The body as it came.
    pub body: Bytes,
    /// Where and why it cannot be read.
    pub cause: DecodeError,
}

/// A listing is longer than the service lets itself be read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OffsetLimitError {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The largest offset that the service takes.
    pub maximum: i64,
    /// The offset at which the listing would have gone on.
    pub offset: i64,
    /// The number of all items, where the service tells.
    pub total: Option<i64>,
}

impl Error {
    pub(crate) fn config(problem: impl Into<String>) -> Self {
        Error::Config(Box::new(ConfigError { problems: vec![problem.into()] }))
    }

    /// The request's id, if a response came and had one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Error::Api(error) => error.request_id.as_deref(),
            Error::Decode(error) => error.request_id.as_deref(),
            Error::Download(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// The HTTP status, if a response came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::Api(error) => Some(error.status),
            Error::Decode(error) => Some(error.status),
            _ => None,
        }
    }

    /// The vendor's error code, if a response came and had one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Error::Api(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// Whether there were too many calls: the same call can succeed later.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS) || self.code() == Some("APIGW.0308")
    }

    /// Whether the credentials are missing or wrong, or don't permit the call.
    ///
    /// Don't repeat such a call: five failures lock an access key for five minutes.
    pub fn is_auth(&self) -> bool {
        matches!(self, Error::Credentials(_))
            || matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the thing asked for does not exist.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the same call may succeed later without a change: no connection, a timeout, too many calls, or a
    /// server in trouble.
    ///
    /// The client has already tried again where that cannot do a thing twice. For a call that is not idempotent the
    /// first try may have had its effect.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Connect(error) => crate::retry::is_transient(error.cause.kind()),
            Error::Timeout(_) => true,
            Error::Download(error) => error.is_transient(),
            Error::Api(error) => self.is_throttled() || crate::retry::is_retried(error.status),
            _ => false,
        }
    }
}

impl ApiError {
    pub(crate) fn new(operation: &'static str, status: StatusCode, attempts: u32, parsed: ErrorBody) -> Self {
        ApiError {
            operation,
            status,
            code: parsed.code,
            message: parsed.message,
            request_id: parsed.request_id,
            encoded_authorization_message: parsed.encoded_authorization_message,
            signature_difference: None,
            retry_after: parsed.retry_after,
            attempts,
            body: parsed.body,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Validation(error) => write!(f, "{error}"),
            Error::Config(error) => write!(f, "{error}"),
            Error::Credentials(error) => write!(f, "no credentials: {error}"),
            Error::Connect(error) => write!(f, "{error}"),
            Error::Timeout(error) => write!(f, "{error}"),
            Error::Api(error) => write!(f, "{error}"),
            Error::Decode(error) => write!(f, "{error}"),
            Error::OffsetLimit(error) => write!(f, "{error}"),
            Error::Download(error) => write!(f, "{error}"),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problems[..] {
            [problem] => f.write_str(problem),
            problems => {
                write!(f, "{} problems:", problems.len())?;
                problems.iter().try_for_each(|problem| write!(f, "\n- {problem}"))
            }
        }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no response from {}: {}", self.operation, self.host, self.cause)?;
        write_attempts(f, self.attempts)
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts == 0 {
            return write!(
                f,
                "{}: not sent to {} within {:?}, the time for the whole call: other calls, the rate limit or the \
                 look-up of the project took it up",
                self.operation, self.host, self.allowed
            );
        }
        write!(f, "{}: no response from {} within {:?}", self.operation, self.host, self.allowed)?;
        if self.deadline {
            f.write_str(", the time for the whole call")?;
        }
        write_attempts(f, self.attempts)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status)?;
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if self.encoded_authorization_message.is_some() {
            f.write_str(" (with an encoded authorization message)")?;
        }
        write_request_id(f, self.request_id.as_deref())?;
        write_attempts(f, self.attempts)?;
        self.signature_difference.as_ref().map_or(Ok(()), |difference| write!(f, "\n{difference}"))
    }
}

impl fmt::Display for UnreadableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, but the response cannot be read: {}", self.operation, self.status, self.cause)?;
        write_request_id(f, self.request_id.as_deref())
    }
}

impl fmt::Display for OffsetLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the listing goes on at offset {}, and the service takes none over {}",
            self.operation, self.offset, self.maximum
        )?;
        match self.total {
            Some(total) => write!(f, "; {} of {total} items were not read", (total - self.offset).max(0))?,
            None => f.write_str("; some items were not read")?,
        }
        f.write_str(" (narrow the listing with its filters)")
    }
}

fn write_request_id(f: &mut fmt::Formatter<'_>, request_id: Option<&str>) -> fmt::Result {
    request_id.map_or(Ok(()), |id| write!(f, " (request id {id})"))
}

fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: u32) -> fmt::Result {
    if attempts > 1 { write!(f, " (after {attempts} attempts)") } else { Ok(()) }
}

/// Shows how long the body is, not what is in it: what is logged should neither be long nor private.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("signature_difference", &self.signature_difference)
            .field("retry_after", &self.retry_after)
            .field("attempts", &self.attempts)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Shows how long the body is, not what is in it: what is logged should neither be long nor private.
impl fmt::Debug for UnreadableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadableResponse")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("cause", &self.cause)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ConfigError {}
impl std::error::Error for TimeoutError {}
impl std::error::Error for ApiError {}
impl std::error::Error for OffsetLimitError {}

impl std::error::Error for ConnectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

impl std::error::Error for UnreadableResponse {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

impl std::error::Error for Error {
    /// What stands behind the error. The error's own text says it already, so a report that prints the whole chain
    /// starts at the cause.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Credentials(error) => error.source(),
            Error::Connect(error) => Some(&error.cause),
            Error::Decode(error) => Some(&error.cause),
            Error::Download(error) => error.source(),
            _ => None,
        }
    }
}
