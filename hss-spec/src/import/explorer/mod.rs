//! Definitions of the vendor's API Explorer: the third source of constraints and attributes.
//!
//! A definition has one operation with its parameters and bodies, including nested models. It adds no operation to a
//! spec that has any: its statements are kept next to those of the doc page, under
//! [`Source::Explorer`](crate::model::Source). [`statements`] compares a definition with the spec, [`apply`] writes what it
//! states, [`adopt`] takes in the fields that only the Explorer lists.

mod adopt;
mod apply;
mod statements;

pub use apply::{Explored, apply_explorer};

use super::openapi::read_explorer_form;
use super::{Document, Draft};
use crate::place::Problems;

/// Returns true if a text looks like a definition of the API Explorer.
pub fn is_explorer(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    text.starts_with('{')
        && !has("swagger")
        && !has("openapi")
        && ["info_version", "product_short", "paths"].iter().all(|key| has(key))
}

/// Reads a definition into a draft of its operation.
///
/// # Errors
///
/// Those of an OpenAPI document.
pub fn read_explorer(document: &Document<'_>) -> Result<Vec<Draft>, Problems> {
    let read = read_explorer_form(document)?;
    // Notes on the form of a definition are not about the operation.
    Ok(read.drafts.into_iter().map(Draft::detached).collect())
}
