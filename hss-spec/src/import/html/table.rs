//! Caption, rows and cells of a table.

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
    /// True if the table is closed.
    pub(super) is_closed: bool,
}

/// A row with its cells.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) mark: Mark,
    pub(super) cells: Vec<Cell>,
    /// True if it has one cell, which spans all columns.
    pub(super) is_single: bool,
}

/// A cell with its text.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) text: Piece,
    /// Target of its first link, within the page.
    pub(super) target: Option<String>,
    /// The numbers of additional rows and columns that it spans.
    more_rows: usize,
    more_columns: usize,
    /// A heading inside the table, whose end is therefore missing.
    pub(super) heading: Option<Mark>,
}

impl Table {
    /// A table with these headings and the cells of these rows.
    pub(super) fn of_rows(
        mark: Mark,
        anchors: Vec<String>,
        headings: &[&str],
        rows: impl Iterator<Item = Vec<Piece>>,
    ) -> Self {
        let row = |cells: Vec<Piece>| {
            let mark = cells.first().map_or(mark, |cell| Mark { line: cell.line, column: cell.column });
            let cells = cells.into_iter().map(|text| Cell { text, ..Cell::new(mark) }).collect();
            Row { mark, cells, is_single: false }
        };
        let heading = headings.iter().map(|heading| Piece::new(mark.line, mark.column, *heading)).collect();
        let rows = std::iter::once(heading).chain(rows).map(row).collect();
        Self { mark, caption: None, anchors, rows, is_closed: true }
    }
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
    /// Number of cells in the open row of a table inside a cell.
    inner_cells: usize,
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
            inner_cells: 0,
        }
    }

    /// The destination of text that belongs to the table.
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
                self.table.rows.push(Row::new(mark));
            }
            "td" | "th" if !is_inner => {
                self.begin(Place::Cell);
                self.cell =
                    Cell { more_rows: tag.more_rows, more_columns: tag.more_columns, ..Cell::new(mark) };
                if self.table.rows.is_empty() {
                    self.table.rows.push(Row::new(mark));
                }
            }
            "tr" => {
                self.flow.break_line();
                self.inner_cells = 0;
            }
            // A table of values and their meanings is a list; its headings are not labels.
            "td" | "th" => {
                match (self.inner_cells, tag.name.as_str()) {
                    (0, "td") => self.flow.begin_item(),
                    (0, _) => self.flow.break_line(),
                    (1, "td") => self.flow.go_on(": "),
                    _ => self.flow.go_on(" | "),
                }
                self.inner_cells += 1;
            }
            "thead" | "tbody" | "tfoot" if !is_inner => self.begin(Place::Between),
            "li" | "dt" => self.flow.begin_item(),
            "dd" => self.flow.go_on(": "),
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
            // The meaning is on the line of its term.
            "dt" => {}
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
        spread(&mut self.table.rows);
        Table { is_closed, ..self.table }
    }
}

/// Maximum number of cells that spans add to a table, and of columns with spans.
const SPREAD: usize = 10_000;

/// Repeats a cell in each row and column that it spans, so that each row has one cell per heading.
fn spread(rows: &mut [Row]) {
    let first = rows.first().map_or(&[][..], |row| &row.cells);
    let columns = first.iter().map(|cell| 1 + cell.more_columns).sum::<usize>().min(SPREAD);
    // Cells of rows above, by column, with the number of further rows that they span.
    let mut open: Vec<Option<(usize, Cell)>> = vec![None; columns];
    let mut budget = SPREAD;
    for row in rows.iter_mut() {
        row.is_single =
            matches!(row.cells.as_slice(), [cell] if columns > 1 && cell.more_columns + 1 >= columns);
        let mut cells = std::mem::take(&mut row.cells).into_iter();
        let mut spread: Vec<Cell> = Vec::new();
        while budget > 0 {
            let above = open.get_mut(spread.len()).and_then(Option::take);
            if let Some((rows, cell)) = above {
                budget -= 1;
                if rows > 1
                    && let Some(open) = open.get_mut(spread.len())
                {
                    *open = Some((rows - 1, cell.clone()));
                }
                spread.push(cell);
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let more = cell.more_columns.min(budget);
            budget -= more;
            for _ in 0..=more {
                if cell.more_rows > 0
                    && let Some(open) = open.get_mut(spread.len())
                {
                    *open = Some((cell.more_rows, cell.clone()));
                }
                spread.push(cell.clone());
            }
        }
        spread.extend(cells);
        row.cells = spread;
    }
}

impl Row {
    /// A row without cells.
    fn new(mark: Mark) -> Self {
        Self { mark, cells: Vec::new(), is_single: false }
    }
}

impl Cell {
    /// An empty cell.
    fn new(mark: Mark) -> Self {
        Self {
            text: Piece::new(mark.line, mark.column, ""),
            target: None,
            more_rows: 0,
            more_columns: 0,
            heading: None,
        }
    }
}
