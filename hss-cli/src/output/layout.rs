//! The widths of a table's columns, and the choice of columns that fit.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::Cell;
use super::columns::Column;
use crate::shown;
use crate::terminal::Terminal;

/// The gap between two columns.
const GAP: usize = 2;
/// The minimum width of a column that is shrunk.
const NARROWEST: usize = 8;
/// The maximum width of a column while others need room.
const WIDEST: usize = 40;

/// The columns of a table with their widths.
pub(crate) struct Layout {
    columns: Vec<(Column, usize)>,
    is_number: Vec<bool>,
    /// True if a longer cell is cut; false in a pipe or a file, where a later row may have one.
    is_cut: bool,
}

impl Layout {
    /// A layout for these rows and similar later ones. Columns for which there is no room are hidden; those
    /// that were requested are shrunk first. In a pipe, all cells stay whole.
    pub(crate) fn new(columns: Vec<Column>, rows: &[Vec<Cell>], terminal: &Terminal) -> (Self, Vec<String>) {
        let mut wanted: Vec<(usize, Column, usize)> = columns
            .into_iter()
            .enumerate()
            .map(|(index, column)| {
                let widest = rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.text.width()).max();
                let own = widest.unwrap_or(0).max(shown::cell(&column.name).width());
                (index, column, own)
            })
            .collect();
        let mut hidden = Vec::new();
        if let Some(room) = terminal.width.or(terminal.reader_width) {
            while wanted.len() > 1
                && total(&wanted, |own| own.min(WIDEST)) > room
                && leave_out(&mut wanted, &mut hidden)
            {}
        }
        if let Some(room) = terminal.width {
            shrink(&mut wanted, room);
        }
        let is_number = wanted
            .iter()
            .map(|(index, ..)| {
                let mut cells =
                    rows.iter().filter_map(|row| row.get(*index)).filter(|cell| cell.text != "-").peekable();
                cells.peek().is_some() && cells.all(|cell| cell.is_number)
            })
            .collect();
        let columns = wanted.into_iter().map(|(_, column, own)| (column, own)).collect();
        (Self { columns, is_number, is_cut: terminal.width.is_some() }, hidden)
    }

    /// The visible columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().map(|(column, _)| column)
    }

    /// The line of column names.
    pub(crate) fn header(&self, terminal: &Terminal) -> String {
        let bold = Style::new().bold().underline();
        let names = self.columns.iter().map(|(column, _)| (shown::cell(&column.name), bold));
        self.line(names, terminal)
    }

    /// The line of a row whose cells are those of [`Self::columns`].
    pub(crate) fn row(&self, cells: &[Cell], terminal: &Terminal) -> String {
        self.line(cells.iter().map(|cell| (cell.text.clone(), cell.tone.style())), terminal)
    }

    fn line(&self, cells: impl Iterator<Item = (String, Style)>, terminal: &Terminal) -> String {
        let mut line = String::new();
        let last = self.columns.len().saturating_sub(1);
        for (index, (text, style)) in cells.enumerate() {
            let Some((_, width)) = self.columns.get(index) else { break };
            let text = if self.is_cut { fit(&text, *width) } else { text };
            let padding = " ".repeat(width.saturating_sub(text.width()));
            let painted = terminal.paint(style, &text);
            if self.is_number.get(index) == Some(&true) {
                line.push_str(&padding);
                line.push_str(&painted);
            } else {
                line.push_str(&painted);
                if index < last {
                    line.push_str(&padding);
                }
            }
            if index < last {
                line.push_str(&" ".repeat(GAP));
            }
        }
        line
    }
}

fn total(wanted: &[(usize, Column, usize)], width: impl Fn(usize) -> usize) -> usize {
    let columns: usize = wanted.iter().map(|(_, _, own)| width(*own)).sum();
    columns + GAP * wanted.len().saturating_sub(1)
}

/// Hides the least important column, the last of equal ones; returns false if all remaining ones were requested.
fn leave_out(wanted: &mut Vec<(usize, Column, usize)>, hidden: &mut Vec<String>) -> bool {
    let least = wanted.iter().enumerate().max_by_key(|(_, (index, column, _))| (column.rank, *index));
    match least.map(|(position, (_, column, _))| (position, column.rank)) {
        Some((position, rank)) if rank > 0 => {
            let (_, column, _) = wanted.remove(position);
            hidden.push(column.name);
            true
        }
        _ => false,
    }
}

/// Shrinks the widest columns until all fit, if possible.
fn shrink(wanted: &mut [(usize, Column, usize)], room: usize) {
    while total(wanted, |own| own) > room {
        let widest = wanted.iter_mut().max_by_key(|(_, _, own)| *own);
        match widest {
            Some((_, _, own)) if *own > NARROWEST => *own -= 1,
            _ => return,
        }
    }
}

/// The text in that many columns, truncated with an ellipsis if necessary.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 0;
    for letter in text.chars() {
        let own = letter.width().unwrap_or(0);
        if used + own > width.saturating_sub(1) {
            break;
        }
        used += own;
        cut.push(letter);
    }
    cut.push('…');
    cut
}
