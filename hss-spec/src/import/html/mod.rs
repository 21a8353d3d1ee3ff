//! A page as HTML, from the vendor's site and from sites of others with the same form.
//!
//! `token` finds tags and texts, `block` finds headings, lines and tables; this module makes sections and parameters of
//! them.

mod block;
mod flow;
mod links;
mod source;
mod table;
mod terms;
mod titles;
mod token;

use super::label::{self, Column, Section};
use super::markup::{plain, without_bold};
use super::openapi::tree::short;
use super::page::{Page, Piece};
use super::{rows, types, uri};
use crate::place::NoteKind;
use block::Block;
use table::{Row, Table};
use token::Mark;

/// Returns true if a text is HTML: it begins with a tag, and has a heading or a table as HTML writes them.
pub(super) fn is_html(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let tags = ["<!doctype html", "<html", "<table", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"];
    let has_tag = |behind: &str| {
        tags.iter().any(|tag| behind.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
    };
    text.starts_with('<') && text.match_indices('<').any(|(index, _)| has_tag(&text[index..]))
}

/// Reads the page block by block.
pub(super) fn read(page: Page, text: &str) -> Page {
    let (tokens, cut) = token::tokens(text);
    let mut blocks = titles::assign(block::blocks(tokens));
    links::resolve(&mut blocks);
    let mut reader = Reader { page, has_headings: true, is_behind_table: false };
    if let Some((mark, reason)) = cut {
        reader.page.error(mark.line, mark.column, format!("{reason}; the page is not read further"));
    }
    // Pages of some sites set off their sections by bold lines.
    let is_section = |text: &Piece| label::section(&words(text)).is_some();
    reader.has_headings =
        blocks.iter().any(|block| matches!(block, Block::Heading(text) if is_section(text)));
    for block in &blocks {
        reader.take(block);
    }
    reader.page.finish()
}

/// The rows of all tables of a page of any kind, each cell with its words.
pub(super) fn rows(text: &str) -> Vec<Vec<Piece>> {
    let mut blocks = block::blocks(token::tokens(text).0);
    let tables = blocks.iter_mut().filter_map(Block::table_mut);
    let rows = tables.flat_map(|table| std::mem::take(&mut table.rows));
    let cell = |cell: &table::Cell| Piece { text: words(&cell.text), ..cell.text.clone() };
    rows.map(|row| row.cells.iter().map(cell).collect()).collect()
}

struct Reader {
    page: Page,
    /// True if the page has sections under headings.
    has_headings: bool,
    /// True if nothing is between a table and what is read.
    is_behind_table: bool,
}

impl Reader {
    fn take(&mut self, block: &Block) {
        let is_head = self.page.section() == Section::Head;
        let is_behind_table = std::mem::replace(&mut self.is_behind_table, matches!(block, Block::Table(_)));
        match block {
            Block::Table(table) => self.take_table(table, is_behind_table),
            Block::Unread(at, message) => {
                if self.page.section().has_parameters() {
                    self.page.error(at.line, at.column, message);
                }
            }
            Block::Skipped(at, message) => {
                if self.page.section().has_parameters() {
                    self.page.note(at.line, at.column, NoteKind::Parameter, message);
                }
            }
            Block::Heading(text) => self.take_heading(text),
            Block::Line(text) if !self.has_headings && self.is_heading(&words(text)) => {
                self.take_heading(text);
            }
            // Text above the first heading belongs to the site.
            Block::Line(text) if is_head && label::date(&words(text)).is_none() => {}
            Block::Line(text) => self.take_line(text),
        }
    }

    fn is_heading(&self, line: &str) -> bool {
        label::section(line).is_some() || self.page.opens_call(line)
    }

    fn take_line(&mut self, text: &Piece) {
        let words = words(text);
        if !words.is_empty() {
            self.page.take_line(text.line, &words);
        }
    }

    fn take_heading(&mut self, text: &Piece) {
        match label::section(&words(text)) {
            // A sample may be divided in the same way.
            Some(section) if section < Section::Samples && self.is_repeated(section) => {}
            Some(section) => self.page.enter(section),
            None if self.page.opens_call(&words(text)) => self.page.enter(Section::Uri),
            None if self.page.section() == Section::Head => self.take_line(text),
            None => {}
        }
    }

    /// Returns true if the page is in its samples, and has had the section.
    fn is_repeated(&self, section: Section) -> bool {
        self.page.section() == Section::Samples && self.page.has(section)
    }

    fn take_table(&mut self, table: &Table, is_behind_table: bool) {
        let section = self.page.section();
        if section == Section::StatusCodes {
            let codes = table.rows.iter().filter_map(|row| row.cells.first());
            return codes.for_each(|cell| self.take_line(&cell.text));
        }
        if !section.has_parameters() {
            return;
        }
        let mark = table.mark;
        let all: Vec<&Row> = table.rows.iter().filter(|row| !is_empty(row)).collect();
        // A table without a title is recognized by its place and its fields.
        let untitled = || Piece::new(mark.line, mark.column, "");
        let above = all.iter().take_while(|row| row.is_single).find_map(|row| title_in(row));
        let title = table.caption.as_ref().map(without_number).or(above).unwrap_or_else(untitled);
        let Some((heading, rows)) = heading(&all) else {
            return self.page.open_table(title);
        };
        if !has_column(heading, Column::Name) {
            if section == Section::Uri && self.take_calls(&all) {
                return;
            }
            if is_behind_table && self.goes_on(table, &all) {
                return all.iter().for_each(|row| self.take_row(row, row.cells.len(), &[]));
            }
            let message = format!("skipped: the table `{}`, which has no column of names", title.text);
            return self.page.note(mark.line, mark.column, NoteKind::Remark, message);
        }
        let headings: Vec<String> = heading.cells.iter().map(|cell| words(&cell.text)).collect();
        let name = title.text.clone();
        rows::open(&mut self.page, title, heading.mark.line, &headings);
        for row in rows {
            self.take_row(row, headings.len(), &headings);
        }
        if !table.is_closed {
            let message =
                format!("the table `{name}` has no end; expected `</table>`: is the page truncated?");
            self.page.table_error(mark.line, mark.column, message);
        }
    }

    /// Reads a table with methods and paths; returns false if it has none.
    fn take_calls(&mut self, rows: &[&Row]) -> bool {
        let texts = |row: &&Row| row.cells.iter().map(|cell| words(&cell.text)).collect();
        let calls = uri::calls_in(&rows.iter().map(texts).collect::<Vec<Vec<String>>>());
        for (index, call) in &calls {
            self.page.take_line(rows[*index].mark.line, call);
        }
        !calls.is_empty()
    }

    /// Returns true if a table has neither title nor headings, but rows like those of the table before it.
    fn goes_on(&self, table: &Table, rows: &[&Row]) -> bool {
        let Some(before) = self.page.tables.last().filter(|_| table.caption.is_none()) else { return false };
        let ty = before.columns.iter().position(|column| *column == Column::Type);
        let has_type = |row: &&Row| {
            let cell = ty.and_then(|ty| row.cells.get(ty));
            row.cells.len() == before.columns.len()
                && cell.is_some_and(|cell| types::is_type(&words(&cell.text)))
        };
        before.section == self.page.section() && !rows.is_empty() && rows.iter().all(has_type)
    }

    fn take_row(&mut self, row: &Row, expected: usize, headings: &[String]) {
        let Mark { line, column } = row.mark;
        if row.is_single {
            let text = row.cells.first().map(|cell| words(&cell.text)).unwrap_or_default();
            let message =
                format!("a row of one cell across the table is not a parameter: `{}`", short(&text));
            return self.page.note(line, column, NoteKind::Remark, message);
        }
        // Some tables repeat their headings.
        if row.cells.len() == headings.len()
            && row.cells.iter().zip(headings).all(|(cell, heading)| words(&cell.text) == *heading)
        {
            return;
        }
        if let Some(mark) = row.cells.iter().find_map(|cell| cell.heading) {
            let message = "a heading inside a table's cell; expected the table's end, `</table>`, before it";
            return self.page.table_error(mark.line, mark.column, message);
        }
        if row.cells.len() != expected {
            let found = row.cells.len();
            let message =
                format!("a row with {found} cells; expected {expected}, as the table's heading has");
            return self.page.table_error(line, column, message);
        }
        let cells: Vec<Piece> = row.cells.iter().map(|cell| cell.text.clone()).collect();
        rows::take(&mut self.page, &cells);
    }
}

/// The row of headings, and the rows below it: the first row with a name and a description, else the first one.
fn heading<'r, 't>(rows: &'r [&'t Row]) -> Option<(&'t Row, &'r [&'t Row])> {
    const HIGHEST: usize = 3;
    let is_whole = |row: &&Row| has_column(row, Column::Name) && has_column(row, Column::Description);
    let index = rows.iter().take(HIGHEST).position(is_whole).unwrap_or(0);
    Some((*rows.get(index)?, &rows[index + 1..]))
}

fn has_column(row: &Row, wanted: Column) -> bool {
    row.cells.iter().any(|cell| label::column(&words(&cell.text)) == Some(wanted))
}

fn is_empty(row: &Row) -> bool {
    row.cells.iter().all(|cell| words(&cell.text).is_empty())
}

/// The title of a table in its first row.
fn title_in(row: &Row) -> Option<Piece> {
    let cell = &row.cells.first()?.text;
    label::table_title(&words(cell)).map(|_| without_number(cell))
}

/// A caption without its number, if it has one.
fn without_number(caption: &Piece) -> Piece {
    let words = words(caption);
    let text = label::table_title(&words).unwrap_or(&words);
    Piece { text: text.to_owned(), ..caption.clone() }
}

/// The words of a heading, a title or a line.
fn words(text: &Piece) -> String {
    let words = without_bold(&plain(&text.text));
    words.trim_end_matches(['¶', '\u{f0c1}']).trim_start_matches(['¶', '#']).trim().to_owned()
}
