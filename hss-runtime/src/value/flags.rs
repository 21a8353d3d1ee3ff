//! Flags: bit masks that combine, sent as a decimal integer. Bits that this version does not know are kept.

use std::fmt;

use bitflags::Flags;

use crate::value::excerpt;

/// A part of a text that is neither the name of a flag nor a number: the error of parsing flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFlag {
    part: Box<str>,
    /// The names of the flags, separated by commas.
    known: Box<str>,
}

impl UnknownFlag {
    /// The part of the text.
    pub fn as_str(&self) -> &str {
        &self.part
    }
}

impl fmt::Display for UnknownFlag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a known flag: expected {}, or a number", excerpt::text(&self.part), self.known)
    }
}

impl std::error::Error for UnknownFlag {}

/// The bits of the flags.
#[inline]
pub fn bits<F: Flags<Bits = i64>>(flags: &F) -> i64 {
    flags.bits()
}

/// The flags with these bits, known or not.
#[inline]
pub fn from_bits<F: Flags<Bits = i64>>(bits: i64) -> F {
    F::from_bits_retain(bits)
}

/// Writes the names, separated by ` | `, bits without a name in hexadecimal, and `0` for no flags.
///
/// # Errors
///
/// The errors of the formatter.
pub fn display<F: Flags<Bits = i64>>(flags: &F, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if flags.bits() == 0 {
        return f.write_str("0");
    }
    let mut separator = "";
    let mut named = flags.iter_names();
    for (name, _) in named.by_ref() {
        write!(f, "{separator}{name}")?;
        separator = " | ";
    }
    match named.remaining().bits() {
        0 => Ok(()),
        rest => write!(f, "{separator}{rest:#x}"),
    }
}

/// Reads what [`display`] writes: names and numbers, separated by `|`. A number is decimal, or hexadecimal after `0x`.
///
/// # Errors
///
/// A part is neither.
pub fn parse<F: Flags<Bits = i64>>(text: &str) -> Result<F, UnknownFlag> {
    let mut bits = 0;
    for part in text.split('|').map(str::trim) {
        let named = || F::from_name(part).map(|flag| flag.bits());
        // The bits of a negative number are written as those of an unsigned one.
        let hexadecimal = || u64::from_str_radix(part.strip_prefix("0x")?, 16).ok();
        let number = || part.parse().ok().or_else(|| hexadecimal().map(u64::cast_signed));
        bits |= named().or_else(number).ok_or_else(|| UnknownFlag {
            part: part.into(),
            known: F::FLAGS
                .iter()
                .map(|flag| format!("`{}`", flag.name()))
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
        })?;
    }
    Ok(F::from_bits_retain(bits))
}
