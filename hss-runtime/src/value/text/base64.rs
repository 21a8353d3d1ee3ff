//! The format `byte`: base64 ([RFC 4648](https://www.rfc-editor.org/rfc/rfc4648)).

use super::{FormatError, text_type};

text_type! {
    /// A string with `format: byte`: bytes in base64, such as `aGVsbG8=`.
    ///
    /// A text is taken as it is, of base64 or not; bytes are encoded. `parse()` or [`decode`](Self::decode) reads it.
    ///
    /// ```
    /// use hss_runtime::text::Base64;
    ///
    /// assert_eq!(Base64::from(&b"hello"[..]), "aGVsbG8=");
    /// assert_eq!(Base64::from("aGVsbG8=").decode()?, b"hello");
    /// # Ok::<(), hss_runtime::text::FormatError>(())
    /// ```
    Base64
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Encodes bytes, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = if index <= chunk.len() {
                char::from(ALPHABET[(bits >> (18 - 6 * index) & 63) as usize])
            } else {
                '='
            };
            text.push(letter);
        }
    }
    text
}

impl Base64 {
    /// The bytes. Line breaks and spaces are passed over, padding may be missing, and `-` and `_` are the last two letters of
    /// the alphabet as `+` and `/` are.
    ///
    /// # Errors
    ///
    /// The text has another letter, or a letter too many. The error does not show it, since it may be large or secret.
    pub fn decode(&self) -> Result<Vec<u8>, FormatError> {
        let unlike = |what: String| FormatError(format!("{what} is not base64").into());
        let mut bytes = Vec::with_capacity(self.len() / 4 * 3);
        let (mut bits, mut count) = (0_u32, 0_u32);
        let text = self.trim_end_matches(|letter: char| letter == '=' || letter.is_ascii_whitespace());
        for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_ascii_whitespace()) {
            let known = sextet(letter).ok_or_else(|| unlike(format!("{letter:?} at byte {at}")))?;
            (bits, count) = (bits << 6 | known, count + 1);
            if count == 4 {
                bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
                (bits, count) = (0, 0);
            }
        }
        match count {
            1 => return Err(unlike(format!("a text of {} bytes, with one letter too many,", self.len()))),
            2 => bytes.extend_from_slice(&(bits << 12).to_be_bytes()[1..2]),
            3 => bytes.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
            _ => {}
        }
        Ok(bytes)
    }
}

/// The six bits of a letter, of either alphabet.
fn sextet(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    Some(match letter {
        'A'..='Z' => code - u32::from('A'),
        'a'..='z' => code - u32::from('a') + 26,
        '0'..='9' => code - u32::from('0') + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => return None,
    })
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(base64(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(base64(&bytes))
    }
}

impl TryFrom<&Base64> for Vec<u8> {
    type Error = FormatError;

    fn try_from(text: &Base64) -> Result<Self, FormatError> {
        text.decode()
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_examples_of_the_rfc() {
        let examples = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let expected = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        assert_eq!(examples.map(|text| base64(text.as_bytes())), expected);
    }
}
