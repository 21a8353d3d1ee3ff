//! Output of responses as a table, JSON, JSON lines or CSV.

mod cell;
mod columns;
mod csv_text;
mod form;
mod json_text;
mod layout;
mod names;
mod printer;
mod record;
mod selected;

#[cfg(feature = "explore")]
pub(crate) use cell::Cell;
#[cfg(feature = "explore")]
pub(crate) use columns::{Column, RANK_OF_IDS, not_empty, of_items, of_model};
#[cfg(feature = "explore")]
pub(crate) use form::listing;
pub(crate) use form::{Form, kind_at, value_at};
pub(crate) use layout::fit;
pub(crate) use printer::Printer;
#[cfg(feature = "explore")]
pub(crate) use record::lines as record_lines;
pub(crate) use selected::{done, selected};
