//! From an answer to text: a table, JSON, JSON lines, CSV.

mod cell;
mod columns;
mod csv_text;
mod json_text;
mod layout;
mod printer;
mod record;

use std::io::{self, Write as _};

use anstyle::Style;
use hss_client::RawResponse;
use hss_client::schema::{Field, Kind, Model, Operation, Response};
use serde_json::{Value as Json, json};

use crate::command::Options;
use crate::failure::Failure;
use crate::query::{self, Expression};
use crate::terminal::Terminal;

pub(crate) use layout::fit;
pub(crate) use printer::Printer;

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Json,
    JsonLines,
    Csv,
}

/// Everything that says how the answers of an operation are written.
pub(crate) struct Form {
    pub(crate) format: Format,
    /// The columns by name, where they are chosen.
    pub(crate) columns: Option<Vec<String>>,
    pub(crate) query: Option<Expression>,
    /// The type of the whole answer.
    pub(crate) answer: Option<&'static Kind>,
    /// Where the answer is a listing, its list.
    pub(crate) listing: Option<Listing>,
}

/// The list in an answer.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    /// The field that holds it.
    pub(crate) items: &'static str,
    /// The field that holds the number of all items.
    pub(crate) total: Option<&'static str>,
    /// What an item is.
    pub(crate) item: &'static Kind,
}

impl Form {
    pub(crate) fn of(operation: &'static Operation, options: &Options<'_>) -> Result<Self, Failure> {
        let format = match options.text("output") {
            Some("json") => Format::Json,
            Some("jsonl") => Format::JsonLines,
            Some("csv") => Format::Csv,
            _ => Format::Table,
        };
        let answer = match &operation.response {
            Response::Json(kind) => Some(kind),
            _ => None,
        };
        let listing = answer.and_then(|kind| listing(operation, kind));
        let columns = options.text("columns").map(columns::names);
        if let (Some(names), Some(Listing { item: Kind::Model(model), .. })) = (&columns, &listing) {
            columns::check(names, model)?;
        }
        let query = options.text("query").map(query::parse).transpose()?;
        if query.is_some() && options.is_set("all") {
            return Err(Failure::Usage(
                "--query looks at one answer: leave out --all, or pipe --all --output jsonl into a filter"
                    .to_owned(),
            ));
        }
        Ok(Self { format, columns, query, answer, listing })
    }

    /// The model of the listing's items.
    pub(crate) fn item_model(&self) -> Option<&'static Model> {
        match self.listing?.item {
            Kind::Model(model) => Some(model),
            _ => None,
        }
    }
}

/// The list that an answer is about: what its paging says, or else the only list of objects in it.
fn listing(operation: &Operation, answer: &'static Kind) -> Option<Listing> {
    let Kind::Model(model) = answer else { return None };
    let list = |field: &'static Field| match field.kind {
        Kind::List(item) => Some((field.name, item)),
        _ => None,
    };
    if let Some(paging) = operation.paging {
        let (items, item) = model.fields.iter().find(|field| field.name == paging.items).and_then(list)?;
        return Some(Listing { items, total: Some(paging.total), item });
    }
    let mut lists = model.fields.iter().filter_map(list).filter(|(_, item)| matches!(item, Kind::Model(_)));
    match (lists.next(), lists.next()) {
        (Some((items, item)), None) => Some(Listing { items, total: None, item }),
        _ => None,
    }
}

/// What a query has selected.
pub(crate) fn selected(value: &Json, form: &Form, terminal: &Terminal) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match (form.format, value) {
        (Format::Table, Json::Null) => {}
        (Format::Table, Json::String(text)) => writeln!(out, "{text}")?,
        (Format::Table, Json::Array(list))
            if list.iter().all(|item| !item.is_object() && !item.is_array()) =>
        {
            for item in list {
                writeln!(out, "{}", cell::plain(item))?;
            }
        }
        (Format::JsonLines | Format::Csv, Json::Array(list)) if form.format == Format::JsonLines => {
            for item in list {
                writeln!(out, "{item}")?;
            }
        }
        (Format::Table | Format::Csv, Json::Array(list)) if list.iter().all(Json::is_object) => {
            drop(out);
            return Printer::of_anything(form, terminal).rows(list);
        }
        (Format::JsonLines, value) => writeln!(out, "{value}")?,
        (_, value) => writeln!(out, "{value:#}")?,
    }
    Ok(())
}

/// What is said after a call whose answer is empty.
pub(crate) fn done(
    operation: &Operation,
    reply: &RawResponse,
    form: &Form,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let id = reply.request_id.as_deref();
    match form.format {
        Format::Table => {
            let green = anstyle::AnsiColor::Green.on_default();
            let mut line = format!("{} {}", terminal.paint(green, "done:"), operation.id);
            if let Some(id) = id {
                line.push_str(&terminal.paint(Style::new().dimmed(), &format!(" (request id {id})")));
            }
            writeln!(io::stdout(), "{line}")?;
        }
        Format::Csv => {}
        Format::Json | Format::JsonLines => writeln!(io::stdout(), "{}", json!({ "request_id": id }))?,
    }
    Ok(())
}
