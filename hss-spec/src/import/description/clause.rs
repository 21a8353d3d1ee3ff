//! Clauses of a range section: split at punctuation, with remarks in parentheses kept separately.

use super::number::{is_thousands, trailing_number};
use super::sections::Line;

/// Words that begin a clause without punctuation before them.
const KEYWORDS: [&str; 12] = [
    "字符长度",
    "字符范围",
    "字符串长度",
    "最大值",
    "最小值",
    "minlength",
    "maxlength",
    "minimum",
    "maximum",
    "x-example",
    "取值",
    "单位",
];

/// Clauses of a section.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub(super) clauses: Vec<Line>,
    /// The number of each clause's sentence.
    pub(super) sentences: Vec<usize>,
    /// Text in parentheses.
    pub(super) remarks: Vec<String>,
    /// The number of the sentence that is being read.
    sentence: usize,
}

impl Clauses {
    pub(super) fn split<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut split = Self::default();
        for line in lines {
            split.take(line);
        }
        split
    }

    /// All texts: the clauses, then those in parentheses.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.clauses.into_iter().map(|clause| clause.text).chain(self.remarks).collect()
    }

    fn take(&mut self, line: &Line) {
        let mut clause = String::new();
        let mut remark = String::new();
        // The number of open parentheses, and true if a bracket is open.
        let (mut depth, mut is_in_bracket) = (0_usize, false);
        for (index, c) in line.text.char_indices() {
            let behind = &line.text[index..];
            match c {
                '(' => depth += 1,
                ')' if depth > 0 => {
                    depth -= 1;
                    if depth == 0 {
                        self.remarks.push(std::mem::take(&mut remark));
                    }
                }
                _ if depth > 0 => remark.push(c),
                _ if !is_in_bracket && is_break(&clause, behind) => {
                    self.push(line.number, &mut clause);
                    self.sentence += usize::from(!matches!(c, ',' | ' '));
                }
                _ => {
                    is_in_bracket = c == '[' || (is_in_bracket && c != ']');
                    clause.push(c);
                }
            }
        }
        self.push(line.number, &mut clause);
        // An unclosed parenthesis may be part of an interval: `(0,100]`.
        self.push(line.number, &mut remark);
        self.sentence += 1;
    }

    fn push(&mut self, number: u32, clause: &mut String) {
        let text = clause.trim().trim_matches(['"', '\'']).trim();
        if !text.is_empty() {
            self.clauses.push(Line { number, text: text.to_owned() });
            self.sentences.push(self.sentence);
        }
        clause.clear();
    }
}

/// Returns true if the last word of a clause is an article.
fn is_article(clause: &str) -> bool {
    let last = clause.trim().rsplit(' ').next().unwrap_or_default();
    ["a", "the"].iter().any(|article| last.eq_ignore_ascii_case(article))
}

/// Returns true if a clause ends where `behind` begins.
fn is_break(clause: &str, behind: &str) -> bool {
    let mut rest = behind.chars();
    match rest.next() {
        Some('。' | ';') => true,
        Some(',') => !is_thousands(trailing_number(clause), behind),
        Some('.') => rest.next().is_none_or(char::is_whitespace),
        // `A maximum of` counts as one word.
        Some(' ') if is_article(clause) => false,
        Some(' ') => {
            let word: String = rest.as_str().trim_start().chars().take(12).collect();
            let word = word.to_lowercase();
            KEYWORDS.iter().any(|keyword| word.starts_with(keyword))
        }
        _ => false,
    }
}
