//! The format `uuid`.

use std::fmt::Write as _;

use super::{FormatError, text_type};

text_type! {
    /// A string with `format: uuid`: a UUID as in [RFC 9562](https://www.rfc-editor.org/rfc/rfc9562), such as
    /// `0f8fad5b-d9cb-469f-a165-70867728950e`.
    ///
    /// Any text is a value, as the [module](crate::text) says; `parse()` reads it. Two texts of the same UUID may differ
    /// in case: they are equal only as bytes, or as `uuid::Uuid`.
    Uuid
}

/// The positions of the hyphens.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// In lower case, with hyphens.
impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        let mut text = String::with_capacity(36);
        for byte in bytes {
            if HYPHENS.contains(&text.len()) {
                text.push('-');
            }
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }
}

/// 32 digits in any case, with or without hyphens.
impl TryFrom<&Uuid> for [u8; 16] {
    type Error = FormatError;

    fn try_from(text: &Uuid) -> Result<Self, FormatError> {
        let unlike =
            || FormatError::unlike(text, "a UUID", "a form such as 0f8fad5b-d9cb-469f-a165-70867728950e");
        let trimmed = text.trim();
        let has_hyphens = HYPHENS.map(|at| trimmed.as_bytes().get(at) == Some(&b'-')) == [true; 4];
        let digits = if has_hyphens { &trimmed.replace('-', "") } else { trimmed };
        let is_whole = digits.len() == 32 && trimmed.len() == 32 + if has_hyphens { 4 } else { 0 };
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(digits, 16).ok().filter(|_| is_whole && is_hexadecimal);
        number.map(u128::to_be_bytes).ok_or_else(unlike)
    }
}

#[cfg(feature = "uuid")]
mod with_uuid {
    use super::{FormatError, Uuid};

    impl From<uuid::Uuid> for Uuid {
        fn from(uuid: uuid::Uuid) -> Self {
            uuid.into_bytes().into()
        }
    }

    impl TryFrom<&Uuid> for uuid::Uuid {
        type Error = FormatError;

        fn try_from(text: &Uuid) -> Result<Self, FormatError> {
            Ok(Self::from_bytes(text.parse()?))
        }
    }
}
