//! The spec that is checked, and the problems found so far.

use crate::model::Spec;
use crate::place::{Place, Problem};

pub(super) struct Check<'s> {
    pub(super) spec: &'s Spec,
    pub(super) problems: Vec<Problem>,
}

impl Check<'_> {
    pub(super) fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.push(Problem::error(place, message));
    }

    pub(super) fn note(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.push(Problem::note(place, message));
    }
}
