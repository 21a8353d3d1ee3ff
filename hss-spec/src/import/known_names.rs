//! Names that an operation's models already have in the spec.
//!
//! Pages and OpenAPI documents of one API name some of its models differently. A model in place of one of the same
//! shape in the spec – the body, the response, the type of a field of either – keeps the spec's name, so that no import
//! renames a public type.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentModels, Draft};
use crate::model::{Field, Model, Operation, Spec, Type};

/// Gives the models of a draft the names that the spec has for them.
pub(super) fn keep(spec: &Spec, group: &str, draft: &mut Draft) {
    let mut counterparts = Counterparts { spec, group, models: &draft.models, seen: BTreeSet::new() };
    counterparts.walk_operations(std::iter::once(&draft.operation));
    for (from, to) in counterparts.names() {
        draft.rename_model(&from, &to);
    }
}

/// The models of a document that have another name in the spec.
pub(super) fn renamed(
    spec: &Spec,
    document: &DocumentModels,
    drafts: &[(String, Draft)],
) -> BTreeSet<String> {
    let groups: BTreeSet<&str> = drafts.iter().map(|(group, _)| group.as_str()).collect();
    let mut renamed = BTreeSet::new();
    for group in groups.into_iter().filter(|group| spec.groups.contains_key(*group)) {
        let of_group = drafts.iter().filter(|(of, _)| of == group).map(|(_, draft)| &draft.operation);
        let mut counterparts = Counterparts { spec, group, models: &document.models, seen: BTreeSet::new() };
        counterparts.walk_operations(of_group);
        renamed.extend(counterparts.seen.into_iter().filter(|(new, old)| new != old).map(|(new, _)| new));
    }
    renamed
}

/// The models of a document, each with the one in its place in the spec.
struct Counterparts<'a> {
    spec: &'a Spec,
    group: &'a str,
    models: &'a BTreeMap<String, Model>,
    /// Pairs of the document's model and the spec's.
    seen: BTreeSet<(String, String)>,
}

impl<'a> Counterparts<'a> {
    fn walk_operations<'o>(&mut self, operations: impl Iterator<Item = &'o Operation>) {
        let Some(group) = self.spec.groups.get(self.group) else { return };
        for new in operations {
            let Some(old) = group.operations.get(&new.id) else { continue };
            if let (Some(new), Some(old)) = (&new.body, &old.body) {
                self.walk(&new.ty, &old.ty);
            }
            if let (Some(new), Some(old)) = (&new.response.ty, &old.response.ty) {
                self.walk(new, old);
            }
            for other in &new.other_responses {
                let known = old.other_responses.iter().find(|known| known.status == other.status);
                if let (Some(new), Some(old)) = (&other.ty, known.and_then(|known| known.ty.as_ref())) {
                    self.walk(new, old);
                }
            }
        }
    }

    fn walk(&mut self, new: &Type, old: &Type) {
        let mut open = vec![(new.clone(), old.clone())];
        while let Some((new, old)) = open.pop() {
            if !is_nested_alike(&new, &old) {
                continue;
            }
            let (Some(from), Some(to)) = (new.name(), old.name()) else { continue };
            let (spec, model) = (self.spec, self.model(from));
            let (Some(model), Some(known)) = (model, spec.model(self.group, to)) else { continue };
            if self.seen.insert((from.to_owned(), to.to_owned())) {
                let fields = model.fields.iter();
                open.extend(
                    fields.filter_map(|field| Some((field.ty.clone(), known.field(&field.name)?.ty.clone()))),
                );
            }
        }
    }

    fn model(&self, name: &str) -> Option<&'a Model> {
        self.models.get(name)
    }

    /// The models with another name in the spec, each with its name there. One in whose place the spec has two, or the
    /// other way round, keeps the document's name, since either could be meant.
    fn names(&self) -> Vec<(String, String)> {
        let mut by_new: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut by_old: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (new, old) in &self.seen {
            by_new.entry(new).or_default().insert(old);
            by_old.entry(old).or_default().insert(new);
        }
        let is_one = |names: Option<&BTreeSet<&str>>| names.is_some_and(|names| names.len() == 1);
        let pairs = self.seen.iter().filter(|(new, old)| {
            new != old
                && is_one(by_new.get(new.as_str()))
                && is_one(by_old.get(old.as_str()))
                && !self.models.contains_key(old)
                && self.has_shape_of(new, old)
        });
        pairs.cloned().collect()
    }

    /// Returns true if one model has all fields of the other: fields were added or removed, but not both.
    fn has_shape_of(&self, new: &str, old: &str) -> bool {
        let (Some(new), Some(old)) = (self.model(new), self.spec.model(self.group, old)) else {
            return false;
        };
        let (smaller, larger) = if new.fields.len() < old.fields.len() { (new, old) } else { (old, new) };
        let is_in_larger = |field: &Field| {
            larger.field(&field.name).is_some_and(|other| is_nested_alike(&field.ty, &other.ty))
        };
        !smaller.fields.is_empty() && smaller.fields.iter().all(is_in_larger)
    }
}

/// Returns true if both types nest lists and maps in the same way.
fn is_nested_alike(one: &Type, other: &Type) -> bool {
    one.with_innermost(Type::Json) == other.with_innermost(Type::Json)
}
