//! Numbers and words of a description, by which a known constraint is recognized that the description states in other words.

use super::number::numbers;

/// Length of a text beyond which it is not a description of a value.
const LONGEST: usize = 2000;

/// Words that announce a default.
const DEFAULTS: [&str; 3] = ["默认", "缺省", "default"];

/// The word that represents all of those.
pub(in crate::import) const DEFAULT: &str = "default:";

/// The numbers of a text, its words of ASCII, and whether it says something about a default; each once.
pub(super) fn mentioned(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let words = text.split(|c: char| !is_part(c)).map(|word| word.trim_matches(['-', '.', '/']));
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let lower = text.to_lowercase();
    let says_default = DEFAULTS.iter().any(|word| lower.contains(word));
    let mut found: Vec<String> = numbers(text).iter().map(ToString::to_string).collect();
    // `10-200` is two numbers, the second of which has no sign.
    let unsigned: Vec<String> =
        found.iter().filter_map(|one| one.strip_prefix('-')).map(str::to_owned).collect();
    found.extend(unsigned);
    found.extend(words.map(str::to_owned));
    found.extend(says_default.then(|| DEFAULT.to_owned()));
    found.sort();
    found.dedup();
    found
}
