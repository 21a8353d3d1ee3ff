//! The name of the formatter in implementations of the traits of `std::fmt`.

use super::Finding;
use super::sources::Source;

/// The name that the standard library's documentation uses.
const NAME: &str = "f";

/// Finds formatters of another name.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    for (index, line) in source.text.lines().enumerate() {
        let Some((_, rest)) = line.split_once("fn fmt(&self, ") else { continue };
        let Some((name, _)) = rest.split_once(": &mut") else { continue };
        let is_name = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        if is_name && name != NAME {
            findings.push(
                source.finding(index + 1, format!("the formatter is called `{name}`: call it `{NAME}`")),
            );
        }
    }
}
