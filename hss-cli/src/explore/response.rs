//! The outcome of a call, for the page: everything in it is text.

use hss_runtime::schema::{Kind, Operation, Response};
use serde::Serialize;
use serde_json::Value as Json;

use super::file::File;
use super::problem::Problem;
use crate::output::{self, Cell, value_at};
use crate::shown;
use crate::terminal::Terminal;

/// The outcome of a call.
#[derive(Default, Serialize)]
pub(super) struct Outcome {
    pub(super) problems: Vec<Problem>,
    pub(super) error: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<String>,
    pub(super) attempts: u32,
    pub(super) milliseconds: u64,
    /// The items of a listing, in words.
    pub(super) table: Option<Table>,
    /// A response that is not a listing, a line per field.
    pub(super) record: Option<String>,
    /// The whole body.
    pub(super) json: Option<String>,
    pub(super) file: Option<File>,
    /// The number of the listing, to read its next page.
    pub(super) next: Option<u64>,
    /// The number of items read so far, of all pages.
    pub(super) read: Option<i64>,
    pub(super) total: Option<i64>,
    pub(super) is_end: bool,
}

/// The most rows of a response that a page shows.
const ROWS: usize = 1_000;
/// The most of a response's JSON that a page shows, in bytes.
const TEXT: usize = 1 << 20;

#[derive(Serialize)]
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The number of rows that are left out.
    left_out: usize,
}

/// A body as JSON, safe to show; the end of a long one is left out.
pub(super) fn json_text(body: &Json) -> Option<String> {
    let text = serde_json::to_string_pretty(body).ok()?;
    let text = shown::json(&text);
    let end = (0..=TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let left_out = text.len() - end;
    match left_out {
        0 => Some(text.into_owned()),
        _ => Some(format!(
            "{}\n… {left_out} more bytes are not shown; the command line prints all of them",
            &text[..end]
        )),
    }
}

impl Outcome {
    pub(super) fn failed(message: &str) -> Self {
        Self { error: Some(message.to_owned()), ..Self::default() }
    }

    /// A body of this response.
    pub(super) fn of(operation: &'static Operation, response: &'static Response, body: &Json) -> Self {
        let kind = match response {
            Response::Json(kind) => Some(kind),
            _ => None,
        };
        let json = json_text(body);
        let listing = kind.and_then(|kind| output::listing(operation, kind));
        let items = listing.and_then(|listing| value_at(body, listing.items)?.as_array());
        match (listing, items) {
            (Some(listing), Some(items)) => {
                Self { json, table: Some(Table::of(listing.item, items)), ..Self::default() }
            }
            _ => {
                let plain = Terminal::plain();
                let record = output::record_lines(body, kind, &plain).join("\n");
                Self { json, record: Some(record), ..Self::default() }
            }
        }
    }
}

impl Table {
    fn of(item: &'static Kind, items: &[Json]) -> Self {
        let left_out = items.len().saturating_sub(ROWS);
        let items = &items[..items.len() - left_out];
        let columns = match item {
            Kind::Model(model) => output::of_model(model),
            _ => output::of_items(items),
        };
        let mut columns = output::not_empty(columns, items);
        // What people read comes first, ids last.
        columns.sort_by_key(|column| column.rank >= output::RANK_OF_IDS);
        let row = |item: &Json| {
            let cell = |column: &output::Column| {
                item.get(&column.name).map_or_else(String::new, |value| Cell::of(column.kind, value).text)
            };
            columns.iter().map(cell).collect()
        };
        // Items that are not objects have no columns.
        if columns.is_empty() {
            let rows = items.iter().map(|value| vec![Cell::of(Some(item), value).text]).collect();
            return Self { columns: vec!["value".to_owned()], rows, left_out };
        }
        let rows = items.iter().map(row).collect();
        Self { columns: columns.iter().map(|column| shown::cell(&column.name)).collect(), rows, left_out }
    }
}
