//! A page of any form as sections and tables, and the parts that each page must have.

use std::sync::Arc;

use super::label::{self, Column, Section};
use crate::place::{NoteKind, Place, Problem};

/// A piece of a page and its position.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) text: String,
    /// Numbers of its lines, for a text whose lines are not those of the page.
    pub(super) lines: Vec<u32>,
}

impl Piece {
    pub(super) fn new(line: u32, column: u32, text: impl Into<String>) -> Self {
        Self { line, column, text: text.into(), lines: Vec::new() }
    }

    /// Position of the text's line with that number, counted from 0: line and column.
    pub(super) fn position(&self, number: u32) -> (u32, u32) {
        let column = if number == 0 { self.column } else { 1 };
        let line = usize::try_from(number).ok().and_then(|number| self.lines.get(number).copied());
        (line.unwrap_or_else(|| self.line.saturating_add(number)), column)
    }
}

/// A row: a parameter or a field.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: Piece,
    pub(super) required: Option<bool>,
    pub(super) ty: Piece,
    /// The description, with its line breaks.
    pub(super) description: Piece,
}

/// A table of parameters or fields.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its title without its number.
    pub(super) title: Piece,
    pub(super) section: Section,
    /// The status of the response that it belongs to.
    pub(super) status: Option<u16>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// True if its heading or a row has had a message: then nothing more is reported as missing.
    is_broken: bool,
}

/// A page, with everything that is wrong with its form.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) file: Arc<str>,
    pub(super) title: Option<Piece>,
    pub(super) date: Option<String>,
    pub(super) function: Vec<String>,
    /// The line with the method and the path.
    pub(super) uri: Option<Piece>,
    /// Further lines with a method and a path: other calls with the same tables.
    pub(super) further: Vec<Piece>,
    pub(super) tables: Vec<Table>,
    /// The statuses of the response, then those of the table of status codes.
    pub(super) statuses: Vec<u16>,
    pub(super) problems: Vec<Problem>,
    /// Its sections, in the order of the doc page.
    sections: Vec<Section>,
    /// Number of the page's last line.
    last_line: u32,
    /// The status of the response that the next table belongs to.
    status: Option<u16>,
    /// True if the table of status codes has any.
    has_status_rows: bool,
}

impl Page {
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self {
            file: file.clone(),
            title: None,
            date: None,
            function: Vec::new(),
            uri: None,
            further: Vec::new(),
            tables: Vec::new(),
            statuses: Vec::new(),
            problems: Vec::new(),
            sections: Vec::new(),
            last_line: 0,
            status: None,
            has_status_rows: false,
        }
    }

    pub(super) fn place(&self, line: u32, column: u32) -> Place {
        Place { file: self.file.clone(), line, column }
    }

    pub(super) fn error(&mut self, line: u32, column: u32, message: impl Into<String>) {
        let place = self.place(line, column);
        self.problems.push(Problem::error(&place, message));
    }

    /// Notes something that is read otherwise than written.
    pub(super) fn note(&mut self, line: u32, column: u32, kind: NoteKind, message: impl Into<String>) {
        let place = self.place(line, column);
        self.problems.push(Problem::note(&place, message).of(kind));
    }

    /// Reports an error in the table that is being read.
    pub(super) fn table_error(&mut self, line: u32, column: u32, message: impl Into<String>) {
        if let Some(table) = self.tables.last_mut() {
            table.is_broken = true;
        }
        self.error(line, column, message);
    }

    /// The section that is being read.
    pub(super) fn section(&self) -> Section {
        self.sections.last().copied().unwrap_or(Section::Head)
    }

    /// Returns true if the page had that section already.
    pub(super) fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    pub(super) fn enter(&mut self, section: Section) {
        self.sections.push(section);
        self.status = None;
    }

    /// Takes a line that belongs to no table.
    pub(super) fn take_line(&mut self, line: u32, text: &str) {
        self.last_line = line;
        match self.section() {
            Section::Head => match label::date(text) {
                Some(date) => self.date = Some(date.to_owned()),
                // The title is the last line before the first heading: a browser puts its own words above.
                None => self.title = Some(Piece::new(line, 1, text)),
            },
            Section::Function => self.function.push(text.to_owned()),
            Section::Uri
                if is_call(text)
                    && !self.lacks_call(text)
                    && self.uri.iter().chain(&self.further).all(|known| known.text != text) =>
            {
                self.further.push(Piece::new(line, 1, text));
            }
            // Words may come before the method and the path.
            Section::Uri if !text.is_empty() && (self.uri.is_none() || self.lacks_call(text)) => {
                self.uri = Some(Piece::new(line, 1, text));
            }
            Section::Response => {
                if let Some(status) = label::status(text) {
                    self.status = Some(status);
                    self.statuses.push(status);
                }
            }
            Section::StatusCodes => {
                let status = status_code(text);
                self.has_status_rows |= status.is_some();
                self.statuses.extend(status);
            }
            _ => {}
        }
    }

    /// Returns true if this line is the first one with a method and a path.
    fn lacks_call(&self, line: &str) -> bool {
        is_call(line) && !self.uri.as_ref().is_some_and(|uri| is_call(&uri.text))
    }

    /// Opens a table under the section and the status that are being read.
    pub(super) fn open_table(&mut self, title: Piece) {
        self.last_line = title.line;
        let (section, status) = (self.section(), self.status);
        self.tables.push(Table {
            title,
            section,
            status,
            columns: Vec::new(),
            rows: Vec::new(),
            is_broken: false,
        });
    }

    /// Reports the columns that a table's heading lacks.
    pub(super) fn take_columns(&mut self, line: u32, columns: Vec<Column>) {
        let needed = [(Column::Name, "参数/Parameter"), (Column::Description, "描述/Description")];
        let missing: Vec<&str> =
            needed.iter().filter(|(column, _)| !columns.contains(column)).map(|(_, name)| *name).collect();
        if !missing.is_empty() {
            let message = format!("the table's heading has no column `{}`", missing.join("`, `"));
            self.table_error(line, 1, message);
        }
        if let Some(table) = self.tables.last_mut() {
            table.columns = columns;
        }
    }

    pub(super) fn take_row(&mut self, row: Row) {
        self.last_line = row.description.line.max(row.name.line);
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(row);
        }
    }

    /// Reports missing parts of the page.
    pub(super) fn finish(mut self) -> Self {
        let has = |section: Section| self.sections.contains(&section);
        if !has(Section::Uri) && !has(Section::Function) {
            self.problems.clear();
            self.tables.clear();
            let message =
                "this is not an API page: it has neither a `功能介绍`/`Function` nor a `URI` section";
            self.error(1, 1, message);
            return self;
        }
        // `状态码` alone may be the rest of `状态码:200` on a truncated page.
        let is_whole = has(Section::Samples) || has(Section::Rest) || self.has_status_rows;
        let has_response = has(Section::Response);
        let ends_later = is_whole || has(Section::StatusCodes);
        // Behind the last table, the page may be truncated; an empty one before it is the vendor's.
        let is_complete = is_whole && has_response;
        let last = self.tables.len().saturating_sub(1);
        for index in 0..self.tables.len() {
            let table = &self.tables[index];
            if table.rows.is_empty() && !table.is_broken {
                let (line, title) = (table.title.line, table.title.text.clone());
                if is_complete || index < last {
                    self.note(
                        line,
                        1,
                        NoteKind::Type,
                        format!("the table `{title}` has no rows; what it describes is any JSON"),
                    );
                } else {
                    let message = format!(
                        "the table `{title}` has no rows: is the page truncated? Expected a parameter's row"
                    );
                    self.error(line, 1, message);
                }
            }
        }
        self.tables.retain(|table| !table.rows.is_empty() || table.is_broken);
        let line = self.last_line.max(1);
        if !has_response && ends_later {
            self.note(
                line,
                1,
                NoteKind::Response,
                "the page has no section on its response; it is read as one without content",
            );
        } else if !has_response {
            let message = "the page ends before its response: is it truncated? Expected `响应参数`/`Response Parameters`";
            self.error(line, 1, message);
        } else if !is_whole {
            let message = "the page ends inside its response: is it truncated? \
                           Expected samples or status codes (`响应示例`, `状态码`) behind the tables";
            self.error(line, 1, message);
        }
        self
    }
}

/// Returns true if a line is a method and a path.
fn is_call(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(method, path)| {
        path.trim_start().starts_with('/') && method.bytes().all(|letter| letter.is_ascii_uppercase())
    })
}

/// The status in the first cell of a row of the table of status codes.
fn status_code(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|code| (100..600).contains(code))
}
