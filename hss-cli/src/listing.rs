//! `--all`: all pages of a listing, written as they arrive.

use std::io::Write as _;

use hss_runtime::dynamic::JsonPages;

use crate::failure::Failure;
use crate::output::{Form, Printer};
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Writes all items. After Ctrl-C or an error, the output is complete as far as it goes, and a message names the offset
/// to continue with.
pub(crate) async fn all(mut pages: JsonPages, form: &Form, terminal: &Terminal) -> Result<(), Failure> {
    let mut printer = Printer::new(form, terminal);
    let progress = Progress::of_listing(terminal);
    let mut read = 0;
    // One listener for all pages: it also hears what comes while rows are written.
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    let result = loop {
        let page = tokio::select! {
            page = pages.next() => page,
            _ = &mut stop => break Err(Failure::Interrupted),
        };
        match page {
            None => break Ok(()),
            Some(Err(error)) => break Err(Failure::Client(error)),
            Some(Ok(page)) => {
                read += page.items.len() as u64;
                if let Err(failure) = progress.beside(|| printer.rows(&page.items)) {
                    progress.clear();
                    return Err(failure);
                }
                progress.set(read, pages.total());
            }
        }
    };
    progress.clear();
    printer.end()?;
    match &result {
        Ok(()) => printer.summary(pages.total()),
        Err(_) => say_where(&pages),
    }
    if pages.total_changed() {
        let _ = writeln!(
            anstream::stderr(),
            "note: the number of items changed meanwhile, so some may be missing or twice"
        );
    }
    result
}

fn say_where(pages: &JsonPages) {
    let offset = pages.offset();
    let of = pages.total().map(|total| format!(" of {total}")).unwrap_or_default();
    let _ = writeln!(anstream::stderr(), "stopped after {offset}{of}; go on with --offset {offset}");
}
