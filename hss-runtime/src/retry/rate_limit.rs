//! Client-side rate limit.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::transport::PerCaller;

/// Replacement of a window that the clock cannot represent: 30 years.
const LONGEST_WINDOW: Duration = Duration::from_secs(30 * 365 * 86_400);

/// Maximum number of calls per operation in a sliding time window.
///
/// A client with a rate limit delays each attempt until it fits. The delay counts towards the deadline of the call, not
/// towards the timeout of an attempt. All clones of a client share the limit; other clients and programs of the same user
/// do not.
///
/// ```
/// use hss_runtime::RateLimit;
/// use std::time::Duration;
///
/// const FIVE_PER_MINUTE: RateLimit = RateLimit::new(5, Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    calls: u32,
    window: Duration,
}

impl RateLimit {
    /// Creates a limit of this many calls (0 counts as 1) per operation in any window of this length.
    pub const fn new(calls: u32, window: Duration) -> Self {
        RateLimit { calls: if calls == 0 { 1 } else { calls }, window }
    }
}

/// Rate limiter of a client: one queue per operation.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    limit: RateLimit,
    queues: Mutex<HashMap<&'static str, Arc<OperationQueue>>>,
}

/// Queue of one operation.
#[derive(Debug, Default)]
struct OperationQueue {
    /// Locked by the first waiting attempt, so that attempts proceed in the order of their arrival.
    first: PerCaller<tokio::sync::Mutex<()>>,
    recent: Mutex<RecentPermits>,
}

/// The latest permits, at most as many as the limit allows in one window.
#[derive(Debug, Default)]
struct RecentPermits {
    next_number: u64,
    /// Number and last known time of use.
    used: VecDeque<(u64, Instant)>,
}

/// Permit for one attempt. The server counts a request on arrival, at a time that the client does not know. It is not
/// later than the drop of the permit, so the window starts then.
#[derive(Debug)]
pub(crate) struct Permit {
    queue: Arc<OperationQueue>,
    number: u64,
}

impl RateLimiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        RateLimiter { limit, queues: Mutex::default() }
    }

    /// Waits for a permit for this operation. Attempts get permits in the order of their arrival.
    pub(crate) async fn acquire(&self, operation: &'static str) -> Permit {
        let queue =
            self.queues.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default().clone();
        let first = queue.first.get().lock().await;
        let number = loop {
            let issued = queue.recent().issue(self.limit);
            match issued {
                Ok(number) => break number,
                Err(free_at) => sleep_until(free_at).await,
            }
        };
        drop(first);
        Permit { queue, number }
    }
}

impl OperationQueue {
    fn recent(&self) -> MutexGuard<'_, RecentPermits> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RecentPermits {
    /// Number of a new permit.
    ///
    /// # Errors
    ///
    /// The time at which a permit may become available, if all are in use.
    fn issue(&mut self, limit: RateLimit) -> Result<u64, Instant> {
        if self.used.len() >= limit.calls as usize {
            // The time of a permit moves when it is dropped, so the first is not always the oldest.
            let oldest = (0..self.used.len()).min_by_key(|index| self.used[*index].1);
            if let Some(oldest) = oldest {
                let at = self.used[oldest].1;
                let free_at = at.checked_add(limit.window).unwrap_or_else(|| at + LONGEST_WINDOW);
                if free_at > Instant::now() {
                    return Err(free_at);
                }
                self.used.remove(oldest);
            }
        }
        let number = self.next_number;
        self.next_number += 1;
        self.used.push_back((number, Instant::now()));
        Ok(number)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(used) = self.queue.recent().used.iter_mut().find(|(number, _)| *number == self.number) {
            used.1 = Instant::now();
        }
    }
}
