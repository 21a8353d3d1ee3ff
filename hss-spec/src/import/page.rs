//! Sections and tables of a page of any form, and the parts that each page must have.

use std::sync::Arc;

use super::continued;
use super::label::{self, Column, Section, TableKind};
use super::uri;
use crate::place::{NoteKind, Place, Problem};

/// A piece of a page and its position.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) text: String,
    /// Line numbers on the page, for text whose lines differ from those of the page.
    pub(super) lines: Vec<u32>,
}

impl Piece {
    pub(super) fn new(line: u32, column: u32, text: impl Into<String>) -> Self {
        Self { line, column, text: text.into(), lines: Vec::new() }
    }

    /// Position (line and column) of a line of the text, counted from 0.
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
    /// True if its heading or a row already has a message, so that missing parts are not reported again.
    pub(super) is_broken: bool,
    /// True if a row was a half of the call.
    pub(super) has_call: bool,
}

/// A page, with all problems of its form.
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
    /// A method or a path on a line of its own, while the other is missing.
    half: Option<(uri::Half, Piece)>,
    pub(super) tables: Vec<Table>,
    /// The statuses of the response, then those of the table of status codes.
    pub(super) statuses: Vec<u16>,
    pub(super) problems: Vec<Problem>,
    /// The lines of samples.
    pub(super) samples: Vec<String>,
    /// Its sections, in the order of the doc page.
    sections: Vec<Section>,
    /// Number of the last line.
    last_line: u32,
    /// The status of the response that the next table belongs to.
    status: Option<u16>,
    /// True if the table of status codes has rows.
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
            half: None,
            tables: Vec::new(),
            statuses: Vec::new(),
            problems: Vec::new(),
            samples: Vec::new(),
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

    /// Adds a note on something that is not read as written.
    pub(super) fn note(&mut self, line: u32, column: u32, kind: NoteKind, message: impl Into<String>) {
        let place = self.place(line, column);
        self.problems.push(Problem::note(&place, message).of(kind));
    }

    /// Reports an error in the current table.
    pub(super) fn table_error(&mut self, line: u32, column: u32, message: impl Into<String>) {
        if let Some(table) = self.tables.last_mut() {
            table.is_broken = true;
        }
        self.error(line, column, message);
    }

    /// The current section.
    pub(super) fn section(&self) -> Section {
        self.sections.last().copied().unwrap_or(Section::Head)
    }

    /// Returns true if the section has already begun.
    pub(super) fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    /// Returns true if a heading without a section of its own is that of the method or of the URI.
    pub(super) fn opens_call(&self, heading: &str) -> bool {
        let is_before = (Section::Function..=Section::Uri).contains(&self.section());
        is_before && uri::half(heading) == Some(uri::Half::Label)
    }

    pub(super) fn enter(&mut self, section: Section) {
        self.sections.push(section);
        self.status = None;
    }

    /// Reads a line outside of tables.
    pub(super) fn take_line(&mut self, line: u32, text: &str) {
        self.last_line = line;
        let is_uri = self.section() == Section::Uri;
        let bare = text.replace('`', "");
        let text = if is_uri { bare.trim_start_matches(['-', '*', '•', ' ']).trim_end() } else { text };
        if is_uri && let Some(half) = uri::half(text) {
            return self.take_half(line, half);
        }
        let call = if is_uri { uri::call(text) } else { None };
        let text = call.as_deref().unwrap_or(text);
        match self.section() {
            Section::Head => match label::date(text) {
                Some(date) => self.date = Some(date.to_owned()),
                // The title is the last line before the first heading: a browser adds its own text above.
                None => self.title = Some(Piece::new(line, 1, text)),
            },
            Section::Function => self.function.push(text.to_owned()),
            Section::Uri
                if uri::is_call(text)
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
            Section::Samples => self.samples.push(text.to_owned()),
            Section::StatusCodes => {
                let status = status_code(text);
                self.has_status_rows |= status.is_some();
                self.statuses.extend(status);
            }
            _ => {}
        }
    }

    /// Reads a line with a method or a path; both together are a call.
    pub(super) fn take_half(&mut self, line: u32, half: uri::Half) {
        use uri::Half::{Label, Method, Path};
        let text = match &half {
            Label => return,
            Method(text) | Path(text) => text.clone(),
        };
        match (self.half.take(), half) {
            (Some((Method(method), _)), Path(path)) | (Some((Path(path), _)), Method(method)) => {
                self.take_line(line, &format!("{method} {path}"));
            }
            (Some((known, at)), half) => {
                if known != half {
                    let message = format!(
                        "`{text}` behind `{}`; expected a method and a path, one after the other",
                        at.text
                    );
                    self.error(line, 1, message);
                }
                self.half = Some((known, at));
            }
            (None, half) => self.half = Some((half, Piece::new(line, 1, text))),
        }
    }

    /// Reports a method whose path is missing, or which is not that of the call, and a path whose method is missing.
    fn settle_half(&mut self) {
        let Some((half, at)) = self.half.take() else { return };
        let call = self.uri.as_ref().filter(|uri| uri::is_call(&uri.text));
        match (call, half) {
            (None, _) => self.uri = Some(at),
            (Some(call), uri::Half::Method(method)) if !call.text.starts_with(&format!("{method} ")) => {
                let message =
                    format!("the method `{method}` is not that of the call `{}`, and has no path", call.text);
                self.error(at.line, at.column, message);
            }
            _ => {}
        }
    }

    /// Returns true if this line is the first one with a method and a path.
    fn lacks_call(&self, line: &str) -> bool {
        uri::is_call(line) && !self.uri.as_ref().is_some_and(|uri| uri::is_call(&uri.text))
    }

    /// Opens a table in the current section, for the current status.
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
            has_call: false,
        });
    }

    /// Reports columns missing from a table's heading.
    pub(super) fn take_columns(&mut self, line: u32, columns: Vec<Column>) {
        if !columns.contains(&Column::Name) {
            self.table_error(line, 1, "the table's heading has no column `参数/Parameter`");
        } else if !columns.contains(&Column::Description) {
            let message =
                "the table's heading has no column `描述/Description`; only names and types are read";
            self.note(line, 1, NoteKind::Text, message);
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
        self.settle_half();
        self.tables.retain(|table| !table.has_call || !table.rows.is_empty());
        let has = |section: Section| self.sections.contains(&section);
        if !has(Section::Uri) && !has(Section::Function) {
            self.problems.clear();
            self.tables.clear();
            let message =
                "this is not an API page: it has neither a `功能介绍`/`Function` nor a `URI` section";
            self.error(1, 1, message);
            return self;
        }
        // `状态码` alone may be what is left of `状态码:200` on a truncated page.
        let is_whole = has(Section::Samples) || has(Section::Rest) || self.has_status_rows;
        let has_response = has(Section::Response);
        let ends_later = is_whole || has(Section::StatusCodes);
        self.report_empty_tables(is_whole && has_response);
        self.drop_empty_tables();
        continued::join(&mut self);
        let line = self.last_line.max(1);
        if !has_response && ends_later {
            self.note(
                line,
                1,
                NoteKind::Response,
                "the page has no section for its response; it is read as one without content",
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

    /// Reports tables without rows. On a complete page, they are the vendor's.
    fn report_empty_tables(&mut self, is_complete: bool) {
        // If the last table is empty, the page may be truncated; earlier empty tables are the vendor's.
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
                        format!("the table `{title}` has no rows; its model is read as any JSON"),
                    );
                } else {
                    let message = format!(
                        "the table `{title}` has no rows: is the page truncated? Expected a parameter's row"
                    );
                    self.error(line, 1, message);
                }
            }
        }
    }

    /// Removes tables without rows, except bodies that no other table describes.
    fn drop_empty_tables(&mut self) {
        // A body is still sent and returned where the page has lost its fields.
        let is_body = |table: &Table| {
            matches!(label::table_kind(&table.title.text), TableKind::RequestBody | TableKind::ResponseBody)
        };
        let described: Vec<String> = self
            .tables
            .iter()
            .filter(|table| !table.rows.is_empty())
            .map(|table| table.title.text.clone())
            .collect();
        self.tables.retain(|table| {
            let is_lost = is_body(table) && !described.contains(&table.title.text);
            !table.rows.is_empty() || table.is_broken || is_lost
        });
    }
}

/// The status in the first cell of a row of the table of status codes.
fn status_code(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|code| (100..600).contains(code))
}
