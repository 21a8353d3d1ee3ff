//! Keeping secrets out of what a server sends back.
//!
//! A gateway that rejects a signature may quote the request it received, security token included. Errors end up in
//! logs, so what goes into one passes here first.

use crate::search;
use bytes::Bytes;

const REDACTED: &str = "[REDACTED]";

/// Replaces secrets in a body. Copies it only if there was something to replace.
pub(crate) fn redact_bytes(body: Bytes, secrets: &[&str]) -> Bytes {
    let mut redacted = body;
    for secret in secrets {
        // JSON may write a slash as `\/`.
        for form in [(*secret).to_owned(), search::replace(secret, "/", "\\/")] {
            if let Some(replaced) = replace(&redacted, form.as_bytes()) {
                redacted = Bytes::from(replaced);
            }
        }
    }
    redacted
}

/// The same for a text.
pub(crate) fn redact_text(text: &mut String, secrets: &[&str]) {
    for secret in secrets {
        if !secret.is_empty() && search::contains(text, secret) {
            *text = search::replace(text, secret, REDACTED);
        }
    }
}

fn replace(body: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    if secret.is_empty() {
        return None;
    }
    let mut replaced = Vec::new();
    let mut rest = body;
    while let Some(at) = find(rest, secret) {
        replaced.extend_from_slice(&rest[..at]);
        replaced.extend_from_slice(REDACTED.as_bytes());
        rest = &rest[at + secret.len()..];
    }
    if rest.len() == body.len() {
        return None;
    }
    replaced.extend_from_slice(rest);
    Some(replaced)
}

fn find(body: &[u8], secret: &[u8]) -> Option<usize> {
    body.windows(secret.len()).position(|window| window == secret)
}
