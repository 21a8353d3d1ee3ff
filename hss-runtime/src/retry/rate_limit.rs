//! Keeping calls below a quota instead of running into it.

use crate::transport::BoxFuture;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// So many calls of one operation in a window of time.
///
/// A client that is given one holds back each attempt until it fits. The wait counts towards the call's deadline, not
/// towards an attempt's timeout. All clones of a client share it; other clients and programs of the same user don't.
///
/// ```
/// use hss_client::RateLimit;
/// use std::time::Duration;
///
/// assert_eq!(RateLimit::documented(), RateLimit::new(5, Duration::from_secs(60)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    calls: u32,
    window: Duration,
}

impl RateLimit {
    /// So many calls (0 counts as 1) of each operation in any window of this length.
    pub fn new(calls: u32, window: Duration) -> Self {
        RateLimit { calls: calls.max(1), window }
    }

    /// What Huawei Cloud documents for HSS: 5 calls a minute for each user and operation.
    pub fn documented() -> Self {
        RateLimit::new(5, Duration::from_secs(60))
    }
}

/// The turns of all operations of a client.
#[derive(Debug)]
pub(crate) struct Pace {
    limit: RateLimit,
    lanes: Mutex<HashMap<&'static str, Arc<Lane>>>,
}

/// The turns of one operation.
#[derive(Debug, Default)]
struct Lane {
    /// Held by the first of those who wait, so that they go in the order in which they came.
    queue: tokio::sync::Mutex<()>,
    /// The latest turns: their numbers, and when each was last seen at work.
    turns: Mutex<Turns>,
}

#[derive(Debug, Default)]
struct Turns {
    next: u64,
    taken: VecDeque<(u64, Instant)>,
}

/// A turn that was taken. The server counts a request when it arrives, which nobody here knows: at the latest when
/// the turn is given up, so the window begins then.
#[derive(Debug)]
struct Turn {
    lane: Arc<Lane>,
    number: u64,
}

/// Where calls wait for their turn. A client has none unless it is given a limit, so that only those who give one are
/// linked with what it takes.
pub(crate) trait Turnstile: Send + Sync {
    /// Waits for a turn of this operation, which lasts until it is dropped.
    fn turn<'a>(&'a self, operation: &'static str) -> BoxFuture<'a, Box<dyn Send>>;
}

impl Turnstile for Pace {
    fn turn<'a>(&'a self, operation: &'static str) -> BoxFuture<'a, Box<dyn Send>> {
        Box::pin(async move { Box::new(self.wait(operation).await) as _ })
    }
}

impl Pace {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Pace { limit, lanes: Mutex::default() }
    }

    async fn wait(&self, operation: &'static str) -> Turn {
        let lane =
            self.lanes.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default().clone();
        let queue = lane.queue.lock().await;
        while let Some(free_at) = lane.free_at(self.limit) {
            sleep_until(free_at).await;
        }
        let number = lane.take(self.limit);
        drop(queue);
        Turn { lane, number }
    }
}

impl Lane {
    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the next turn is free; none if it is now.
    fn free_at(&self, limit: RateLimit) -> Option<Instant> {
        let turns = self.turns();
        if turns.taken.len() < limit.calls as usize {
            return None;
        }
        // A turn that ends late makes itself later, so the first is not always the oldest.
        let oldest = turns.taken.iter().map(|(_, at)| *at).min()?;
        let free_at = oldest.checked_add(limit.window)?;
        (free_at > Instant::now()).then_some(free_at)
    }

    fn take(&self, limit: RateLimit) -> u64 {
        let mut turns = self.turns();
        let oldest = (0..turns.taken.len()).min_by_key(|index| turns.taken[*index].1);
        if turns.taken.len() >= limit.calls as usize
            && let Some(oldest) = oldest
        {
            turns.taken.remove(oldest);
        }
        let number = turns.next;
        turns.next += 1;
        turns.taken.push_back((number, Instant::now()));
        number
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(turn) = self.lane.turns().taken.iter_mut().find(|(number, _)| *number == self.number) {
            turn.1 = Instant::now();
        }
    }
}
