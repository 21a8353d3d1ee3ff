//! Differences between two specs, and their effect on callers.
//!
//! Each kind of change is a [`Rule`]: a stable id, its effect and the message that reports it. The effect is
//! that on the generated client's API and on a program that uses it, by the direction in which a value is sent: a
//! tighter bound on a request refuses calls, while responses are never checked.
//!
//! Items that are the same although their names differ are paired by these rules, so that one change is one finding:
//!
//! - An operation is paired with the one of its id, in any group; else with the only one of its method and path, where
//!   the names of placeholders may differ.
//! - A model or enumeration is paired with the one of its name in its group; else with the only one of its name
//!   elsewhere that has half of its fields or values; else with the only one in its group with the same fields or values.
//! - A parameter or field is paired with the one of its name (a parameter: in its location, else in another); else with
//!   the one after the same neighbour, if its type, constraints and attributes are the same.
//! - A value of an enumeration is paired with the one of the same text or, for numbers, of the same number.

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
/// The report on equal specs is empty; fixups and given names are compared by their effect on the rest. Specs with
/// problems are compared as far as they could be read.
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
