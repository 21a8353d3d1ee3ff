//! Separate state and tasks for async and blocking calls.
//!
//! A blocking call may occupy the only thread of a runtime whose tasks hold a lock or a permit. Waiting for them would
//! deadlock, so blocking calls only wait for each other.

use std::future::poll_fn;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
use crate::transport::blocking_pool::{BlockingCall, is_blocking};

/// A value for async calls, and another for blocking calls.
#[derive(Debug, Default)]
pub(crate) struct PerCaller<T> {
    of_async: T,
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    of_blocking: T,
}

impl<T> PerCaller<T> {
    /// Creates both values.
    pub(crate) fn new(create: impl Fn() -> T) -> Self {
        PerCaller {
            of_async: create(),
            #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
            of_blocking: create(),
        }
    }

    /// The value for the call that this thread polls.
    pub(crate) fn get(&self) -> &T {
        #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
        if is_blocking() {
            return &self.of_blocking;
        }
        &self.of_async
    }
}

/// Starts a task that may outlive the call that this thread polls: on the caller's runtime or, for a blocking call, on
/// the runtime of all blocking calls. `None` without a runtime.
pub(crate) fn spawn<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Option<JoinHandle<T>> {
    let runtime = Handle::try_current().ok()?;
    let mut future = Box::pin(future);
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    let is_blocking = is_blocking();
    Some(runtime.spawn(poll_fn(move |context| {
        #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
        let _call = is_blocking.then(BlockingCall::enter);
        future.as_mut().poll(context)
    })))
}
