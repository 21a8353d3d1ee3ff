//! The version of the published packages, wherever it is written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::manifest::PUBLISHED;
use crate::{Error, manifest};

/// The manifest with the version of all packages, and with their dependencies on each other.
const MANIFEST: &str = "Cargo.toml";

/// The lock files of the workspace, and of packages outside of it that use its packages.
const LOCKS: [&str; 6] = [
    "Cargo.lock",
    "benches/Cargo.lock",
    "benches/consumers/by-hand/Cargo.lock",
    "benches/consumers/typed/Cargo.lock",
    "fuzz/Cargo.lock",
    "tests/consumer/Cargo.lock",
];

/// Replaces the version in the manifest and the lock files; the files that changed.
///
/// # Errors
///
/// A file cannot be read or written, or the manifest has another version than the last release and the next one.
pub(super) fn write(root: &Path, old: &str, new: &str) -> Result<Vec<PathBuf>, Error> {
    let current = manifest::version(root)?;
    if current != old && current != new {
        let problem = format!("its version is {current}; the last release is {old}, and the next one {new}");
        return Err(Error::Unexpected { path: root.join(MANIFEST), problem });
    }
    let mut written = Vec::new();
    let mut replace = |file: &str, replace: fn(&str, &str, &str) -> String| {
        let path = root.join(file);
        if !path.exists() {
            return Ok(());
        }
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let replaced = replace(&text, &current, new);
        if replaced != text {
            fs::write(&path, replaced).map_err(Error::file(&path))?;
            written.push(PathBuf::from(file));
        }
        Ok::<_, Error>(())
    };
    replace(MANIFEST, in_manifest)?;
    for file in LOCKS {
        replace(file, in_lock)?;
    }
    Ok(written)
}

/// The manifest with another version of the workspace, and of its packages among the dependencies.
fn in_manifest(text: &str, old: &str, new: &str) -> String {
    let (mut section, mut replaced) = ("", String::new());
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            section = line.trim();
        }
        let is_own = section == "[workspace.dependencies]"
            && PUBLISHED.iter().any(|package| line.starts_with(&format!("{package} = ")));
        let is_version = section == "[workspace.package]" && line.starts_with("version = ");
        if is_own || is_version {
            let of = |operator: &str, version: &str| format!("version = \"{operator}{version}\"");
            replaced += &line.replace(&of("", old), &of("", new)).replace(&of("=", old), &of("=", new));
        } else {
            replaced += line;
        }
    }
    replaced
}

/// The lock file with another version of the packages of this workspace, which have no source and no checksum.
fn in_lock(text: &str, old: &str, new: &str) -> String {
    let packages = text.split_inclusive("[[package]]\n");
    let replace = |package: &str| {
        let is_own = package.starts_with("name = \"") && !package.contains("\nsource = ");
        if !is_own {
            return package.to_owned();
        }
        package.replacen(&format!("\nversion = \"{old}\"\n"), &format!("\nversion = \"{new}\"\n"), 1)
    };
    packages.map(replace).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_lock, in_manifest};

    #[test]
    fn versions_of_other_packages_stay() {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\n\n[workspace.dependencies]\n\
                        hss-spec = { path = \"hss-spec\", version = \"0.1.0\" }\n\
                        hss-runtime = { path = \"hss-runtime\", version = \"=0.1.0\" }\nother = { version = \"0.1.0\" }\n";
        let expected = "[workspace.package]\nversion = \"0.2.0\"\n\n[workspace.dependencies]\n\
                        hss-spec = { path = \"hss-spec\", version = \"0.2.0\" }\n\
                        hss-runtime = { path = \"hss-runtime\", version = \"=0.2.0\" }\nother = { version = \"0.1.0\" }\n";
        assert_eq!(in_manifest(manifest, "0.1.0", "0.2.0"), expected);
        let lock = "version = 4\n\n[[package]]\nname = \"hss-spec\"\nversion = \"0.1.0\"\ndependencies = [\n \"other\",\n]\n\n\
                    [[package]]\nname = \"other\"\nversion = \"0.1.0\"\nsource = \"registry\"\nchecksum = \"1\"\n";
        let expected = lock.replacen(
            "name = \"hss-spec\"\nversion = \"0.1.0\"",
            "name = \"hss-spec\"\nversion = \"0.2.0\"",
            1,
        );
        assert_eq!(in_lock(lock, "0.1.0", "0.2.0"), expected);
    }
}
