//! Flags: bit masks that combine, sent as a decimal integer. Bits that this version does not know are kept.

use std::fmt;

use bitflags::Flags;

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
