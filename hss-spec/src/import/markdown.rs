//! A page as Markdown, with one row of a table per line.

use super::label::{self, Section};
use super::markdown_lines::{Kind, is_delimiter, lines};
use super::markup::{plain, without_bold};
use super::page::{Page, Piece};
use super::{rows, uri};

/// Reads the page line by line.
pub(super) fn read(mut page: Page, text: &str) -> Page {
    let mut reader = Reader { pending: None, table: State::Outside, between: None, foreign: Vec::new() };
    for line in lines(text) {
        match line.kind {
            Kind::Plain => reader.take(&mut page, line.number, &line.text),
            Kind::Code => reader.take_code(&mut page, line.number, &line.text),
            Kind::Unclear => reader.refuse_title(&mut page, line.number, &line.text),
        }
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
    /// A line of text between the rows of a table.
    between: Option<u32>,
    /// The rows of a table that does not describe parameters, each with its line.
    foreign: Vec<(u32, Vec<String>)>,
}

impl Reader {
    fn take_code(&mut self, page: &mut Page, line: u32, raw: &str) {
        self.end_table(page);
        let text = plain(raw.trim_start());
        if !text.trim().is_empty() {
            page.take_line(line, text.trim());
        }
    }

    fn refuse_title(&mut self, page: &mut Page, line: u32, raw: &str) {
        self.close(page);
        if page.section().has_parameters() {
            let message = format!(
                "the title `{}` is between two tables, and others of the page are above as well as below their tables; \
                 expected all above",
                without_bold(&plain(raw)).trim()
            );
            page.error(line, 1, message);
        }
    }

    fn take(&mut self, page: &mut Page, line: u32, raw: &str) {
        let trimmed = raw.trim_start();
        if trimmed.starts_with('|') && page.section() != Section::Samples {
            return self.take_row(page, line, trimmed);
        }
        let text = without_bold(&plain(trimmed));
        let text = text.trim();
        if text.is_empty() {
            // An empty line ends a table.
            self.end_table(page);
            return;
        }
        if page.section().has_parameters() && ["<table", "<dl"].iter().any(|tag| trimmed.contains(tag)) {
            let message =
                "a table as HTML on a page as Markdown; expected rows between bars (`| Parameter | … |`)";
            page.error(line, 1, message);
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
            self.between = Some(line).filter(|_| self.table == State::Rows);
            self.take_calls(page);
            page.take_line(line, text);
        }
    }

    /// Ends a table, which may have had the method and the path.
    fn end_table(&mut self, page: &mut Page) {
        self.table = State::Outside;
        self.between = None;
        self.take_calls(page);
    }

    fn take_calls(&mut self, page: &mut Page) {
        let rows = std::mem::take(&mut self.foreign);
        let (lines, rows): (Vec<u32>, Vec<Vec<String>>) = rows.into_iter().unzip();
        for (row, call) in uri::calls_in(&rows) {
            page.take_line(lines[row], &call);
        }
    }

    /// Reports a title that has no table.
    fn close(&mut self, page: &mut Page) {
        self.end_table(page);
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
            State::Rows if is_heading(raw) => {
                self.between = None;
                self.take_heading_row(page, line, raw);
            }
            State::Rows => {
                let is_broken = page.tables.last().is_some_and(|table| table.is_broken);
                if let Some(line) = self.between.take().filter(|_| !is_broken) {
                    page.table_error(
                        line,
                        1,
                        "a line between the rows of a table; expected each row to begin with `|`",
                    );
                }
                take_parameter(page, line, raw);
            }
            State::Foreign => self.take_foreign(page, line, raw),
        }
    }

    /// Keeps a row of a table that does not describe parameters, if it may have the method and the path.
    fn take_foreign(&mut self, page: &Page, line: u32, raw: &str) {
        if page.section() == Section::Uri {
            let cells = cells(raw).into_iter().map(|(_, cell)| without_bold(&plain(&cell)).trim().to_owned());
            self.foreign.push((line, cells.collect()));
        }
    }

    fn take_heading_row(&mut self, page: &mut Page, line: u32, raw: &str) {
        let headings: Vec<String> = cells(raw).iter().map(|(_, cell)| without_bold(&plain(cell))).collect();
        let is_described = page.section().has_parameters();
        let names_parameters =
            headings.iter().any(|heading| label::column(heading) == Some(label::Column::Name));
        // A table without a title is recognized by its place and its fields.
        let untitled = (is_described && names_parameters).then(|| Piece::new(line, 1, ""));
        let Some(title) = self.pending.take().or(untitled) else {
            self.table = State::Foreign;
            return self.take_foreign(page, line, raw);
        };
        rows::open(page, title, line, &headings);
        self.table = State::Heading;
    }
}

fn take_heading(page: &mut Page, line: u32, heading: &str) {
    let text = without_bold(&plain(heading.trim_start_matches('#')));
    // `## URI ##`, `## URI {#uri}`
    let text = text.trim().trim_end_matches('#').trim_end();
    let text =
        text.rsplit_once(" {#").filter(|(_, id)| id.ends_with('}')).map_or(text, |(text, _)| text.trim_end());
    match label::section(text) {
        Some(section) => page.enter(section),
        None if page.opens_call(text) => page.enter(Section::Uri),
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
