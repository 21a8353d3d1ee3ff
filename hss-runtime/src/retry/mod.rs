//! When a call is tried again, and after how long.

pub(crate) mod rate_limit;

use crate::auth::huawei::sign::date;
use crate::error::Error;
use crate::schema::{Method, Operation};
use crate::search;
use crate::transport::TransportErrorKind;
use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Says when a call is tried again. Implemented by [`ExponentialBackoff`]; a type of one's own takes its place with
/// [`Builder::retry`](crate::Builder::retry).
///
/// Not asked, since nothing is to be gained: about requests that could not be made, and about refused credentials
/// (401), where five failures lock an access key for five minutes. Whatever it says, no wait goes past the call's
/// deadline, and the client's [`RetryBudget`] has to have something left.
pub trait RetryPolicy: Send + Sync {
    /// How long to wait before the next attempt; none to fail with the error.
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;
}

/// An attempt that failed, for [`Retry`] to judge.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// Whether making the call twice is the same as making it once (GET, HEAD, PUT, DELETE).
    pub is_idempotent: bool,
    /// How many attempts there were, this one included.
    pub attempts: u32,
    /// How it failed. [`Error::is_retryable`] says whether time may help.
    pub error: &'a Error,
    /// How long the server asked to wait.
    pub retry_after: Option<Duration>,
    /// How long the call has taken so far.
    pub elapsed: Duration,
}

/// The usual way to try again.
///
/// Only calls that may be made twice are (GET, HEAD, PUT, DELETE), and only after a failed connection, a timeout, or
/// one of the statuses 429, 500, 502, 503 and 504. A 401 never is: five failures lock an access key for five minutes.
/// The wait is random between nothing and a bound that doubles each time; where the server says how long to wait, it
/// is at least that. No wait goes past the deadline of the call.
///
/// ```
/// use hss_client::ExponentialBackoff;
/// use std::time::Duration;
///
/// let patient = ExponentialBackoff::default().max_attempts(6).base_delay(Duration::from_secs(1));
/// let never = ExponentialBackoff::none();
/// ```
#[derive(Debug)]
pub struct ExponentialBackoff {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    /// The state of the source of chance.
    chance: AtomicU64,
}

impl Default for ExponentialBackoff {
    /// Four attempts; waits of at most 0.2, 0.4 and 0.8 seconds unless the server asks for more.
    fn default() -> Self {
        ExponentialBackoff {
            max_attempts: 4,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            // The hasher of every new map is seeded by chance: enough for spreading waits, and no crate more.
            chance: AtomicU64::new(RandomState::new().hash_one(0_u8)),
        }
    }
}

impl ExponentialBackoff {
    /// One attempt only.
    pub fn none() -> Self {
        ExponentialBackoff::default().max_attempts(1)
    }

    /// With so many attempts in all; 0 counts as 1.
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        ExponentialBackoff { max_attempts: max_attempts.max(1), ..self }
    }

    /// With this bound of the first wait.
    pub fn base_delay(self, base_delay: Duration) -> Self {
        ExponentialBackoff { base_delay, ..self }
    }

    /// With this bound of any wait that the server did not ask for.
    pub fn max_delay(self, max_delay: Duration) -> Self {
        ExponentialBackoff { max_delay, ..self }
    }

    /// With waits that are the same each time, for tests.
    pub fn seed(self, seed: u64) -> Self {
        ExponentialBackoff { chance: AtomicU64::new(seed), ..self }
    }

    /// A number from 0 to 1 (SplitMix64).
    fn chance(&self) -> f64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut mixed = self.chance.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}

impl RetryPolicy for ExponentialBackoff {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if failed.attempts >= self.max_attempts || !failed.is_idempotent || !failed.error.is_retryable() {
            return None;
        }
        let doubled = 1_u32.checked_shl(failed.attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(doubled).min(self.max_delay);
        // Also on top of what the server asked for: it has told all clients the same.
        let chosen = Duration::try_from_secs_f64(bound.as_secs_f64() * self.chance()).unwrap_or(bound);
        Some(failed.retry_after.unwrap_or_default().saturating_add(chosen))
    }
}

/// How much a client may try again in all, so that it does not make an outage worse.
///
/// A client can save up so many retries. Each retry takes one, and ten calls that succeed bring one back. A retry that
/// the server has asked for, by saying when to come back, takes none.
///
/// ```
/// use hss_client::RetryBudget;
///
/// let small = RetryBudget::new(10);
/// let none_saved = RetryBudget::new(0);
/// let unlimited = RetryBudget::unlimited();
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    /// In tenths of a retry; none without a limit.
    most: Option<u64>,
    left: AtomicU64,
}

/// What a retry costs, in units of what a success brings.
const RETRY_COST: u64 = 10;

impl Default for RetryBudget {
    /// 100 retries.
    fn default() -> Self {
        RetryBudget::new(100)
    }
}

impl RetryBudget {
    /// So many retries can be saved up; a new client has all of them.
    pub fn new(retries: u32) -> Self {
        let most = u64::from(retries) * RETRY_COST;
        RetryBudget { most: Some(most), left: AtomicU64::new(most) }
    }

    /// No limit.
    pub fn unlimited() -> Self {
        RetryBudget { most: None, left: AtomicU64::new(0) }
    }

    /// Takes a retry, if there is one left.
    pub(crate) fn take(&self) -> bool {
        let taken = |left: u64| left.checked_sub(RETRY_COST);
        self.most.is_none() || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// Takes note of a success.
    pub(crate) fn give_back(&self) {
        let Some(most) = self.most else { return };
        let given = |left: u64| (left < most).then_some(left + 1);
        // It fails only where the budget is full.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, given);
    }
}

/// Whether a call that was answered with this status is tried again.
pub(crate) fn is_retried(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504)
}

/// Whether a call that failed like this is tried again.
pub(crate) fn is_transient(kind: TransportErrorKind) -> bool {
    match kind {
        TransportErrorKind::Connect | TransportErrorKind::Timeout | TransportErrorKind::Broken => true,
        TransportErrorKind::TooLarge | TransportErrorKind::Request => false,
    }
}

/// Whether making the call twice is the same as making it once.
pub(crate) fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Put | Method::Delete => true,
        Method::Post | Method::Patch => false,
    }
}

/// The wait that a `Retry-After` header asks for: seconds, or a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    Some(date::parse_http_date(text)?.duration_since(now).unwrap_or_default())
}

/// The window in a throttled call's text, such as `(policy user over ratelimit,limit:5,time:1 minute)`. How much of it
/// is left is not said, so the wait is the whole.
pub(crate) fn throttling_window(message: &str) -> Option<Duration> {
    const WINDOW: &str = "time:";
    let lower = message.to_ascii_lowercase();
    if !search::contains(&lower, "limit") {
        return None;
    }
    let after = lower[search::find(&lower, WINDOW)? + WINDOW.len()..].trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let count: u64 = after[..digits].parse().ok()?;
    let unit: String = after[digits..].trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    let seconds = match unit.trim_end_matches('s') {
        "" | "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" => 3600,
        "day" => 86_400,
        _ => return None,
    };
    Some(Duration::from_secs(count.checked_mul(seconds)?))
}
