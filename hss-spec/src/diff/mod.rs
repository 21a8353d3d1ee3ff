//! Differences between two specs, and their effect on callers.
//!
//! Each kind of change is a [`Rule`]: data, with a stable id, its effect and the sentence that reports it. The effect is
//! that on the generated client's API and on a program that uses it, by the direction in which a value travels: a
//! request bound that gets tighter refuses calls, a response is never checked.
//!
//! Items that are the same although their names differ are paired by rule, so that one change is one finding:
//!
//! - An operation is the one with its id, in any group; else the only one with its method and path, where
//!   placeholders may have other names.
//! - A model or enumeration is the one with its name in its group; else the only one with its name elsewhere that has
//!   half of its fields or values; else the only one of its group with the same fields or values.
//! - A parameter or field is the one with its name (a parameter: in its location, else in another); else the one after
//!   the same neighbour that has the same type, constraints and attributes.
//! - A value of an enumeration is the one with its text or, for numbers, its number.

mod accept;
mod comparison;
mod definitions;
mod enumerations;
mod exchange;
mod finding;
mod json;
mod markdown;
mod models;
mod operations;
mod order;
mod pairing;
mod parameters;
mod report;
mod rule;
mod rules;
mod same;
mod service;
mod side;
mod text;
mod users;
mod values;

pub use accept::{Acceptance, read_acceptances};
pub use finding::{Finding, Scope, Subject};
pub use report::Report;
pub use rule::{Direction, Effect, Rule, Verdict};
pub use rules::{rule, rules};

use crate::model::Spec;
use comparison::Comparison;
use same::Same;
use side::Side;
use users::Users;

/// Compares two specs.
///
/// Equal specs give an empty report; fixups and given names are compared by their effect on the rest. Specs with
/// problems are compared, too, as far as they go.
pub fn diff(old: &Spec, new: &Spec) -> Report {
    let (old, new) = (Side::new(old), Side::new(new));
    let users = Users::new(&old, &new);
    let mut comparison = Comparison { old, new, same: Same::default(), users, findings: Vec::new() };
    let definitions = comparison.pair_definitions();
    comparison.service();
    comparison.groups();
    comparison.operations();
    comparison.definitions(&definitions);
    Report::new(comparison.findings)
}
