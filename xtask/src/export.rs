//! Validation of the documents of `hss-codegen export` by an independent OpenAPI validator.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xshell::{Shell, cmd};

use crate::Error;
use crate::manifest::SPEC;

/// The output folder, relative to the repository.
const FOLDER: &str = "target/export";

/// The validator's package and version.
const VALIDATOR: &str = "openapi-spec-validator==0.9.0";

/// Exports the bundled spec, those of the examples, and those of the documents of the tests, and validates each.
///
/// # Errors
///
/// Python or the validator is missing, or a document is not valid.
pub(crate) fn run(shell: &Shell, root: &Path) -> Result<(), Error> {
    let install = || Error::Missing {
        tool: "Python 3 with venv".into(),
        install: "apt-get install python3-venv".into(),
    };
    let folder = root.join(FOLDER);
    let python = folder.join("python");
    let validator = python.join("bin/openapi-spec-validator");
    if !validator.exists() {
        cmd!(shell, "python3 -m venv {python}").quiet().run().map_err(|_| install())?;
        let pip = python.join("bin/pip");
        cmd!(shell, "{pip} install --quiet --disable-pip-version-check {VALIDATOR}").quiet().run()?;
    }
    cmd!(shell, "cargo build --locked --quiet --package hss-codegen").run()?;
    let program = root.join("target/debug").join(format!("hss-codegen{}", std::env::consts::EXE_SUFFIX));
    let documents = folder.join("documents");
    fs::create_dir_all(&documents).map_err(Error::file(&documents))?;
    let export = |(name, spec): (String, PathBuf)| -> Result<PathBuf, Error> {
        let document = documents.join(format!("{name}.json"));
        cmd!(shell, "{program} --spec {spec} export --out {document}").quiet().run()?;
        Ok(document)
    };
    // The bundled spec takes as long as all others together, so it is validated in parallel with them.
    let bundled = export(("hss".to_owned(), root.join(SPEC)))?;
    let bundled = Command::new(&validator).arg(bundled).spawn().map_err(Error::file(&validator))?;
    let others = specs(shell, root, &folder, &program).and_then(|specs| {
        let documents = specs.into_iter().map(export).collect::<Result<Vec<_>, _>>()?;
        Ok(cmd!(shell, "{validator} {documents...}").quiet().run()?)
    });
    let bundled = bundled.wait_with_output().map_err(Error::file(&validator))?;
    match bundled.status.success() {
        true => others,
        false => Err(Error::Problems { count: 1, advice: "the document of the bundled spec is not valid" }),
    }
}

/// Returns true if the requirements of [`run`] are installed.
pub(crate) fn is_possible(shell: &Shell) -> bool {
    cmd!(shell, "python3 -m venv --help").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

/// The folders of the other specs, each with a name.
fn specs(shell: &Shell, root: &Path, folder: &Path, program: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut specs = vec![("smn".to_owned(), root.join("examples/smn/spec"))];
    // Not those of tests/judge: their patterns follow ECMA-262, as OpenAPI demands, but the validator reads them as
    // Python's.
    for own in ["hss-spec/tests/openapi", "tests/other_api/documents"] {
        for document in inside(&root.join(own))? {
            // With the extension, since one document exists as JSON and as YAML.
            let name = document.file_name().unwrap_or_default().to_string_lossy().replace('.', "-");
            let spec = folder.join("specs").join(&name);
            if spec.exists() {
                fs::remove_dir_all(&spec).map_err(Error::file(&spec))?;
            }
            cmd!(shell, "{program} --spec {spec} import {document}")
                .quiet()
                .ignore_stdout()
                .ignore_stderr()
                .run()?;
            specs.push((name, spec));
        }
    }
    Ok(specs)
}

/// The files of a folder, by name.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        paths.push(entry.map_err(Error::file(folder))?.path());
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}
