//! The time of the server.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::time::timeout;

use crate::transport::PerCaller;

/// Maximum time that a call waits for the probe of another call.
const PROBE_WAIT: Duration = Duration::from_secs(1);
/// Drift of the local clock from the monotonic one after which it has to be probed again.
const JUMP: Duration = Duration::from_secs(60);

/// Clock of this machine, corrected by the server's if they differ too much for signatures.
///
/// A server rejects every request that is signed with a wrong time, and locks an access key after a few rejections.
/// Until a response has confirmed the clock, requests are therefore sent one at a time, as probes, while others wait.
pub(crate) struct Clock {
    local: Box<dyn Fn() -> SystemTime + Send + Sync>,
    /// Seconds that the server's clock is ahead of the local one; 0 until a correction.
    offset: AtomicI64,
    confirmed: Mutex<Option<Confirmed>>,
    probe: PerCaller<tokio::sync::Mutex<()>>,
}

/// Time of the last confirmation.
#[derive(Clone, Copy)]
struct Confirmed {
    local: SystemTime,
    at: Instant,
}

/// Guard of the request that probes the clock.
pub(crate) struct Probe<'a>(
    #[expect(dead_code, reason = "held until it is dropped")] tokio::sync::MutexGuard<'a, ()>,
);

impl Clock {
    /// Creates a clock without a correction. Tests pass a fixed time.
    pub(crate) fn new(local: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Clock {
            local: Box::new(local),
            offset: AtomicI64::new(0),
            confirmed: Mutex::default(),
            probe: PerCaller::default(),
        }
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
        self.confirm();
    }

    /// Records that a server accepted the time.
    pub(crate) fn confirm(&self) {
        *self.confirmed() = Some(Confirmed { local: (self.local)(), at: Instant::now() });
    }

    /// Waits while another call probes the clock. Returns a guard if it still has to be probed.
    pub(crate) async fn probe(&self) -> Option<Probe<'_>> {
        if self.is_confirmed() {
            return None;
        }
        let probe = timeout(PROBE_WAIT, self.probe.get().lock()).await.ok()?;
        (!self.is_confirmed()).then_some(Probe(probe))
    }

    /// True if the time was confirmed and the local clock has not been set since.
    fn is_confirmed(&self) -> bool {
        let Some(Confirmed { local, at }) = *self.confirmed() else { return false };
        let expected = local.checked_add(at.elapsed()).unwrap_or(local);
        let now = (self.local)();
        now.duration_since(expected).unwrap_or_else(|earlier| earlier.duration()) <= JUMP
    }

    fn confirmed(&self) -> MutexGuard<'_, Option<Confirmed>> {
        self.confirmed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("offset", &self.offset).finish_non_exhaustive()
    }
}
