//! Look-ups of client parameters.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use http::StatusCode;
use tokio::sync::MutexGuard;
use tokio::time::Instant;

use crate::error::{ApiError, ConfigError, Error};
use crate::schema::Operation;
use crate::transport::{Endpoint, PerCaller, RawResponse};

/// Time for which all callers get the error of a look-up that was refused or found nothing.
const REFUSAL_DELAY: Duration = Duration::from_secs(30);

/// Look-up of a client parameter by a separate call, once per client.
pub(crate) trait ParameterLookup: Send + Sync {
    /// The state of the look-up.
    fn state(&self) -> &LookupState;

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

/// Value or refusal of a [`ParameterLookup`].
#[derive(Default)]
pub(crate) struct LookupState {
    found: OnceLock<String>,
    refused: Mutex<Option<Refused>>,
    looking: PerCaller<tokio::sync::Mutex<()>>,
}

/// A refusal, which later calls get too for a while.
struct Refused {
    error: Refusal,
    at: Instant,
}

#[derive(Clone)]
enum Refusal {
    Api(Box<ApiError>),
    Config(Box<ConfigError>),
}

impl LookupState {
    /// The value, once it was found.
    pub(crate) fn found(&self) -> Option<&str> {
        self.found.get().map(String::as_str)
    }

    /// Waits until no other call is looking the value up.
    pub(crate) async fn lock(&self) -> MutexGuard<'_, ()> {
        self.looking.get().lock().await
    }

    /// The error of a look-up that was recently refused.
    pub(crate) fn refusal(&self) -> Option<Error> {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = refused.as_ref().filter(|refused| refused.at.elapsed() < REFUSAL_DELAY)?;
        Some(match refused.error.clone() {
            Refusal::Api(error) => Error::Api(error),
            Refusal::Config(error) => Error::Config(error),
        })
    }

    /// Records the result of a look-up.
    ///
    /// # Errors
    ///
    /// The given error.
    pub(crate) fn record(&self, result: Result<String, Error>) -> Result<&str, Error> {
        let error = match result {
            Ok(value) => return Ok(self.found.get_or_init(|| value)),
            Err(error) => error,
        };
        let refusal = match &error {
            Error::Api(api) if is_refusal(api.status) => Some(Refusal::Api(api.clone())),
            Error::Config(config) => Some(Refusal::Config(config.clone())),
            _ => None,
        };
        let refused = refusal.map(|error| Refused { error, at: Instant::now() });
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = refused;
        Err(error)
    }
}

/// True for a status that the same request would get again.
fn is_refusal(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}
