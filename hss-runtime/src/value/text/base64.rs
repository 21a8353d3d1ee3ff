//! The format `byte`: base64 ([RFC 4648](https://www.rfc-editor.org/rfc/rfc4648)).

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

use super::{FormatError, text_type};

text_type! {
    /// A string with `format: byte`: bytes in base64, such as `aGVsbG8=`.
    ///
    /// A text is kept unchanged, base64 or not; bytes are encoded. `parse()` or [`decode`](Self::decode) reads it.
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

/// Decodes without padding, and with any bits after the last byte, which some encoders do not clear.
const UNPADDED: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// Encodes bytes, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

impl Base64 {
    /// Decodes the bytes. Whitespace is skipped, padding may be missing, and the characters `-` and `_` of the URL-safe alphabet
    /// are accepted as well as `+` and `/`.
    ///
    /// # Errors
    ///
    /// The text has another character, or one too many. The error does not show the text, since it may be large or secret.
    pub fn decode(&self) -> Result<Vec<u8>, FormatError> {
        let text = self.trim_end_matches(|letter: char| letter == '=' || letter.is_ascii_whitespace());
        let is_known = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
        let letters = || text.char_indices().filter(|(_, letter)| !letter.is_ascii_whitespace());
        if let Some((at, letter)) = letters().find(|(_, letter)| !is_known(*letter)) {
            return Err(FormatError(format!("{letter:?} at byte {at} is not base64").into()));
        }
        let standard: String = letters()
            .map(|(_, letter)| match letter {
                '-' => '+',
                '_' => '/',
                other => other,
            })
            .collect();
        UNPADDED.decode(standard).map_err(|_| {
            let problem =
                format!("a text of {} bytes, with one character too many, is not base64", self.len());
            FormatError(problem.into())
        })
    }
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
