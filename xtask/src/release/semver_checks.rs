//! The public items of a release against those of the last one, by cargo-semver-checks.

use std::path::Path;

use xshell::{Shell, cmd};

use super::version::Version;
use crate::Error;
use crate::manifest::{MACROS, PUBLISHED};

/// The folder of what is built for the comparison. Without it, the tool builds all dependencies for each version of each
/// package; cargo before 1.91 ignores it.
const BUILT: &str = "target/semver-checks/build";

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
    tool.env("CARGO_BUILD_BUILD_DIR", root.join(BUILT)).run().map_err(|_| Error::Unexpected {
        path: root.join("Cargo.toml"),
        problem: format!(
            "cargo-semver-checks fails for {next}, as shown above; nothing is written. If it requires a higher version for a \
             change of the runtime or the generator, `--at-least major` releases it. If it does for a change of the spec, a \
             rule of `hss-codegen diff` is too mild"
        ),
    })
}
