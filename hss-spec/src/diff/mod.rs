//! Differences between two specs, and their effect on callers.
//!
//! Each kind of change is a [`Rule`]: data, with a stable id, its effect and the sentence that reports it. The effect is
//! that on the generated client's API and on a program that uses it, by the direction in which a value travels: a
//! request bound that gets tighter refuses calls, a response is never checked.
//!
//! Items that are the same although their names differ are paired by rule, so that one change is one finding:
//!
//! - An operation is the one with its id, in whatever family; else the only one with its method and path, where
//!   placeholders may be called otherwise.
//! - A model or enumeration is the one with its name in its family; else the only one with its name elsewhere that has
//!   half of its fields or values; else the only one of its family with all of its facts.
//! - A parameter or field is the one with its name (a parameter: in its location, else in another); else the one with its
//!   facts behind the same neighbour.
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
mod parameters;
mod report;
mod rule;
mod rules;
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

use std::collections::BTreeSet;

use crate::model::Spec;
use comparison::Comparison;
use side::Side;

/// Compares two specs.
///
/// Equal specs give an empty report; fixups and given names are compared by what they do to the facts. The specs are
/// taken as they are: a spec with problems gives a report of what can be seen.
pub fn diff(old: &Spec, new: &Spec) -> Report {
    let mut comparison =
        Comparison { old: Side::new(old), new: Side::new(new), same: BTreeSet::new(), findings: Vec::new() };
    let definitions = comparison.pair_definitions();
    comparison.service();
    comparison.families();
    comparison.operations();
    comparison.definitions(&definitions);
    Report::new(comparison.findings)
}
