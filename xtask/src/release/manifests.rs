//! The version of the published packages in manifests, lock files and documents.

use std::path::Path;

use xshell::{Shell, cmd};

use super::edits::Edits;
use super::{Version, changelog};
use crate::manifest::PUBLISHED;
use crate::{Error, manifest};

/// The manifest with the version of all packages and their dependencies on each other.
const MANIFEST: &str = "Cargo.toml";

/// Replaces the version in the manifest, in all lock files, including those outside of the workspace, and in documents.
///
/// # Errors
///
/// A file cannot be read, or the manifest has neither the version of the last release nor the next one.
pub(super) fn edit(
    shell: &Shell,
    root: &Path,
    edits: &mut Edits<'_>,
    old: Version,
    new: Version,
) -> Result<(), Error> {
    let (current, old, new) = (manifest::version(root)?, old.to_string(), new.to_string());
    if current != old && current != new {
        let problem = format!("its version is {current}; the last release is {old}, and the next one {new}");
        return Err(Error::Unexpected { path: root.join(MANIFEST), problem });
    }
    edits.change(MANIFEST, |text| Ok(in_manifest(text, &current, &new)))?;
    for file in tracked(shell, "*Cargo.lock")? {
        edits.change(&file, |text| Ok(in_lock(text, &current, &new)))?;
    }
    for file in tracked(shell, "*.md")?.iter().filter(|file| *file != changelog::FILE) {
        edits.change(file, |text| Ok(in_document(text, &new)))?;
    }
    Ok(())
}

/// The tracked files that match a pattern.
fn tracked(shell: &Shell, pattern: &str) -> Result<Vec<String>, Error> {
    let files = cmd!(shell, "git ls-files -z {pattern}").quiet().read()?;
    Ok(files.split_terminator('\0').map(str::to_owned).collect())
}

/// The manifest with a new version of the workspace and of its packages among the dependencies.
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

/// The lock file with a new version of the packages of this workspace, which have no source and no checksum.
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

/// The document with a new version in dependencies on these packages, with as many numbers as before: `hss-client = "…"`,
/// `hss-client = { version = "…"`.
fn in_document(text: &str, new: &str) -> String {
    let replaced = |line: &str| {
        let (before, old, after) = required(line)?;
        let operator = &old[..old.len() - old.trim_start_matches(['=', '^', '~']).len()];
        let numbers: Vec<&str> = new.split('.').take(old.split('.').count()).collect();
        Some(format!("{before}{operator}{}{after}", numbers.join(".")))
    };
    text.split_inclusive('\n').map(|line| replaced(line).unwrap_or_else(|| line.to_owned())).collect()
}

/// The version in a dependency on one of these packages, with the text before and after it.
fn required(line: &str) -> Option<(&str, &str, &str)> {
    let dependency = |package: &&str| {
        let (at, name) = line.match_indices(*package).next()?;
        let is_whole =
            !line[..at].ends_with(|before: char| before.is_alphanumeric() || "-_".contains(before));
        let start = at + name.len() + " = ".len();
        (is_whole && line[at + name.len()..].starts_with(" = ")).then_some(start)
    };
    let start = PUBLISHED.iter().find_map(dependency)?;
    let value = &line[start..];
    let quote = if value.starts_with('"') { 0 } else { value.find("version = \"")? + "version = ".len() };
    let (before, rest) = line.split_at(start + quote + 1);
    let (version, _) = rest.split_once('"')?;
    Some((before, version, &rest[version.len()..]))
}

#[cfg(test)]
mod tests {
    use super::{in_document, in_lock, in_manifest};

    #[test]
    fn documents_have_the_version_of_these_packages_in_as_many_numbers_as_before() {
        let document = |own: &str, full: &str| {
            format!(
                "```toml\n[package]\nversion = \"3.4.5\"\n\n[dependencies]\nhss-client = \"{own}\"\n\
                 hss-cli = {{ version = \"{own}\", features = [\"rustls\"], optional = true }}\n\
                 hss-mock = {{ default-features = false, version = \"={full}\" }}\nhss-clients = \"3.4\"\n\
                 tracing = \"3.4\"\n```\n\n    hss-spec = \"{own}\"\n\nWith `hss-runtime = \"{own}\"`; hss-mock = {{ path = \"mock\" }}; of hss-codegen 3.4.5\n"
            )
        };
        assert_eq!(in_document(&document("3.4", "3.4.5"), "3.5.0"), document("3.5", "3.5.0"));
        let patch = in_document(&document("3.4", "3.4.5"), "3.4.6");
        assert_eq!(patch, document("3.4", "3.4.6"), "a patch is in what is required");
    }

    #[test]
    fn versions_of_other_packages_stay() {
        let manifest = "[workspace.package]\nversion = \"3.4.5\"\n\n[workspace.dependencies]\n\
                        hss-spec = { path = \"hss-spec\", version = \"3.4.5\" }\n\
                        hss-runtime = { path = \"hss-runtime\", version = \"=3.4.5\" }\nother = { version = \"3.4.5\" }\n";
        let expected = "[workspace.package]\nversion = \"3.5.0\"\n\n[workspace.dependencies]\n\
                        hss-spec = { path = \"hss-spec\", version = \"3.5.0\" }\n\
                        hss-runtime = { path = \"hss-runtime\", version = \"=3.5.0\" }\nother = { version = \"3.4.5\" }\n";
        assert_eq!(in_manifest(manifest, "3.4.5", "3.5.0"), expected);
        let lock = "version = 4\n\n[[package]]\nname = \"hss-spec\"\nversion = \"3.4.5\"\ndependencies = [\n \"other\",\n]\n\n\
                    [[package]]\nname = \"other\"\nversion = \"3.4.5\"\nsource = \"registry\"\nchecksum = \"1\"\n";
        let expected = lock.replacen(
            "name = \"hss-spec\"\nversion = \"3.4.5\"",
            "name = \"hss-spec\"\nversion = \"3.5.0\"",
            1,
        );
        assert_eq!(in_lock(lock, "3.4.5", "3.5.0"), expected);
    }
}
