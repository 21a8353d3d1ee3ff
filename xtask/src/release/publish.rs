//! Packing and publishing, from the copy of the repository in which the client has generated source.

use std::path::Path;

use xshell::{Shell, cmd};

use super::tag;
use crate::manifest::PUBLISHED;
use crate::package::Copy;
use crate::{Error, manifest};

/// Packs all packages as for publishing, and prints what would be published.
///
/// One command packs all of them: cargo can pack a package only if those that it depends on are published or packed in the
/// same command.
///
/// # Errors
///
/// The copy cannot be made, or a package cannot be packed.
pub(super) fn dry_run(shell: &Shell, root: &Path) -> Result<(), Error> {
    let version = manifest::version(root)?;
    let copy = Copy::make(shell, root)?;
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    // `cargo xtask ci` builds the packages from what is packed.
    let publish = cmd!(shell, "cargo publish --dry-run --no-verify --locked --allow-dirty --quiet");
    publish.arg("--manifest-path").arg(copy.manifest()).args(packages).quiet().run()?;
    for (index, package) in PUBLISHED.iter().enumerate() {
        eprintln!("{}. {package} {version}: packed", index + 1);
    }
    // For inspection; a dry run leaves no packages.
    copy.pack(shell)?;
    eprintln!("the packages are in {}", copy.packages().display());
    Ok(())
}

/// Publishes the packages in the order of dependencies. Skips those that are published already, so that the command can be
/// repeated.
///
/// # Errors
///
/// The commit does not have the version's tag, there are uncommitted changes, or cargo fails.
pub(super) fn execute(shell: &Shell, root: &Path) -> Result<(), Error> {
    let version = manifest::version(root)?;
    let tag = tag(&version);
    let tags = cmd!(shell, "git tag --points-at HEAD").quiet().read()?;
    if !tags.lines().any(|one| one == tag) {
        return Err(Error::Unexpected {
            path: root.join("Cargo.toml"),
            problem: format!("this commit does not have the version's tag {tag}; nothing is published"),
        });
    }
    if !cmd!(shell, "git status --porcelain").quiet().read()?.trim().is_empty() {
        let problem = "there are uncommitted changes; nothing is published".to_owned();
        return Err(Error::Unexpected { path: root.to_owned(), problem });
    }
    let manifest = Copy::make(shell, root)?.manifest();
    for (index, package) in PUBLISHED.iter().enumerate() {
        let state = if is_published(shell, package, &version) {
            "published already"
        } else {
            // cargo waits until the next package can depend on it. The copy is dirty, because its generated source is not
            // committed.
            let publish = cmd!(shell, "cargo publish --locked --allow-dirty --manifest-path {manifest}");
            publish.args(["--package", package]).run()?;
            "published"
        };
        eprintln!("{}. {package} {version}: {state}", index + 1);
    }
    Ok(())
}

/// Returns true if the registry has the package in this version. If it can't be reached, publishing fails.
fn is_published(shell: &Shell, package: &str, version: &str) -> bool {
    let info = cmd!(shell, "cargo info --quiet --registry crates-io {package}@{version}");
    info.quiet().ignore_stdout().ignore_stderr().run().is_ok()
}
