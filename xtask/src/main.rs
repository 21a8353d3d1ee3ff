//! `cargo xtask`: see `cargo xtask --help`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use xtask::Arguments;

fn main() -> ExitCode {
    if let Some(code) = xtask::as_rustdoc() {
        return code;
    }
    match Arguments::parse().task.run(&root()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The repository of the current folder, else the one that this program was built from.
fn root() -> PathBuf {
    let current = env::current_dir().unwrap_or_default();
    let is_root = |folder: &&Path| folder.join("xtask/Cargo.toml").is_file();
    current.ancestors().find(is_root).map_or_else(xtask::root, Path::to_path_buf)
}
