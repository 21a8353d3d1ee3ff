//! Secret fields, recognized by their names, since pages do not mark them.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use crate::model::{Field, Model, Operation, Type};

/// Last words of names whose values must not be shown.
const SECRET: [&str; 11] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "sk",
    "secret_key",
    "private_key",
    "credential",
    "kubeconfig",
];

/// Returns true if a field with this name is secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.to_snake_case();
    SECRET
        .iter()
        .any(|last| name.strip_suffix(last).is_some_and(|before| before.is_empty() || before.ends_with('_')))
}

/// Marks the secret parameters of an operation.
pub(super) fn mark_parameters(operation: &mut Operation) {
    operation.parameters.iter_mut().for_each(|parameter| mark(&mut parameter.field));
}

/// Marks the secret fields of models.
pub(super) fn mark_models(models: &mut BTreeMap<String, Model>) {
    models.values_mut().flat_map(|model| &mut model.fields).for_each(mark);
}

fn mark(field: &mut Field) {
    field.secret |= *field.ty.innermost() == Type::String && is_secret(&field.name);
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn the_last_word_of_a_name_tells() {
        assert!(
            ["password", "X-Auth-Token", "registryPassword", "cluster_secret_key"]
                .iter()
                .all(|name| is_secret(name))
        );
        assert!(["password_id", "task_name", "tokens_left", "risk"].iter().all(|name| !is_secret(name)));
    }
}
