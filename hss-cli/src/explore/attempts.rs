//! The attempts of a call: their number, and the status and request id of the last.

use std::cell::RefCell;

use hss_runtime::{AttemptEnd, Hook};

tokio::task_local! {
    /// The attempts of the call that this task makes.
    static SEEN: RefCell<Seen>;
}

/// The last attempt of a call.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) attempts: u32,
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<String>,
}

/// Records the attempts of the explorer's calls.
pub(super) struct Attempts;

impl Hook for Attempts {
    fn after(&self, attempt: &AttemptEnd<'_>) {
        // Calls outside of `counted` are not recorded.
        let _ = SEEN.try_with(|seen| {
            *seen.borrow_mut() = Seen {
                attempts: attempt.attempt,
                status: attempt.status.map(|status| status.as_u16()),
                request_id: attempt.request_id.map(str::to_owned),
            };
        });
    }
}

/// The status of the last attempt of the call that this task makes.
pub(super) fn status() -> Option<u16> {
    SEEN.try_with(|seen| seen.borrow().status).ok().flatten()
}

/// Runs a call, and records its attempts.
pub(super) async fn counted<T>(call: impl Future<Output = T>) -> (T, Seen) {
    SEEN.scope(RefCell::default(), async {
        let result = call.await;
        (result, SEEN.with(RefCell::take))
    })
    .await
}
