//! What tells two canonical requests apart, when a gateway says which one it expected.

use crate::search;

use crate::error::secret;
use std::fmt::Write;

/// Compares our canonical request with the one in a gateway's message, which writes it on one line with `|` for the
/// line breaks. None if the message carries none.
///
/// Lines of one side only are shown; secrets in them are not.
pub(crate) fn describe(message: &str, ours: &str, secrets: &[&str]) -> Option<String> {
    let theirs = quoted_request(message)?;
    let mut ours = search::replace(ours, "\n", "|");
    let mut theirs = search::replace(&search::replace(theirs, "\n", "|"), "\r", "|");
    for text in [&mut ours, &mut theirs] {
        secret::redact_text(text, secrets);
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.split('|').collect(), theirs.split('|').collect());
    if ours == theirs {
        return Some(
            "the gateway computed the same canonical request, so the secret key is not that of the access key".to_owned(),
        );
    }
    let mut text = "canonical requests, where they differ:".to_owned();
    for (side, lines, others) in [("ours   ", &ours, &theirs), ("gateway", &theirs, &ours)] {
        for line in lines.iter().filter(|line| !others.contains(line)) {
            // Writing to a text does not fail.
            let _ = write!(text, "\n  {side} {}", line.escape_debug());
        }
    }
    if !text.contains('\n') {
        text.push_str(" the same lines, in another order or number");
    }
    Some(text)
}

/// What stands behind `canonical_request:` (or another spelling of it).
fn quoted_request(message: &str) -> Option<&str> {
    // ASCII lowering keeps every index.
    let lower = message.to_ascii_lowercase();
    let start = search::find(&lower, "canonical")?;
    let word = lower[start..].find(':')?;
    let name: String = lower[start..start + word].chars().filter(char::is_ascii_alphabetic).collect();
    let request = message[start + word + 1..].trim();
    (name == "canonicalrequest" && request.contains('|')).then_some(request)
}
