//! Enumerations and their values.

use super::comparison::{Change, Comparison, Topic};
use super::finding::Subject;
use super::order::{self, Pairs};
use super::pairing::Paired;
use super::rules::*;
use super::side::{direction, home};
use crate::model::{EnumKind, EnumValue, Enumeration};
use crate::names;

impl<'s> Comparison<'s> {
    pub(super) fn enumerations(&mut self, paired: &Paired<'s, Enumeration>) {
        for (key, one) in &paired.come {
            self.defined_once((*key, true), ("enumeration", &ENUM_ADDED), &one.place);
        }
        for (key, one) in &paired.gone {
            self.defined_once((*key, false), ("enumeration", &ENUM_REMOVED), &one.place);
        }
        for (old_key, old, new_key, new) in &paired.both {
            let first = self.findings.len();
            let is_requested = self.old.requests(*old_key) && self.new.requests(*new_key);
            let is_received = self.old.receives(*old_key) || self.new.receives(*new_key);
            let direction = direction(is_requested, is_received);
            let topic = self.defined((*old_key, *new_key), "enumeration", &new.place, direction);
            self.type_name(&ENUM_RENAMED, &topic, *old_key, *new_key);
            self.differs(&ENUM_MOVED, &topic, &home(old_key.0), &home(new_key.0));
            self.enumeration(&topic, (old_key.0, old), (new_key.0, new));
            self.set_scope(first, Some(*old_key), Some(*new_key));
        }
    }

    fn enumeration(
        &mut self,
        topic: &Topic,
        (old_group, old): (&str, &Enumeration),
        (new_group, new): (&str, &Enumeration),
    ) {
        self.differs(&ENUM_KIND_CHANGED, topic, &old.kind.name(), &new.kind.name());
        self.turned((old.open, new.open), (&ENUM_OPENED, &ENUM_CLOSED), topic);
        if old.doc != new.doc {
            self.noticed(&DOCS_CHANGED, topic);
        }
        if old.announced != new.announced && old.open == new.open {
            self.noticed(&EVIDENCE_CHANGED, topic);
        }
        self.code_range(topic, old, new);
        let is_number = old.kind != EnumKind::String && new.kind != EnumKind::String;
        let pairs = order::pair(&old.values, &new.values, |a, b| {
            a.value == b.value || (is_number && a.number().is_some() && a.number() == b.number())
        });
        self.values_on_one_side(topic, old, new, &pairs);
        let names = (names::values(old), names::values(new));
        for (before, after) in &pairs {
            let topic = value_topic(topic, &old.values[*before], &new.values[*after]);
            let names = (&names.0.values[*before].text, &names.1.values[*after].text);
            let is_renamed = names.0 != names.1 && old.kind == new.kind && old.kind != EnumKind::Integer;
            if is_renamed {
                self.found(&ENUM_VALUE_RENAMED, &topic, Change::from_to(names.0, names.1));
            }
            let (before, after) = (&old.values[*before], &new.values[*after]);
            if before.value != after.value {
                self.found(&ENUM_VALUE_REWRITTEN, &topic, Change::from_to(&before.value, &after.value));
            }
            let docs =
                (self.old.spec.value_doc(old_group, before), self.new.spec.value_doc(new_group, after));
            // A name that did not change in code may still differ in the documentation.
            let has_other_name = before.name != after.name && !is_renamed;
            if docs.0 != docs.1 || before.vendor_description != after.vendor_description || has_other_name {
                self.noticed(&DOCS_CHANGED, &topic);
            }
        }
        if order::is_reordered(pairs.iter().copied()) {
            self.found(&ORDER_CHANGED, topic, Change::default().of("values"));
        }
    }

    fn code_range(&mut self, topic: &Topic, old: &Enumeration, new: &Enumeration) {
        let shown = |one: &Enumeration| one.range.map(|range| range.to_string());
        let change = Change { what: None, old: shown(old), new: shown(new) };
        match (old.range, new.range) {
            (None, Some(_)) => self.found(&CODE_RANGE_ADDED, topic, change),
            (Some(_), None) => self.found(&CODE_RANGE_REMOVED, topic, change),
            (Some(before), Some(after)) => {
                if before != after {
                    self.found(&CODE_RANGE_CHANGED, topic, change);
                }
                let name = |one: &Enumeration| names::values(one).range.map(|name| name.text);
                if name(old) != name(new) {
                    let change = Change { what: None, old: name(old), new: name(new) };
                    self.found(&CODE_RANGE_RENAMED, topic, change);
                } else if old.range_name != new.range_name {
                    self.noticed(&DOCS_CHANGED, topic);
                }
            }
            (None, None) => {}
        }
    }

    fn values_on_one_side(&mut self, topic: &Topic, old: &Enumeration, new: &Enumeration, pairs: &Pairs) {
        let stays_number = old.kind == EnumKind::Integer && new.kind == EnumKind::Integer;
        let (added, removed) = match stays_number {
            true => (&LISTED_NUMBER_ADDED, &LISTED_NUMBER_REMOVED),
            false => (&ENUM_VALUE_ADDED, &ENUM_VALUE_REMOVED),
        };
        for index in order::left_over(new.values.len(), pairs.iter().map(|(_, new)| *new)) {
            let value = &new.values[index];
            let mut topic = value_topic(topic, value, value);
            topic.was = None;
            self.noticed(added, &topic);
        }
        for index in order::left_over(old.values.len(), pairs.iter().map(|(old, _)| *old)) {
            let value = &old.values[index];
            let mut topic = value_topic(topic, value, value);
            topic.at = topic.was.take().unwrap_or(topic.at);
            self.noticed(removed, &topic);
        }
    }
}

fn value_topic(enumeration: &Topic, old: &EnumValue, new: &EnumValue) -> Topic {
    let at = format!("{}={}", enumeration.at, new.value);
    let was = format!("{}={}", enumeration.was.as_ref().unwrap_or(&enumeration.at), old.value);
    Topic {
        was: Some(was).filter(|was| *was != at),
        at,
        subject: Subject::new("value", &new.value).of(&enumeration.subject.name),
        place: new.place.clone(),
        ..enumeration.clone()
    }
}
