//! Words that the project once used with a private meaning, where a common word exists.

use std::path::Path;

use super::Finding;
use super::sources::Source;

/// Each word with its replacement, in lower case. Words that also have a common meaning are not listed.
const WORDS: [(&str, &str); 32] = [
    ("answer", "response"),
    ("answers", "responds"),
    ("answered", "responded"),
    ("reply", "response"),
    ("replies", "responses"),
    ("facts", "constraints"),
    ("lend", "visit"),
    ("lends", "visits"),
    ("lent", "visited"),
    ("pace", "speed"),
    ("lane", "queue"),
    ("turnstile", "queue"),
    ("nobody", "no one"),
    ("stand", "be"),
    ("stands", "is"),
    ("save up", "refill"),
    ("saves up", "refills"),
    ("take note", "record"),
    ("takes note", "records"),
    ("give back", "refund"),
    ("gives back", "refunds"),
    ("told apart", "distinguished"),
    ("tell apart", "distinguish"),
    ("tells apart", "distinguishes"),
    ("mend", "correct"),
    ("mended", "corrected"),
    ("put right", "correct"),
    ("forgives", "tolerates"),
    ("known are", "expected one of"),
    ("whole number", "integer"),
    ("whole numbers", "integers"),
    ("prose", "description"),
];

/// Phrases with a common meaning of such a word.
const COMMON: [&str; 2] = ["stands for", "stand for"];

/// Words with a common meaning in one file.
const EXCEPTIONS: [(&str, &str); 2] = [
    // A library lends books.
    ("docs/other-apis.md", "lends"),
    // A seed: with another word, all data of the mock would change.
    ("hss-mock/src/data/mod.rs", "answer"),
];

/// Words that may follow `is no`.
const AFTER_IS_NO: [&str; 8] = ["longer", "more", "larger", "less", "later", "fewer", "sooner", "different"];

/// Files that have to name the words.
const LEFT_OUT: [&str; 3] = ["CHANGELOG.md", "xtask/src/tidy/vocabulary.rs", "xtask/tests/bad_trees.rs"];

/// Finds these words in code, comments and documents.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    if LEFT_OUT.iter().any(|left_out| source.path == Path::new(left_out)) {
        return;
    }
    for (index, line) in source.text.lines().enumerate() {
        let line = COMMON.iter().fold(line.to_lowercase(), |line, phrase| line.replace(phrase, ""));
        let is_private = |word: &str| has_word(&line, word) && !is_exception(source, word);
        for (word, plain) in WORDS.iter().filter(|(word, _)| is_private(word)) {
            findings.push(source.finding(index + 1, format!("`{word}`: write `{plain}`")));
        }
        for (written, plain) in ["is no ", "are no "].into_iter().zip(["is not a", "are not"]) {
            if denies_a_noun(&line, written) {
                let message = format!("`{}` before a noun: write `{plain}`", written.trim_end());
                findings.push(source.finding(index + 1, message));
            }
        }
    }
}

fn is_exception(source: &Source, word: &str) -> bool {
    EXCEPTIONS.iter().any(|(path, excepted)| *excepted == word && source.path == Path::new(path))
}

/// True for `it is no file`, and false for `there is no file` and `it is no longer`.
fn denies_a_noun(line: &str, written: &str) -> bool {
    line.match_indices(written).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + written.len()..]);
        let next = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        before.ends_with(' ') && !before.ends_with("there ") && !AFTER_IS_NO.contains(&next)
    })
}

/// True if a line has a word that is not a part of another one or of a name.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || "_-'".contains(letter);
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}
