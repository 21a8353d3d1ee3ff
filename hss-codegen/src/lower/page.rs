//! Types that only one operation needs, whose tables are on its page.

use std::collections::BTreeMap;

use hss_spec::model::{Group, Operation, Spec};

/// The operations that need a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Users<'s> {
    /// The operation of this id.
    One(&'s str),
    Several,
}

/// The group's own types that only one operation needs, each with that operation's id.
///
/// A type's users change at most twice, so the work is linear in the number of fields.
pub(super) fn alone(spec: &Spec, group_name: &str, group: &Group) -> BTreeMap<String, String> {
    let mut users = BTreeMap::new();
    for operation in group.operations.values() {
        let types = Operation::types(operation).filter_map(|ty| ty.name());
        mark(spec, group_name, types.collect(), Users::One(&operation.id), &mut users);
    }
    let own = || group.definitions.models.keys().chain(group.definitions.enums.keys()).map(String::as_str);
    // Types that no operation needs are on the page of the module, with all that they need.
    let unused = own().filter(|name| !users.contains_key(name)).collect();
    mark(spec, group_name, unused, Users::Several, &mut users);
    let alone = own().filter_map(|name| match users.get(name) {
        Some(Users::One(id)) => Some((name.to_owned(), (*id).to_owned())),
        _ => None,
    });
    alone.collect()
}

/// Adds users to these types and to all that they need.
fn mark<'s>(
    spec: &'s Spec,
    group: &str,
    types: Vec<&'s str>,
    by: Users<'s>,
    users: &mut BTreeMap<&'s str, Users<'s>>,
) {
    let mut open = types;
    while let Some(name) = open.pop() {
        let known = users.get(name).copied();
        let now = if known.is_none_or(|known| known == by) { by } else { Users::Several };
        if known == Some(now) {
            continue;
        }
        users.insert(name, now);
        let fields = spec.model(group, name).into_iter().flat_map(|model| &model.fields);
        open.extend(fields.filter_map(|field| field.ty.name()));
    }
}
