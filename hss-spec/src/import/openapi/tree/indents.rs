//! Lines within brackets or quotes that are indented less than YAML asks for.
//!
//! YAML wants every line of a value to be indented more than its key, also within brackets, where it carries no meaning:
//!
//! ```yaml
//! example: {
//!   "name": "Blue"
//! }
//! ```
//!
//! Many writers of documents do not indent the last line, and most parsers do not mind. Such lines are moved to the
//! right, one run at a time, until the parser accepts the text.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Maximum number of bytes that are parsed again; only hostile documents need more.
const WORK: usize = 200_000_000;

/// Place at which the parser found a line indented too little.
pub(super) enum Stop {
    /// The line itself, from 1.
    Line(u32),
    /// The line on which a quoted text starts, from 1, and the column of its quote.
    Quoted(u32, u32),
}

impl Stop {
    /// The meaning of a parser's message.
    pub(super) fn of(message: &str, (line, column): (u32, u32)) -> Option<Self> {
        match message {
            "invalid indentation" | "invalid indentation in flow construct" => Some(Self::Line(line)),
            "invalid indentation in quoted scalar" => Some(Self::Quoted(line, column)),
            _ => None,
        }
    }
}

/// A text with some lines moved to the right.
pub(super) struct Text<'t> {
    lines: Vec<Cow<'t, str>>,
    /// The number of columns by which a line, from 1, is moved.
    moved: BTreeMap<u32, u32>,
    work: usize,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let lines = text.split_inclusive('\n').map(Cow::Borrowed).collect();
        Self { lines, moved: BTreeMap::new(), work: 0 }
    }

    /// The text as it is now.
    pub(super) fn text(&self) -> String {
        self.lines.concat()
    }

    /// The place in the document of one in this text.
    pub(super) fn original(&self, (line, column): (u32, u32)) -> (u32, u32) {
        let by = self.moved.get(&line).copied().unwrap_or_default();
        (line, column.saturating_sub(by).max(1))
    }

    /// Moves the lines that the parser does not accept; false if that is of no use.
    pub(super) fn repair(&mut self, stop: &Stop) -> bool {
        self.work += self.lines.iter().map(|line| line.len()).sum::<usize>();
        if self.work > WORK {
            return false;
        }
        match stop {
            Stop::Line(line) => self.repair_brackets(line.saturating_sub(1) as usize),
            Stop::Quoted(line, column) => {
                self.repair_quoted(line.saturating_sub(1) as usize, column.saturating_sub(1) as usize)
            }
        }
    }

    /// Moves a line within brackets, and those after it up to the closing one.
    fn repair_brackets(&mut self, first: usize) -> bool {
        let before = self.lines.get(..first).unwrap_or_default();
        let Some(least) = before.iter().rev().find(|line| !is_blank(line)).map(|line| indent(line) + 1)
        else {
            return false;
        };
        // A line at that column is not a line within brackets.
        if self.lines.get(first).is_none_or(|line| indent(line) >= least) {
            return false;
        }
        let mut depth = 1;
        for index in first..self.lines.len() {
            depth += self.lines.get(index).map_or(0, |line| balance(line));
            self.indent_to(index, least);
            if depth < 1 {
                break;
            }
        }
        true
    }

    /// Moves the lines of a quoted text after its first.
    fn repair_quoted(&mut self, first: usize, column: usize) -> bool {
        let Some(line) = self.lines.get(first) else { return false };
        let least = indent(line) + 1;
        let Some(quote) = line.chars().nth(column).filter(|quote| matches!(quote, '"' | '\'')) else {
            return false;
        };
        let rest: String = line.chars().skip(column + 1).collect();
        if closes(&rest, quote) {
            return false;
        }
        let mut is_changed = false;
        for index in first + 1..self.lines.len() {
            is_changed |= self.indent_to(index, least);
            if self.lines.get(index).is_some_and(|line| closes(line, quote)) {
                break;
            }
        }
        is_changed
    }

    fn indent_to(&mut self, index: usize, least: usize) -> bool {
        let Some(line) = self.lines.get_mut(index) else { return false };
        let by = least.saturating_sub(indent(line));
        if by == 0 || is_blank(line) {
            return false;
        }
        *line = Cow::Owned(format!("{}{line}", " ".repeat(by)));
        *self.moved.entry(index as u32 + 1).or_default() += by as u32;
        true
    }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The opening brackets of a line outside of quotes, less the closing ones.
fn balance(line: &str) -> i32 {
    let (mut balance, mut quote, mut is_escaped) = (0, None, false);
    for one in line.chars() {
        match (quote, one) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(open), one) if one == open && !is_escaped => quote = None,
            (None, '"' | '\'') => quote = Some(one),
            (None, '{' | '[') => balance += 1,
            (None, '}' | ']') => balance -= 1,
            _ => {}
        }
        is_escaped = false;
    }
    balance
}

/// True if a text that begins within quotes has the closing one.
fn closes(text: &str, quote: char) -> bool {
    let mut rest = text.chars().peekable();
    while let Some(one) = rest.next() {
        match one {
            '\\' if quote == '"' => _ = rest.next(),
            '\'' if quote == '\'' && rest.peek() == Some(&'\'') => _ = rest.next(),
            one if one == quote => return true,
            _ => {}
        }
    }
    false
}
