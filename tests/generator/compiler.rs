//! The compiler, run on generated code against the runtime that these tests are built with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each source as a module of one crate, checked with all warnings denied; the compiler's messages, if there are any.
///
/// A private module is what a program has, a public one what a library has.
pub(crate) fn check(visibility: &str, sources: &[String]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let mut library =
        "//! Generated code.\n\n#![deny(warnings)]\n#![warn(missing_docs, unreachable_pub)]\n".to_owned();
    for (index, source) in sources.iter().enumerate() {
        fs::write(folder.path().join(format!("code_{index}.rs")), format!("//! A client.\n\n{source}"))
            .unwrap();
        let _ = writeln!(library, "{visibility}mod code_{index};");
    }
    let path = folder.path().join("lib.rs");
    fs::write(&path, library).unwrap();
    compile(&path)
}

/// Each set of files as a module in a folder of its own, as [`check`] does with sources.
pub(crate) fn check_files(visibility: &str, sets: &[BTreeMap<String, String>]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let mut library =
        "//! Generated code.\n\n#![deny(warnings)]\n#![warn(missing_docs, unreachable_pub)]\n".to_owned();
    for (index, files) in sets.iter().enumerate() {
        for (name, text) in files {
            let path = folder.path().join(format!("code_{index}")).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let _ = writeln!(library, "/// A client.\n{visibility}mod code_{index};");
    }
    let path = folder.path().join("lib.rs");
    fs::write(&path, library).unwrap();
    compile(&path)
}

fn compile(library: &Path) -> Result<(), String> {
    let dependencies = std::env::current_exe().unwrap().parent().unwrap().to_owned();
    let output = Command::new(option_env!("RUSTC").unwrap_or("rustc"))
        .args(["--edition=2024", "--crate-type=lib", "--crate-name=code", "--emit=metadata"])
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()))
        .arg("--extern")
        .arg(format!("hss_runtime={}", runtime(&dependencies).display()))
        .arg("-o")
        .arg(library.with_extension("rmeta"))
        .arg(library)
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() && messages.is_empty() { Ok(()) } else { Err(messages) }
}

/// The runtime that was built last: other builds of it are older or have other features.
fn runtime(dependencies: &Path) -> PathBuf {
    let is_runtime = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libhss_runtime-") && name.ends_with(".rlib")
    };
    let built = fs::read_dir(dependencies).unwrap().map(|entry| entry.unwrap().path()).filter(is_runtime);
    built
        .max_by_key(|path| fs::metadata(path).unwrap().modified().unwrap())
        .expect("these tests depend on it")
}
