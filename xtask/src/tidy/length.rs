//! The length of files.

use super::Finding;
use super::sources::Source;

/// A file of one subject is rarely longer.
const MOST_LINES: usize = 400;

/// Finds files that are too long.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        let message = format!("has {lines} lines, at most {MOST_LINES} are allowed: split it by subject");
        findings.push(source.finding(0, message));
    }
}
