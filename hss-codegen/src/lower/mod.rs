//! Lowering of a spec to the plan of its code, with all names and types resolved.

mod enumeration;
mod field;
mod model;
mod operation;
mod page;
mod paging;
mod response;
mod scope;
mod server;

use std::collections::BTreeMap;

use hss_spec::model::{Definitions, Operation, Spec};
use hss_spec::names;

use crate::plan::ModulePlan;
use scope::Scope;

pub(crate) use server::own_servers;

/// The plan of a group's module; `None` if the spec has no such group.
pub(crate) fn group(spec: &Spec, group_name: &str) -> Option<ModulePlan> {
    let group = spec.groups.get(group_name)?;
    let bodies = group.operations.values().flat_map(Operation::request_types);
    let sent = spec.reach(group_name, bodies);
    let alone = page::alone(spec, group_name, group);
    let scope = Scope::new(spec, group_name, sent, alone);
    let mut plan = definitions(&scope, &group.definitions);
    let names = names::operations(group.operations.keys());
    let operations = group.operations.values().zip(names.values());
    plan.operations = operations.map(|(one, names)| operation::lower(&scope, one, names)).collect();
    Some(plan)
}

/// The plan of the shared module. Any of its models may be sent.
pub(crate) fn shared(spec: &Spec) -> ModulePlan {
    let sent = spec.shared.models.keys().map(String::as_str).collect();
    definitions(&Scope::new(spec, "", sent, BTreeMap::new()), &spec.shared)
}

/// The plan of types; their operations are not in it.
fn definitions(scope: &Scope<'_>, definitions: &Definitions) -> ModulePlan {
    let models = definitions.models.iter().map(|(name, model)| model::lower(scope, name, model));
    let enums = definitions.enums.iter().filter_map(|(name, one)| enumeration::lower(scope, name, one));
    ModulePlan { operations: Vec::new(), models: models.collect(), enums: enums.collect() }
}
