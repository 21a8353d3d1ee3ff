//! Moves definitions that are the same in several groups to the shared types.

use std::collections::{BTreeMap, BTreeSet};

use super::example;
use crate::model::{Spec, Type};

/// Moves models with the same description in two or more groups, and the enumerations that they need.
///
/// A model moves only with everything it refers to: a shared type can't refer to a group's own types.
pub(super) fn share(spec: &mut Spec) {
    let mut names = alike(spec);
    let users = users(spec, &names);
    let mut open: Vec<String> = names.keys().cloned().collect();
    while let Some(name) = open.pop() {
        let Some(groups) = names.get(&name) else { continue };
        if !is_closed(spec, &name, groups, &names) {
            names.remove(&name);
            // Models that refer to it can't move either.
            open.extend(users.get(&name).into_iter().flatten().cloned());
        }
    }
    let types: Vec<(&str, Type)> = names
        .iter()
        .filter_map(|(name, groups)| Some((groups.first()?.as_str(), Type::Named(name.clone()))))
        .collect();
    let needed: BTreeSet<String> =
        types.iter().flat_map(|(group, ty)| spec.reach(group, [ty])).map(str::to_owned).collect();
    for group in spec.groups.values_mut() {
        for name in &needed {
            if let Some(model) = group.definitions.models.remove(name) {
                match spec.shared.models.get_mut(name) {
                    Some(known) => example::join_models(known, &model),
                    None => _ = spec.shared.models.insert(name.clone(), model),
                }
            }
            if let Some(enumeration) = group.definitions.enums.remove(name) {
                spec.shared.enums.entry(name.clone()).or_insert(enumeration);
            }
        }
    }
}

/// The movable models that refer to each name.
fn users(spec: &Spec, moving: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, groups) in moving {
        let model = groups.first().and_then(|group| spec.model(group, name));
        for used in model.into_iter().flat_map(|model| &model.fields).filter_map(|field| field.ty.name()) {
            users.entry(used.to_owned()).or_default().push(name.clone());
        }
    }
    users
}

/// The models with the same description in several groups, each with those groups. If one group describes it
/// differently, none is shared: a name must not have two meanings.
fn alike(spec: &Spec) -> BTreeMap<String, Vec<String>> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (group_name, group) in &spec.groups {
        for name in group.definitions.models.keys() {
            groups.entry(name.clone()).or_default().push(group_name.clone());
        }
    }
    groups.retain(|name, groups| {
        let mut models = groups.iter().filter_map(|group| spec.model(group, name)).map(example::without);
        let first = models.next();
        groups.len() > 1 && models.all(|model| Some(model) == first)
    });
    groups
}

/// Returns true if each definition that the model refers to is shared, is also moved, or is an enumeration that is the
/// same in all its groups.
fn is_closed(spec: &Spec, name: &str, groups: &[String], moving: &BTreeMap<String, Vec<String>>) -> bool {
    let Some(model) = groups.first().and_then(|group| spec.model(group, name)) else { return false };
    model.fields.iter().filter_map(|field| field.ty.name()).all(|used| {
        if spec.shared.contains(used) || moving.contains_key(used) {
            return true;
        }
        let mut enums = groups.iter().map(|group| spec.enumeration(group, used));
        let first = enums.next().flatten();
        // No other group may have a different enumeration of that name.
        let others = spec.groups.values().filter_map(|group| group.definitions.enums.get(used));
        first.is_some() && enums.all(|one| one == first) && others.into_iter().all(|one| Some(one) == first)
    })
}
