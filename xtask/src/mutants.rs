//! Mutation tests: each small change of the code must be detected by the tests that cover it.

use clap::{Args, ValueEnum};
use xshell::{Shell, cmd};

use crate::Error;

/// The options of `mutants`.
#[derive(Args, Debug)]
pub struct Options {
    /// The subjects to mutate [default: all]
    #[arg(value_enum)]
    pub subjects: Vec<Subject>,
    /// Prints the mutants and tests none
    #[arg(long)]
    pub list: bool,
    /// One of several parts of the mutants, such as `0/4`
    #[arg(long, value_name = "PART/PARTS")]
    pub shard: Option<String>,
}

/// Code whose errors neither the compiler nor types detect.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Subject {
    /// Requests against their schema
    Validation,
    /// Attempts, delays, budget and rate limit
    Retry,
    /// Listings page by page
    Paging,
    /// Signatures and keys
    Signing,
    /// Effects of a change of the docs on callers
    Diff,
}

impl Subject {
    fn files(self) -> &'static [&'static str] {
        match self {
            Subject::Validation => &[
                "hss-runtime/src/validate/**",
                "hss-runtime/src/schema/constraint.rs",
                "hss-runtime/src/schema/pattern.rs",
            ],
            Subject::Retry => &[
                "hss-runtime/src/retry/**",
                "hss-runtime/src/pipeline/exchange.rs",
                "hss-runtime/src/pipeline/attempt.rs",
            ],
            Subject::Paging => &[
                "hss-runtime/src/api/paging/**",
                "hss-runtime/src/api/dynamic/pages.rs",
                "hss-runtime/src/wire/decode/page.rs",
            ],
            Subject::Signing => &["hss-runtime/src/auth/huawei/sign/**"],
            Subject::Diff => &["hss-spec/src/diff/**"],
        }
    }

    /// The tests that cover the subject, without others that take longer to build.
    fn tests(self) -> Tests {
        match self {
            Subject::Diff => Tests {
                packages: &["hss-diff-tests", "hss-spec", "hss-codegen"],
                features: None,
                targets: &["--lib", "--test=docs_change", "--test=spec"],
            },
            // Listings by page number, token, marker or address are those of other APIs.
            Subject::Paging => Tests {
                packages: &["hss-runtime", "hss-client", "hss-tests"],
                features: Some(RUNTIME_FEATURES),
                targets: &["--lib", "--test=data", "--test=other_api", "--test=wire"],
            },
            Subject::Validation | Subject::Retry | Subject::Signing => Tests {
                packages: &["hss-runtime", "hss-client"],
                features: Some(RUNTIME_FEATURES),
                targets: &["--lib", "--test=data", "--test=wire"],
            },
        }
    }
}

/// The features that the tests of the runtime cover.
const RUNTIME_FEATURES: &str = "--features=blocking,chrono,gzip,jiff,pattern,serde,sm3,time,uuid";

/// Tests that run for each mutant.
struct Tests {
    packages: &'static [&'static str],
    /// The option of cargo, if any are turned on.
    features: Option<&'static str>,
    /// The test binaries, as options of cargo.
    targets: &'static [&'static str],
}

/// Runs cargo-mutants on the subjects, without the mutants that docs/mutants.md lists.
///
/// # Errors
///
/// cargo-mutants is not installed, a test fails without a mutant, or a mutant survived.
pub(crate) fn run(shell: &Shell, options: &Options) -> Result<(), Error> {
    if cmd!(shell, "cargo mutants --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        let install = "cargo install --locked cargo-mutants".to_owned();
        return Err(Error::Missing { tool: "cargo-mutants".to_owned(), install });
    }
    let all = Subject::value_variants();
    let subjects = if options.subjects.is_empty() { all } else { &options.subjects };
    for subject in subjects {
        let files = subject.files().iter().flat_map(|file| ["--file", file]);
        let list = options.list.then_some("--list");
        let shard = options.shard.iter().flat_map(|shard| ["--shard", shard]);
        let name = subject.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        let output = format!("target/mutants/{name}");
        shell.create_dir(&output)?;
        let Tests { packages, features, targets } = subject.tests();
        if !options.list {
            // cargo-mutants would only run the tests of the mutated package, which does not have all of these binaries.
            let packages = packages.iter().flat_map(|package| ["--package", package]);
            cmd!(shell, "cargo test {packages...} {features...} {targets...}")
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .run()?;
        }
        let packages = format!("--test-package={}", packages.join(","));
        // Without debug info, each mutant is built and linked faster. A mutant that loops counts as caught.
        cmd!(
            shell,
            "cargo mutants --baseline=skip --timeout 300 --output {output} {files...} {list...} {shard...} {packages} {features...} -- {targets...}"
        )
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .run()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::Subject;

    #[test]
    fn the_files_of_each_subject_exist() {
        for file in Subject::value_variants().iter().flat_map(|subject| subject.files()) {
            let path = crate::root().join(file.trim_end_matches("/**"));
            assert!(path.is_dir() == file.ends_with("/**") && path.exists(), "{file} is moved or gone");
        }
    }
}
