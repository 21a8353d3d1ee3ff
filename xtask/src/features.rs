//! Combinations of cargo features.

use std::path::Path;

use clap::Args;
use xshell::{Shell, cmd};

use crate::{Error, manifest};

/// The runtime's features that may affect the same code, except those of [`SCHEMES`]. The three time libraries only add
/// conversions of the same type, each in its own file, and count as one.
const RUNTIME: [&str; 10] = [
    "rustls",
    "rustls-no-provider",
    "native-tls",
    "blocking",
    "gzip",
    "sm3",
    "serde",
    "pattern",
    "float-roundtrip",
    "chrono,jiff,time,uuid",
];

/// The runtime's ways to authenticate, one set per kind of API that a client may have, and the empty one. With all of
/// them, the other features are combined.
const SCHEMES: [&str; 7] = ["", "huawei", "schemes", "oauth2", "huawei,schemes", "streams", "unions"];

/// All of them.
const ALL_SCHEMES: &str = "huawei,oauth2,streams,unions";

/// The features of the client that give it TLS. The default is tested with everything else.
const TLS: [&str; 2] = ["rustls-no-provider", "native-tls"];

/// The options of `features`.
#[derive(Args, Debug)]
pub struct Options {
    /// The largest number of runtime features in one combination; 10 checks all 1024 combinations
    #[arg(long, default_value_t = 2)]
    pub depth: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { depth: 2 }
    }
}

/// Checks each group of `hss-client` alone, and combinations of the features of `hss-runtime`. Tests connections with each
/// TLS library.
///
/// # Errors
///
/// A combination does not compile, or a test fails.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let combinations = combinations(options.depth).map(|features| format!("{ALL_SCHEMES},{features}"));
    for features in combinations.chain(SCHEMES.map(str::to_owned)) {
        cmd!(
            shell,
            "cargo check --locked --quiet --package hss-runtime --no-default-features --features {features}"
        )
        .run()?;
    }
    cmd!(shell, "cargo check --locked --quiet --package hss-client --no-default-features").run()?;
    cmd!(shell, "cargo check --locked --quiet --package hss-cli --no-default-features --features rustls")
        .run()?;
    for group in manifest::groups(root)? {
        cmd!(
            shell,
            "cargo check --locked --quiet --package hss-client --no-default-features --features {group}"
        )
        .run()?;
    }
    for tls in TLS {
        cmd!(
            shell,
            "cargo check --locked --quiet --package hss-client --no-default-features --features image,{tls}"
        )
        .run()?;
        cmd!(
            shell,
            "cargo test --locked --quiet --package hss-tls-tests --no-default-features --features {tls}"
        )
        .run()?;
    }
    Ok(())
}

/// The combinations of up to `depth` of the runtime's features, including the empty one.
fn combinations(depth: u32) -> impl Iterator<Item = String> {
    let sets = (0_u32..1 << RUNTIME.len()).filter(move |set| set.count_ones() <= depth);
    sets.map(|set| {
        let chosen = RUNTIME.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0);
        chosen.map(|(_, feature)| *feature).collect::<Vec<_>>().join(",")
    })
}

#[cfg(test)]
mod tests {
    use super::combinations;

    #[test]
    fn depth_two_is_each_pair_and_full_depth_is_the_powerset() {
        assert_eq!(combinations(0).collect::<Vec<_>>(), [""]);
        assert_eq!(combinations(2).count(), 1 + 10 + 45);
        assert_eq!(combinations(10).count(), 1024);
        assert!(combinations(2).any(|one| one == "blocking,gzip"));
    }
}
