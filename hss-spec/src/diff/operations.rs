//! Groups and operations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::comparison::{Change, Comparison, Topic};
use super::finding::{Scope, Subject};
use super::rules::*;
use super::service::security_text;
use crate::model::{Group, Operation, SecurityRequirement, Spec, bare_path};
use crate::place::Place;

/// An operation with its group's name.
type Placed<'s> = (&'s str, &'s Operation);

/// An operation in both specs.
pub(super) struct Both<'s> {
    pub(super) old: Placed<'s>,
    pub(super) new: Placed<'s>,
    pub(super) topic: Topic,
}

impl Both<'_> {
    /// The topic of a part of the operation.
    pub(super) fn part(&self, part: &str, subject: Subject, place: &Place) -> Topic {
        let was = self.topic.was.as_ref().map(|was| format!("{was}.{part}"));
        let at = format!("{}.{part}", self.topic.at);
        Topic { at, was, subject, place: place.clone(), ..self.topic.clone() }
    }
}

fn path((group, operation): Placed<'_>) -> String {
    format!("{group}/{}", operation.id)
}

fn topic(placed: Placed<'_>) -> Topic {
    let at = path(placed);
    Topic {
        scope: Scope { heading: at.clone(), operations: Arc::from([at.clone()]) },
        at,
        was: None,
        subject: Subject::new("operation", &placed.1.id),
        direction: None,
        place: placed.1.place.clone(),
    }
}

/// Removes and returns the pairs of operations whose key is the same and unique on both sides.
fn pair_by<'s>(
    old: &mut Vec<Placed<'s>>,
    new: &mut Vec<Placed<'s>>,
    both: &mut Vec<(Placed<'s>, Placed<'s>)>,
    key: impl Fn(Placed<'s>) -> String,
) {
    let only = |operations: &[Placed<'s>]| {
        let mut only: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (index, placed) in operations.iter().enumerate() {
            only.entry(key(*placed)).and_modify(|one| *one = None).or_insert(Some(index));
        }
        only
    };
    let (of_old, of_new) = (only(old), only(new));
    let mut taken = (BTreeSet::new(), BTreeSet::new());
    for (key, index) in of_old {
        if let (Some(index), Some(Some(other))) = (index, of_new.get(&key)) {
            both.push((old[index], new[*other]));
            taken.0.insert(index);
            taken.1.insert(*other);
        }
    }
    let keep = |operations: &mut Vec<Placed<'s>>, taken: &BTreeSet<usize>| {
        let mut index = 0..;
        operations.retain(|_| index.next().is_some_and(|index| !taken.contains(&index)));
    };
    keep(old, &taken.0);
    keep(new, &taken.1);
}

impl<'s> Comparison<'s> {
    pub(super) fn groups(&mut self) {
        let (old, new) = (&self.old.spec.groups, &self.new.spec.groups);
        let topic = |name: &str, group: &Group| Topic {
            scope: Scope { heading: name.to_owned(), operations: Arc::default() },
            at: name.to_owned(),
            was: None,
            subject: Subject::new("group", name),
            direction: None,
            place: group.operations.values().next().map(|first| first.place.clone()).unwrap_or_default(),
        };
        for (name, group) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            self.noticed(&GROUP_ADDED, &topic(name, group));
        }
        for (name, group) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
            self.noticed(&GROUP_REMOVED, &topic(name, group));
        }
    }

    pub(super) fn operations(&mut self) {
        let (both, gone, come) = self.pair_operations();
        for placed in come {
            let change = Change { new: Some(described(placed.1)), ..Change::default() };
            self.found(&OPERATION_ADDED, &topic(placed), change);
        }
        for placed in gone {
            let change = Change { old: Some(described(placed.1)), ..Change::default() };
            self.found(&OPERATION_REMOVED, &topic(placed), change);
        }
        for (old, new) in both {
            let mut topic = topic(new);
            topic.was = Some(path(old)).filter(|was| *was != topic.at);
            self.operation(&Both { old, new, topic });
        }
    }

    /// The operations in both specs, the removed ones and the added ones.
    fn pair_operations(&self) -> (Vec<(Placed<'s>, Placed<'s>)>, Vec<Placed<'s>>, Vec<Placed<'s>>) {
        let mut gone: Vec<Placed<'s>> = self.old.spec.operations().collect();
        let mut come: Vec<Placed<'s>> = self.new.spec.operations().collect();
        let mut both = Vec::new();
        pair_by(&mut gone, &mut come, &mut both, path);
        pair_by(&mut gone, &mut come, &mut both, |(_, operation)| operation.id.clone());
        pair_by(&mut gone, &mut come, &mut both, |(_, operation)| {
            format!("{} {}", operation.method.name(), bare_path(&operation.path))
        });
        (both, gone, come)
    }

    fn operation(&mut self, both: &Both<'s>) {
        let ((old_group, old), (new_group, new), topic) = (both.old, both.new, &both.topic);
        let code = (
            self.old.operation_name(old_group, &old.id).to_owned(),
            self.new.operation_name(new_group, &new.id).to_owned(),
        );
        self.renamed(&OPERATION_RENAMED, topic, (&old.id, &new.id), (&code.0, &code.1));
        self.differs(&OPERATION_MOVED, topic, &old_group, &new_group);
        self.differs(&METHOD_CHANGED, topic, &old.method.name(), &new.method.name());
        if bare_path(&old.path) != bare_path(&new.path) {
            self.found(&PATH_CHANGED, topic, Change::from_to(&old.path, &new.path));
        }
        let deprecation = (&OPERATION_DEPRECATED, &OPERATION_UNDEPRECATED);
        self.turned((old.deprecated, new.deprecated), deprecation, topic);
        if (&old.title, &old.doc, &old.vendor_description) != (&new.title, &new.doc, &new.vendor_description)
        {
            self.noticed(&DOCS_CHANGED, topic);
        }
        if old.page != new.page {
            let link = |spec: &Spec, operation| spec.page(operation).unwrap_or_default();
            let change = Change::from_to(link(self.old.spec, old), link(self.new.spec, new));
            self.found(&PAGE_LINK_CHANGED, topic, change);
        }
        if old.date != new.date {
            let change = Change { what: None, old: old.date.clone(), new: new.date.clone() };
            self.found(&PAGE_DATE_CHANGED, topic, change);
        }
        if (old.source, &old.fixed) != (new.source, &new.fixed) {
            self.noticed(&EVIDENCE_CHANGED, topic);
        }
        if old.server != new.server {
            let server = |one: &Operation| one.server.as_ref().map(ToString::to_string);
            let change = Change { what: None, old: server(old), new: server(new) };
            self.found(&ENDPOINT_CHANGED, topic, change);
        }
        if old.security != new.security {
            let text = |spec: &Spec, operation: &Operation| match &operation.security {
                Some(own) => Some(SecurityRequirement::all_to_text(own)),
                None => security_text(&spec.service),
            };
            let change = Change { what: None, old: text(self.old.spec, old), new: text(self.new.spec, new) };
            self.found(&SECURITY_CHANGED, topic, change);
        }
        self.parameters(both);
        self.body(both);
        self.response(both);
        self.paging(both);
    }
}

fn described(operation: &Operation) -> String {
    format!("{} {}", operation.method.name(), operation.path)
}
