//! Words that the project once used with a private meaning, where a common word exists.

use std::path::Path;

use super::Finding;
use super::sources::Source;

/// Each word with its replacement, in lower case. Words that also have a common meaning are not listed.
const WORDS: [(&str, &str); 12] = [
    ("whole number", "integer"),
    ("whole numbers", "integers"),
    ("prose", "description"),
    ("stands in", "is in"),
    ("stand in the", "are in the"),
    ("stands twice", "is there twice"),
    ("stands beside", "is beside"),
    ("stands only", "is only"),
    ("is no folder", "is not a directory"),
    ("is no file", "is not a file"),
    ("turnstile", "queue"),
    ("put right", "correct"),
];

/// Files that have to name the words.
const LEFT_OUT: [&str; 3] = ["CHANGELOG.md", "xtask/src/tidy/vocabulary.rs", "xtask/tests/bad_trees.rs"];

/// Finds these words in code, comments and documents.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    if LEFT_OUT.iter().any(|left_out| source.path == Path::new(left_out)) {
        return;
    }
    for (index, line) in source.text.lines().enumerate() {
        let line = line.to_lowercase();
        for (word, plain) in WORDS.iter().filter(|(word, _)| has_word(&line, word)) {
            findings.push(source.finding(index + 1, format!("`{word}`: write `{plain}`")));
        }
    }
}

/// True if a line has a word that is not a part of another one or of a name, and not as in `there is no file`.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || "_-'".contains(letter);
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !before.ends_with(is_part) && !before.ends_with("there ") && !after.starts_with(is_part)
    })
}
