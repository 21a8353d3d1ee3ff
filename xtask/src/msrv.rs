//! The oldest supported Rust.

use std::path::Path;

use xshell::{Shell, cmd};

use crate::{Error, manifest};

/// Checks the published packages with the Rust version that the workspace's manifest states.
///
/// # Errors
///
/// The toolchain is not installed, or a package does not compile with it.
pub(crate) fn run(shell: &Shell, root: &Path) -> Result<(), Error> {
    let version = manifest::rust_version(root)?;
    let toolchain = format!("+{version}");
    if cmd!(shell, "cargo {toolchain} --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        let install = format!("rustup toolchain install {version} --profile minimal");
        return Err(Error::Missing { tool: format!("Rust {version}"), install });
    }
    let packages = manifest::PUBLISHED.iter().flat_map(|package| ["--package", package]);
    cmd!(shell, "cargo {toolchain} check --locked --all-features --target-dir target/msrv {packages...}")
        .run()?;
    Ok(())
}
