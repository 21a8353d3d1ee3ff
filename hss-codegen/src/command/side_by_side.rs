//! Parallel work of a command.

use std::panic::resume_unwind;
use std::thread::ScopedJoinHandle;

/// The result of a thread; a panic is resumed in the caller.
pub(super) fn result_of<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
