//! The session's time, which determines the progress of scans.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The speed of a session's time: zero by default, so that tests are deterministic.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClockSpeed {
    /// The factor to real time.
    pub(crate) factor: u32,
    /// The time that each request adds.
    pub(crate) step: Duration,
}

/// A session's time, from the start of the mock on.
pub(crate) struct SessionTime {
    clock: ClockSpeed,
    started: Instant,
    /// The time added by requests and by hand, in milliseconds.
    moved: AtomicU64,
}

impl SessionTime {
    pub(crate) fn start(clock: ClockSpeed) -> Self {
        Self { clock, started: Instant::now(), moved: AtomicU64::new(0) }
    }

    /// The time that has passed, in milliseconds.
    pub(crate) fn now(&self) -> i64 {
        let real = milliseconds(self.started.elapsed().saturating_mul(self.clock.factor));
        i64::try_from(real.saturating_add(self.moved.load(Ordering::Relaxed))).unwrap_or(i64::MAX)
    }

    /// The real time that has passed, and all that was added.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed().saturating_add(Duration::from_millis(self.moved.load(Ordering::Relaxed)))
    }

    /// Advances the time.
    pub(crate) fn advance(&self, time: Duration) {
        self.moved.fetch_add(milliseconds(time), Ordering::Relaxed);
    }

    /// Advances the time by one request.
    pub(crate) fn step(&self) {
        self.advance(self.clock.step);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
