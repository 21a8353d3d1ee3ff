//! Measures what the client and the generator promise, and prints it as a table. docs/benchmarks.md says how to run it.

mod compile;
mod consumer;
mod documents;
mod editor;
mod generator;
mod machine;
mod measure;
mod peer;
mod place;
mod run_time;
mod spec_folder;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use place::Place;
use table::Row;

/// The reason why a measurement cannot be made.
type Stop = Box<dyn std::error::Error>;

/// Measures the promises of docs/benchmarks.md, and prints them as a Markdown table.
#[derive(Parser)]
struct Arguments {
    /// Measurements to run [default: all].
    #[arg(value_enum)]
    subjects: Vec<Subject>,
    /// The OpenAPI document of the service; the vendor's own, which is not part of this repository.
    #[arg(long, value_name = "FILE", default_value = "../shared/data/hss-3.1.219.openapi.json")]
    document: PathBuf,
    /// A folder of documents for the subject `documents`, of which those count that the peer takes; repeatable.
    #[arg(long, value_name = "DIR")]
    folder: Vec<PathBuf>,
    /// Number of runs; ours and the peer take turns, and the fastest run of each counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// A measurement that can run alone.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Subject {
    /// `cargo check` of the client with every group.
    Check,
    /// `cargo build` of the client with every group.
    Build,
    /// `cargo build --release` of the client with every group, and the size of the library.
    Release,
    /// `cargo check` of the client as it comes, with the group `image`.
    Image,
    /// `cargo check` and `cargo build --release` of the runtime.
    Runtime,
    /// A consumer's build from nothing, and the size of its program.
    Consumer,
    /// Analysis of all generated code by rust-analyzer.
    Editor,
    /// Decoding, calls and allocations.
    RunTime,
    /// The vendor's document to a spec and to code.
    Import,
    /// The spec to code.
    Generate,
    /// `cargo check` of the client of each document of the folders that `--folder` names.
    Documents,
}

impl Subject {
    fn measure(self, place: &Place, folders: &[PathBuf], runs: usize) -> Result<Vec<Row>, Stop> {
        match self {
            Subject::Check => compile::check(place, runs),
            Subject::Build => compile::build(place, runs),
            Subject::Release => compile::release(place, runs),
            Subject::Image => compile::image(place, runs),
            Subject::Runtime => compile::runtime(place, runs),
            Subject::Consumer => consumer::rows(place, runs),
            Subject::Editor => editor::rows(place, runs),
            Subject::RunTime => run_time::rows(place, runs),
            Subject::Import => generator::import(place, runs),
            Subject::Generate => generator::generate(place, runs),
            Subject::Documents => documents::rows(place, folders, runs),
        }
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Stop> {
    let place = Place::new(&arguments.document)?;
    let all = Subject::value_variants();
    let chosen = if arguments.subjects.is_empty() { all } else { &arguments.subjects };
    // The head comes first, since it says how busy the machine was before the work began.
    println!("{}\n\n{}", machine::describe()?, table::HEAD);
    for subject in chosen {
        for row in subject.measure(&place, &arguments.folder, arguments.runs.max(1))? {
            println!("{row}");
        }
    }
    Ok(())
}
