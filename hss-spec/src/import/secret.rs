//! Secret fields, recognized by their names, since pages do not mark them.

use heck::ToSnakeCase;

/// Last words of the names of fields whose values must not be shown.
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
