//! The time that has passed in the mock's world, by which scans progress.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How a session's time passes: not at all unless told to, so that tests see the same whenever they look.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    /// How many times faster than real time it passes.
    pub(crate) speed: u32,
    /// How far each request moves it.
    pub(crate) step: Duration,
}

/// A session's time, from the start of the mock on.
pub(crate) struct SessionTime {
    pace: Pace,
    started: Instant,
    /// By requests and by hand, in milliseconds.
    moved: AtomicU64,
}

impl SessionTime {
    pub(crate) fn start(pace: Pace) -> Self {
        Self { pace, started: Instant::now(), moved: AtomicU64::new(0) }
    }

    /// How much has passed, in milliseconds.
    pub(crate) fn now(&self) -> i64 {
        let real = milliseconds(self.started.elapsed().saturating_mul(self.pace.speed));
        i64::try_from(real.saturating_add(self.moved.load(Ordering::Relaxed))).unwrap_or(i64::MAX)
    }

    /// Moves it on.
    pub(crate) fn advance(&self, time: Duration) {
        self.moved.fetch_add(milliseconds(time), Ordering::Relaxed);
    }

    /// A request has been answered.
    pub(crate) fn step(&self) {
        self.advance(self.pace.step);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
