//! Comparison of texts without regard to the case of ASCII letters.

/// Returns true if a text contains a part, in upper or lower case of ASCII.
pub(crate) fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|found| found.eq_ignore_ascii_case(part.as_bytes()))
}
