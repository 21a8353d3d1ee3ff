//! Packages and groups, read from the repository, so that there is no second list of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Error;

/// The published packages, each after those that it depends on.
pub(crate) const PUBLISHED: [&str; 7] =
    ["hss-spec", "hss-codegen", "hss-codegen-macros", "hss-runtime", "hss-client", "hss-mock", "hss-cli"];

/// The published package that is not a library.
pub(crate) const MACROS: &str = "hss-codegen-macros";

/// The manifests of all workspaces: of the main one, and of the packages that are not its members, because building
/// the client must not build their dependencies.
pub(crate) const WORKSPACES: [&str; 7] = [
    "Cargo.toml",
    "benches/Cargo.toml",
    "benches/consumers/by-hand/Cargo.toml",
    "benches/consumers/typed/Cargo.toml",
    "examples/smn/Cargo.toml",
    "fuzz/Cargo.toml",
    "tests/consumer/Cargo.toml",
];

/// The folder of the spec.
pub(crate) const SPEC: &str = "hss-spec/spec";

/// The groups of operations: the folders of the spec.
///
/// # Errors
///
/// The folder of the spec cannot be read.
pub(crate) fn groups(root: &Path) -> Result<Vec<String>, Error> {
    let folder = root.join(SPEC);
    let mut groups = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
        let entry = entry.map_err(Error::file(&folder))?;
        if entry.path().is_dir() {
            groups.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    groups.sort();
    Ok(groups)
}

/// The line about each group, as the spec's service has it.
///
/// # Errors
///
/// The file of the service cannot be read.
pub(crate) fn group_docs(root: &Path) -> Result<BTreeMap<String, String>, Error> {
    let path = root.join(SPEC).join("service.json");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let mut service: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Error::Unexpected { path: path.clone(), problem: error.to_string() })?;
    serde_json::from_value(service["group_docs"].take())
        .map_err(|error| Error::Unexpected { path, problem: format!("group_docs: {error}") })
}

/// The oldest supported Rust, as the workspace's manifest states it.
///
/// # Errors
///
/// The manifest cannot be read, or states no version.
pub(crate) fn rust_version(root: &Path) -> Result<String, Error> {
    string(root, "rust-version")
}

/// The version of all published packages.
///
/// # Errors
///
/// The manifest cannot be read, or states no version.
pub(crate) fn version(root: &Path) -> Result<String, Error> {
    string(root, "version")
}

/// A string of the workspace's manifest.
fn string(root: &Path, key: &str) -> Result<String, Error> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let start = format!("{key} = \"");
    let line = text.lines().find_map(|line| line.strip_prefix(&start));
    match line.and_then(|rest| rest.strip_suffix('"')) {
        Some(value) => Ok(value.to_owned()),
        None => Err(Error::Unexpected {
            path,
            problem: format!("no line `{key} = \"…\"`: add it to [workspace.package]"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::WORKSPACES;

    /// The manifests of workspaces below a folder, relative to the root.
    fn workspaces(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name();
            let path = folder.join(&name);
            let is_left_out = name == "target" || name.to_string_lossy().starts_with('.');
            if root.join(&path).is_dir() && !is_left_out {
                workspaces(root, &path, found);
            } else if name == "Cargo.toml" {
                let text = fs::read_to_string(root.join(&path)).unwrap();
                found.extend(text.lines().any(|line| line == "[workspace]").then_some(path));
            }
        }
    }

    #[test]
    fn the_list_of_workspaces_is_complete() {
        let mut found = Vec::new();
        workspaces(&crate::root(), Path::new(""), &mut found);
        found.sort();
        assert_eq!(found, WORKSPACES.map(PathBuf::from));
    }

    #[test]
    fn docs_rs_builds_each_published_package_with_all_features() {
        let root = crate::root();
        for package in super::PUBLISHED {
            let folder = if package == super::MACROS { "hss-codegen/macros" } else { package };
            let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml")).unwrap();
            let expected =
                "[package.metadata.docs.rs]\nall-features = true\nrustdoc-args = [\"--cfg\", \"docsrs\"]\n";
            assert!(manifest.contains(expected), "{package}");
        }
    }
}
