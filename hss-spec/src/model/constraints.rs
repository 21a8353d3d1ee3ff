//! The constraints of a value, by kind.

use std::collections::BTreeMap;

use super::{Constraint, ConstraintKind, Source, Sources};

/// The constraints of a field, by kind, each with its sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints(BTreeMap<ConstraintKind, Sources<Constraint>>);

impl Constraints {
    /// The constraints of one kind by source, if any source has one.
    pub fn get(&self, kind: ConstraintKind) -> Option<&Sources<Constraint>> {
        self.0.get(&kind)
    }

    /// The constraint of that kind by one source.
    pub fn by_source(&self, source: Source, kind: ConstraintKind) -> Option<&Constraint> {
        self.get(kind)?.get(source)
    }

    /// The constraint of that kind by the doc page.
    pub fn page(&self, kind: ConstraintKind) -> Option<&Constraint> {
        self.by_source(Source::Page, kind)
    }

    /// The constraint of that kind by the machine-readable constraints.
    pub fn machine(&self, kind: ConstraintKind) -> Option<&Constraint> {
        self.by_source(Source::Machine, kind)
    }

    /// Sets the constraint of a source, in place of its earlier one of that kind.
    pub fn set(&mut self, source: Source, constraint: Constraint) {
        self.0.entry(constraint.kind()).or_default().set(source, Some(constraint));
    }

    /// Removes the constraint of a source of one kind.
    pub fn remove(&mut self, source: Source, kind: ConstraintKind) {
        if let Some(sources) = self.0.get_mut(&kind) {
            sources.set(source, None);
            if sources.is_empty() {
                self.0.remove(&kind);
            }
        }
    }

    /// All kinds with their constraints by source.
    pub fn iter(&self) -> impl Iterator<Item = (ConstraintKind, &Sources<Constraint>)> {
        self.0.iter().map(|(kind, sources)| (*kind, sources))
    }

    /// Returns true if no source has a constraint.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Constraint> for Constraints {
    /// The constraints with the doc page as their source.
    fn from_iter<I: IntoIterator<Item = Constraint>>(constraints: I) -> Self {
        let mut all = Self::default();
        constraints.into_iter().for_each(|one| all.set(Source::Page, one));
        all
    }
}
