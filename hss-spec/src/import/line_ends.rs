//! Line endings of a page.

use std::borrow::Cow;

/// Replaces each carriage return that is a line ending by itself with a line feed, as CommonMark and HTML do. The
/// length stays the same, so that places remain valid.
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
