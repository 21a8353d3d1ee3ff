//! The state of a comparison: findings so far, and the definitions that are the same on both sides.

use super::finding::{Finding, Scope, Subject};
use super::rule::{Direction, Rule};
use super::same::Same;
use super::side::{Key, Side};
use super::users::Users;
use crate::place::Place;

/// A comparison of two specs.
pub(super) struct Comparison<'s> {
    pub(super) old: Side<'s>,
    pub(super) new: Side<'s>,
    /// The models and enumerations that are the same, even under another name or in another place.
    pub(super) same: Same<'s>,
    pub(super) users: Users<'s>,
    pub(super) findings: Vec<Finding>,
}

/// The item whose old and new values are compared.
#[derive(Clone)]
pub(super) struct Topic {
    pub(super) scope: Scope,
    pub(super) at: String,
    pub(super) was: Option<String>,
    pub(super) subject: Subject,
    pub(super) direction: Option<Direction>,
    pub(super) place: Place,
}

/// Old and new value of a change.
#[derive(Default)]
pub(super) struct Change {
    pub(super) what: Option<&'static str>,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

impl Change {
    pub(super) fn from_to(old: impl ToString, new: impl ToString) -> Self {
        Self { what: None, old: Some(old.to_string()), new: Some(new.to_string()) }
    }

    pub(super) fn of(mut self, what: &'static str) -> Self {
        self.what = Some(what);
        self
    }
}

impl Comparison<'_> {
    pub(super) fn found(&mut self, rule: &'static Rule, topic: &Topic, change: Change) {
        self.findings.push(Finding {
            rule,
            effect: rule.effect(topic.direction),
            at: topic.at.clone(),
            was: topic.was.clone(),
            scope: topic.scope.clone(),
            direction: topic.direction,
            subject: topic.subject.clone(),
            what: change.what,
            old: change.old,
            new: change.new,
            place: topic.place.clone(),
            accepted: None,
        });
    }

    /// Reports a change whose message has no values.
    pub(super) fn noticed(&mut self, rule: &'static Rule, topic: &Topic) {
        self.found(rule, topic, Change::default());
    }

    /// Reports the first rule for a flag that became true, the second for one that became false.
    pub(super) fn turned(
        &mut self,
        (old, new): (bool, bool),
        (became, was): (&'static Rule, &'static Rule),
        topic: &Topic,
    ) {
        match (old, new) {
            (false, true) => self.noticed(became, topic),
            (true, false) => self.noticed(was, topic),
            _ => {}
        }
    }

    /// Reports two values if they differ.
    pub(super) fn differs<T: ToString + PartialEq>(
        &mut self,
        rule: &'static Rule,
        topic: &Topic,
        old: &T,
        new: &T,
    ) {
        if old != new {
            self.found(rule, topic, Change::from_to(old.to_string(), new.to_string()));
        }
    }

    /// Reports a changed name on the wire, or a name in code that changed because of its neighbours' names.
    pub(super) fn renamed(
        &mut self,
        rule: &'static Rule,
        topic: &Topic,
        wire: (&str, &str),
        code: (&str, &str),
    ) {
        let (old, new) = if wire.0 == wire.1 { code } else { wire };
        if old != new {
            self.found(rule, topic, Change::from_to(old, new));
        }
    }
}

impl<'s> Comparison<'s> {
    /// Reports a changed name of a model or an enumeration.
    pub(super) fn type_name(&mut self, rule: &'static Rule, topic: &Topic, old: Key<'s>, new: Key<'s>) {
        let code = (self.old.type_name(old).to_owned(), self.new.type_name(new).to_owned());
        self.renamed(rule, topic, (old.1, new.1), (&code.0, &code.1));
    }
}
