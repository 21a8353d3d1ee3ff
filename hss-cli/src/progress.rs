//! Progress on standard error, on a terminal.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};

use crate::terminal::Terminal;

/// The progress of one download or listing; nothing without a terminal.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    /// The style once the length is known.
    measured: &'static str,
}

impl Progress {
    /// The progress of a listing whose length is not known yet.
    pub(crate) fn of_listing(terminal: &Terminal) -> Self {
        Self::new(terminal, "{pos} read {spinner} {elapsed}", "{wide_bar} {pos}/{len}, {rate}, {eta} left")
    }

    /// The progress of a file whose length may not be known.
    pub(crate) fn of_file(terminal: &Terminal) -> Self {
        Self::new(
            terminal,
            "{bytes} {spinner} {elapsed}",
            "{wide_bar} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left",
        )
    }

    fn new(terminal: &Terminal, unmeasured: &str, measured: &'static str) -> Self {
        let bar = terminal.is_attended.then(|| {
            let bar = ProgressBar::no_length();
            bar.set_style(style(unmeasured));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { bar, measured }
    }

    /// Sets the number read and the total.
    pub(crate) fn set(&self, read: u64, total: Option<i64>) {
        let Some(bar) = &self.bar else { return };
        if let Some(total) = total.and_then(|total| u64::try_from(total).ok())
            && bar.length() != Some(total)
        {
            bar.set_style(style(self.measured));
            bar.set_length(total);
        }
        bar.set_position(read);
    }

    /// Writes something without the bar in between.
    pub(crate) fn beside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Removes the bar.
    pub(crate) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The progress of several items, with one bar per item.
pub(crate) struct Bars {
    all: MultiProgress,
}

/// The bar of one item.
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bars {
    pub(crate) fn new() -> Self {
        Self { all: MultiProgress::new() }
    }

    pub(crate) fn add(&self, name: &str, least: i64, most: i64) -> Bar {
        let length = u64::try_from(most.saturating_sub(least)).unwrap_or(100);
        let bar = self.all.add(ProgressBar::new(length));
        bar.set_style(style("{prefix:20!} {bar:20} {wide_msg}"));
        bar.set_prefix(name.to_owned());
        Bar { bar }
    }

    pub(crate) fn clear(&self) {
        // Fails only if the terminal is closed.
        let _ = self.all.clear();
    }
}

impl Bar {
    pub(crate) fn set(&self, position: u64, message: String) {
        self.bar.set_position(position);
        self.bar.set_message(message);
    }

    pub(crate) fn end(&self, message: String) {
        self.bar.abandon_with_message(message);
    }
}

fn style(template: &str) -> ProgressStyle {
    // The templates are constants; a wrong one would show the usual bar.
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("█▉▊▋▌▍▎▏ ")
        .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
            // Writing the rate is best effort.
            let _ = write!(out, "{:.0}/s", state.per_sec());
        })
}
