//! Redaction of secrets in text from servers.
//!
//! A gateway that rejects a signature may quote the request that it received, security token included. Errors end up in
//! logs, so all text from a server is redacted before it becomes part of one.

use bytes::Bytes;

const REDACTED: &str = "[REDACTED]";

/// Minimum length, in characters, of a secret that is redacted wherever it occurs. A shorter one is redacted only as a
/// whole word, since it may be a part of another word.
const LONG: usize = 8;

/// Replaces secrets in a body, including JSON escapes (`\/`, `\u004d`). Copies the body only if it contains one.
pub(crate) fn redact_bytes(body: Bytes, secrets: &[&str]) -> Bytes {
    secrets.iter().fold(body, |body, secret| match replace(&body, secret) {
        Some(replaced) => Bytes::from(replaced),
        None => body,
    })
}

/// Replaces secrets in a string.
pub(crate) fn redact_text(text: &mut String, secrets: &[&str]) {
    for secret in secrets {
        if let Some(replaced) = replace(text.as_bytes(), secret) {
            *text = String::from_utf8_lossy(&replaced).into_owned();
        }
    }
}

/// The body without the secret; `None` if it has none.
fn replace(body: &[u8], secret: &str) -> Option<Vec<u8>> {
    let is_long = secret.chars().nth(LONG - 1).is_some();
    let mut replaced = Vec::new();
    let (mut kept, mut at) = (0, 0);
    while at < body.len() {
        let length = match_at(&body[at..], secret)
            .filter(|length| is_long || is_word(&body[..at], &body[at + length..]));
        match length {
            Some(length) => {
                replaced.extend_from_slice(&body[kept..at]);
                replaced.extend_from_slice(REDACTED.as_bytes());
                at += length;
                kept = at;
            }
            None => at += 1,
        }
    }
    if kept == 0 {
        return None;
    }
    replaced.extend_from_slice(&body[kept..]);
    Some(replaced)
}

/// Length of the secret at the start of this text, raw or with JSON escapes.
fn match_at(text: &[u8], secret: &str) -> Option<usize> {
    let mut rest = text;
    for letter in secret.chars() {
        let raw = letter.encode_utf8(&mut [0; 4]).len();
        rest = match rest.strip_prefix(letter.encode_utf8(&mut [0; 4]).as_bytes()) {
            Some(_) => &rest[raw..],
            None => {
                let (escaped, length) = escape(rest)?;
                (escaped == letter).then(|| &rest[length..])?
            }
        };
    }
    (!secret.is_empty()).then(|| text.len() - rest.len())
}

/// The character of the JSON escape at the start of this text, and the escape's length.
fn escape(text: &[u8]) -> Option<(char, usize)> {
    let [b'\\', kind, ..] = text else { return None };
    let letter = match kind {
        b'u' => {
            let unit = unit(text)?;
            return match char::from_u32(unit.into()) {
                Some(letter) => Some((letter, 6)),
                None => {
                    let pair = [unit, self::unit(text.get(6..)?)?];
                    let letter = char::decode_utf16(pair).next()?.ok()?;
                    Some((letter, 12))
                }
            };
        }
        b'"' | b'\\' | b'/' => char::from(*kind),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => return None,
    };
    Some((letter, 2))
}

/// The code unit of `\uXXXX`.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.get(..6)?.strip_prefix(b"\\u")?;
    digits
        .iter()
        .try_fold(0, |unit, digit| Some(unit << 4 | u16::try_from(char::from(*digit).to_digit(16)?).ok()?))
}

/// True if the text between these is not a part of a longer word.
fn is_word(before: &[u8], after: &[u8]) -> bool {
    let last = before.last().map(|byte| char::from(*byte));
    // `\u0020` and `\n` end with a letter or digit, but are not part of a word.
    let escaped = [2, 6].iter().find_map(|length| {
        let (letter, whole) = escape(before.get(before.len().checked_sub(*length)?..)?)?;
        (whole == *length).then_some(letter)
    });
    let first = escape(after).map(|(letter, _)| letter).or(after.first().map(|byte| char::from(*byte)));
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !escaped.or(last).is_some_and(is_part) && !first.is_some_and(is_part)
}
