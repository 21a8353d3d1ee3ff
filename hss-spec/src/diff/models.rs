//! Models and their fields.

use super::comparison::{Change, Comparison, Topic};
use super::finding::Subject;
use super::order::{self, Pairs};
use super::pairing::Paired;
use super::rules::*;
use super::side::{Key, Value, direction, home};
use crate::model::{Constraint, Field, Model, Type};
use crate::names;

impl<'s> Comparison<'s> {
    pub(super) fn models(&mut self, paired: &Paired<'s, Model>) {
        for (key, model) in &paired.come {
            self.defined_once((*key, true), ("model", &MODEL_ADDED), &model.place);
        }
        for (key, model) in &paired.gone {
            self.defined_once((*key, false), ("model", &MODEL_REMOVED), &model.place);
        }
        for (old_key, old, new_key, new) in &paired.both {
            let first = self.findings.len();
            // If the model is sent on one side only, no caller sets its fields on both.
            let is_built = self.old.builds(*old_key) && self.new.builds(*new_key);
            let is_received = self.old.receives(*old_key) || self.new.receives(*new_key);
            let direction = direction(is_built, is_received);
            let topic = self.defined((*old_key, *new_key), "model", &new.place, direction);
            self.model(&topic, (*old_key, old), (*new_key, new));
            self.set_scope(first, Some(*old_key), Some(*new_key));
        }
    }

    fn model(&mut self, topic: &Topic, old: (Key<'s>, &'s Model), new: (Key<'s>, &'s Model)) {
        self.type_name(&MODEL_RENAMED, topic, old.0, new.0);
        self.differs(&MODEL_MOVED, topic, &home(old.0.0), &home(new.0.0));
        if old.1.doc != new.1.doc {
            self.noticed(&DOCS_CHANGED, topic);
        }
        if !is_same_kind(old.1, new.1) {
            self.found(&FIELD_RETYPED, topic, Change::from_to(shape(old.1), shape(new.1)));
        }
        let size = |model: &Model| model.size.map(Constraint::Items);
        self.constraint(topic, "number of fields", size(old.1), size(new.1));
        let sets = |model: &Model| model.field_sets.as_ref().map(|sets| sets.to_string());
        let (before, after) = (sets(old.1), sets(new.1));
        let rule = match (&before, &after) {
            (None, Some(_)) => Some(&BOUND_ADDED),
            (Some(_), None) => Some(&BOUND_REMOVED),
            _ if old.1.field_sets == new.1.field_sets => None,
            _ => Some(&BOUND_SHIFTED),
        };
        if let Some(rule) = rule {
            self.found(rule, topic, Change { what: Some("set of fields"), old: before, new: after });
        }
        let needs_fields = new.1.fields.iter().any(|field| field.required.effective());
        let sent = if needs_fields { &MODEL_SENT_REQUIRED } else { &MODEL_SENT };
        let is_built = (self.old.builds(old.0), self.new.builds(new.0));
        self.turned(is_built, (sent, &MODEL_NO_LONGER_SENT), topic);
        let pairs = self.pair_fields(old, new);
        self.fields_on_one_side(topic, old.1, new.1, &pairs);
        let is_recursive = (self.old.is_recursive(old.0), self.new.is_recursive(new.0));
        let names = (names::fields(old.1), names::fields(new.1));
        for (before, after) in &pairs {
            let names = (names.0[*before].text.as_str(), names.1[*after].text.as_str());
            let before = self.old.field(old.0.0, &old.1.fields[*before]);
            let after = self.new.field(new.0.0, &new.1.fields[*after]);
            let topic = field_topic(topic, before.field, after.field);
            self.field(&topic, names, before, after, is_built);
            if self.is_direct_model(before, after) {
                self.turned(is_recursive, (&FIELD_BOXED, &FIELD_UNBOXED), &topic);
            }
        }
        self.order(topic, &pairs, (&old.1.fields, &new.1.fields));
    }

    fn pair_fields(&self, old: (Key<'s>, &'s Model), new: (Key<'s>, &'s Model)) -> Pairs {
        let (before, after) = (&old.1.fields, &new.1.fields);
        let mut pairs = order::pair(before, after, |a: &Field, b: &Field| a.name == b.name);
        order::pair_renamed(before, after, &mut pairs, |a, b| {
            self.is_alike(self.old.field(old.0.0, a), self.new.field(new.0.0, b))
        });
        pairs
    }

    fn fields_on_one_side(&mut self, topic: &Topic, old: &Model, new: &Model, pairs: &Pairs) {
        for index in order::left_over(new.fields.len(), pairs.iter().map(|(_, new)| *new)) {
            let field = &new.fields[index];
            let rule = if field.required.effective() { &FIELD_ADDED_REQUIRED } else { &FIELD_ADDED_OPTIONAL };
            let mut topic = field_topic(topic, field, field);
            topic.was = None;
            self.noticed(rule, &topic);
        }
        for index in order::left_over(old.fields.len(), pairs.iter().map(|(old, _)| *old)) {
            let field = &old.fields[index];
            let mut topic = field_topic(topic, field, field);
            topic.at = topic.was.take().unwrap_or(topic.at);
            self.noticed(&FIELD_REMOVED, &topic);
        }
    }

    fn field(
        &mut self,
        topic: &Topic,
        names: (&str, &str),
        old: Value<'s>,
        new: Value<'s>,
        is_sent: (bool, bool),
    ) {
        let rule = if names.0 == names.1 { &WIRE_NAME_CHANGED } else { &FIELD_RENAMED };
        self.renamed(rule, topic, (&old.field.name, &new.field.name), names);
        let required = (old.field.required.effective(), new.field.required.effective());
        self.turned(required, (&FIELD_MADE_REQUIRED, &FIELD_MADE_OPTIONAL), topic);
        // In code, null is a value of its own only in models that requests carry.
        let is_nullable = (old.field.nullable && is_sent.0, new.field.nullable && is_sent.1);
        if is_nullable.0 != is_nullable.1 {
            let ty = |field: &Field, is_nullable| {
                format!("{}{}", field.ty, if is_nullable { " or null" } else { "" })
            };
            let change = Change::from_to(ty(old.field, is_nullable.0), ty(new.field, is_nullable.1));
            self.found(&FIELD_RETYPED, topic, change);
        }
        self.value(topic, old, new, &FIELD_RETYPED);
    }

    /// Returns true if a field's type is a model, not a list or a map of one.
    fn is_direct_model(&self, old: Value<'s>, new: Value<'s>) -> bool {
        let is_model = |spec: &crate::model::Spec, value: Value<'s>| matches!(&value.field.ty, Type::Named(name) if spec.model(value.group, name).is_some());
        is_model(self.old.spec, old)
            && is_model(self.new.spec, new)
            && self.is_same_type((old.group, &old.field.ty), (new.group, &new.field.ty))
    }
}

/// Returns true if both are objects, or unions that distinguish their common variants in the same way.
fn is_same_kind(old: &Model, new: &Model) -> bool {
    let (old_union, new_union) = match (&old.union, &new.union) {
        (Some(old), Some(new)) => (old, new),
        (old, new) => return old.is_none() && new.is_none(),
    };
    let mut common = old_union.values.iter().filter(|(_, variant)| new.field(variant).is_some());
    old_union.tag == new_union.tag
        && common.all(|(value, variant)| new_union.values.get(value) == Some(variant))
}

/// An object, or a union and the tag that distinguishes its variants, in words.
fn shape(model: &Model) -> String {
    let Some(union) = &model.union else { return "object".to_owned() };
    let Some(tag) = &union.tag else { return "union without a tag".to_owned() };
    let values: Vec<String> =
        union.values.iter().map(|(value, name)| format!("{value} for {name}")).collect();
    format!("union by `{tag}` ({})", values.join(", "))
}

fn field_topic(model: &Topic, old: &Field, new: &Field) -> Topic {
    let at = format!("{}.{}", model.at, new.name);
    let was = format!("{}.{}", model.was.as_ref().unwrap_or(&model.at), old.name);
    Topic {
        was: Some(was).filter(|was| *was != at),
        at,
        subject: Subject::new("field", &new.name).of(&model.subject.name),
        place: new.place.clone(),
        ..model.clone()
    }
}
