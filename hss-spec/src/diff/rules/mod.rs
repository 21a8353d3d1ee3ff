//! The rules: one row per kind of change.
//!
//! A new kind of change is a row here and the code that detects it; the tests require an example of every row.

mod body;
mod definition;
mod operation;
mod parameter;
mod rows;
mod service;
mod value;

pub(super) use body::*;
pub(super) use definition::*;
pub(super) use operation::*;
pub(super) use parameter::*;
pub(super) use service::*;
pub(super) use value::*;

use super::rule::Rule;

/// All rules, grouped by the part of the spec that they compare.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let groups = [
        operation::OPERATION,
        parameter::PARAMETER,
        value::VALUE,
        body::BODY,
        definition::DEFINITION,
        service::SERVICE,
    ];
    groups.into_iter().flatten().copied()
}

/// The rule of that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
