//! Packing and publishing, in the order of dependencies.
//!
//! Both take the packages from the copy of the repository in which the client has generated source.

use std::path::Path;

use xshell::{Shell, cmd};

use super::tag;
use crate::manifest::PUBLISHED;
use crate::package::Copy;
use crate::{Error, manifest};

/// Packs all packages in order, as for publishing, and says what would be published.
///
/// A package can be packed only if those are there that it depends on. Until they are published, cargo takes them from
/// the ones that are packed in the same command.
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
    // Where they can be looked at.
    copy.pack(shell)?;
    eprintln!("the packages are in {}", copy.packages().display());
    Ok(())
}

/// Publishes each package, those first that others depend on; one that is published already is left out, so that the
/// command can be repeated.
///
/// # Errors
///
/// The commit is not the one of the version's tag, there are changes that are not committed, or cargo refuses.
pub(super) fn execute(shell: &Shell, root: &Path) -> Result<(), Error> {
    let version = manifest::version(root)?;
    let tag = tag(&version);
    let tags = cmd!(shell, "git tag --points-at HEAD").quiet().read()?;
    if !tags.lines().any(|one| one == tag) {
        return Err(Error::Unexpected {
            path: root.join("Cargo.toml"),
            problem: format!("the version's tag {tag} is not at this commit; nothing is published"),
        });
    }
    if !cmd!(shell, "git status --porcelain").quiet().read()?.trim().is_empty() {
        let problem = "there are changes that are not committed; nothing is published".to_owned();
        return Err(Error::Unexpected { path: root.to_owned(), problem });
    }
    let manifest = Copy::make(shell, root)?.manifest();
    for (index, package) in PUBLISHED.iter().enumerate() {
        let state = if is_published(shell, package, &version) {
            "published already"
        } else {
            // cargo waits until the next one can depend on it. The files of the repository are committed; what the copy has
            // besides is generated from them.
            let publish = cmd!(shell, "cargo publish --locked --allow-dirty --manifest-path {manifest}");
            publish.args(["--package", package]).run()?;
            "published"
        };
        eprintln!("{}. {package} {version}: {state}", index + 1);
    }
    Ok(())
}

/// Returns true if the registry has the package in this version. Where it cannot be asked, cargo says so when it publishes.
fn is_published(shell: &Shell, package: &str, version: &str) -> bool {
    let info = cmd!(shell, "cargo info --quiet --registry crates-io {package}@{version}");
    info.quiet().ignore_stdout().ignore_stderr().run().is_ok()
}
