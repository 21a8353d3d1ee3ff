//! The published form of `hss-client`: its source generated, in place of the macro calls, so that its users compile neither
//! the spec nor the generator, and read code where they would read a call.
//!
//! The repository keeps the macro. The copy is made anew each time and is never committed, so that the two cannot differ.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use hss_codegen::Generator;
use hss_spec::model::Spec;
use hss_spec::names;
use xshell::{Shell, cmd};

use crate::{Error, snapshots};

/// The folder of the copy, relative to the repository: a workspace with the one crate.
const FOLDER: &str = "target/staged";

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
    /// Packs the copy for an upload
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
    for name in cmd!(shell, "git ls-files {CRATE}").quiet().read()?.lines() {
        copy(&root.join(name), &folder.join(name))?;
    }
    copy(&root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    edit(&root.join("Cargo.toml"), &folder.join("Cargo.toml"), in_workspace)?;
    let manifest = staged.join("Cargo.toml");
    edit(&manifest, &manifest, |text| {
        let text = once(text, MACROS, "")?;
        once(&text, "path = \"../hss-mock\"", "path = \"../../../hss-mock\"")
    })?;
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
    let workspace = root.join(FOLDER);
    let manifest = workspace.join("Cargo.toml");
    if options.check {
        let cargo = cmd!(shell, "cargo check --quiet --manifest-path {manifest} --target-dir target");
        cargo.args(["--features", "full"]).run()?;
        snapshots::check_copy(shell, root, &workspace, CRATE)?;
    }
    if options.pack {
        let cargo = cmd!(shell, "cargo package --no-verify --allow-dirty --manifest-path {manifest}");
        cargo.args(["--package", CRATE]).run()?;
    }
    Ok(())
}

/// The manifest of the workspace with the copy as its only member, and the other crates where they are.
fn in_workspace(text: &str) -> Option<String> {
    let member = |line: &str| match line.split_once(" = ") {
        Some(("members", _)) => Some(format!("members = [\"{CRATE}\"]\n")),
        Some(("exclude", _)) => None,
        _ => Some(format!("{}\n", line.replace("{ path = \"", "{ path = \"../../"))),
    };
    let text: String = text.lines().filter_map(member).collect();
    text.contains(&format!("[\"{CRATE}\"]")).then_some(text)
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
    write_file(to, &fs::read_to_string(from).map_err(Error::file(from))?)
}

fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    let parent: PathBuf = path.parent().unwrap_or(path).to_owned();
    fs::create_dir_all(&parent).map_err(Error::file(&parent))?;
    fs::write(path, text).map_err(Error::file(path))
}

fn unexpected(path: &Path, problem: &str) -> Error {
    Error::Unexpected { path: path.to_owned(), problem: problem.to_owned() }
}
