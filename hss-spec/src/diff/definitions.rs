//! Reports on models and enumerations.

use super::comparison::{Change, Comparison, Topic};
use super::finding::{Scope, Subject};
use super::pairing::PairedDefinitions;
use super::rule::{Direction, Rule};
use super::side::{Key, direction, home, path};
use crate::place::Place;

impl<'s> Comparison<'s> {
    pub(super) fn definitions(&mut self, paired: &PairedDefinitions<'s>) {
        self.models(&paired.models);
        self.enumerations(&paired.enums);
    }

    /// The topic of a definition that both specs have; its scope is set when a change is found.
    pub(super) fn defined(
        &self,
        (old, new): (Key<'s>, Key<'s>),
        kind: &'static str,
        place: &Place,
        direction: Option<Direction>,
    ) -> Topic {
        let (at, was) = (path(new), path(old));
        Topic {
            scope: Scope::default(),
            was: Some(was).filter(|was| *was != at),
            at,
            subject: Subject::new(kind, new.1),
            direction,
            place: place.clone(),
        }
    }

    /// Reports a definition that only one spec has.
    pub(super) fn defined_once(
        &mut self,
        (key, is_new): (Key<'s>, bool),
        (kind, rule): (&'static str, &'static Rule),
        place: &Place,
    ) {
        let first = self.findings.len();
        let side = if is_new { &self.new } else { &self.old };
        let topic = Topic {
            scope: Scope::default(),
            at: path(key),
            was: None,
            subject: Subject::new(kind, key.1),
            direction: direction(side.requests(key), side.receives(key)),
            place: place.clone(),
        };
        self.found(rule, &topic, Change::default());
        let key = Some(key);
        self.set_scope(first, key.filter(|_| !is_new), key.filter(|_| is_new));
    }

    /// Sets the scope of the findings from `first` on, which are about one definition: the only operation that uses it,
    /// else its group.
    pub(super) fn set_scope(&mut self, first: usize, old: Option<Key<'s>>, new: Option<Key<'s>>) {
        let (Some(findings), Some(key)) = (self.findings.get_mut(first..), new.or(old)) else { return };
        if findings.is_empty() {
            return;
        }
        let operations = self.users.of(old, new);
        let heading = match &*operations {
            [only] => only.clone(),
            _ => home(key.0).to_owned(),
        };
        let scope = Scope { heading, operations };
        findings.iter_mut().for_each(|finding| finding.scope = scope.clone());
    }
}
