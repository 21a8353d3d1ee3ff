//! How a value is shown in an error: quoted, on one line, and no longer than a reader wants.

/// Characters of a value that are shown.
const SHOWN: usize = 80;

/// What is shown instead of a secret.
pub(crate) const SECRET: &str = "***";

/// A text in quotes, control characters escaped, cut after 80 characters.
pub(crate) fn text(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", &text[..end]),
    }
}
