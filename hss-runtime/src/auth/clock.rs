//! The time of the server.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// Clock of this machine, corrected by the server's where the two are too far apart for signatures.
pub(crate) struct Clock {
    local: Box<dyn Fn() -> SystemTime + Send + Sync>,
    /// Seconds that the server's clock is ahead of the local one; 0 until a correction.
    offset: AtomicI64,
}

impl Clock {
    /// Creates a clock without a correction. Tests pass a fixed time.
    pub(crate) fn new(local: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Clock { local: Box::new(local), offset: AtomicI64::new(0) }
    }

    /// The time, corrected.
    pub(crate) fn now(&self) -> SystemTime {
        let local = (self.local)();
        let offset = self.offset.load(Ordering::Relaxed);
        let distance = Duration::from_secs(offset.unsigned_abs());
        let corrected = if offset < 0 { local.checked_sub(distance) } else { local.checked_add(distance) };
        corrected.unwrap_or(local)
    }

    /// Corrects the clock by the time of the server.
    pub(crate) fn correct(&self, server: SystemTime) {
        let local = (self.local)();
        let seconds = |distance: Duration| i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        let offset = match server.duration_since(local) {
            Ok(ahead) => seconds(ahead),
            Err(behind) => -seconds(behind.duration()),
        };
        self.offset.store(offset, Ordering::Relaxed);
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("offset", &self.offset).finish_non_exhaustive()
    }
}
