//! Redaction of secrets in text from servers.
//!
//! A gateway that rejects a signature may quote the request that it received, security token included. Errors end up in
//! logs, so all text from a server is redacted before it becomes part of one.

use bytes::Bytes;

const REDACTED: &str = "[REDACTED]";

/// Replaces secrets in a body. Copies the body only if it contains one.
pub(crate) fn redact_bytes(body: Bytes, secrets: &[&str]) -> Bytes {
    let mut redacted = body;
    for secret in secrets {
        // JSON may escape a slash as `\/`.
        for form in [(*secret).to_owned(), secret.replace('/', "\\/")] {
            if let Some(replaced) = replace(&redacted, form.as_bytes()) {
                redacted = Bytes::from(replaced);
            }
        }
    }
    redacted
}

/// Replaces secrets in a string.
pub(crate) fn redact_text(text: &mut String, secrets: &[&str]) {
    for secret in secrets {
        if !secret.is_empty() && text.contains(secret) {
            *text = text.replace(secret, REDACTED);
        }
    }
}

fn replace(body: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    if secret.is_empty() {
        return None;
    }
    let mut replaced = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.windows(secret.len()).position(|window| window == secret) {
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
