//! The retry budget of a client.

use std::sync::atomic::{AtomicU64, Ordering};

/// Limit of the retries of a client, so that they do not make an outage worse.
///
/// [Token bucket](https://en.wikipedia.org/wiki/Token_bucket): a retry costs one token, ten successful calls refill one. A
/// retry that the server requested (`Retry-After`) also costs one, as does one after a corrected clock or a renewed token.
///
/// ```
/// use hss_runtime::RetryBudget;
///
/// let small = RetryBudget::new(10);
/// let no_retries = RetryBudget::new(0);
/// let unlimited = RetryBudget::unlimited();
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    /// In tenths of a token; `None` without a limit.
    capacity: Option<u64>,
    available: AtomicU64,
}

/// Cost of a retry, in tenths of a token.
const RETRY_COST: u64 = 10;

impl Default for RetryBudget {
    /// 100 tokens.
    fn default() -> Self {
        RetryBudget::new(100)
    }
}

impl RetryBudget {
    /// Creates a full bucket with room for this many tokens.
    pub fn new(retries: u32) -> Self {
        let capacity = u64::from(retries) * RETRY_COST;
        RetryBudget { capacity: Some(capacity), available: AtomicU64::new(capacity) }
    }

    /// Creates a budget without a limit.
    pub fn unlimited() -> Self {
        RetryBudget { capacity: None, available: AtomicU64::new(0) }
    }

    /// Pays for a retry. Returns false if the bucket is empty.
    pub(crate) fn charge(&self) -> bool {
        let charged = |available: u64| available.checked_sub(RETRY_COST);
        self.capacity.is_none()
            || self.available.fetch_update(Ordering::Relaxed, Ordering::Relaxed, charged).is_ok()
    }

    /// Refills a tenth of a token after a successful call.
    pub(crate) fn refund(&self) {
        let Some(capacity) = self.capacity else { return };
        let refunded = |available: u64| (available < capacity).then_some(available + 1);
        // Fails only if the bucket is full.
        let _ = self.available.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refunded);
    }
}
