//! Every OpenAPI document of a folder, imported, generated and compiled.
//!
//! Each document is imported by a separate process, the command that users run, to measure its time and memory.

mod compile;
pub(crate) mod document;
pub(crate) mod import;
pub(crate) mod notes;
pub(crate) mod process;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use xshell::{Shell, cmd};

use crate::Error;
use compile::{Checked, Workspace};
use import::Imported;
use report::Row;

/// The output folder, relative to the repository.
const FOLDER: &str = "target/corpus";

/// Extensions of files that may be documents.
const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// The options of `corpus`.
#[derive(Args, Debug)]
pub struct Options {
    /// The documents, or folders of them; folders inside them are not searched
    #[arg(required = true, value_name = "FOLDER")]
    pub paths: Vec<PathBuf>,
    /// The time that the import of a document may take, and that its compilation may take
    #[arg(long, default_value_t = 120, value_name = "SECONDS")]
    pub limit: u64,
    /// Does not compile the generated code
    #[arg(long)]
    pub no_compile: bool,
    /// Prints the report as JSON, with each note on an operation that is left out
    #[arg(long)]
    pub json: bool,
}

/// Imports, generates and compiles each document, and prints a line per document and the totals.
///
/// # Errors
///
/// A document could not be read, the generator crashed or refused its own spec, or generated code does not compile
/// without warnings. A refused document is not an error, but is in the report.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let documents = documents(&options.paths)?;
    cmd!(shell, "cargo build --locked --quiet --release --package hss-codegen").run()?;
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let limit = Duration::from_secs(options.limit);
    let workspace = Workspace::new(root, &folder, documents.len(), limit)?;
    if !options.no_compile {
        workspace.warm_up()?;
    }
    let program = import::program(root, "release");
    let mut rows = Vec::new();
    for (index, document) in documents.into_iter().enumerate() {
        let operations = document::operations(&document)?;
        let specs = folder.join("specs");
        let imported = import::run(&program, &specs.join(index.to_string()), &document, limit)?;
        let checked = match &imported {
            Imported { code: Some(code), .. } if !options.no_compile => workspace.check(index, code)?,
            _ => Checked::default(),
        };
        let row = Row::new(document, operations, imported, checked);
        if !options.json {
            println!("{}", row.line());
        }
        rows.push(row);
    }
    println!("{}", if options.json { report::json(&rows) } else { report::summary(&rows) });
    match rows.iter().filter(|row| row.is_problem()).count() {
        0 => Ok(()),
        count => Err(Error::Problems {
            count,
            advice: "each crash, error and warning is a defect of the generator",
        }),
    }
}

/// The documents in the order of the command line, those of a folder by name.
pub(crate) fn documents(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut documents = Vec::new();
    for path in paths {
        if path.is_file() {
            documents.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(Error::file(path))? {
            let file = entry.map_err(Error::file(path))?.path();
            let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if ENDINGS.contains(&ending) && file.is_file() {
                inside.push(file);
            }
        }
        inside.sort();
        documents.extend(inside);
    }
    Ok(documents)
}
