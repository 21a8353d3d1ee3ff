//! Validation of a spec that could be read: all problems are found in one pass.

mod cycle;
mod definition;
mod docs;
mod field;
pub(crate) mod file_name;
mod fixup;
mod found;
mod given_name;
mod naming;
mod operation;
mod paging;
mod sets;

pub use docs::{Documentation, repeats_name};
pub use sets::ValueSet;

use crate::model::{Group, Spec};
use crate::place::Problems;
use found::Check;

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
            check_group(&mut check, name, group);
        }
        let mut problems = Problems(check.problems);
        problems.sort();
        problems
    }
}

fn check_group<'s>(check: &mut Check<'s>, name: &'s str, group: &'s Group) {
    naming::check_operations(check, group);
    definition::check_group(check, name, group);
    for operation in group.operations.values() {
        operation::check(check, name, operation);
    }
    cycle::check(check, &group.definitions);
}
