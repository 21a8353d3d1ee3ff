//! What a command does at the same time.

use std::panic::resume_unwind;
use std::thread::ScopedJoinHandle;

/// What a thread came to; a defect in it is one of the command's.
pub(super) fn result_of<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
