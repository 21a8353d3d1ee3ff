//! Update of a spec's security from a document.

use std::collections::BTreeSet;

use super::Draft;
use crate::model::{Operation, Service, Spec};

/// Sets a spec's security schemes and requirements from a document with these drafts.
///
/// A document without security changes nothing, and neither does one of a Huawei Cloud service, whose scheme no
/// document describes. A scheme that only the spec has stays as long as a call needs it.
pub fn update_security(spec: &mut Spec, document: &Service, drafts: &[Draft]) {
    let says_nothing = document.security_schemes.is_empty() && document.security.is_empty();
    let is_huawei =
        |service: &Service| service.effective_schemes().values().any(|one| one.kind() == "huawei");
    if says_nothing || is_huawei(document) || is_huawei(&spec.service) {
        return;
    }
    let updated: BTreeSet<&str> = drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
    let others = spec.operations().map(|(_, operation)| operation);
    let others = others.filter(|operation| !updated.contains(operation.id.as_str()));
    let needed: BTreeSet<String> = drafts
        .iter()
        .map(|draft| &draft.operation)
        .chain(others)
        .flat_map(needs)
        .chain(document.security.iter().flat_map(|one| one.schemes.keys()))
        .cloned()
        .collect();
    let service = &mut spec.service;
    service.security_schemes.retain(|name, _| needed.contains(name));
    service.security_schemes.extend(document.security_schemes.clone());
    service.security.clone_from(&document.security);
}

/// Names of the schemes in an operation's own requirements.
fn needs(operation: &Operation) -> impl Iterator<Item = &String> {
    operation.security.iter().flatten().flat_map(|one| one.schemes.keys())
}
