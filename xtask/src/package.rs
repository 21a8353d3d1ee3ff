//! The published form of `hss-client`: generated source instead of the macro calls, so that its users compile neither
//! the spec nor the generator, and can read the code.
//!
//! The repository keeps the macro. The copy is recreated each time and never committed, so that the two cannot differ.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use hss_codegen::Generator;
use hss_spec::{names, read_folder};
use xshell::{Shell, cmd};

use crate::manifest::{PUBLISHED, SPEC};
use crate::{Error, docs, manifest, snapshots};

/// The folder of the copy, relative to the repository. It is a copy of the whole repository, to pack all packages together.
const FOLDER: &str = "target/published";

/// The folder of the packed sources.
const UNPACKED: &str = "target/unpacked";

/// The crate that calls the macro.
const CRATE: &str = "hss-client";

/// The group of its default features.
const GROUP: &str = "image";

/// The dependency that the copy does not need.
const MACROS: &str = "hss-codegen-macros.workspace = true\n";

/// The module of the groups: its file, and the folder of the modules that it declares.
const GROUPS: &str = "src/groups";

/// The options of `package`.
#[derive(Args, Debug)]
pub struct Options {
    /// Packs all packages, checks each from what is packed, the client's documentation with it, and compares the client's
    /// public items with those of the macro's code
    #[arg(long)]
    pub check: bool,
    /// Packs all packages, into `target/published/package`
    #[arg(long)]
    pub pack: bool,
}

/// Creates the copy, and prints its folder.
///
/// # Errors
///
/// A file of the crate does not have the form that this task expects, or cannot be read or written.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let copy = Copy::make(shell, root)?;
    println!("{}", copy.folder.join(CRATE).display());
    if options.pack || options.check {
        copy.pack(shell)?;
    }
    if options.check {
        check(shell, root, &copy)?;
        snapshots::check_copy(shell, root, &copy.folder, CRATE)?;
    }
    Ok(())
}

/// Checks each published package from what is packed, with nothing but its own features, the client with every group, and
/// the client's documentation.
///
/// Packing with cargo's own verification would build all dependencies once more, in a folder of its own: cargo keeps the
/// unpacked sources of a packaging by the folder's path, and builds those of an earlier run.
fn check(shell: &Shell, root: &Path, copy: &Copy) -> Result<(), Error> {
    let folder = root.join(UNPACKED);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let version = manifest::version(root)?;
    let mut workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n[patch.crates-io]\n".to_owned();
    for package in PUBLISHED {
        let packed = copy.packages().join(format!("{package}-{version}.crate"));
        cmd!(shell, "tar -xzf {packed} -C {folder}").quiet().run()?;
        let _ = writeln!(workspace, "{package} = {{ path = \"{package}-{version}\" }}");
    }
    let manifest = folder.join("Cargo.toml");
    write_file(&manifest, &workspace)?;
    self::copy(&copy.folder.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let cargo = |package: &str| {
        let cargo =
            cmd!(shell, "cargo check --quiet --offline --manifest-path {manifest} --package {package}");
        cargo.args(["--target-dir", "target"])
    };
    for package in PUBLISHED {
        cargo(package).run()?;
    }
    cargo(CRATE).args(["--features", "full"]).run()?;
    docs::check_package(shell, root, &folder, CRATE, GROUP)
}

/// A copy of the repository whose client has generated source.
pub(crate) struct Copy {
    folder: PathBuf,
}

impl Copy {
    /// Creates it from the files of the repository that git does not ignore.
    ///
    /// # Errors
    ///
    /// A file of the crate does not have the form that this task expects, or cannot be read or written.
    pub(crate) fn make(shell: &Shell, root: &Path) -> Result<Self, Error> {
        let folder = root.join(FOLDER);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
        }
        // A clone without files, so that cargo writes the commit into each package (`.cargo_vcs_info.json`), and
        // whether the files differ from it, as the client's do.
        let has_commit =
            cmd!(shell, "git rev-parse --verify --quiet HEAD").quiet().ignore_stdout().run().is_ok();
        if has_commit {
            cmd!(shell, "git clone --quiet --shared --no-checkout {root} {folder}").quiet().run()?;
        }
        // Without `-z`, git escapes characters beyond ASCII.
        let files = cmd!(shell, "git ls-files -z --cached --others --exclude-standard").quiet().read()?;
        // git also lists files whose deletion is not committed.
        for name in files.split_terminator('\0').filter(|name| root.join(name).is_file()) {
            copy(&root.join(name), &folder.join(name))?;
        }
        if has_commit {
            cmd!(shell, "git -C {folder} reset --quiet").quiet().run()?;
        }
        let made = Self { folder };
        made.generate(&root.join(SPEC))?;
        let manifest = made.manifest();
        // Removes the dependency from the lock file, and downloads what the checks need, which build without a network.
        cmd!(shell, "cargo metadata --format-version 1 --manifest-path {manifest}")
            .quiet()
            .ignore_stdout()
            .run()?;
        Ok(made)
    }

    /// The manifest of all packages.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }

    /// The folder of the packages.
    pub(crate) fn packages(&self) -> PathBuf {
        self.folder.join("package")
    }

    /// Packs all packages, into their folder.
    ///
    /// # Errors
    ///
    /// A package cannot be packed.
    pub(crate) fn pack(&self, shell: &Shell) -> Result<(), Error> {
        let (manifest, folder) = (self.manifest(), &self.folder);
        let packages = PUBLISHED.iter().flat_map(|package| ["--package", package]);
        let cargo = cmd!(shell, "cargo package --no-verify --locked --allow-dirty --quiet {packages...}");
        cargo.arg("--target-dir").arg(folder).arg("--manifest-path").arg(manifest).quiet().run()?;
        Ok(())
    }

    /// Writes the client's source in place of the macro calls.
    fn generate(&self, spec: &Path) -> Result<(), Error> {
        let staged = self.folder.join(CRATE);
        edit(&staged.join("Cargo.toml"), |text| once(text, MACROS, ""))?;
        let groups = staged.join(format!("{GROUPS}.rs"));
        edit(&groups, without_macros)?;
        let folder = staged.join(GROUPS);
        // One file a group: files of one operation each make `cargo check` a tenth slower, since every file is a module
        // that imports the names of its group.
        let write = |module: &str, generator: &Generator<'_>| -> Result<(), Error> {
            let text = generator.module().map_err(|problems| unexpected(&groups, &problems.to_string()))?;
            write_file(&folder.join(module).with_extension("rs"), &text)
        };
        let spec = read_folder(spec).map_err(|error| unexpected(spec, &error.to_string()))?;
        write("service", &Generator::new(&spec).service())?;
        write("shared", &Generator::new(&spec).shared())?;
        for (name, names) in names::groups(spec.groups.keys()) {
            write(&names.module.text, &Generator::new(&spec).group(name))?;
        }
        Ok(())
    }
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

/// Replaces a text that occurs exactly once; `None` otherwise.
fn once(text: &str, from: &str, to: &str) -> Option<String> {
    (text.matches(from).count() == 1).then(|| text.replacen(from, to, 1))
}

fn edit(path: &Path, change: impl FnOnce(&str) -> Option<String>) -> Result<(), Error> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    let changed = change(&text)
        .ok_or_else(|| unexpected(path, "not in the form that `cargo xtask package` expects"))?;
    write_file(path, &changed)
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
