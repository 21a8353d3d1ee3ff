//! Inline text across tags, as the lines that a reader sees.

use super::super::description;
use super::super::page::Piece;
use super::token::Mark;

/// Collects the text of a paragraph or of a cell.
///
/// Its output has the escapes that [`plain`](super::super::markup::plain) removes, so that a text which only looks
/// like a link, an entity or a tag stays as it is. Bold is kept: it sets off labels and values.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    lines: Vec<u32>,
    start: Option<Mark>,
    /// True if white space waits for the next word.
    has_space: bool,
    /// True if the next word begins a line.
    is_broken: bool,
    /// True if that line is an item of a list.
    is_item: bool,
    /// Start of the bold text.
    bold: Option<usize>,
    /// True after a separator: what follows is on the same line.
    goes_on: bool,
}

impl Flow {
    /// Adds a text; `is_preformatted` keeps its line breaks.
    pub(super) fn push(&mut self, text: &str, mark: Mark, is_preformatted: bool) {
        let mut mark = mark;
        for c in text.chars() {
            match c {
                '\n' => {
                    mark = Mark { line: mark.line.saturating_add(1), column: 1 };
                    if is_preformatted {
                        self.break_line();
                    }
                    self.has_space = true;
                    continue;
                }
                c if c.is_whitespace() => self.has_space = true,
                c => self.push_visible(c, mark),
            }
            mark.column = mark.column.saturating_add(1);
        }
    }

    fn push_visible(&mut self, c: char, mark: Mark) {
        if self.start.is_none() {
            self.start = Some(mark);
            self.lines.push(mark.line);
        } else if self.is_broken {
            self.text.push('\n');
            self.lines.push(mark.line);
        } else if self.has_space {
            self.text.push(' ');
        }
        if std::mem::take(&mut self.is_item) {
            self.text.push_str("- ");
        }
        (self.is_broken, self.has_space, self.goes_on) = (false, false, false);
        if let '\\' | '[' | '<' = c {
            self.text.push('\\');
        }
        self.text.push(c);
        if c == '&' {
            self.text.push_str("amp;");
        }
    }

    /// Ends the line.
    pub(super) fn break_line(&mut self) {
        self.is_broken = !self.goes_on;
        // Bold text ends with its line.
        self.bold = None;
    }

    /// Ends the line; the next one is an item of a list.
    pub(super) fn begin_item(&mut self) {
        self.break_line();
        self.is_item = true;
    }

    /// Continues on the same line, after a separator.
    pub(super) fn go_on(&mut self, separator: &str) {
        if self.start.is_some() && !self.is_item {
            self.text.push_str(separator);
            (self.is_broken, self.has_space, self.goes_on) = (false, false, true);
        }
    }

    pub(super) fn begin_bold(&mut self) {
        self.bold = Some(self.text.len());
    }

    pub(super) fn end_bold(&mut self) {
        let Some(start) = self.bold.take() else { return };
        let Some(bold) = self.text.get(start..) else { return };
        let white = bold.len() - bold.trim_start().len();
        // Labels begin their lines; within a line and after a bullet, the same words are values.
        let is_first = start == 0 || bold.starts_with('\n');
        let is_label = description::is_label(bold);
        let is_text = !bold.trim().is_empty() && !bold.contains('\n') && !bold.contains("**");
        if is_text && is_first | !is_label {
            self.text.insert_str(start + white, "**");
            self.text.push_str("**");
        }
    }

    /// A superscript, which may be a footnote: `2^63`, `limit^1`.
    pub(super) fn begin_power(&mut self) {
        if self.text.ends_with(|c: char| c.is_ascii_alphanumeric()) && !self.is_broken {
            self.text.push('^');
        }
    }

    /// Takes the text so far, if there is any.
    pub(super) fn take(&mut self) -> Option<Piece> {
        let Self { text, lines, start, .. } = std::mem::take(self);
        let Mark { line, column } = start?;
        Some(Piece { line, column, text, lines })
    }
}
