//! The progress bar on a terminal: finished documents, their total number, and the remaining time.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The progress bar; hidden if standard error is not a terminal.
pub(super) fn bar(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    let form = "{bar:30} {pos}/{len} documents, {msg}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
