//! A page as HTML, from the vendor's site and from sites of others with the same form.
//!
//! `token` finds tags and texts, `block` finds headings, lines and tables; this module makes sections and parameters of
//! them.

mod block;
mod flow;
mod links;
mod source;
mod table;
mod token;

use super::label::{self, Column, Section};
use super::markup::{plain, without_bold};
use super::page::{Page, Piece};
use super::rows;
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
    let mut blocks = block::blocks(tokens);
    links::resolve(&mut blocks);
    let mut reader = Reader { page };
    if let Some((mark, reason)) = cut {
        reader.page.error(mark.line, mark.column, format!("{reason}; the page is not read further"));
    }
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
}

impl Reader {
    fn take(&mut self, block: &Block) {
        let is_head = self.page.section() == Section::Head;
        match block {
            Block::Table(table) => self.take_table(table),
            Block::Heading(text) => self.take_heading(text),
            // Text above the first heading belongs to the site.
            Block::Line(text) if is_head && label::date(&words(text)).is_none() => {}
            Block::Line(text) => self.take_line(text),
        }
    }

    fn take_line(&mut self, text: &Piece) {
        let words = words(text);
        if !words.is_empty() {
            self.page.take_line(text.line, &words);
        }
    }

    fn take_heading(&mut self, text: &Piece) {
        match label::section(&words(text)) {
            Some(section) => self.page.enter(section),
            None if self.page.section() == Section::Head => self.take_line(text),
            None => {}
        }
    }

    fn take_table(&mut self, table: &Table) {
        let section = self.page.section();
        if section == Section::StatusCodes {
            let codes = table.rows.iter().filter_map(|row| row.cells.first());
            return codes.for_each(|cell| self.take_line(&cell.text));
        }
        if ![Section::Uri, Section::Request, Section::Response].contains(&section) {
            return;
        }
        let mark = table.mark;
        // A table without a title is recognized by its place and its fields.
        let untitled = || Piece::new(mark.line, mark.column, "");
        let title = table.caption.as_ref().map_or_else(untitled, without_number);
        let Some((heading, rows)) = table.rows.split_first() else {
            return self.page.open_table(title);
        };
        let names_parameters =
            heading.cells.iter().any(|cell| label::column(&words(&cell.text)) == Some(Column::Name));
        if !names_parameters {
            let message = format!("skipped: the table `{}`, which has no column of names", title.text);
            return self.page.note(mark.line, mark.column, NoteKind::Remark, message);
        }
        let headings: Vec<String> = heading.cells.iter().map(|cell| words(&cell.text)).collect();
        let name = title.text.clone();
        rows::open(&mut self.page, title, heading.mark.line, &headings);
        for row in rows {
            self.take_row(row, headings.len());
        }
        if !table.is_closed {
            let message =
                format!("the table `{name}` has no end; expected `</table>`: is the page truncated?");
            self.page.table_error(mark.line, mark.column, message);
        }
    }

    fn take_row(&mut self, row: &Row, expected: usize) {
        let Mark { line, column } = row.mark;
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

/// A caption without its number, if it has one.
fn without_number(caption: &Piece) -> Piece {
    let words = words(caption);
    let text = label::table_title(&words).unwrap_or(&words);
    Piece { text: text.to_owned(), ..caption.clone() }
}

/// The words of a heading, a title or a line.
fn words(text: &Piece) -> String {
    let words = without_bold(&plain(&text.text));
    words.trim_end_matches(['¶', '\u{f0c1}']).trim().to_owned()
}
