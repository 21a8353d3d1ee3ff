//! Moves definitions that several groups have alike to the shared types.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Spec, Type};

/// Moves the models that two families or more describe alike, and the enumerations that these need.
///
/// A model moves only with everything it refers to: a shared type can't refer to a family's own types.
pub(super) fn share(spec: &mut Spec) {
    let mut names = alike(spec);
    let users = users(spec, &names);
    let mut open: Vec<String> = names.keys().cloned().collect();
    while let Some(name) = open.pop() {
        let Some(families) = names.get(&name) else { continue };
        if !is_closed(spec, &name, families, &names) {
            names.remove(&name);
            // What refers to it can't move either.
            open.extend(users.get(&name).into_iter().flatten().cloned());
        }
    }
    let types: Vec<(&str, Type)> = names
        .iter()
        .filter_map(|(name, families)| Some((families.first()?.as_str(), Type::Named(name.clone()))))
        .collect();
    let needed: BTreeSet<String> =
        types.iter().flat_map(|(family, ty)| spec.reach(family, [ty])).map(str::to_owned).collect();
    for family in spec.families.values_mut() {
        for name in &needed {
            if let Some(model) = family.definitions.models.remove(name) {
                spec.shared.models.entry(name.clone()).or_insert(model);
            }
            if let Some(enumeration) = family.definitions.enums.remove(name) {
                spec.shared.enums.entry(name.clone()).or_insert(enumeration);
            }
        }
    }
}

/// The models among those that may move which refer to each name.
fn users(spec: &Spec, moving: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, families) in moving {
        let model = families.first().and_then(|family| spec.model(family, name));
        for used in model.into_iter().flat_map(|model| &model.fields).filter_map(|field| field.ty.name()) {
            users.entry(used.to_owned()).or_default().push(name.clone());
        }
    }
    users
}

/// The models that several families describe alike, each with those families. A family that describes it differently
/// keeps all of them apart: one name must not mean two things.
fn alike(spec: &Spec) -> BTreeMap<String, Vec<String>> {
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (family_name, family) in &spec.families {
        for name in family.definitions.models.keys() {
            families.entry(name.clone()).or_default().push(family_name.clone());
        }
    }
    families.retain(|name, families| {
        let mut models = families.iter().filter_map(|family| spec.model(family, name));
        let first = models.next();
        families.len() > 1 && models.all(|model| Some(model) == first)
    });
    families
}

/// Returns true if what the model refers to is shared, moves along, or is an enumeration that all its families have
/// alike.
fn is_closed(spec: &Spec, name: &str, families: &[String], moving: &BTreeMap<String, Vec<String>>) -> bool {
    let Some(model) = families.first().and_then(|family| spec.model(family, name)) else { return false };
    model.fields.iter().filter_map(|field| field.ty.name()).all(|used| {
        if spec.shared.contains(used) || moving.contains_key(used) {
            return true;
        }
        let mut enums = families.iter().map(|family| spec.enumeration(family, used));
        let first = enums.next().flatten();
        // No other family may have an enumeration of that name that means something else.
        let others = spec.families.values().filter_map(|family| family.definitions.enums.get(used));
        first.is_some() && enums.all(|one| one == first) && others.into_iter().all(|one| Some(one) == first)
    })
}
