//! The output of a query, and of a call without a response body.

use std::io::{self, Write as _};

use anstyle::Style;
use hss_runtime::RawResponse;
use hss_runtime::schema::Operation;
use serde_json::{Value as Json, json};

use super::form::{Form, Format};
use super::printer::Printer;
use super::{cell, json_text};
use crate::failure::Failure;
use crate::shown;
use crate::terminal::Terminal;

/// Writes the value that a query has selected.
pub(crate) fn selected(value: &Json, form: &Form, terminal: &Terminal) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match (form.format, value) {
        (Format::Table, Json::Null) => {}
        (Format::Table, Json::String(text)) => writeln!(out, "{}", terminal.exact_or_shown(text))?,
        (Format::Table, Json::Array(list))
            if list.iter().all(|item| !item.is_object() && !item.is_array()) =>
        {
            for item in list {
                writeln!(out, "{}", terminal.exact_or_shown(&cell::plain(item)))?;
            }
        }
        (Format::JsonLines, Json::Array(list)) => {
            for item in list {
                writeln!(out, "{}", json_text::compact(item, None))?;
            }
        }
        (Format::Table, Json::Array(list)) if list.iter().all(Json::is_object) => {
            drop(out);
            return Printer::of_anything(form, terminal).rows(list);
        }
        (Format::Csv, value) => {
            drop(out);
            let values = match value {
                Json::Array(list) => list.as_slice(),
                Json::Null => &[],
                value => std::slice::from_ref(value),
            };
            return Printer::of_anything(form, terminal).values(values);
        }
        (Format::JsonLines, value) => writeln!(out, "{}", json_text::compact(value, None))?,
        (_, value) => writeln!(out, "{}", json_text::indented(value, None))?,
    }
    Ok(())
}

/// Writes the confirmation of a call without a response body.
pub(crate) fn done(
    operation: &Operation,
    response: &RawResponse,
    form: &Form,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let id = response.request_id.as_deref().map(shown::message);
    match form.format {
        Format::Table => {
            let green = anstyle::AnsiColor::Green.on_default();
            let mut line = format!("{} {}", terminal.paint(green, "done:"), operation.id);
            if let Some(id) = &id {
                line.push_str(&terminal.paint(Style::new().dimmed(), &format!(" (request id {id})")));
            }
            writeln!(io::stdout(), "{line}")?;
        }
        Format::Csv => {}
        Format::Json | Format::JsonLines => writeln!(io::stdout(), "{}", json!({ "request_id": id }))?,
    }
    Ok(())
}
