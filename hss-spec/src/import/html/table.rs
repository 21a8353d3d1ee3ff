//! A table's caption, rows and cells.

use super::super::page::Piece;
use super::block::{is_block, is_heading};
use super::flow::Flow;
use super::token::{Mark, Tag};

/// A table of the page.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) mark: Mark,
    pub(super) caption: Option<Piece>,
    /// Targets of links to the table.
    pub(super) anchors: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// True if the page has its end.
    pub(super) is_closed: bool,
}

/// A row with its cells.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) mark: Mark,
    pub(super) cells: Vec<Cell>,
}

/// A cell with its text.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: Piece,
    /// Target of its first link, within the page.
    pub(super) target: Option<String>,
    /// True if it spans several rows or columns.
    pub(super) spans: bool,
    /// A heading inside it: the end of the table is missing.
    pub(super) heading: Option<Mark>,
}

/// Reads a table tag by tag.
#[derive(Debug)]
pub(super) struct TableReader {
    table: Table,
    place: Place,
    cell: Cell,
    flow: Flow,
    /// Number of open tables, this one included; those inside a cell are text.
    depth: usize,
}

/// Part of the table that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Between,
    Caption,
    Cell,
}

impl TableReader {
    pub(super) fn new(mark: Mark, anchors: Vec<String>) -> Self {
        Self {
            table: Table { mark, caption: None, anchors, rows: Vec::new(), is_closed: true },
            place: Place::Between,
            cell: Cell::new(mark),
            flow: Flow::default(),
            depth: 1,
        }
    }

    /// Target of text, if it belongs to the table at all.
    pub(super) fn flow(&mut self) -> Option<&mut Flow> {
        (self.place != Place::Between).then_some(&mut self.flow)
    }

    pub(super) fn is_in_cell(&self) -> bool {
        self.place == Place::Cell
    }

    pub(super) fn is_closed(&self) -> bool {
        self.depth == 0
    }

    /// Opens a table inside a cell.
    pub(super) fn open_inner(&mut self) {
        self.depth += 1;
        self.flow.break_line();
    }

    pub(super) fn open(&mut self, tag: &Tag, mark: Mark) {
        let is_inner = self.depth > 1;
        match tag.name.as_str() {
            "caption" if !is_inner => self.begin(Place::Caption),
            "tr" if !is_inner => {
                self.begin(Place::Between);
                self.table.rows.push(Row { mark, cells: Vec::new() });
            }
            "td" | "th" if !is_inner => {
                self.begin(Place::Cell);
                self.cell = Cell { spans: tag.spans, ..Cell::new(mark) };
                if self.table.rows.is_empty() {
                    self.table.rows.push(Row { mark, cells: Vec::new() });
                }
            }
            "tr" | "td" | "th" => self.flow.break_line(),
            "thead" | "tbody" | "tfoot" if !is_inner => self.begin(Place::Between),
            "li" => self.flow.begin_item(),
            "a" if self.cell.target.is_none() => self.cell.target.clone_from(&tag.target),
            name if is_heading(name) => {
                self.cell.heading.get_or_insert(mark);
                self.flow.break_line();
            }
            name if is_block(name) => self.flow.break_line(),
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                self.flow.break_line();
            }
            "caption" | "tr" | "td" | "th" if self.depth == 1 => self.begin(Place::Between),
            name if is_block(name) || is_heading(name) || name == "li" => self.flow.break_line(),
            _ => {}
        }
    }

    /// Ends the open cell, row or caption.
    fn begin(&mut self, place: Place) {
        let text = self.flow.take();
        match std::mem::replace(&mut self.place, place) {
            Place::Between => {}
            Place::Caption => self.table.caption = text,
            Place::Cell => {
                let mark = self.cell.text.clone();
                let mut cell = std::mem::replace(&mut self.cell, Cell::new(self.table.mark));
                cell.text = text.unwrap_or(mark);
                if let Some(row) = self.table.rows.last_mut() {
                    row.cells.push(cell);
                }
            }
        }
    }

    pub(super) fn finish(mut self, is_closed: bool) -> Table {
        self.begin(Place::Between);
        self.table.rows.retain(|row| !row.cells.is_empty());
        Table { is_closed, ..self.table }
    }
}

impl Cell {
    /// An empty cell.
    fn new(mark: Mark) -> Self {
        Self { text: Piece::new(mark.line, mark.column, ""), target: None, spans: false, heading: None }
    }
}
