//! Listings of the public items of the published libraries, and the other snapshots.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use public_api::Builder;
use xshell::{Shell, cmd};

use crate::{Error, docs};

/// The folder for what cargo builds, also for a copy of a package.
const TARGET: &str = "target";

/// The folder of the listings.
const LISTINGS: &str = "api";

/// The published libraries, and the features of their listings. Every group of operations is generated the
/// same way, so one shows them all.
const LIBRARIES: [(&str, &str); 7] = [
    ("hss-spec", "bundled,diff,export,import"),
    ("hss-codegen", "calls"),
    ("hss-codegen-macros", ""),
    ("hss-runtime", "blocking,chrono,gzip,huawei,jiff,oauth2,rustls,serde,sm3,streams,time,unions,uuid"),
    ("hss-client", "blocking,image,rustls,serde"),
    ("hss-mock", ""),
    ("hss-cli", "rustls"),
];

/// The other snapshots: the variable that makes their tests write them, its value, and the tests.
const TESTS: [(&str, &str, &str, &[&str]); 3] = [
    ("INSTA_UPDATE", "always", "hss-tests", &["generator", "service_shapes"]),
    // The help of the command lists the groups.
    ("TRYCMD", "overwrite", "hss-cli", &["golden"]),
    ("TRYBUILD", "overwrite", "hss-ui-tests", &["ui"]),
];

/// The options of `snapshots`.
#[derive(Args, Debug)]
pub struct Options {
    /// Compares the listings with the code and writes nothing; the tests compare the other snapshots
    #[arg(long)]
    pub check: bool,
    /// Updates only the listings of public items
    #[arg(long, conflicts_with = "check")]
    pub listings: bool,
}

/// Updates all snapshots, or compares the listings.
///
/// # Errors
///
/// A package does not compile, or a listing differs from the code.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    if options.check {
        return check(shell, root);
    }
    for (package, features) in LIBRARIES {
        let path = path(root, package);
        let listing = listing(shell, root, root, package, features)?;
        fs::create_dir_all(root.join(LISTINGS)).map_err(Error::file(LISTINGS))?;
        fs::write(&path, listing).map_err(Error::file(path))?;
    }
    if options.listings {
        return Ok(());
    }
    for (variable, value, package, tests) in TESTS {
        let tests = tests.iter().flat_map(|test| ["--test", test]);
        cmd!(shell, "cargo test --locked --package {package} {tests...}").env(variable, value).run()?;
    }
    Ok(())
}

/// Compares the committed listings with the code.
///
/// # Errors
///
/// A package does not compile, or a listing differs from the code.
pub(crate) fn check(shell: &Shell, root: &Path) -> Result<(), Error> {
    compare(shell, root, root, &LIBRARIES)
}

/// Compares the committed listing of a package with a copy of it in another workspace.
///
/// # Errors
///
/// The copy does not compile, or has other public items.
pub(crate) fn check_copy(shell: &Shell, root: &Path, workspace: &Path, copied: &str) -> Result<(), Error> {
    let libraries = LIBRARIES.into_iter().filter(|(package, _)| *package == copied);
    compare(shell, root, workspace, &libraries.collect::<Vec<_>>())
}

fn compare(shell: &Shell, root: &Path, workspace: &Path, libraries: &[(&str, &str)]) -> Result<(), Error> {
    let mut count = 0;
    for (package, features) in libraries {
        let path = path(root, package);
        let committed = fs::read_to_string(&path).map_err(Error::file(&path))?;
        for difference in differences(&committed, &listing(shell, root, workspace, package, features)?) {
            eprintln!("{LISTINGS}/{package}.txt: {difference}");
            count += 1;
        }
    }
    match count {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "renew the listings with `cargo xtask snapshots`" }),
    }
}

fn path(root: &Path, package: &str) -> PathBuf {
    root.join(LISTINGS).join(package).with_extension("txt")
}

/// The public items of a library, one per line, without automatic implementations.
fn listing(
    shell: &Shell,
    root: &Path,
    workspace: &Path,
    package: &str,
    features: &str,
) -> Result<String, Error> {
    let _unstable = docs::with_unstable_rustdoc(shell)?;
    let manifest = workspace.join("Cargo.toml");
    cmd!(
        shell,
        "cargo rustdoc --quiet --lib --package {package} --no-default-features --features {features}"
    )
    .arg("--manifest-path")
    .arg(&manifest)
    .args(["--target-dir", TARGET, "--", "-Z", "unstable-options", "--output-format", "json"])
    .run()?;
    let json = root.join(TARGET).join("doc").join(package.replace('-', "_")).with_extension("json");
    let items = Builder::from_rustdoc_json(&json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .map_err(|error| Error::Unexpected {
            path: json,
            problem: format!(
                "{error}; the release of `public-api` in xtask/Cargo.toml has to match the toolchain"
            ),
        })?;
    Ok(items.items().map(|item| format!("{item}\n")).collect())
}

/// The lines that only one of the two texts has, prefixed with a sign.
fn differences(committed: &str, current: &str) -> Vec<String> {
    let only_in = |one: &str, other: &str, sign: char| {
        let known: BTreeSet<&str> = other.lines().collect();
        let lines = one.lines().filter(|line| !known.contains(line));
        lines.map(|line| format!("{sign}{line}")).collect::<Vec<_>>()
    };
    [only_in(committed, current, '-'), only_in(current, committed, '+')].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::process::Command;

    use serde_json::Value;

    use super::{LIBRARIES, TESTS, differences};
    use crate::manifest::PUBLISHED;

    #[test]
    fn the_listed_libraries_and_features_and_the_tests_exist() {
        let metadata = Command::new(env!("CARGO"))
            .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
            .current_dir(crate::root())
            .output();
        let metadata: Value = serde_json::from_slice(&metadata.unwrap().stdout).unwrap();
        let package = |name: &str| {
            metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == name).unwrap()
        };
        assert!(LIBRARIES.iter().map(|(library, _)| library).eq(&PUBLISHED));
        for (library, features) in LIBRARIES {
            let known = &package(library)["features"];
            for feature in features.split(',').filter(|feature| !feature.is_empty()) {
                assert!(known[feature].is_array(), "{library} has no feature `{feature}`");
            }
        }
        for (_, _, tested, tests) in TESTS {
            let targets = package(tested)["targets"].as_array().unwrap();
            let is_test = |test: &&str| {
                targets.iter().any(|target| target["name"] == *test && target["kind"][0] == "test")
            };
            assert!(tests.iter().all(is_test), "{tested} has not all of {tests:?}: {targets:?}");
        }
    }

    #[test]
    fn a_changed_item_is_shown_as_it_was_and_as_it_is() {
        assert_eq!(
            differences("pub fn a()\npub fn b()\n", "pub fn a()\npub fn b(u8)\n"),
            ["-pub fn b()", "+pub fn b(u8)"]
        );
        assert!(differences("pub fn a()\n", "pub fn a()\n").is_empty());
    }
}
