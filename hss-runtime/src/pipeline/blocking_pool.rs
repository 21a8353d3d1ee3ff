//! CPU-bound work on the thread pool for blocking work.

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::error::Error;
use crate::pipeline::received::Deadline;
use crate::transport::BoxFuture;

/// Size, in bytes, up to which a body is decoded by the thread that awaits it, since switching threads costs more than it
/// gains. 168 KB of tasks take 0.36 ms; a malicious body may take several times as long.
pub(crate) const MAX_INLINE_BYTES: usize = 256 * 1024;

/// Runs work on a thread for blocking work, within the deadline of a call. Without a tokio runtime, and on `wasm32`, it
/// runs on this thread. Work that has begun is not interrupted. It is skipped if the future is dropped before it
/// begins, or if the runtime is shutting down.
///
/// # Errors
///
/// [`Error::Timeout`] at the deadline.
pub(crate) fn run_blocking(
    work: Box<dyn FnOnce() + Send>,
    deadline: Deadline,
) -> BoxFuture<'static, Result<(), Error>> {
    let (sender, end) = oneshot::channel();
    spawn(Box::new(move || {
        if !sender.is_closed() {
            work();
            let _ = sender.send(());
        }
    }));
    Box::pin(async move {
        match timeout(deadline.left(), end).await {
            Ok(_) => Ok(()),
            Err(_) => Err(deadline.error()),
        }
    })
}

fn spawn(work: Box<dyn FnOnce() + Send>) {
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn_blocking(work);
        return;
    }
    work();
}
