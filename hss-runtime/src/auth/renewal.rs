//! Cache of credentials that expire, with one fetch at a time.

use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use crate::error::CredentialsError;
use crate::transport::{BoxFuture, PerCaller, spawn};

/// Delay before the next fetch after the renewal of still valid credentials failed, or after credentials were
/// discarded.
const RETRY_DELAY: Duration = Duration::from_secs(60);

/// Time that a call waits for a renewal while the old credentials are valid. The renewal then continues without it.
const RENEWAL_WAIT: Duration = Duration::from_secs(5);

/// Time for which all callers get the error of a rejection (a wrong password): a server may lock an account after a
/// few failures.
const REJECTION_DELAY: Duration = Duration::from_secs(30);

/// Maximum age of an abandoned fetch whose result is still used.
const LONGEST_FETCH: Duration = Duration::from_secs(90);

/// Fetched credentials with their lifetime.
pub(crate) struct Fetched<C> {
    pub(crate) credentials: C,
    /// Counted from the start of the fetch.
    pub(crate) lifetime: Duration,
    /// Time before expiry at which they are renewed.
    pub(crate) margin: Duration,
}

/// A fetch, which borrows nothing: another caller may finish it.
pub(crate) type Fetch<C> = BoxFuture<'static, Result<Fetched<C>, CredentialsError>>;

/// Cache of a provider.
pub(crate) struct Renewal<C> {
    outcome: Mutex<Outcome<C>>,
    /// Locked by the caller that waits for the fetch. If that caller leaves, the next one takes its place.
    running: PerCaller<tokio::sync::Mutex<Option<RunningFetch<C>>>>,
}

impl<C> Default for Renewal<C> {
    fn default() -> Self {
        Renewal { outcome: Mutex::default(), running: PerCaller::new(Default::default) }
    }
}

impl<C: Clone + Send + 'static> Renewal<C> {
    /// Returns the cached credentials, or fetches new ones. One fetch runs at a time, and all callers that wait for it
    /// share its result or error. While the cached credentials are valid, only the caller that starts the fetch waits,
    /// and only briefly.
    pub(crate) async fn get(&self, fetch: &(dyn Fn() -> Fetch<C> + Sync)) -> Result<C, CredentialsError> {
        let lock = self.running.get();
        let (seen, mut valid) = self.outcome().now();
        let mut running = match &valid {
            Some(cached) if Instant::now() < cached.renew_at => return Ok(cached.credentials.clone()),
            Some(cached) => match lock.try_lock() {
                Ok(running) => running,
                Err(_) => return Ok(cached.credentials.clone()),
            },
            None => lock.lock().await,
        };
        if let Some(known) = self.outcome().since(seen) {
            return known;
        }
        loop {
            running.take_if(|fetch| fetch.started.elapsed() > LONGEST_FETCH);
            let current = match &mut *running {
                Some(current) => current,
                none => none.insert(RunningFetch::start(fetch())?),
            };
            let started = current.started;
            let ended = match &valid {
                None => (&mut current.task).await,
                Some(cached) => {
                    let patience = RENEWAL_WAIT.saturating_sub(started.elapsed());
                    match timeout(patience, &mut current.task).await {
                        Ok(ended) => ended,
                        Err(_) if Instant::now() < cached.expires_at => {
                            return Ok(cached.credentials.clone());
                        }
                        Err(_) => {
                            valid = None;
                            continue;
                        }
                    }
                }
            };
            *running = None;
            match ended {
                Ok(fetched) => return self.outcome().store(started, fetched),
                Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
                // The runtime of the caller that started the fetch was shut down.
                Err(_) => {}
            }
        }
    }

    /// Discards the cached credentials if they are these, at most once a minute: a service that refuses all credentials must
    /// not cause a fetch with each call. Returns true if the next ones may differ.
    pub(crate) fn forget(&self, are_these: impl Fn(&C) -> bool) -> bool {
        let mut outcome = self.outcome();
        if outcome.cached.as_ref().is_none_or(|cached| !are_these(&cached.credentials)) {
            return true;
        }
        if outcome.forgotten_at.is_some_and(|at| at.elapsed() < RETRY_DELAY) {
            return false;
        }
        outcome.cached = None;
        outcome.forgotten_at = Some(Instant::now());
        true
    }

    fn outcome(&self) -> MutexGuard<'_, Outcome<C>> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A fetch in progress: a separate task, which continues for other callers if one leaves.
struct RunningFetch<C> {
    started: Instant,
    task: JoinHandle<Result<Fetched<C>, CredentialsError>>,
}

impl<C: Send + 'static> RunningFetch<C> {
    fn start(fetch: Fetch<C>) -> Result<Self, CredentialsError> {
        let task =
            spawn(fetch).ok_or_else(|| CredentialsError::new("no tokio runtime to fetch credentials on"))?;
        Ok(RunningFetch { started: Instant::now(), task })
    }
}

impl<C> Drop for RunningFetch<C> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Cached credentials. Times are of the monotonic clock, since the system clock may be wrong and may change.
#[derive(Clone)]
struct Cached<C> {
    credentials: C,
    renew_at: Instant,
    expires_at: Instant,
}

/// Failure of a fetch.
struct FailedFetch {
    error: CredentialsError,
    at: Instant,
}

/// Outcome of the fetches so far.
struct Outcome<C> {
    cached: Option<Cached<C>>,
    /// The last fetch, if it failed.
    failed: Option<FailedFetch>,
    /// Number of completed fetches.
    fetches: u64,
    /// Time at which credentials were last discarded.
    forgotten_at: Option<Instant>,
}

impl<C> Default for Outcome<C> {
    fn default() -> Self {
        Outcome { cached: None, failed: None, fetches: 0, forgotten_at: None }
    }
}

impl<C: Clone> Outcome<C> {
    /// The number of completed fetches, and the credentials that are valid now.
    fn now(&self) -> (u64, Option<Cached<C>>) {
        (self.fetches, self.valid().cloned())
    }

    fn valid(&self) -> Option<&Cached<C>> {
        self.cached.as_ref().filter(|cached| Instant::now() < cached.expires_at)
    }

    /// The outcome for a caller that has waited since there were `seen` fetches; `None` if another fetch is needed.
    fn since(&self, seen: u64) -> Option<Result<C, CredentialsError>> {
        let is_new = self.fetches != seen;
        // The source has just rejected the user: another request would only help to lock the account.
        let is_fresh_rejection =
            |failed: &FailedFetch| failed.error.is_rejection() && failed.at.elapsed() < REJECTION_DELAY;
        match (self.valid(), &self.failed) {
            (Some(cached), _) if is_new => Some(Ok(cached.credentials.clone())),
            (None, Some(failed)) if is_new || is_fresh_rejection(failed) => Some(Err(failed.error.clone())),
            _ => None,
        }
    }

    fn store(
        &mut self,
        started: Instant,
        fetched: Result<Fetched<C>, CredentialsError>,
    ) -> Result<C, CredentialsError> {
        self.fetches += 1;
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(error) => return self.store_failure(error),
        };
        let Fetched { credentials, lifetime, margin } = fetched;
        let expires_at = later(started, lifetime);
        if expires_at <= Instant::now() {
            return self.store_failure(CredentialsError::new("the credentials expired before they arrived"));
        }
        let renew_at = later(started, lifetime - margin.min(lifetime / 10 * 9));
        self.cached = Some(Cached { credentials: credentials.clone(), renew_at, expires_at });
        self.failed = None;
        Ok(credentials)
    }

    fn store_failure(&mut self, error: CredentialsError) -> Result<C, CredentialsError> {
        let now = Instant::now();
        self.failed = Some(FailedFetch { error: error.clone(), at: now });
        match self.cached.as_mut().filter(|cached| now < cached.expires_at) {
            Some(cached) => {
                tracing::warn!(%error, "credentials could not be renewed; the old ones are still valid");
                cached.renew_at = later(now, RETRY_DELAY);
                Ok(cached.credentials.clone())
            }
            None => Err(error),
        }
    }
}

fn later(now: Instant, time: Duration) -> Instant {
    // A server may send an expiry date that the clock cannot represent. One day is then a safe lifetime.
    now.checked_add(time).unwrap_or(now + Duration::from_secs(86_400))
}
