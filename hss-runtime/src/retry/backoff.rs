//! The default retry policy.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::retry::policy::{FailedAttempt, RetryPolicy};

/// Exponential backoff with
/// [full jitter](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). The default policy.
///
/// Retries idempotent calls (GET, HEAD, PUT, DELETE) after a failed connection, a timeout, or one of the statuses 429, 500,
/// 502, 503 and 504; other calls (POST, PATCH) only if they were throttled (429). A wait that the server requests
/// ([`Retry-After`](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)) is added
/// to the delay. No wait exceeds the deadline of the call.
///
/// ```
/// use hss_runtime::ExponentialBackoff;
/// use std::time::Duration;
///
/// let patient = ExponentialBackoff::default().max_attempts(6).base_delay(Duration::from_secs(1));
/// let never = ExponentialBackoff::none();
/// ```
#[derive(Debug)]
#[doc(alias = "RetryPolicy")]
pub struct ExponentialBackoff {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    /// State of the random number generator.
    random: AtomicU64,
}

impl Default for ExponentialBackoff {
    /// Four attempts, with delays of at most 0.2, 0.4 and 0.8 seconds unless the server requests more.
    fn default() -> Self {
        ExponentialBackoff {
            max_attempts: 4,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            // Randomly seeded by the standard library: good enough for jitter, without another dependency.
            random: AtomicU64::new(RandomState::new().hash_one(0_u8)),
        }
    }
}

impl ExponentialBackoff {
    /// Policy without retries.
    pub fn none() -> Self {
        ExponentialBackoff::default().max_attempts(1)
    }

    /// Sets the maximum number of attempts, the first included; 0 counts as 1.
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        ExponentialBackoff { max_attempts: max_attempts.max(1), ..self }
    }

    /// Sets the upper bound of the first delay. It doubles with each attempt.
    pub fn base_delay(self, base_delay: Duration) -> Self {
        ExponentialBackoff { base_delay, ..self }
    }

    /// Sets the upper bound of all delays. It does not apply to a wait that the server requests.
    pub fn max_delay(self, max_delay: Duration) -> Self {
        ExponentialBackoff { max_delay, ..self }
    }

    /// Seeds the random number generator, for reproducible tests.
    pub fn seed(self, seed: u64) -> Self {
        ExponentialBackoff { random: AtomicU64::new(seed), ..self }
    }

    /// Random number in `0.0..1.0` ([SplitMix64](https://prng.di.unimi.it/splitmix64.c)).
    fn random(&self) -> f64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut mixed = self.random.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}

impl RetryPolicy for ExponentialBackoff {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        // A throttled request was refused before it had an effect, so it can be repeated whatever its method.
        let may_repeat = failed.is_idempotent || failed.error.is_throttled();
        if failed.attempts >= self.max_attempts || !may_repeat || !failed.error.is_retryable() {
            return None;
        }
        let factor = 1_u32.checked_shl(failed.attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(factor).min(self.max_delay);
        // Added to the wait that the server requested, which is the same for all clients.
        let delay = Duration::try_from_secs_f64(bound.as_secs_f64() * self.random()).unwrap_or(bound);
        Some(failed.retry_after.unwrap_or_default().saturating_add(delay))
    }
}
