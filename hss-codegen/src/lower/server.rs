//! Servers of single operations.

use std::collections::BTreeMap;

use hss_spec::model::{Server, Spec};

/// The servers of single operations that have variables, by address. Where two have the same address, each variable has
/// the values of both, and the first default.
pub(crate) fn own_servers(spec: &Spec) -> Vec<Server> {
    let mut found: BTreeMap<&str, Server> = BTreeMap::new();
    let all = spec.operations().filter_map(|(_, operation)| operation.server.as_ref());
    for server in all.filter(|server| !server.variables.is_empty()) {
        match found.get_mut(server.url.as_str()) {
            Some(known) => join(known, server),
            None => _ = found.insert(&server.url, server.clone()),
        }
    }
    found.into_values().collect()
}

fn join(known: &mut Server, other: &Server) {
    for (name, variable) in &other.variables {
        let Some(known) = known.variables.get_mut(name) else {
            known.variables.insert(name.clone(), variable.clone());
            continue;
        };
        known.default = known.default.take().or_else(|| variable.default.clone());
        if known.values.is_empty() || variable.values.is_empty() {
            known.values.clear();
        } else {
            let new = variable.values.iter().filter(|value| !known.values.contains(value));
            let new: Vec<String> = new.cloned().collect();
            known.values.extend(new);
        }
    }
}
