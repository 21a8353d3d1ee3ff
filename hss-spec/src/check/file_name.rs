//! Names of groups and ids of operations, which are folders and files of the spec.

use std::collections::BTreeMap;

use super::Check;
use crate::model::{Family, Spec, check_group_name, check_operation_id, folded};
use crate::place::{Place, Problem};

/// Every name of the spec that can't be a file's, and those that one file system keeps apart and another doesn't.
pub(crate) fn problems(spec: &Spec) -> Vec<Problem> {
    let mut check = Check { spec, problems: Vec::new() };
    let mut groups: BTreeMap<String, &str> = BTreeMap::new();
    for (name, family) in &spec.families {
        let place = place_of(family);
        if let Err(error) = check_group_name(name) {
            check.error(&place, format!("`{name}` can't be the name of a family: {error}"));
        }
        if let Some(first) = groups.insert(folded(name), name) {
            check
                .error(&place, format!("families `{first}` and `{name}` differ in the case of letters only"));
        }
        operations(&mut check, name, family);
    }
    check.problems
}

fn operations(check: &mut Check, family: &str, of: &Family) {
    let mut ids: BTreeMap<String, &str> = BTreeMap::new();
    for (id, operation) in &of.operations {
        if let Err(error) = check_operation_id(id) {
            check.error(&operation.place, format!("`{id}` can't be the id of an operation: {error}"));
        }
        if let Some(first) = ids.insert(folded(id), id) {
            let message = format!(
                "operations `{first}` and `{id}` of family `{family}` differ in the case of letters only"
            );
            check.error(&operation.place, message);
        }
    }
}

/// Place of the first item of a group.
fn place_of(family: &Family) -> Place {
    let operations = family.operations.values().map(|operation| &operation.place);
    let models = family.definitions.models.values().map(|model| &model.place);
    let enums = family.definitions.enums.values().map(|enumeration| &enumeration.place);
    operations.chain(models).chain(enums).next().cloned().unwrap_or_default()
}
