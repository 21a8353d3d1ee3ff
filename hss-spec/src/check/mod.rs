//! Validation of a spec that could be read: all problems are found in one pass.

mod cycle;
mod definition;
mod docs;
mod field;
pub(crate) mod file_name;
mod fixup;
mod given_name;
mod naming;
mod operation;
mod paging;
mod sets;

pub use docs::{Documentation, repeats_name};
pub use sets::ValueSet;

use crate::model::{Group, Spec};
use crate::place::{Place, Problem, Problems};

impl Spec {
    /// All problems of the spec, and notes about it (disputes between sources, unused types), in
    /// the order of files and lines.
    ///
    /// Code can be generated from a spec without errors.
    pub fn check(&self) -> Problems {
        let mut check = Check { spec: self, problems: Vec::new() };
        fixup::check(&mut check);
        given_name::check(&mut check);
        docs::check(&mut check);
        let mut problems = Problems(check.problems);
        problems.0.extend(self.check_groups().0);
        problems.sort();
        problems
    }

    /// Like [`check`](Self::check), but without the fixups: for a spec with only some of its groups, since a fixup may
    /// be for one of the others.
    pub fn check_groups(&self) -> Problems {
        let mut check = Check { spec: self, problems: file_name::problems(self) };
        naming::check_groups(&mut check, self);
        definition::check_shared(&mut check);
        for (name, group) in &self.groups {
            check.group(name, group);
        }
        let mut problems = Problems(check.problems);
        problems.sort();
        problems
    }
}

/// The spec that is checked, and the problems found so far.
struct Check<'s> {
    spec: &'s Spec,
    problems: Vec<Problem>,
}

impl<'s> Check<'s> {
    fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.push(Problem::error(place, message));
    }

    fn note(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.push(Problem::note(place, message));
    }

    fn group(&mut self, name: &'s str, group: &'s Group) {
        naming::check_operations(self, group);
        definition::check_group(self, name, group);
        for operation in group.operations.values() {
            operation::check(self, name, operation);
        }
        cycle::check(self, &group.definitions);
    }
}
