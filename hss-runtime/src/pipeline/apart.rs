//! Work that takes longer than an executor may be blocked.

/// Size, in bytes, up to which a body is decoded by the thread that awaits it. A usual body of this size takes less than a
/// millisecond, the worst some 10 ms. To move it to another thread takes 20 µs.
pub(crate) const MAX_INLINE_BYTES: usize = 256 * 1024;

/// Runs work on a thread for blocking work. Without a runtime of tokio, and on `wasm32`, it runs on this thread.
pub(crate) fn run_apart(work: Box<dyn FnOnce() + Send>) {
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn_blocking(work);
        return;
    }
    work();
}
