//! Comparison of canonical requests after a rejected signature.

use std::fmt::Write;

use crate::error::secret;

/// Compares the client's canonical request with the one in a gateway's message, where `|` replaces line breaks. `None` if
/// the message contains no canonical request.
///
/// Only lines that differ are listed, with secrets redacted.
pub(crate) fn describe(message: &str, ours: &str, secrets: &[&str]) -> Option<String> {
    let theirs = quoted_request(message)?;
    let mut ours = ours.replace('\n', "|");
    let mut theirs = theirs.replace(['\n', '\r'], "|");
    for text in [&mut ours, &mut theirs] {
        secret::redact_text(text, secrets);
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.split('|').collect(), theirs.split('|').collect());
    if ours == theirs {
        return Some(
            "the gateway computed the same canonical request, so the secret key does not belong to the access key".to_owned(),
        );
    }
    let mut text = "differences of the canonical requests:".to_owned();
    for (side, lines, others) in [("ours   ", &ours, &theirs), ("gateway", &theirs, &ours)] {
        for line in lines.iter().filter(|line| !others.contains(line)) {
            // Writing to a string does not fail.
            let _ = write!(text, "\n  {side} {}", line.escape_debug());
        }
    }
    if !text.contains('\n') {
        text.push_str(" the same lines, in a different order or number");
    }
    Some(text)
}

/// Text after `canonical_request:`, in any of its spellings.
fn quoted_request(message: &str) -> Option<&str> {
    // ASCII lowercasing keeps byte offsets.
    let lower = message.to_ascii_lowercase();
    let start = lower.find("canonical")?;
    let word = lower[start..].find(':')?;
    let name: String = lower[start..start + word].chars().filter(char::is_ascii_alphabetic).collect();
    let request = message[start + word + 1..].trim();
    (name == "canonicalrequest" && request.contains('|')).then_some(request)
}
