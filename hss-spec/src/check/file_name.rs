//! Names of groups and ids of operations, which are folders and files of the spec.

use std::collections::BTreeMap;

use super::found::Check;
use crate::model::{Group, Spec, check_group_name, check_operation_id, folded};
use crate::place::{Place, Problem};

/// The names in the spec that are not valid file names, and those that differ only in case.
pub(crate) fn problems(spec: &Spec) -> Vec<Problem> {
    let mut check = Check { spec, problems: Vec::new() };
    let mut groups: BTreeMap<String, &str> = BTreeMap::new();
    for (name, group) in &spec.groups {
        let place = place_of(group);
        if let Err(error) = check_group_name(name) {
            check.error(&place, format!("`{name}` can't be the name of a group: {error}"));
        }
        if let Some(first) = groups.insert(folded(name), name) {
            check.error(&place, format!("groups `{first}` and `{name}` differ only in case"));
        }
        operations(&mut check, name, group);
    }
    check.problems
}

fn operations(check: &mut Check, group: &str, of: &Group) {
    let mut ids: BTreeMap<String, &str> = BTreeMap::new();
    for (id, operation) in &of.operations {
        if let Err(error) = check_operation_id(id) {
            check.error(&operation.place, format!("`{id}` can't be the id of an operation: {error}"));
        }
        if let Some(first) = ids.insert(folded(id), id) {
            let message = format!("operations `{first}` and `{id}` of group `{group}` differ only in case");
            check.error(&operation.place, message);
        }
    }
}

/// Place of the first item of a group.
fn place_of(group: &Group) -> Place {
    let operations = group.operations.values().map(|operation| &operation.place);
    let models = group.definitions.models.values().map(|model| &model.place);
    let enums = group.definitions.enums.values().map(|enumeration| &enumeration.place);
    operations.chain(models).chain(enums).next().cloned().unwrap_or_default()
}
