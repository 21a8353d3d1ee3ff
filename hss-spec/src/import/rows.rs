//! Heading and rows of a table, from cells that are marked as such.

use super::label::{self, Column, Section};
use super::markup::{plain, without_bold};
use super::page::{Page, Piece, Row};
use crate::place::NoteKind;

/// Opens a table with a heading of these cells.
pub(super) fn open(page: &mut Page, title: Piece, line: u32, headings: &[String]) {
    page.open_table(title);
    let columns: Vec<Column> =
        headings.iter().map(|heading| label::column(heading).unwrap_or(Column::Other)).collect();
    let unknown: Vec<&str> = headings
        .iter()
        .filter(|heading| label::column(heading).is_none())
        .map(|heading| heading.trim())
        .collect();
    if !unknown.is_empty() {
        let message = format!(
            "the column `{}` of a table is not read; known are 参数, 是否必选, 参数类型 and 描述 \
             (Parameter, Mandatory, Type and Description)",
            unknown.join("`, `")
        );
        page.note(line, 1, NoteKind::Text, message);
    }
    page.take_columns(line, columns);
}

/// Adds a parameter from the cells of a row, as many as the open table's heading has.
pub(super) fn take(page: &mut Page, cells: &[Piece]) {
    let Some(columns) = page.tables.last().map(|table| table.columns.clone()) else { return };
    let cell = |wanted: Column| cells.get(columns.iter().position(|column| *column == wanted)?);
    let words = |wanted: Column| {
        let cell = cell(wanted)?;
        Some(Piece { text: without_bold(&plain(&cell.text)).trim().to_owned(), ..cell.clone() })
    };
    let (Some(name), Some(description)) = (words(Column::Name), cell(Column::Description)) else { return };
    // The older form lacks the types of parameters, which are strings on the wire.
    let untyped = if page.section() == Section::Response { "Object" } else { "String" };
    let ty = words(Column::Type).unwrap_or_else(|| Piece::new(name.line, name.column, untyped));
    let mark = words(Column::Required).unwrap_or_default();
    let required = label::mark(&mark.text);
    if required.is_none() && !mark.text.is_empty() {
        let message = format!(
            "`{}` in the column of mandatory parameters; expected 是 or 否 (Yes or No); read as optional",
            mark.text
        );
        page.note(mark.line, mark.column, NoteKind::Text, message);
    }
    let name = Piece { text: without_bold(&name.text), ..name };
    // The reader of descriptions needs the description's markup.
    page.take_row(Row { name, required, ty, description: description.clone() });
}
