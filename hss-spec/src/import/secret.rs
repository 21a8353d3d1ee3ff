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

/// Last words of names whose values are not shown as examples, besides those of secrets.
const SENSITIVE: [&str; 12] = [
    "key",
    "keys",
    "ak",
    "auth",
    "authorization",
    "cookie",
    "certificate",
    "signature",
    "session",
    "tokens",
    "passwords",
    "secrets",
];

/// Returns true if an example may be one of a secret, by the field's name or by its form. A key is one of a map, where it
/// has no other name.
pub(super) fn may_be_secret(name: &str, example: &str) -> bool {
    let snake = name.to_snake_case();
    let is_sensitive = SENSITIVE.iter().any(|last| {
        snake.strip_suffix(last).is_some_and(|before| {
            before.ends_with('_') || (before.is_empty() && !["key", "keys"].contains(last))
        })
    });
    let starts = ["eyJ", "-----BEGIN", "Bearer ", "Basic ", "AKIA", "ghp_", "sk-"];
    is_secret(name) || is_sensitive || starts.iter().any(|start| example.starts_with(start))
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
    use super::{is_secret, may_be_secret};

    #[test]
    fn an_example_of_a_secret_is_told_by_its_name_or_its_form() {
        for (name, example) in [
            ("access_key", "abc"),
            ("Authorization", "abc"),
            ("login_password", "abc123"),
            ("note", "eyJhbGciOiJIUzI1NiJ9.e30.sig"),
            ("note", "-----BEGIN CERTIFICATE-----"),
        ] {
            assert!(may_be_secret(name, example), "{name}");
        }
        assert!(["key", "lamp_name", "keyword"].iter().all(|name| !may_be_secret(name, "desk")));
    }

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
