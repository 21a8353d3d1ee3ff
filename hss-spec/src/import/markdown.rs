//! A page as Markdown, with one row of a table per line.

use super::label::{self, Section};
use super::markup::{plain, without_bold};
use super::page::{Page, Piece};
use super::rows;

/// Reads the page line by line.
pub(super) fn read(mut page: Page, text: &str) -> Page {
    let mut reader = Reader { pending: None, table: State::Outside };
    for (line, raw) in (1..).zip(text.lines()) {
        reader.take(&mut page, line, raw.trim_end());
    }
    reader.close(&mut page);
    page.finish()
}

/// Position of the reader in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Outside,
    /// After the heading; the line of dashes comes next.
    Heading,
    Rows,
    /// In a table that does not describe parameters.
    Foreign,
}

struct Reader {
    /// The title of the next table.
    pending: Option<Piece>,
    table: State,
}

impl Reader {
    fn take(&mut self, page: &mut Page, line: u32, raw: &str) {
        let trimmed = raw.trim_start();
        if trimmed.starts_with('|') && page.section() != Section::Samples {
            return self.take_row(page, line, trimmed);
        }
        let text = without_bold(&plain(trimmed));
        let text = text.trim();
        if text.is_empty() {
            // An empty line ends a table.
            self.table = State::Outside;
            return;
        }
        if let Some(heading) = trimmed.strip_prefix('#') {
            self.close(page);
            take_heading(page, line, heading);
        } else if page.section() < Section::Samples
            && let Some(title) = label::table_title(text)
        {
            self.close(page);
            self.pending = Some(Piece::new(line, 1, title));
        } else {
            page.take_line(line, text);
        }
    }

    /// Reports a title that has no table.
    fn close(&mut self, page: &mut Page) {
        self.table = State::Outside;
        if let Some(title) = self.pending.take() {
            page.open_table(title);
        }
    }

    fn take_row(&mut self, page: &mut Page, line: u32, raw: &str) {
        if page.section() >= Section::Samples {
            if let Some(cell) = cells(raw).first() {
                page.take_line(line, plain(&cell.1).trim());
            }
            return;
        }
        match self.table {
            State::Outside => self.take_heading_row(page, line, raw),
            State::Heading => {
                self.table = State::Rows;
                if !is_delimiter(raw) {
                    page.error(line, 1, "a table's heading without a line of dashes below it (`|:---|`)");
                    take_parameter(page, line, raw);
                }
            }
            State::Rows if is_heading(raw) => self.take_heading_row(page, line, raw),
            State::Rows => take_parameter(page, line, raw),
            State::Foreign => {}
        }
    }

    fn take_heading_row(&mut self, page: &mut Page, line: u32, raw: &str) {
        let headings: Vec<String> = cells(raw).iter().map(|(_, cell)| without_bold(&plain(cell))).collect();
        let is_described = [Section::Uri, Section::Request, Section::Response].contains(&page.section());
        let names_parameters =
            headings.iter().any(|heading| label::column(heading) == Some(label::Column::Name));
        // A table without a title is recognized by its place and its fields.
        let untitled = (is_described && names_parameters).then(|| Piece::new(line, 1, ""));
        let Some(title) = self.pending.take().or(untitled) else {
            self.table = State::Foreign;
            return;
        };
        rows::open(page, title, line, &headings);
        self.table = State::Heading;
    }
}

fn take_heading(page: &mut Page, line: u32, heading: &str) {
    let text = without_bold(&plain(heading.trim_start_matches('#')));
    let text = text.trim();
    match label::section(text) {
        Some(section) => page.enter(section),
        None if page.section() == Section::Head => page.take_line(line, text),
        None => {}
    }
}

/// Reads a row of a table of parameters.
fn take_parameter(page: &mut Page, line: u32, raw: &str) {
    let cells = cells(raw);
    let Some(columns) = page.tables.last().map(|table| table.columns.len()).filter(|count| *count > 0) else {
        return;
    };
    if cells.len() != columns || !ends_row(raw) {
        let column = cells.last().map_or(1, |(column, _)| *column);
        let end = if ends_row(raw) { "" } else { " and no closing `|`" };
        let (found, expected) = (cells.len(), columns);
        page.table_error(line, column, format!("a row with {found} cells{end}; expected {expected}, as the table's heading has, and a closing `|`"));
        return;
    }
    let pieces: Vec<Piece> =
        cells.into_iter().map(|(column, text)| Piece::new(line, column, text.trim())).collect();
    rows::take(page, &pieces);
}

/// The cells of a row with their starting columns (from 1, in characters).
fn cells(row: &str) -> Vec<(u32, String)> {
    let mut cells: Vec<(u32, String)> = Vec::new();
    let mut is_escaped = false;
    for (column, c) in (1..).zip(row.trim_end().chars()) {
        match cells.last_mut() {
            _ if c == '|' && !is_escaped => cells.push((column + 1, String::new())),
            Some((_, cell)) => cell.push(c),
            None => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if ends_row(row) {
        cells.pop();
    }
    cells
}

/// Returns true if a row ends with `|`.
fn ends_row(row: &str) -> bool {
    let row = row.trim_end();
    row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|")
}

/// Returns true if a row is the heading of another table.
fn is_heading(row: &str) -> bool {
    let mut columns = cells(row).into_iter().map(|(_, cell)| label::column(&without_bold(&plain(&cell))));
    columns.by_ref().take(4).all(|column| column.is_some_and(|one| one != label::Column::Other))
        && columns.next().is_none()
}

fn is_delimiter(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| "|:- ".contains(c))
}
