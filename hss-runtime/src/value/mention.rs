//! Words in messages of servers.

/// Returns true if a text contains a word, in upper or lower case of ASCII.
pub(crate) fn mentions(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
