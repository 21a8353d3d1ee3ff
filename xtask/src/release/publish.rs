//! Packing and publishing, in the order of dependencies.

use std::path::Path;

use xshell::{Shell, cmd};

use super::tag;
use crate::manifest::PUBLISHED;
use crate::{Error, manifest};

/// Packs each package, and says what would be published.
///
/// A package can be packed only if those are there that it depends on. Until they are published, cargo takes them from
/// the ones that are packed in the same command, so each is packed together with those before it.
///
/// # Errors
///
/// A package cannot be packed.
pub(super) fn dry_run(shell: &Shell, root: &Path) -> Result<(), Error> {
    let version = manifest::version(root)?;
    for (index, package) in PUBLISHED.iter().enumerate() {
        let packages = PUBLISHED[..=index].iter().flat_map(|package| ["--package", package]);
        // `cargo xtask ci` builds the packages from what is packed.
        let publish = cmd!(shell, "cargo publish --dry-run --no-verify --locked --allow-dirty --quiet");
        publish.args(packages).quiet().run()?;
        eprintln!("{}. {package} {version}: packed", index + 1);
    }
    // Where they can be looked at.
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    cmd!(shell, "cargo package --no-verify --locked --allow-dirty --quiet {packages...}").quiet().run()?;
    Ok(())
}

/// Publishes each package, those first that others depend on; one that is published already is left out.
///
/// # Errors
///
/// The commit is not the one of the version's tag, there are changes that are not committed, or cargo refuses.
pub(super) fn execute(shell: &Shell, root: &Path) -> Result<(), Error> {
    let tag = tag(&manifest::version(root)?);
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
    // cargo waits for each package until the next one can depend on it.
    let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
    cmd!(shell, "cargo publish --locked {packages...}").run()?;
    Ok(())
}
