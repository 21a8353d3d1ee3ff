//! Attributes of one value: type, constraints, default.

use super::comparison::{Change, Comparison, Topic};
use super::order;
use super::rule::Rule;
use super::rules::*;
use super::side::{Side, Value};
use crate::model::{Constraint, ConstraintKind, Field, Format, Sources, Type, Width};

/// A type, in the group whose names it uses.
pub(super) type Typed<'s> = (&'s str, &'s Type);

impl<'s> Comparison<'s> {
    /// Returns true if two types are the same to callers. All integers are the same.
    pub(super) fn is_same_type(&self, old: Typed<'s>, new: Typed<'s>) -> bool {
        match (old.1, new.1) {
            (Type::List(a), Type::List(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::Nullable(a), Type::Nullable(b)) => self.is_same_type((old.0, a), (new.0, b)),
            (Type::Named(a), Type::Named(b)) => {
                self.same.contains(self.old.key(old.0, a), self.new.key(new.0, b))
            }
            (a, b) if is_number(&self.old, old.0, a) && is_number(&self.new, new.0, b) => true,
            (a, b) => a == b,
        }
    }

    /// Returns true if two fields differ at most in their names.
    pub(super) fn is_alike(&self, old: Value<'s>, new: Value<'s>) -> bool {
        let defaults = (self.old.default(old), self.new.default(new));
        let is_same_type = self.is_same_type((old.group, &old.field.ty), (new.group, &new.field.ty));
        let units = (old.unit, new.unit);
        let (old, new) = (old.field, new.field);
        is_same_type
            && units.0 == units.1
            && defaults.0 == defaults.1
            && old.required.effective() == new.required.effective()
            && old.effective_constraints().eq(new.effective_constraints())
            && (old.format, old.secret) == (new.format, new.secret)
    }

    /// Compares everything except the name and `required`.
    pub(super) fn value(&mut self, topic: &Topic, old: Value<'s>, new: Value<'s>, retyped: &'static Rule) {
        let types = ((old.group, &old.field.ty), (new.group, &new.field.ty));
        let is_same_type = self.type_of(topic, types.0, types.1, retyped);
        let defaults = (self.old.default(old), self.new.default(new));
        let (units, docs) = ((old.unit, new.unit), (old.doc, new.doc));
        let (old, new) = (old.field, new.field);
        // Any other format is documentation: code has the same type.
        let own = |field: &Field| field.format.filter(|format| format.has_own_type());
        if is_same_type {
            self.listed_values(topic, types, (old, new));
        }
        if is_same_type && own(old) != own(new) {
            self.found(&FORMAT_CHANGED, topic, Change::from_to(form(old), form(new)));
        }
        for kind in ConstraintKind::ALL {
            self.constraint(topic, kind.label(), old.effective(kind), new.effective(kind));
        }
        let (before, after) = defaults.clone();
        self.known(topic, before, after, [&DEFAULT_ADDED, &DEFAULT_REMOVED, &DEFAULT_CHANGED]);
        let unit = |unit: Option<&str>| unit.map(str::to_owned);
        self.known(topic, unit(units.0), unit(units.1), [&UNIT_ADDED, &UNIT_REMOVED, &UNIT_CHANGED]);
        let secrecy = |secret: bool| if secret { "hidden" } else { "shown" };
        self.differs(&SECRECY_CHANGED, topic, &secrecy(old.secret), &secrecy(new.secret));
        let deprecation = (&DEPRECATION_ADDED, &DEPRECATION_REMOVED);
        self.turned((old.deprecated, new.deprecated), deprecation, topic);
        let plain_format = |field: &Field| field.format.filter(|format| !format.has_own_type());
        let documentation =
            |field: &'s Field| (plain_format(field), &field.vendor_description, field.example.preferred());
        if docs.0 != docs.1 || documentation(old) != documentation(new) {
            self.noticed(&DOCS_CHANGED, topic);
        }
        if has_other_sources(old, new, defaults.0 == defaults.1) {
            self.noticed(&EVIDENCE_CHANGED, topic);
        }
    }

    /// Reports the values that both enumerations have, and that the document of this field alone dropped or added.
    fn listed_values(&mut self, topic: &Topic, types: (Typed<'s>, Typed<'s>), (old, new): (&Field, &Field)) {
        let values = |side: &Side<'s>, (group, ty): Typed<'s>| {
            let found = ty.name().and_then(|name| side.spec.enumeration(group, name));
            found.map(|one| one.values.as_slice()).unwrap_or_default()
        };
        let (before, after) = (values(&self.old, types.0), values(&self.new, types.1));
        let both = after.iter().filter(|one| before.iter().any(|known| known.value == one.value));
        for value in both.map(|one| &one.value) {
            match (old.unlisted.contains(value), new.unlisted.contains(value)) {
                (false, true) => {
                    let change = Change { old: Some(value.clone()), ..Change::default() };
                    self.found(&FIELD_VALUE_REMOVED, topic, change);
                }
                (true, false) => {
                    let change = Change { new: Some(value.clone()), ..Change::default() };
                    self.found(&FIELD_VALUE_ADDED, topic, change);
                }
                _ => {}
            }
        }
    }

    /// Reports a type that differs; returns true if it is the same to callers.
    pub(super) fn type_of(
        &mut self,
        topic: &Topic,
        old: Typed<'s>,
        new: Typed<'s>,
        retyped: &'static Rule,
    ) -> bool {
        let change = Change::from_to(old.1, new.1);
        if !self.is_same_type(old, new) {
            let rule = match (old.1, new.1) {
                (Type::List(item), _) if self.is_same_type((old.0, item), new) => &LIST_BECAME_SINGLE,
                (_, Type::List(item)) if self.is_same_type(old, (new.0, item)) => &SINGLE_BECAME_LIST,
                _ => retyped,
            };
            self.found(rule, topic, change);
            return false;
        }
        match (old.1.innermost(), new.1.innermost()) {
            (Type::Named(_), Type::Named(_)) => {}
            (Type::Named(_), _) => self.found(&VALUES_UNLISTED, topic, change),
            (_, Type::Named(_)) => self.found(&VALUES_LISTED, topic, change),
            (a, b) if a != b => self.found(&NUMBER_WIDTH_CHANGED, topic, change),
            _ => {}
        }
        true
    }

    pub(super) fn constraint(
        &mut self,
        topic: &Topic,
        what: &'static str,
        old: Option<Constraint>,
        new: Option<Constraint>,
    ) {
        let rule = match (&old, &new) {
            (None, None) => return,
            (None, Some(_)) => &BOUND_ADDED,
            (Some(_), None) => &BOUND_REMOVED,
            (Some(old), Some(new)) => match old.compare(new) {
                Width::Same => return,
                Width::Narrower => &BOUND_TIGHTENED,
                Width::Wider => &BOUND_LOOSENED,
                Width::Different => &BOUND_SHIFTED,
            },
        };
        let text = |one: Option<Constraint>| one.map(|one| one.to_string());
        let change = Change { what: Some(what), old: text(old), new: text(new) };
        self.found(rule, topic, change);
    }

    /// Reports a change of a value that may be unknown: it became known or unknown, or changed.
    fn known(
        &mut self,
        topic: &Topic,
        old: Option<String>,
        new: Option<String>,
        [added, removed, changed]: [&'static Rule; 3],
    ) {
        let rule = match (&old, &new) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            (Some(before), Some(after)) if before != after => changed,
            _ => return,
        };
        self.found(rule, topic, Change { what: None, old, new });
    }

    /// Reports required fields in another order, else any fields.
    pub(super) fn order(&mut self, topic: &Topic, pairs: &order::Pairs, (old, new): (&[Field], &[Field])) {
        let is_required = |(before, after): &(usize, usize)| {
            old[*before].required.effective() && new[*after].required.effective()
        };
        if order::is_reordered(pairs.iter().copied().filter(is_required)) {
            let names = |fields: &[Field]| {
                let required = fields.iter().filter(|field| field.required.effective());
                required.map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
            };
            self.found(&REQUIRED_FIELDS_REORDERED, topic, Change::from_to(names(old), names(new)));
        } else if order::is_reordered(pairs.iter().copied()) {
            self.found(&ORDER_CHANGED, topic, Change::default().of("fields"));
        }
    }
}

/// The form of a value of a type that has several, in words.
fn form(field: &Field) -> &'static str {
    match field.format {
        Some(Format::TimestampMs) => "a point in time",
        Some(Format::DateTime) => "a date-time",
        Some(Format::Date) => "a date",
        Some(Format::Duration) => "a duration",
        Some(Format::Uuid) => "a UUID",
        Some(Format::Byte) => "bytes in base64",
        _ if *field.ty.innermost() == Type::String => "a plain string",
        _ => "a plain number",
    }
}

/// Returns true if a value is an integer in code.
fn is_number(side: &Side<'_>, group: &str, ty: &Type) -> bool {
    ty.is_integer() || matches!(ty, Type::Named(name) if side.is_listed_number(group, name))
}

/// Returns true if the effective values are the same but their sources are not.
fn has_other_sources(old: &Field, new: &Field, is_same_default: bool) -> bool {
    let has_other_source = |kind: ConstraintKind| {
        old.constraints.get(kind) != new.constraints.get(kind) && old.effective(kind) == new.effective(kind)
    };
    ConstraintKind::ALL.into_iter().any(has_other_source)
        || (old.default != new.default && is_same_default)
        || requires_by_other_sources(&old.required, &new.required)
        || (old.listed_by, old.unread) != (new.listed_by, new.unread)
}

/// Like [`has_other_sources`], for `required`; no source and an undisputed `false` are the same.
fn requires_by_other_sources(old: &Sources<bool>, new: &Sources<bool>) -> bool {
    let is_silent = |sources: &Sources<bool>| !sources.effective() && !sources.is_disputed();
    old.effective() == new.effective() && old != new && !(is_silent(old) && is_silent(new))
}
