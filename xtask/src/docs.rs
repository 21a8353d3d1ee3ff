//! Documentation as docs.rs builds it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
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

/// Builds the documentation of an unpacked package with its default features, and checks every page of a group that is one
/// of them: it names the feature, and its source is the generated file of the group.
///
/// # Errors
///
/// The documentation has a warning, or a page is not as described.
pub(crate) fn check_package(
    shell: &Shell,
    root: &Path,
    workspace: &Path,
    package: &str,
    group: &str,
) -> Result<(), Error> {
    let _unstable = with_unstable_rustdoc(shell)?;
    let target = workspace.join("target");
    cmd!(shell, "cargo rustdoc --quiet --offline --lib --package {package}")
        .arg("--manifest-path")
        .arg(workspace.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "--cfg", "docsrs", "-D", "warnings"])
        // The pages of the repository's own documentation stay, and dependencies are not built once more.
        .env("CARGO_BUILD_BUILD_DIR", root.join("target"))
        .run()?;
    let (library, module) = (package.replace('-', "_"), group.replace('-', "_"));
    let source = format!("src/{library}/groups/{module}.rs.html#");
    let feature = format!("<strong>crate feature <code>{group}</code></strong> only");
    let mut count = 0;
    let pages = pages(&target.join("doc").join(library).join(module))?;
    for (path, page) in &pages {
        for (text, problem) in [(&source, "no link to the generated source"), (&feature, "no feature")] {
            if !page.contains(text.as_str()) {
                eprintln!("{}: {problem}", path.display());
                count += 1;
            }
        }
    }
    if count > 0 {
        let advice =
            "see what `cargo xtask package` writes in place of the macro calls, and `doc(cfg)` in it";
        return Err(Error::Problems { count, advice });
    }
    Ok(())
}

/// The pages in a folder and the folders below it.
fn pages(folder: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let page = fs::read_to_string(&path).map_err(Error::file(&path))?;
            found.push((path, page));
        }
    }
    Ok(found)
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
