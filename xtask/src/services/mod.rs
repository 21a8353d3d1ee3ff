//! Comparison of a service's client with the vendor's Python SDK: same method, path, query, headers and
//! body of every operation, as recorded by a local server.

mod compare;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::Error;

/// The output folder, relative to the repository.
const FOLDER: &str = "target/services";

/// The version of the SDK: that of the documents from which the specs are imported.
const SDK_VERSION: &str = "3.1.219";

/// The options of `services`.
#[derive(Args, Debug, Default)]
pub struct Options {
    /// Documents of services, folders of them, or folders of specs [default: the bundled spec and those of examples/]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Prints all differences, not only the first of each service
    #[arg(long)]
    pub all: bool,
}

/// A spec whose client is called.
#[derive(Debug)]
struct Service {
    /// Name of its crate.
    name: String,
    /// Folder of its spec; `-` is the bundled one.
    spec: String,
    /// The vendor's name of the service: `smn`.
    short: String,
}

/// Generates the client of each service, calls every operation with it and with the SDK, and prints the differences.
///
/// # Errors
///
/// Python is missing, a document cannot be imported, its client does not compile, or a request differs.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    if cmd!(shell, "python3 --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        return Err(Error::Missing {
            tool: "Python 3".into(),
            install: "apt-get install python3-venv".into(),
        });
    }
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    cmd!(shell, "cargo build --locked --quiet --package hss-codegen --package hss-service-calls").run()?;
    let services = services(shell, root, &folder, &options.paths)?;
    for service in &services {
        let sources = folder.join("crates").join(&service.name).join("src");
        let (program, spec) = (built(root, "hss-service-calls"), &service.spec);
        cmd!(shell, "{program} {spec} {sources}").quiet().run()?;
    }
    build(shell, root, &folder, &services)?;
    let mut differing = 0;
    for service in &services {
        let compared = compare::run(shell, root, &folder, service)?;
        println!("{}", compared.line(&service.name));
        differing += compared.print(options.all);
    }
    match differing {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "a request differs from the SDK's" }),
    }
}

/// The program of that name, as built for this task.
fn built(root: &Path, name: &str) -> PathBuf {
    root.join("target/debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The specs of these documents and folders; a document is imported into a new one.
fn services(shell: &Shell, root: &Path, folder: &Path, paths: &[PathBuf]) -> Result<Vec<Service>, Error> {
    let mut services = Vec::new();
    let mut sources = Vec::new();
    for path in paths {
        match path.is_dir() && !path.join("service.json").exists() {
            true => sources.extend(inside(path)?),
            false => sources.push(path.clone()),
        }
    }
    if paths.is_empty() {
        services.push(Service { name: "hss".into(), spec: "-".into(), short: "hss".into() });
        let examples = root.join("examples");
        if examples.is_dir() {
            let specs = inside(&examples)?.into_iter().map(|example| example.join("spec"));
            sources.extend(specs.filter(|spec| spec.join("service.json").exists()));
        }
    }
    for source in sources {
        let is_spec = source.is_dir();
        // The spec of an example is named after the example.
        let named = if is_spec { source.parent().unwrap_or(&source) } else { &source };
        let name = named.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let spec = if is_spec { source } else { import(shell, root, folder, &source, &name)? };
        let path = spec.join("service.json");
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let service: Value = serde_json::from_str(&text).unwrap_or_default();
        let short = service["name"].as_str().unwrap_or_default().to_owned();
        services.push(Service { name, spec: spec.to_string_lossy().into_owned(), short });
    }
    Ok(services)
}

/// Imports a document into a new spec, the folder of which is returned.
fn import(shell: &Shell, root: &Path, folder: &Path, document: &Path, name: &str) -> Result<PathBuf, Error> {
    let spec = folder.join("specs").join(name);
    if spec.exists() {
        fs::remove_dir_all(&spec).map_err(Error::file(&spec))?;
    }
    let program = built(root, "hss-codegen");
    cmd!(shell, "{program} --spec {spec} import {document}").quiet().ignore_stdout().run()?;
    Ok(spec)
}

/// The entries of a folder, by name.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        paths.push(entry.map_err(Error::file(folder))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Compiles the programs in one workspace, so that their dependencies are compiled once.
fn build(shell: &Shell, root: &Path, folder: &Path, services: &[Service]) -> Result<(), Error> {
    let crates = folder.join("crates");
    let write = |path: PathBuf, text: &str| fs::write(&path, text).map_err(Error::file(path));
    let members: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = 0\nincremental = false\n"
    );
    write(crates.join("Cargo.toml"), &workspace)?;
    // The versions are those of the repository.
    let lock = root.join("Cargo.lock");
    write(crates.join("Cargo.lock"), &fs::read_to_string(&lock).map_err(Error::file(lock))?)?;
    let runtime = root.join("hss-runtime");
    for Service { name, .. } in services {
        let manifest = format!(
            "[package]\nname = \"service-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             hss-runtime = {{ path = {runtime:?}, default-features = false, \
             features = [\"huawei\", \"oauth2\"] }}\nserde_json = \"1\"\n\
             tokio = {{ version = \"1\", features = [\"rt\"] }}\n"
        );
        write(crates.join(name).join("Cargo.toml"), &manifest)?;
    }
    // In the common folder, some of their dependencies are built already.
    let (manifest, target) = (crates.join("Cargo.toml"), root.join("target"));
    cmd!(shell, "cargo build --quiet --manifest-path {manifest} --target-dir {target}").run()?;
    Ok(())
}
