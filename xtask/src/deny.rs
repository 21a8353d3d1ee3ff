//! Licences, advisories and sources of the dependencies.

use xshell::{Shell, cmd};

use crate::Error;

/// Runs cargo-deny by `deny.toml`.
///
/// # Errors
///
/// cargo-deny is not installed, or found a problem.
pub(crate) fn run(shell: &Shell) -> Result<(), Error> {
    if cmd!(shell, "cargo deny --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        let install = "cargo install --locked cargo-deny".to_owned();
        return Err(Error::Missing { tool: "cargo-deny".to_owned(), install });
    }
    cmd!(shell, "cargo deny --locked --workspace check").run()?;
    Ok(())
}
