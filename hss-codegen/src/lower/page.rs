//! Which types a single operation needs: their tables stand with its own.

use std::collections::{BTreeMap, BTreeSet};

use hss_spec::model::{Family, Operation, Spec, Type};

/// The group's own types that one operation needs and nothing else does, each with that operation's id.
pub(super) fn alone(spec: &Spec, family_name: &str, family: &Family) -> BTreeMap<String, String> {
    let mut alone = BTreeMap::new();
    let mut several = BTreeSet::new();
    let mut own: BTreeSet<String> =
        family.definitions.models.keys().chain(family.definitions.enums.keys()).cloned().collect();
    for operation in family.operations.values() {
        for name in spec.reach(family_name, Operation::types(operation)) {
            if !own.contains(name) || several.contains(name) {
                continue;
            }
            if alone.insert(name.to_owned(), operation.id.clone()).is_some() {
                alone.remove(name);
                several.insert(name.to_owned());
            }
        }
    }
    // What no operation needs, and what that needs.
    own.retain(|name| !alone.contains_key(name) && !several.contains(name));
    let unused: Vec<Type> = own.into_iter().map(Type::Named).collect();
    for name in spec.reach(family_name, &unused) {
        alone.remove(name);
    }
    alone
}
