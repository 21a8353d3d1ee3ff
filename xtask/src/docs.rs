//! Documentation as docs.rs builds it.

use xshell::{Shell, cmd};

use crate::{Error, manifest};

/// A separate folder for builds that allow unstable features: in the common one, dependencies would be rebuilt
/// with each change between the two.
pub(crate) const TARGET: &str = "target/unstable";

/// Builds the documentation of the published packages with all features and the notes on features.
///
/// # Errors
///
/// The documentation has a warning.
pub(crate) fn run(shell: &Shell) -> Result<(), Error> {
    let packages = manifest::PUBLISHED.iter().flat_map(|package| ["--package", package]);
    cmd!(shell, "cargo doc --locked --no-deps --all-features --target-dir {TARGET} {packages...}")
        // docs.rs builds with nightly Rust; this allows the stable one the same features.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "--cfg docsrs -D warnings")
        .run()?;
    Ok(())
}
