//! The bar on a terminal: documents that are done, those in all, and the time that is left.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The bar; nothing where standard error is not a terminal.
pub(super) fn bar(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    let form = "{bar:30} {pos}/{len} documents, {msg}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
