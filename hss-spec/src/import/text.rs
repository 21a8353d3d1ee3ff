//! A page as text copied from a browser, with one table cell per paragraph.
//!
//! Nothing marks the start of a row, and the column of mandatory parameters may have lost its marks. A row is
//! recognized by its cells: a name, perhaps a mark, and a type.

use super::captions::{self, Owner, Part};
use super::description;
use super::label::{self, Column, Section};
use super::markup::plain;
use super::page::{Page, Piece, Row};
use super::{piped, types};
use crate::place::NoteKind;

/// A line that isn't empty.
struct Line {
    number: u32,
    text: String,
    /// True if it is a title whose table is ambiguous.
    is_unclear: bool,
}

/// Reads the page paragraph by paragraph.
pub(super) fn read(mut page: Page, text: &str) -> Page {
    let lines: Vec<Line> = (1..)
        .zip(text.lines())
        .map(|(number, line)| Line { number, text: plain(line).trim().to_owned(), is_unclear: false })
        .filter(|line| !line.text.is_empty())
        .collect();
    let lines = with_titles_above(lines);
    let pairs: Vec<piped::Line<'_>> = lines.iter().map(|line| (line.number, line.text.as_str())).collect();
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        let piped =
            if page.section() == Section::Samples { 0 } else { piped::take_table(&mut page, &pairs[next..]) };
        if piped > 0 {
            next += piped;
            continue;
        }
        next += match label::table_title(&line.text) {
            Some(title) if line.is_unclear && page.section().has_parameters() => {
                let message = format!(
                    "the title `{title}` is between two tables, and others of the page are above as well as below their \
                     tables; expected all above"
                );
                page.error(line.number, 1, message);
                1
            }
            // A table without a title is recognized by its place and its fields.
            None if page.section().has_parameters() && starts_table(&lines[next..]) => {
                page.open_table(Piece::new(line.number, 1, ""));
                take_table(&mut page, &lines[next..])
            }
            Some(title) if page.section() < Section::Samples && opens_table(&lines, next) => {
                page.open_table(Piece::new(line.number, 1, title));
                1 + take_table(&mut page, &lines[next + 1..])
            }
            _ => {
                match label::section(&line.text) {
                    Some(section) if is_later(&page, section) => page.enter(section),
                    None if page.opens_call(&line.text) => page.enter(Section::Uri),
                    _ => page.take_line(line.number, &line.text),
                }
                1
            }
        };
    }
    page.finish()
}

/// Moves each title that is below its table above it.
fn with_titles_above(mut lines: Vec<Line>) -> Vec<Line> {
    let (mut parts, mut starts) = (Vec::new(), Vec::new());
    let mut is_inside = false;
    for (index, line) in lines.iter().enumerate() {
        let part = match label::table_title(&line.text) {
            Some(title) if opens_table(&lines, index) => captions::title(title),
            _ if starts_table(&lines[index..]) => Part::Table,
            _ if is_inside && !ends_table(&line.text) => continue,
            _ => Part::Other,
        };
        is_inside = part == Part::Table;
        parts.push(part);
        starts.push(index);
    }
    for (part, owner) in captions::owners(&parts).into_iter().enumerate() {
        match (owner, part.checked_sub(1).map(|before| starts[before])) {
            (Some(Owner::Unclear), _) => lines[starts[part]].is_unclear = true,
            (Some(Owner::Previous), Some(table)) => lines[table..=starts[part]].rotate_right(1),
            _ => {}
        }
    }
    lines
}

/// Returns true if the headings of a table are at the start of these lines.
fn starts_table(lines: &[Line]) -> bool {
    let columns = lines.iter().take(COLUMNS).map_while(|line| label::column(&line.text));
    let columns: Vec<Column> = columns.collect();
    let has = |column| columns.contains(&column);
    columns.first() == Some(&Column::Name) && has(Column::Type) && has(Column::Description)
}

/// Maximum number of columns of a table.
const COLUMNS: usize = 8;

/// Returns true if a heading is plausible here: sections have an order, and code in a sample may have words that look
/// like headings.
fn is_later(page: &Page, section: Section) -> bool {
    let is_first_response = section == Section::Response && !page.has(Section::Response);
    section > page.section()
        || (section == Section::Samples && page.section() == Section::Samples)
        // The older form has request samples below the request.
        || (is_first_response && page.section() == Section::Samples)
}

/// Returns true if a table follows the line at `index`, which reads like a table's title.
fn opens_table(lines: &[Line], index: usize) -> bool {
    lines.get(index + 1).is_none_or(|next| {
        let next = next.text.as_str();
        label::column(next).is_some() || label::table_title(next).is_some() || ends_table(next)
    })
}

fn ends_table(line: &str) -> bool {
    label::section(line).is_some_and(|section| section > Section::Uri) || label::status(line).is_some()
}

/// Reads a table's heading and rows; returns their number of lines.
fn take_table(page: &mut Page, lines: &[Line]) -> usize {
    let mut columns: Vec<Column> = Vec::new();
    // The name of the first parameter may read like a heading.
    for column in lines.iter().map_while(|line| label::column(&line.text)) {
        if columns.last() == Some(&Column::Description) || columns.contains(&column) {
            break;
        }
        columns.push(column);
    }
    let mut next = columns.len();
    if columns.is_empty() {
        return 0;
    }
    let has_mark_column = columns.contains(&Column::Required);
    page.take_columns(lines[0].number, columns);
    let mut open: Option<OpenRow> = None;
    let mut has_marks = false;
    while let Some(line) = lines.get(next) {
        if let Some(start) = row_start(&lines[next..]) {
            close(page, open.take());
            has_marks |= start.mark.is_some();
            if has_marks && start.mark.is_none() {
                let message = format!(
                    "the row of `{}` is not marked as mandatory or optional; expected 是 or 否 (Yes or No)",
                    line.text
                );
                page.table_error(line.number, 1, message);
            }
            next += start.lines;
            open = Some(OpenRow::new(&lines[next - start.lines..next], start.mark));
            continue;
        }
        if is_table_end(lines, next) {
            break;
        }
        match &mut open {
            Some(row) => row.take(page, line),
            None => {
                let message = format!(
                    "`{}` is not the start of a row; expected a parameter's name, then its type ({})",
                    line.text,
                    types::EXPECTED
                );
                page.table_error(line.number, 1, message);
                // One message per broken row is enough: the following lines are part of the same row.
                open = Some(OpenRow::broken(line));
            }
        }
        next += 1;
    }
    close(page, open);
    if !has_marks && has_mark_column && next > 0 {
        let message = "the column of mandatory parameters has lost its marks; all but those of the path are read as \
                       optional";
        page.note(lines[0].number, 1, NoteKind::Constraint, message);
    }
    next
}

fn is_table_end(lines: &[Line], index: usize) -> bool {
    let line = &lines[index].text;
    ends_table(line)
        || starts_table(&lines[index..])
        || (label::table_title(line).is_some() && opens_table(lines, index))
}

/// A row whose description is not complete yet.
struct OpenRow {
    row: Option<Row>,
    /// The first line of the description; 0 before it begins.
    first: u32,
    last: u32,
    description: String,
    has_explanation: bool,
}

impl OpenRow {
    fn new(head: &[Line], required: Option<bool>) -> Self {
        let piece = |line: &Line| Piece::new(line.number, 1, line.text.as_str());
        let row = match head {
            [name, .., ty] => {
                Some(Row { name: piece(name), required, ty: piece(ty), description: Piece::default() })
            }
            _ => None,
        };
        Self { row, first: 0, last: 0, description: String::new(), has_explanation: false }
    }

    fn broken(line: &Line) -> Self {
        let first = line.number;
        Self { row: None, first, last: first, description: String::new(), has_explanation: false }
    }

    fn is_marked(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.required.is_some())
    }

    /// Adds a line to the description, and the empty lines before it, so that lines can be counted.
    fn take(&mut self, page: &mut Page, line: &Line) {
        if self.first == 0 {
            (self.first, self.last) = (line.number, line.number);
        }
        let is_explanation = description::is_explanation_label(&line.text);
        let is_misplaced = (is_explanation && self.has_explanation)
            || types::is_type(&line.text)
            || (self.is_marked() && label::mark(&line.text).is_some());
        if is_misplaced && self.row.is_some() {
            let text = &line.text;
            let message =
                format!("`{text}` inside a description: the row that begins above it lacks its name or type");
            page.table_error(line.number, 1, message);
            self.row = None;
        }
        self.has_explanation |= is_explanation;
        for _ in self.last..line.number {
            self.description.push('\n');
        }
        self.last = line.number;
        self.description.push_str(&line.text);
    }
}

fn close(page: &mut Page, open: Option<OpenRow>) {
    let Some(OpenRow { row: Some(mut row), first, description, .. }) = open else { return };
    row.description = Piece::new(if first == 0 { row.ty.line } else { first }, 1, description);
    page.take_row(row);
}

/// Start of a row.
struct RowStart {
    mark: Option<bool>,
    /// Number of lines of the name, the mark and the type.
    lines: usize,
}

/// Returns true if a row begins at the first of these lines.
fn row_start(lines: &[Line]) -> Option<RowStart> {
    let text = |index: usize| lines.get(index).map(|line| line.text.as_str());
    if !is_name(text(0)?) {
        return None;
    }
    let mark = label::mark(text(1)?);
    let lines = if mark.is_some() { 3 } else { 2 };
    let ty = text(lines - 1)?;
    let is_typed = types::is_type(ty);
    // An unknown word is still a type if it is between or next to a mark and an explanation.
    let is_in_its_place = mark.is_some() || text(lines).is_some_and(description::is_explanation_label);
    let could_be_type = ty.is_ascii() && !description::is_explanation_label(ty) && label::mark(ty).is_none();
    (is_typed || (is_in_its_place && could_be_type)).then_some(RowStart { mark, lines })
}

fn is_name(text: &str) -> bool {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && text.len() <= 100
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$@[]".contains(c));
    (is_word || label::is_element_row(text)) && label::mark(text).is_none()
}
