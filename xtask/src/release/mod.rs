//! A release of all published packages: its version, which follows from the changes of the spec, its changelog, and its
//! publication.
//!
//! A task of this repository and not a command of `hss-codegen`, since it knows these packages, their manifests and their
//! changelog. The changes of the spec are those that `hss-codegen diff` reports.

mod changelog;
mod date;
mod edits;
mod manifests;
mod publish;
mod semver_checks;
mod spec;
mod version;

use std::path::{Path, PathBuf};

use clap::Args;
use xshell::{Shell, cmd};

use crate::{Error, manifest, sentences};
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
    /// Raises at least this part of the version, for changes of the runtime or the generator
    #[arg(long, value_enum, value_name = "PART", default_value_t)]
    pub at_least: Part,
    /// The date in the changelog [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse)]
    pub date: Option<String>,
    /// Skips cargo-semver-checks, which otherwise runs if it is installed
    #[arg(long)]
    pub no_semver_checks: bool,
    /// Writes nothing; packs the packages with their current version and prints what would be published
    #[arg(long, conflicts_with_all = ["since", "at_least", "date"])]
    pub check: bool,
    /// Publishes the packages with their current version, in the order of dependencies
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
    // Everything that can fail comes first. If packing fails, the files are restored, so that the command can be repeated.
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

/// The edits of a release: the next version in all manifests, lock files and documents, and the changelog.
fn prepare<'a>(shell: &Shell, root: &'a Path, options: &Options) -> Result<Edits<'a>, Error> {
    sentences::check_all(root)?;
    let accepted = root.join(ACCEPTED);
    let today = options.date.clone().unwrap_or_else(date::today);
    let mut edits = Edits::new(root);
    let Some(last) = Last::find(shell, options)? else {
        let version = manifest::version(root)?;
        eprintln!("there is no release yet; the first one is {version}");
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
                "nothing changed since {old}, so there is nothing to release; `--at-least patch` releases changes outside of the spec"
            ),
        });
    };
    eprintln!(
        "the changes since {old} require `{}`; released as `{}`: {next}",
        changes.part.name(),
        part.name()
    );
    changelog::edit(&mut edits, &next.to_string(), &today, Some(&changes.markdown))?;
    manifests::edit(shell, root, &mut edits, old, next)?;
    if accepted.exists() {
        // Its reasons are in the changelog, and an acceptance is for one release.
        edits.remove(ACCEPTED)?;
    }
    if let (Last::Tag(tag), false) = (&last, options.no_semver_checks) {
        semver_checks::run(shell, root, tag, old, next)?;
    }
    Ok(edits)
}

/// The last release: its tag, or a folder with its spec.
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
            None => Ok(last_tag(shell)?.map(Self::Tag)),
        }
    }

    /// The folder of its spec.
    fn spec(&self, shell: &Shell, root: &Path) -> Result<PathBuf, Error> {
        match self {
            Self::Folder(folder) => Ok(folder.clone()),
            Self::Tag(tag) => spec::of_tag(shell, root, tag),
        }
    }

    /// Its version: that of the tag, otherwise that of the manifests.
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

/// The tag of the last release; `None` before the first one.
///
/// # Errors
///
/// The folder is not a git repository with a commit.
pub(crate) fn last_tag(shell: &Shell) -> Result<Option<String>, Error> {
    let tags = cmd!(shell, "git tag --list v* --sort=-version:refname --merged HEAD").quiet().ignore_stderr();
    Ok(tags.read()?.lines().next().map(str::to_owned))
}

/// The tag of a version.
fn tag(version: &str) -> String {
    format!("v{version}")
}
