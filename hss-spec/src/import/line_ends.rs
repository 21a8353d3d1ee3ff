//! The line ends of a page.

use std::borrow::Cow;

/// The text with a line feed in place of each carriage return that ends a line by itself, as CommonMark and HTML read
/// it. Its length stays, so that places do.
pub(super) fn unified(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('\r');
    let first = parts.next().unwrap_or_default();
    if parts.clone().all(|part| part.starts_with('\n')) {
        return Cow::Borrowed(text);
    }
    let mut unified = String::with_capacity(text.len());
    unified.push_str(first);
    for part in parts {
        unified.push(if part.starts_with('\n') { '\r' } else { '\n' });
        unified.push_str(part);
    }
    Cow::Owned(unified)
}
