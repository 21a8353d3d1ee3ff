//! Credentials that end: kept while they are good, and fetched once for all who wait.

use super::{Credentials, CredentialsContext, CredentialsError};
use crate::transport::BoxFuture;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How long to use credentials that could not be renewed before trying again.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was fetched, and how long it is good for.
pub(super) struct Fetched {
    pub(super) credentials: Credentials,
    pub(super) lifetime: Duration,
    /// How long before their end they are renewed.
    pub(super) margin: Duration,
}

/// What credentials that end are fetched from.
pub(super) trait Source: Send + Sync {
    fn renewal(&self) -> &Renewal;

    fn fetch<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Fetched, CredentialsError>>;
}

/// The kept credentials of a source, or fetched ones.
pub(super) fn get<'a>(
    source: &'a dyn Source,
    context: CredentialsContext<'a>,
) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
    Box::pin(source.renewal().get(source, context))
}

/// Time is taken from the monotonic clock: the wall clock may be wrong, and be corrected under way.
#[derive(Clone)]
struct Kept {
    credentials: Credentials,
    renew_at: Instant,
    end: Instant,
}

/// The credentials that a provider has fetched.
#[derive(Default)]
pub(super) struct Renewal {
    kept: Mutex<Option<Kept>>,
    /// Held by the one who fetches; holds why the last fetch failed, if it did.
    fetching: tokio::sync::Mutex<Option<CredentialsError>>,
    /// How many fetches have ended.
    fetches: AtomicU64,
}

impl Renewal {
    /// The kept credentials, or those that the source brings. One fetches at a time; who had to wait for it takes what
    /// came of it, error or not. Where the old ones are still good nobody waits but the one who fetches.
    async fn get(
        &self,
        source: &dyn Source,
        context: CredentialsContext<'_>,
    ) -> Result<Credentials, CredentialsError> {
        let seen = self.fetches.load(Ordering::Acquire);
        let now = Instant::now();
        let old = self.kept().filter(|kept| now < kept.end);
        let mut failure = match old {
            Some(kept) if now < kept.renew_at => return Ok(kept.credentials),
            Some(kept) => match self.fetching.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(kept.credentials),
            },
            None => self.fetching.lock().await,
        };
        if self.fetches.load(Ordering::Acquire) != seen {
            match (self.kept(), &*failure) {
                (Some(kept), _) => return Ok(kept.credentials),
                (None, Some(error)) => return Err(error.clone()),
                (None, None) => {}
            }
        }
        let fetched = source.fetch(context).await;
        let result = self.take_note(fetched);
        *failure = result.as_ref().err().cloned();
        self.fetches.fetch_add(1, Ordering::Release);
        result
    }

    fn take_note(&self, fetched: Result<Fetched, CredentialsError>) -> Result<Credentials, CredentialsError> {
        let now = Instant::now();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(fetched) => {
                let margin = fetched.margin.min(fetched.lifetime / 10 * 9);
                *kept = Some(Kept {
                    credentials: fetched.credentials.clone(),
                    renew_at: later(now, fetched.lifetime - margin),
                    end: later(now, fetched.lifetime),
                });
                Ok(fetched.credentials)
            }
            Err(error) => match kept.as_mut().filter(|kept| now < kept.end) {
                Some(kept) => {
                    tracing::warn!(%error, "credentials could not be renewed; the old ones are still good");
                    kept.renew_at = later(now, PATIENCE);
                    Ok(kept.credentials.clone())
                }
                None => Err(error),
            },
        }
    }

    /// Forgets the kept credentials if they are these.
    pub(super) fn forget(&self, refused: &Credentials) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(|kept| kept.credentials.equals(refused)) {
            *kept = None;
        }
    }

    fn kept(&self) -> Option<Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn later(now: Instant, time: Duration) -> Instant {
    // A server may name an end past what the clock can hold: a day is soon enough to look again.
    now.checked_add(time).unwrap_or(now + Duration::from_secs(86_400))
}
