//! Tables that a page splits: a second one with the same title and columns, or with the title of a continuation.

use std::collections::{BTreeSet, HashMap};

use super::label::{self, TableKind};
use super::page::{Page, Table};
use crate::place::NoteKind;

/// Words after the title of a table that is continued.
const CONTINUED: [&str; 7] = ["(continued)", "(cont.)", "(cont)", "(续)", "(续表)", "continued", "续表"];

/// Adds the rows of continuations to the tables that they continue. A table that repeats a row of another does not
/// continue it.
pub(super) fn join(page: &mut Page) {
    let mut joined: Vec<Table> = Vec::new();
    // The last table of each title.
    let mut last: HashMap<String, usize> = HashMap::new();
    for table in std::mem::take(&mut page.tables) {
        let title = title_of(&table.title.text).to_owned();
        let before = last.get(&title).copied();
        let before = before.filter(|at| continues(&joined[*at], &table, *at + 1 == joined.len()));
        let Some(known) = before.and_then(|at| joined.get_mut(at)) else {
            last.insert(title, joined.len());
            joined.push(table);
            continue;
        };
        known.rows.extend(table.rows);
        known.is_broken |= table.is_broken;
        let message = format!("the table `{title}` is continued; the rows of both are read");
        page.note(table.title.line, table.title.column, NoteKind::Remark, message);
    }
    page.tables = joined;
}

fn continues(known: &Table, next: &Table, is_next: bool) -> bool {
    let title = title_of(&next.title.text);
    let is_named = !title.is_empty() && title_of(&known.title.text) == title;
    // Two tables of a model are joined anyway. A second table of path parameters has a wrong title, and a title that
    // only names its section may belong to any table.
    let is_said = title.len() < next.title.text.len();
    let is_of_call = matches!(
        label::table_kind(title),
        TableKind::Query
            | TableKind::RequestHeader
            | TableKind::RequestBody
            | TableKind::FormData
            | TableKind::ResponseBody
    );
    let has_other_rows = || {
        let names: BTreeSet<&str> = known.rows.iter().map(|row| row.name.text.as_str()).collect();
        next.rows.iter().all(|row| !names.contains(row.name.text.as_str()))
    };
    is_named
        && (is_said || (is_of_call && is_next))
        && (known.section, known.status) == (next.section, next.status)
        && known.columns == next.columns
        && has_other_rows()
}

/// A title without the words for a continuation.
fn title_of(title: &str) -> &str {
    let lower = title.to_lowercase();
    let found = CONTINUED.iter().find(|words| lower.ends_with(**words) && lower.len() == title.len());
    let bare = found.and_then(|words| title.get(..title.len() - words.len()));
    bare.map_or(title, str::trim_end)
}
