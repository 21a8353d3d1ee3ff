//! Tables in text with one cell per line, each followed by `|`, as some converters of HTML write them.

use super::label;
use super::page::{Page, Piece};
use super::rows;

/// A line that isn't empty, with its number.
pub(super) type Line<'l> = (u32, &'l str);

/// Maximum number of columns of a table.
const COLUMNS: usize = 12;

/// Reads the table that begins at the first of these lines; returns its number of lines, 0 without a table.
pub(super) fn take_table(page: &mut Page, lines: &[Line<'_>]) -> usize {
    let Some((headings, mut next)) = heading(lines) else { return 0 };
    let is_described = page.section().has_parameters();
    let number = lines[0].0;
    if is_described {
        rows::open(page, Piece::new(number, 1, ""), number, &headings);
    }
    let mut cells: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    while let Some((number, text)) = lines.get(next) {
        let is_between = cells.is_empty() && open.is_none();
        if ends(text) || (is_between && heading(&lines[next..]).is_some()) {
            break;
        }
        next += 1;
        // A lone `|` may begin a row.
        if is_between && *text == "|" {
            continue;
        }
        let (text, is_closed) = text.strip_suffix('|').map_or((*text, false), |text| (text.trim_end(), true));
        match &mut open {
            Some(cell) => {
                cell.text.push('\n');
                cell.text.push_str(text);
                cell.lines.push(*number);
            }
            None => open = Some(Piece { lines: vec![*number], ..Piece::new(*number, 1, text) }),
        }
        if is_closed {
            cells.extend(open.take());
        }
        if cells.len() == headings.len() {
            take_row(page, &std::mem::take(&mut cells), is_described);
        }
    }
    // The last cell of the last row may be empty and lack its `|`.
    cells.extend(open.take());
    if !cells.is_empty() {
        let last = cells.last().cloned().unwrap_or_default();
        cells.resize(headings.len(), Piece::new(last.line, 1, ""));
        take_row(page, &cells, is_described);
    }
    next
}

fn take_row(page: &mut Page, cells: &[Piece], is_described: bool) {
    match (is_described, cells.first()) {
        (true, _) => rows::take(page, cells),
        (false, Some(first)) => page.take_line(first.line, &first.text),
        (false, None) => {}
    }
}

/// The headings of a table and the number of its lines up to the first row.
fn heading(lines: &[Line<'_>]) -> Option<(Vec<String>, usize)> {
    let mut headings = Vec::new();
    let start = usize::from(lines.first()?.1 == "|");
    for (index, (_, text)) in lines.iter().enumerate().skip(start).take(COLUMNS + 1) {
        if text.contains("---") && text.chars().all(|c| "|-: ".contains(c)) {
            return (!headings.is_empty()).then_some((headings, index + 1));
        }
        let cell = text.strip_suffix('|')?.trim();
        if cell.is_empty() {
            return None;
        }
        headings.push(cell.to_owned());
    }
    None
}

/// Returns true if a line is not part of a table.
fn ends(line: &str) -> bool {
    label::status(line).is_some() || label::section(line).is_some()
}
