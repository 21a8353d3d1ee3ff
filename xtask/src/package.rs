//! The published form of `hss-client`: its source generated, in place of the macro calls, so that its users compile neither
//! the spec nor the generator, and read code where they would read a call.
//!
//! The repository keeps the macro. The copy is made anew each time and is never committed, so that the two cannot differ.

use std::fs;
use std::path::Path;

use clap::Args;
use hss_codegen::Generator;
use hss_spec::model::Spec;
use hss_spec::names;
use xshell::{Shell, cmd};

use crate::manifest::PUBLISHED;
use crate::{Error, snapshots};

/// The folder of the copy, relative to the repository. It has all of it, so that the packages are packed together.
const FOLDER: &str = "target/published";

/// The crate that calls the macro.
const CRATE: &str = "hss-client";

/// The dependency that the copy does without.
const MACROS: &str = "hss-codegen-macros.workspace = true\n";

/// The module of the groups: the file, and the folder of what it declares.
const GROUPS: &str = "src/groups";

/// The options of `package`.
#[derive(Args, Debug)]
pub struct Options {
    /// Compiles the copy with every group, and compares its public items with those of the macro's code
    #[arg(long)]
    pub check: bool,
    /// Packs all packages, into `target/published/package`
    #[arg(long)]
    pub pack: bool,
}

/// Makes the copy, and says where it is.
///
/// # Errors
///
/// A file of the crate is not as this task knows it, or cannot be read or written.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    let staged = folder.join(CRATE);
    for name in cmd!(shell, "git ls-files").quiet().read()?.lines() {
        copy(&root.join(name), &folder.join(name))?;
    }
    let manifest = staged.join("Cargo.toml");
    edit(&manifest, &manifest, |text| once(text, MACROS, ""))?;
    let groups = staged.join(format!("{GROUPS}.rs"));
    edit(&groups, &groups, without_macros)?;
    let folder = staged.join(GROUPS);
    let write = |module: &str, generator: &Generator<'_>| -> Result<(), Error> {
        let files = generator.files().map_err(|problems| unexpected(&groups, &problems.to_string()))?;
        for (name, text) in files {
            write_file(&folder.join(module).join(name), &text)?;
        }
        Ok(())
    };
    let spec = Spec::bundled().map_err(|problems| unexpected(root, &problems.to_string()))?;
    write("service", &Generator::new(&spec).service())?;
    write("shared", &Generator::new(&spec).shared())?;
    for (name, names) in names::groups(spec.groups.keys()) {
        write(&names.module.text, &Generator::new(&spec).group(name))?;
    }
    println!("{}", staged.display());
    let manifest = root.join(FOLDER).join("Cargo.toml");
    // One dependency less is a line less in the lock file.
    cmd!(shell, "cargo metadata --format-version 1 --offline --manifest-path {manifest}")
        .quiet()
        .ignore_stdout()
        .run()?;
    if options.check {
        let cargo = cmd!(shell, "cargo check --quiet --locked --manifest-path {manifest} --package {CRATE}");
        cargo.args(["--features", "full", "--target-dir", "target"]).run()?;
        snapshots::check_copy(shell, root, &root.join(FOLDER), CRATE)?;
    }
    if options.pack {
        let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
        let cargo = cmd!(shell, "cargo package --no-verify --locked --allow-dirty --quiet {packages...}");
        cargo.args(["--target-dir", FOLDER]).arg("--manifest-path").arg(&manifest).run()?;
    }
    Ok(())
}

/// The module of the groups with files in place of the macro calls.
fn without_macros(text: &str) -> Option<String> {
    let mut text =
        once(text, " {\n                hss_codegen_macros::api!(group = $feature);\n            }", ";")?;
    for part in ["service", "shared"] {
        text = once(
            &text,
            &format!("pub mod {part} {{\n    hss_codegen_macros::api!({part});\n}}"),
            &format!("pub mod {part};"),
        )?;
    }
    (!text.contains("hss_codegen_macros")).then_some(text)
}

/// The text with another one in a place; `None` if it is not there just once.
fn once(text: &str, from: &str, to: &str) -> Option<String> {
    (text.matches(from).count() == 1).then(|| text.replacen(from, to, 1))
}

fn edit(from: &Path, to: &Path, change: impl FnOnce(&str) -> Option<String>) -> Result<(), Error> {
    let text = fs::read_to_string(from).map_err(Error::file(from))?;
    let changed = change(&text)
        .ok_or_else(|| unexpected(from, "not in the form that `cargo xtask package` changes"))?;
    write_file(to, &changed)
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent).map_err(Error::file(parent))?;
    fs::copy(from, to).map_err(Error::file(from))?;
    Ok(())
}

fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    let parent = path.parent().unwrap_or(path).to_owned();
    fs::create_dir_all(&parent).map_err(Error::file(&parent))?;
    fs::write(path, text).map_err(Error::file(path))
}

fn unexpected(path: &Path, problem: &str) -> Error {
    Error::Unexpected { path: path.to_owned(), problem: problem.to_owned() }
}
