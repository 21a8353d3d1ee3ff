//! Looking for a text in another.
//!
//! `str::find` and its like bring the whole search along to each place that calls them: here it exists once.

#[inline(never)]
pub(crate) fn find(text: &str, wanted: &str) -> Option<usize> {
    text.find(wanted)
}

pub(crate) fn contains(text: &str, wanted: &str) -> bool {
    find(text, wanted).is_some()
}

/// The text with something else in the place of all that is wanted.
#[inline(never)]
pub(crate) fn replace(text: &str, wanted: &str, by: &str) -> String {
    text.replace(wanted, by)
}
