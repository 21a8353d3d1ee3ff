//! Regular expressions in the syntax of ECMA-262, as JSON Schema and OpenAPI use them.

use std::fmt;
#[cfg(feature = "pattern")]
use std::sync::OnceLock;

/// A regular expression in the syntax of ECMA-262, not anchored: a string matches if any part of it does.
///
/// It is compiled when the first value is checked, and cached in its table. A pattern that cannot be compiled is not
/// enforced, and without the feature `pattern` none is, so that no request is refused because of a misread rule.
pub struct Pattern {
    source: &'static str,
    #[cfg(feature = "pattern")]
    compiled: OnceLock<Option<regress::Regex>>,
}

impl Pattern {
    pub(super) const fn new(source: &'static str) -> Self {
        Self {
            source,
            #[cfg(feature = "pattern")]
            compiled: OnceLock::new(),
        }
    }

    /// The regular expression as the vendor writes it: `^[a-z]+$`.
    pub fn as_str(&self) -> &'static str {
        self.source
    }

    /// Returns `false` if the pattern can be compiled and no part of the string matches it.
    #[cfg(feature = "pattern")]
    pub fn allows(&self, value: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile(self.source));
        compiled.as_ref().is_none_or(|regex| regex.find(value).is_some())
    }

    /// Returns `true`: the feature `pattern` is off.
    #[cfg(not(feature = "pattern"))]
    pub fn allows(&self, _value: &str) -> bool {
        true
    }
}

/// Compiles a pattern with the flag `u`, as JSON Schema recommends, else without.
///
/// Many documents escape characters that need no escaping (`\-`, `\_`), which the flag forbids. Without it, `\p{…}` and
/// `\u{…}` are legal but mean plain letters, so such a pattern is not compiled.
#[cfg(feature = "pattern")]
fn compile(source: &str) -> Option<regress::Regex> {
    if let Ok(regex) = regress::Regex::with_flags(source, "u") {
        return Some(regex);
    }
    let needs_unicode = ["\\p{", "\\P{", "\\u{"].iter().any(|escape| source.contains(escape));
    if needs_unicode { None } else { regress::Regex::new(source).ok() }
}

/// Equal if the sources are equal.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// Writes the source, with control characters escaped.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.chars().try_for_each(|character| {
            if character.is_control() {
                write!(f, "{}", character.escape_default())
            } else {
                write!(f, "{character}")
            }
        })
    }
}
