//! The public items of a release against those of the last one, by cargo-semver-checks.

use std::path::Path;
use std::process::Command;

use xshell::{Shell, cmd};

use super::version::Version;
use crate::Error;
use crate::manifest::{MACROS, PUBLISHED};

/// The folder for what is built for the comparison. Without it, the tool builds all dependencies for each version of
/// each package; cargo before 1.91 ignores it.
const BUILT: &str = "target/semver-checks/build";

/// The tool's exit code for a change that the version does not allow; it has another one for errors.
const REFUSED: i32 = 100;

/// Compares the public items with those of the tag of the version `old`; they must not require a higher version than `next`.
///
/// # Errors
///
/// The tool finds a change that `next` does not allow, or fails.
pub(super) fn run(shell: &Shell, root: &Path, tag: &str, old: Version, next: Version) -> Result<(), Error> {
    let release_type = old.release_type(next);
    if release_type == "major" {
        // The tool would document all packages, and then run none of its lints.
        eprintln!("skipped: cargo-semver-checks, since {next} may change every public item of {old}");
        return Ok(());
    }
    if cmd!(shell, "cargo semver-checks --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        eprintln!("skipped: cargo-semver-checks, which is not installed");
        return Ok(());
    }
    // A macro has no items to compare.
    let libraries = PUBLISHED.iter().filter(|package| **package != MACROS);
    let packages = libraries.flat_map(|package| ["--package", package]);
    let tool =
        cmd!(shell, "cargo semver-checks {packages...} --baseline-rev {tag} --release-type {release_type}");
    eprintln!("$ {tool}");
    let mut tool = Command::from(tool.env("CARGO_BUILD_BUILD_DIR", root.join(BUILT)));
    let problem = match tool.status().map_err(Error::file("cargo"))?.code() {
        Some(0) => return Ok(()),
        Some(REFUSED) => format!(
            "{next} does not allow the changes that cargo-semver-checks lists above; nothing is written. For a change of the \
             runtime or the generator, release with the part that it requires, as in `--at-least major`. For a change of the \
             spec, a rule of `hss-codegen diff` is too mild"
        ),
        _ => "cargo-semver-checks cannot compare all packages, see above; nothing is written. `--no-semver-checks` releases \
              without it"
            .to_owned(),
    };
    Err(Error::Unexpected { path: root.join("Cargo.toml"), problem })
}
