//! Heading and rows of a table, from cells that are marked as such.

use super::label::{self, Column, Section};
use super::markup::{plain, without_bold};
use super::openapi::tree::short as shown;
use super::page::{Page, Piece, Row};
use super::uri;
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
            "the column `{}` of a table is not read; expected one of 参数, 是否必选, 参数类型 and 描述 \
             (Parameter, Mandatory, Type and Description), 默认值 and 取值范围 (Default Value and Value Range)",
            unknown.join("`, `")
        );
        page.note(line, 1, NoteKind::Text, message);
    }
    page.take_columns(line, columns);
}

/// Adds a parameter from the cells of a row, as many as the open table's heading has.
pub(super) fn take(page: &mut Page, cells: &[Piece]) {
    let Some(columns) = page.tables.last().map(|table| table.columns.clone()) else { return };
    if take_half(page, cells) {
        return;
    }
    // The first non-empty cell, if several are under one heading.
    let cell = |wanted: Column| {
        let mut known = cells.iter().zip(&columns).filter(|(_, column)| **column == wanted);
        let first = known.clone().next()?.0;
        Some(known.find(|(cell, _)| !cell.text.trim().is_empty()).map_or(first, |(cell, _)| cell))
    };
    let words = |wanted: Column| {
        let cell = cell(wanted)?;
        // Names and types may be set as code.
        let text = without_bold(&plain(&cell.text)).trim().trim_matches('`').to_owned();
        Some(Piece { text, ..cell.clone() })
    };
    let Some(name) = words(Column::Name) else { return };
    if name.text.contains(['^', '`']) || name.text.len() > 1 && name.text.ends_with('*') {
        let message = format!(
            "`{}` is not the name of a parameter; expected one without a footnote or a mark",
            shown(&name.text)
        );
        return page.table_error(name.line, name.column, message);
    }
    // The older form may lack descriptions.
    let mut description =
        cell(Column::Description).cloned().unwrap_or_else(|| Piece::new(name.line, name.column, ""));
    for (column, label) in [(Column::Range, "Value range"), (Column::Default, "Default")] {
        if let Some(stated) = words(column).filter(|stated| !label::says_nothing(&stated.text)) {
            description.text.push_str(&format!("\n{label}: {}", stated.text));
        }
    }
    // The older form lacks the types of parameters, which are strings on the wire.
    let untyped = if page.section() == Section::Response { "Object" } else { "String" };
    let ty = words(Column::Type).unwrap_or_else(|| Piece::new(name.line, name.column, untyped));
    let mark = words(Column::Required).unwrap_or_default();
    let required = label::mark_in_cell(&mark.text);
    if required.is_none() && !mark.text.is_empty() {
        let message = format!(
            "`{}` in the column of mandatory parameters; expected 是 or 否 (Yes or No); read as optional",
            mark.text
        );
        page.note(mark.line, mark.column, NoteKind::Text, message);
    }
    let name = Piece { text: without_bold(&name.text), ..name };
    // The reader of descriptions needs the description's markup.
    page.take_row(Row { name, required, ty, description });
}

/// Reads a row of a table whose rows are the method and the path; returns false for any other.
fn take_half(page: &mut Page, cells: &[Piece]) -> bool {
    let [label, text, ..] = cells else { return false };
    let words = |cell: &Piece| without_bold(&plain(&cell.text));
    let Some(half) = uri::labelled(&words(label), &words(text)).filter(|_| page.section() == Section::Uri)
    else {
        return false;
    };
    page.take_half(label.line, half);
    if let Some(table) = page.tables.last_mut() {
        table.has_call = true;
    }
    true
}
