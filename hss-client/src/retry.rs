//! When a call is tried again, and after how long.

use crate::sign::date;
use crate::transport::TransportErrorKind;
use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// When a call is tried again.
///
/// Only calls that may be made twice are (GET, HEAD, PUT, DELETE), and only after a failed connection, a timeout, or
/// one of the statuses 429, 500, 502, 503 and 504. A 401 never is: five failures lock an access key for five minutes.
/// The wait is random between nothing and a bound that doubles each time; where the server says how long to wait, it
/// is at least that. No wait goes past the deadline of the call.
///
/// ```
/// use hss_client::RetryPolicy;
/// use std::time::Duration;
///
/// let patient = RetryPolicy::default().max_attempts(6).base_delay(Duration::from_secs(1));
/// let never = RetryPolicy::none();
/// ```
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    seed: Option<u64>,
}

impl Default for RetryPolicy {
    /// Four attempts; waits of at most 0.2, 0.4 and 0.8 seconds unless the server asks for more.
    fn default() -> Self {
        RetryPolicy {
            max_attempts: 4,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            seed: None,
        }
    }
}

impl RetryPolicy {
    /// One attempt only.
    pub fn none() -> Self {
        RetryPolicy::default().max_attempts(1)
    }

    /// With so many attempts in all; 0 counts as 1.
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        RetryPolicy { max_attempts: max_attempts.max(1), ..self }
    }

    /// With this bound of the first wait.
    pub fn base_delay(self, base_delay: Duration) -> Self {
        RetryPolicy { base_delay, ..self }
    }

    /// With this bound of any wait that the server did not ask for.
    pub fn max_delay(self, max_delay: Duration) -> Self {
        RetryPolicy { max_delay, ..self }
    }

    /// With waits that are the same each time, for tests.
    pub fn seed(self, seed: u64) -> Self {
        RetryPolicy { seed: Some(seed), ..self }
    }
}

/// A policy in use by a client, with its source of chance.
#[derive(Debug)]
pub(crate) struct Retries {
    policy: RetryPolicy,
    state: AtomicU64,
}

impl Retries {
    pub(crate) fn new(policy: RetryPolicy) -> Self {
        // The hasher of every new map is seeded by chance: enough for spreading waits, and no crate more.
        let seed = policy.seed.unwrap_or_else(|| RandomState::new().hash_one(0_u8));
        Retries { policy, state: AtomicU64::new(seed) }
    }

    /// How long to wait before the next attempt, after so many; none if there shall be none.
    pub(crate) fn wait(&self, attempts: u32, asked: Option<Duration>) -> Option<Duration> {
        if attempts >= self.policy.max_attempts {
            return None;
        }
        let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.policy.base_delay.saturating_mul(doubled).min(self.policy.max_delay);
        // Also on top of what the server asked for: it has told all clients the same.
        let chosen = Duration::try_from_secs_f64(bound.as_secs_f64() * self.chance()).unwrap_or(bound);
        Some(asked.unwrap_or_default().saturating_add(chosen))
    }

    /// A number from 0 to 1 (SplitMix64).
    fn chance(&self) -> f64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut mixed = self.state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
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
    let lower = message.to_ascii_lowercase();
    if !lower.contains("limit") {
        return None;
    }
    let after = lower.split("time:").nth(1)?.trim_start();
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
