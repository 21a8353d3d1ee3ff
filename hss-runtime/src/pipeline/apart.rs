//! Work that would block an executor for too long.

/// Size, in bytes, up to which a body is decoded by the thread that awaits it, since switching threads costs more than it
/// gains. 168 KB of tasks take 0.36 ms; a malicious body may take several times as long.
pub(crate) const MAX_INLINE_BYTES: usize = 256 * 1024;

/// Runs work on a thread for blocking work. Without a tokio runtime, and on `wasm32`, it runs on this thread.
pub(crate) fn run_apart(work: Box<dyn FnOnce() + Send>) {
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn_blocking(work);
        return;
    }
    work();
}
