//! A release of all published packages: its version by the changes of the spec, its changelog, and its publication.
//!
//! A task of this repository and not of the command `hss-codegen`, since it is about these packages, their manifests and
//! their changelog; the changes of the spec are those that `hss-codegen diff` reports.

mod changelog;
mod date;
mod edits;
mod manifests;
mod publish;
mod spec;
mod version;

use std::path::{Path, PathBuf};

use clap::Args;
use xshell::{Shell, cmd};

use crate::manifest::PUBLISHED;
use crate::{Error, manifest};
use edits::Edits;
use spec::Changes;
pub use version::{Part, Version};

/// The acceptances of the next release.
const ACCEPTED: &str = "accepted.json";

/// The options of `release`.
#[derive(Args, Debug, Default)]
pub struct Options {
    /// The last release: a tag, or the folder of its spec [default: the last tag `v…`]
    #[arg(long, value_name = "TAG|DIR")]
    pub since: Option<String>,
    /// The least part of the version to raise, for changes that were made by hand
    #[arg(long, value_enum, value_name = "PART", default_value_t)]
    pub at_least: Part,
    /// The day in the changelog [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse)]
    pub date: Option<String>,
    /// Leaves out cargo-semver-checks, which else runs where it is installed
    #[arg(long)]
    pub no_semver_checks: bool,
    /// Writes nothing; packs the packages with the version that they have, and says what would be published
    #[arg(long, conflicts_with_all = ["since", "at_least", "date"])]
    pub check: bool,
    /// Publishes the packages with the version that they have, in order, and nothing else
    #[arg(long, conflicts_with_all = ["since", "at_least", "date", "check"])]
    pub execute: bool,
}

/// Prepares a release, packs it, or publishes it.
///
/// # Errors
///
/// A command failed, there is nothing to release, an acceptance fits no change, or the changelog has the version already.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    if options.execute {
        return publish::execute(shell, root);
    }
    if options.check {
        return publish::dry_run(shell, root);
    }
    // All that can fail comes first, and after a failure to pack the files are as they were, so that it can be repeated.
    let edits = prepare(shell, root, options)?;
    edits.write()?;
    publish::dry_run(shell, root).inspect_err(|_| edits.undo())?;
    let tag = tag(&manifest::version(root)?);
    eprintln!("\nnothing is published yet:");
    eprintln!("    git commit --all --message 'Release {tag}'");
    eprintln!("    git tag {tag}");
    eprintln!("    git push origin HEAD {tag}      # the workflow `release` publishes it, or:");
    eprintln!("    cargo xtask release --execute");
    Ok(())
}

/// The next version in all manifests, lock files and documents, and the changelog; nothing is written yet.
fn prepare<'a>(shell: &Shell, root: &'a Path, options: &Options) -> Result<Edits<'a>, Error> {
    let accepted = root.join(ACCEPTED);
    let today = options.date.clone().unwrap_or_else(date::today);
    let mut edits = Edits::new(root);
    let Some(last) = Last::find(shell, options)? else {
        let version = manifest::version(root)?;
        eprintln!("there is no release yet; this is the first one, {version}");
        changelog::edit(&mut edits, &version, &today, None)?;
        return Ok(edits);
    };
    let folder = last.spec(shell, root)?;
    let accepted_by = accepted.exists().then_some(accepted.as_path());
    let changes = Changes::find(shell, &folder, &root.join(manifest::SPEC), accepted_by)?;
    let part = changes.part.max(options.at_least);
    let old = last.version(root)?;
    let Some(next) = old.next(part) else {
        return Err(Error::Unexpected {
            path: root.join(manifest::SPEC),
            problem: format!(
                "nothing changed since {old}, so there is nothing to release; `--at-least patch` releases changes by hand"
            ),
        });
    };
    eprintln!(
        "the changes since {old} ask for `{}`, released as `{}`: {next}",
        changes.part.name(),
        part.name()
    );
    changelog::edit(&mut edits, &next.to_string(), &today, Some(&changes.markdown))?;
    manifests::edit(shell, root, &mut edits, old, next)?;
    if accepted.exists() {
        // Its reasons are in the changelog, and none of them is for a change to come.
        edits.remove(ACCEPTED)?;
    }
    if let (Last::Tag(tag), false) = (&last, options.no_semver_checks) {
        semver_checks(shell, tag, old.release_type(next))?;
    }
    Ok(edits)
}

/// The last release.
enum Last {
    Tag(String),
    Folder(PathBuf),
}

impl Last {
    fn find(shell: &Shell, options: &Options) -> Result<Option<Self>, Error> {
        match &options.since {
            Some(folder) if Path::new(folder).join("service.json").is_file() => {
                Ok(Some(Self::Folder(PathBuf::from(folder))))
            }
            Some(tag) => Ok(Some(Self::Tag(tag.clone()))),
            None => {
                let tags =
                    cmd!(shell, "git tag --list v* --sort=-version:refname --merged HEAD").quiet().read()?;
                Ok(tags.lines().next().map(|tag| Self::Tag(tag.to_owned())))
            }
        }
    }

    /// The folder of its spec.
    fn spec(&self, shell: &Shell, root: &Path) -> Result<PathBuf, Error> {
        match self {
            Self::Folder(folder) => Ok(folder.clone()),
            Self::Tag(tag) => spec::of_tag(shell, root, tag),
        }
    }

    /// Its version: that of the tag, else that of the manifests.
    fn version(&self, root: &Path) -> Result<Version, Error> {
        let text = match self {
            Self::Tag(tag) => tag.trim_start_matches('v').to_owned(),
            Self::Folder(_) => manifest::version(root)?,
        };
        Version::parse(&text).ok_or_else(|| Error::Unexpected {
            path: root.join("Cargo.toml"),
            problem: format!("`{text}` is not a version in three numbers"),
        })
    }
}

/// Compares the public items with those of the last release; they must ask for no more than the version does.
fn semver_checks(shell: &Shell, tag: &str, release_type: &str) -> Result<(), Error> {
    if cmd!(shell, "cargo semver-checks --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        eprintln!("skipped: cargo-semver-checks, which is not installed");
        return Ok(());
    }
    // A macro has no items to compare.
    let libraries = PUBLISHED.iter().filter(|package| **package != manifest::MACROS);
    let packages = libraries.flat_map(|package| ["--package", package]);
    cmd!(shell, "cargo semver-checks {packages...} --baseline-rev {tag} --release-type {release_type}")
        .run()?;
    Ok(())
}

/// The tag of a version.
fn tag(version: &str) -> String {
    format!("v{version}")
}
