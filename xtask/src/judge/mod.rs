//! Calls of every operation of an OpenAPI document, through its generated client, judged by Prism.
//!
//! Prism is an independent mock server that reads the document and validates each request.

mod calls;
mod judged;
mod known;
mod peers;
mod prism;
mod program;
mod report;
mod verdict;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use xshell::{Shell, cmd};

use crate::Error;
use crate::corpus;
use judged::Judged;
use known::Known;
use prism::Prism;
use program::Workspace;

/// The output folder, relative to the repository.
const FOLDER: &str = "target/judge";

/// Documents of the repository, which `cargo xtask ci` has judged.
const OWN: [&str; 3] = [
    "tests/judge/documents/values.yaml",
    "tests/other_api/documents/vault.yaml",
    "hss-spec/tests/openapi/warehouse.yaml",
];

/// The options of `judge`.
#[derive(Args, Debug, Default)]
pub struct Options {
    /// The documents, or folders of them; folders inside them are not searched
    #[arg(value_name = "DOCUMENT", required_unless_present = "folder")]
    pub documents: Vec<PathBuf>,
    /// A folder of documents
    #[arg(long, value_name = "DIR")]
    pub folder: Vec<PathBuf>,
    /// The time that each step of a document may take
    #[arg(long, default_value_t = 300, value_name = "SECONDS")]
    pub limit: u64,
    /// Has progenitor and openapi-generator write clients of the documents too, and prints a table instead
    #[arg(long)]
    pub peers: bool,
    /// The format of the report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// A line per document, each refusal below it, and the totals
    #[default]
    Text,
    /// One object
    Json,
}

/// Judges the repository's own documents; prints that it is skipped without Node.js or a reachable npm registry.
///
/// # Errors
///
/// See [`run`].
pub(crate) fn own(shell: &Shell, root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    if let Err(error) = Prism::install(shell, &folder) {
        eprintln!("skipped: the judge of calls, since {error}");
        return Ok(());
    }
    let documents = OWN.iter().map(|document| root.join(document)).collect();
    run(shell, root, &Options { documents, limit: 300, ..Options::default() })
}

/// Judges each document, and prints the results.
///
/// # Errors
///
/// Node.js or Prism is missing, a document cannot be read, generated code does not compile, or Prism refuses a call, or
/// a response is not decoded, for a reason that `docs/judge.md` does not list.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let paths: Vec<PathBuf> = options.documents.iter().chain(&options.folder).cloned().collect();
    let documents = corpus::documents(&paths)?;
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let limit = Duration::from_secs(options.limit);
    if options.peers {
        cmd!(shell, "cargo build --locked --quiet --package hss-codegen").run()?;
        return peers::run(shell, root, &folder, &documents, limit, options.format == Format::Json);
    }
    let known = Known::read(root)?;
    let prism = Prism::install(shell, &folder)?;
    cmd!(shell, "cargo build --locked --quiet --package hss-codegen").run()?;
    let workspace = Workspace::new(root, &folder, documents.len(), limit)?;
    let mut all = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let judged = Judged::of(root, document, &workspace.member(index), &prism, &known)?;
        if options.format == Format::Text {
            print!("{}", report::text(&judged));
        }
        all.push(judged);
    }
    match options.format {
        Format::Text => print!("{}", report::totals(&all)),
        Format::Json => println!("{}", report::json(&all)),
    }
    match all.iter().map(Judged::problems).sum() {
        0 => Ok(()),
        count => Err(Error::Problems {
            count,
            advice: "if Prism or a document is wrong, add a line with the reason to docs/judge.md",
        }),
    }
}
