//! From a response to text: a table, JSON, JSON lines, CSV.

mod cell;
mod columns;
mod csv_text;
mod form;
mod json_text;
mod layout;
mod printer;
mod record;
mod selected;

pub(crate) use form::{Form, kind_at, value_at};
pub(crate) use layout::fit;
pub(crate) use printer::Printer;
pub(crate) use selected::{done, selected};
