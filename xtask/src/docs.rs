//! Documentation as docs.rs builds it.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use xshell::{Shell, cmd};

use crate::{Error, manifest};

/// Set for this program where cargo runs it as rustdoc.
const AS_RUSTDOC: &str = "XTASK_AS_RUSTDOC";

/// Builds the documentation of the published packages with all features and the notes on features.
///
/// # Errors
///
/// The documentation has a warning.
pub(crate) fn run(shell: &Shell) -> Result<(), Error> {
    let packages = manifest::PUBLISHED.iter().flat_map(|package| ["--package", package]);
    let _unstable = with_unstable_rustdoc(shell)?;
    cmd!(shell, "cargo doc --locked --no-deps --all-features {packages...}")
        .env("RUSTDOCFLAGS", "--cfg docsrs -D warnings")
        .run()?;
    Ok(())
}

/// Lets rustdoc, and only rustdoc, use unstable features, as docs.rs does with nightly Rust.
///
/// With the variable that allows them set for all of cargo, dependencies would be built anew, since their build scripts
/// read it. So cargo runs this program in place of rustdoc, and only rustdoc sees the variable.
///
/// # Errors
///
/// The path of this program is not known.
pub(crate) fn with_unstable_rustdoc(shell: &Shell) -> Result<[xshell::PushEnv<'_>; 2], Error> {
    let program = this_program().map_err(Error::file("xtask"))?;
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    Ok([shell.push_env("RUSTDOC", program), shell.push_env(AS_RUSTDOC, rustdoc)])
}

/// The path of this program. Cargo may have built it anew since it was started, and Linux then adds a word to the path.
fn this_program() -> io::Result<PathBuf> {
    let path = env::current_exe()?;
    let renewed = path.to_str().and_then(|path| path.strip_suffix(" (deleted)")).map(PathBuf::from);
    Ok(renewed.unwrap_or(path))
}

/// Runs rustdoc with unstable features, if cargo has started this program for that.
pub fn as_rustdoc() -> Option<ExitCode> {
    let rustdoc = env::var_os(AS_RUSTDOC)?;
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let status = Command::new(&rustdoc).args(arguments).env("RUSTC_BOOTSTRAP", "1").status();
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: cannot run `{}`: {error}", rustdoc.display());
            ExitCode::FAILURE
        }
    })
}
