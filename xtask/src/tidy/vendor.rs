//! The place for everything vendor-specific in the runtime, which otherwise knows no vendor and no API.

use std::path::Path;

use super::Finding;
use super::sources::Source;

const RUNTIME: &str = "hss-runtime/src";
/// The folder of the vendor: signing, access keys, the identity and metadata services, gateway codes.
const OWN: &str = "hss-runtime/src/auth/huawei";

/// The vendor's names, in lower case: its own, of its services, regions, variables, headers, codes and ids,
/// and of what its errors explain.
const NAMES: [&str; 16] = [
    "huawei",
    "cloud_sdk",
    "identity service",
    "iam_",
    "iam.",
    "apigw",
    "cn-north",
    "project_id",
    "project id",
    "domain_id",
    "domain id",
    "x-auth-token",
    "x-sdk-",
    "x-project-id",
    "encoded_authorization_message",
    "signature_difference",
];

/// Files outside of the folder that may use the names, each with the reason.
const ALLOWED: [(&str, &str); 24] = [
    ("lib.rs", "re-exports"),
    ("schema/mod.rs", "a service without tables is one of the vendor, so that its clients need none"),
    ("schema/security.rs", "the vendor's scheme is a kind that a document may name"),
    ("schema/read_security.rs", "its row in the tables"),
    ("error/fields.rs", "an error body is read before it is known which scheme the call had"),
    ("error/body.rs", "holds what was read"),
    ("error/api.rs", "fields of the public error, which is above the folder"),
    ("pipeline/attempt.rs", "passes the scheme's explanation of a rejected signature on to the error"),
    ("auth/mod.rs", "declares the folder"),
    ("auth/absent.rs", "in place of the folder where its cargo feature is off"),
    ("auth/document/entry.rs", "an alternative of a call may be the vendor's scheme"),
    ("auth/document/scheme.rs", "such an alternative is left to it"),
    ("auth/document/settings.rs", "such an alternative is built by it"),
    ("auth/document/variable.rs", "its variables are not among those of a document"),
    ("client/mod.rs", "re-exports"),
    ("client/project.rs", "methods of `Client`, which is below the folder"),
    ("client/handle.rs", "shows the project of a client"),
    ("api/macros.rs", "names the cargo feature"),
    ("client/builder/huawei.rs", "methods of `Builder`, which is below the folder"),
    ("client/builder/setup.rs", "the setup of the vendor's clients, which links a program with the folder"),
    ("client/builder/mod.rs", "declares the former two, and shows project and domain"),
    ("client/builder/settings.rs", "holds the settings of the folder"),
    ("client/builder/assemble.rs", "passes them on"),
    ("client/builder/environment.rs", "only the vendor has credentials of the machine"),
];

/// Finds the names in other files of the runtime.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let Ok(file) = source.path.strip_prefix(RUNTIME) else { return };
    let is_allowed = ALLOWED.iter().any(|(allowed, _)| file == Path::new(allowed));
    if is_allowed || source.path.starts_with(OWN) {
        return;
    }
    for (line, name) in names(source) {
        let message = format!("`{name}` is the vendor's: move it into `{OWN}`, or make it generic");
        findings.push(source.finding(line, message));
    }
}

/// The vendor's names in a file, one per line of it, with its number.
fn names(source: &Source) -> impl Iterator<Item = (usize, &'static str)> {
    source.text.lines().enumerate().filter_map(|(index, line)| {
        let line = line.to_lowercase();
        NAMES.iter().find(|name| line.contains(**name)).map(|name| (index + 1, *name))
    })
}

#[cfg(test)]
mod tests {
    use super::{ALLOWED, RUNTIME, names};
    use crate::tidy::sources;

    #[test]
    fn each_allowed_file_exists_and_has_a_name_of_the_vendor() {
        let sources = sources::read(&crate::root(), "rs").unwrap();
        for (file, _) in ALLOWED {
            let source = sources.iter().find(|source| source.path.ends_with(format!("{RUNTIME}/{file}")));
            assert!(source.is_some_and(|source| names(source).next().is_some()), "{file}");
        }
    }
}
