//! Values in error messages: quoted, on one line, and truncated to a readable length.

/// The number of characters of a value that are shown.
const SHOWN: usize = 80;

/// The text shown instead of a secret.
pub(crate) const SECRET: &str = "***";

/// The text in quotes, with control characters escaped, truncated after 80 characters.
pub(crate) fn text(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", &text[..end]),
    }
}
