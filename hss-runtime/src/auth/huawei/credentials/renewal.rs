//! Cache of credentials that expire, with one fetch at a time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::context::CredentialsContext;
use crate::auth::huawei::sign::key::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Delay of the next fetch after a failed renewal of valid credentials.
const RETRY_DELAY: Duration = Duration::from_secs(60);

/// Time for which a rejection (a wrong password) is the answer to all callers. The identity service locks an account
/// after five failures.
const REJECTION_DELAY: Duration = Duration::from_secs(30);

/// Fetched credentials with their lifetime.
pub(super) struct Fetched {
    pub(super) credentials: Credentials,
    pub(super) lifetime: Duration,
    /// Time before expiry at which they are renewed.
    pub(super) margin: Duration,
}

/// Source of credentials that expire.
pub(super) trait Source: Send + Sync {
    fn renewal(&self) -> &Renewal;

    fn fetch<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Fetched, CredentialsError>>;
}

/// The cached credentials of a source, or new ones.
pub(super) fn get<'a>(
    source: &'a dyn Source,
    context: CredentialsContext<'a>,
) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
    Box::pin(source.renewal().get(source, context))
}

/// Cached credentials. Times are of the monotonic clock, since the system clock may be wrong and may change.
#[derive(Clone)]
struct Cached {
    credentials: Credentials,
    renew_at: Instant,
    expires_at: Instant,
}

/// The last fetch, if it failed.
struct FailedFetch {
    error: CredentialsError,
    at: Instant,
}

impl FailedFetch {
    /// True if the source rejected the user so recently that asking again would only help to lock the account.
    fn is_fresh_rejection(&self) -> bool {
        self.error.is_rejection() && self.at.elapsed() < REJECTION_DELAY
    }
}

/// Cache of a provider.
#[derive(Default)]
pub(super) struct Renewal {
    cached: Mutex<Option<Cached>>,
    /// Locked during a fetch; contains the failure of the last fetch, if it failed.
    fetching: tokio::sync::Mutex<Option<FailedFetch>>,
    /// Number of completed fetches.
    fetches: AtomicU64,
}

impl Renewal {
    /// The cached credentials, or new ones. One caller fetches at a time, and callers that waited share its result or
    /// error. While the cached credentials are valid, only the fetching caller waits.
    async fn get(
        &self,
        source: &dyn Source,
        context: CredentialsContext<'_>,
    ) -> Result<Credentials, CredentialsError> {
        let seen = self.fetches.load(Ordering::Acquire);
        let now = Instant::now();
        let cached = self.cached().filter(|cached| now < cached.expires_at);
        let mut failure = match cached {
            Some(cached) if now < cached.renew_at => return Ok(cached.credentials),
            Some(cached) => match self.fetching.try_lock() {
                Ok(failure) => failure,
                Err(_) => return Ok(cached.credentials),
            },
            None => self.fetching.lock().await,
        };
        if self.fetches.load(Ordering::Acquire) != seen {
            // The cached credentials may have expired during the fetch that failed.
            let valid = self.cached().filter(|cached| Instant::now() < cached.expires_at);
            match (valid, &*failure) {
                (Some(cached), _) => return Ok(cached.credentials),
                (None, Some(failure)) => return Err(failure.error.clone()),
                (None, None) => {}
            }
        }
        if let Some(failure) = failure.as_ref().filter(|failure| failure.is_fresh_rejection()) {
            return Err(failure.error.clone());
        }
        let fetched = source.fetch(context).await;
        let result = self.store(fetched);
        *failure =
            result.as_ref().err().map(|error| FailedFetch { error: error.clone(), at: Instant::now() });
        self.fetches.fetch_add(1, Ordering::Release);
        result
    }

    fn store(&self, fetched: Result<Fetched, CredentialsError>) -> Result<Credentials, CredentialsError> {
        let now = Instant::now();
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(fetched) => {
                let margin = fetched.margin.min(fetched.lifetime / 10 * 9);
                *cached = Some(Cached {
                    credentials: fetched.credentials.clone(),
                    renew_at: later(now, fetched.lifetime - margin),
                    expires_at: later(now, fetched.lifetime),
                });
                Ok(fetched.credentials)
            }
            Err(error) => match cached.as_mut().filter(|cached| now < cached.expires_at) {
                Some(cached) => {
                    tracing::warn!(%error, "credentials could not be renewed; the old ones are still valid");
                    cached.renew_at = later(now, RETRY_DELAY);
                    Ok(cached.credentials.clone())
                }
                None => Err(error),
            },
        }
    }

    /// Discards the cached credentials if they are these.
    pub(super) fn forget(&self, refused: &Credentials) {
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if cached.as_ref().is_some_and(|cached| cached.credentials.is_same(refused)) {
            *cached = None;
        }
    }

    fn cached(&self) -> Option<Cached> {
        self.cached.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn later(now: Instant, time: Duration) -> Instant {
    // A server may send an expiry date that the clock cannot represent. One day is then a safe lifetime.
    now.checked_add(time).unwrap_or(now + Duration::from_secs(86_400))
}
