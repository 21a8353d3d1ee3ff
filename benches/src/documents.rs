//! `cargo check` of clients of other documents, beside progenitor's, for each document of a folder that progenitor takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generator::Generator;
use crate::measure::{Cost, cost, fastest};
use crate::place::Place;
use crate::table::{Amount, Promise, Row};
use crate::{Stop, peer};

/// Endings of files that may be documents.
const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// The crate around our code.
const LIBRARY: &str = "pub mod api;\n";

/// Further dependencies of the peer's code, for dates, ids and patterns; the vendor's document has none of them.
const PEER_TYPES: &str = r#"chrono = { version = "0.4", default-features = false, features = ["serde"] }
regress = "0.10"
uuid = { version = "1", features = ["serde"] }
"#;

/// One side's crates, which share their dependencies.
struct Side {
    name: &'static str,
    folder: PathBuf,
    target: PathBuf,
    log: PathBuf,
}

impl Side {
    fn new(place: &Place, name: &'static str) -> Result<Side, Stop> {
        let folder = place.empty(&format!("documents-{name}"))?;
        let target = place.scratch.join(format!("documents-{name}-target"));
        fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"document-*\"]\n")?;
        // Both sides' dependencies have the versions of ours.
        fs::copy(place.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Side { name, folder, target, log: place.log() })
    }

    /// The source folder of the crate of a document.
    fn crate_folder(&self, index: usize, manifest: &str) -> Result<PathBuf, Stop> {
        let folder = self.folder.join(package(index));
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        Ok(folder.join("src"))
    }

    /// Checks the crate of a document alone; its dependencies are built before.
    fn check(&self, index: usize) -> Result<Cost, Stop> {
        cost(self.cargo().args(["clean", "-p", &package(index)]), &self.log)?;
        eprintln!("cargo check of {} of {}", package(index), self.name);
        cost(self.cargo().args(["check", "-p", &package(index)]), &self.log)
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "0");
        cargo
    }
}

fn package(index: usize) -> String {
    format!("document-{index}")
}

/// A row for each document, and the median.
pub(crate) fn rows(place: &Place, folders: &[PathBuf], runs: usize) -> Result<Vec<Row>, Stop> {
    let documents = documents(folders)?;
    let (generator, program) = (Generator::new(place)?, peer::program(place)?);
    let (ours, theirs) = (Side::new(place, "ours")?, Side::new(place, "peer")?);
    let runtime = place.root.join("hss-runtime");
    let mut taken = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let manifest = peer::MANIFEST.replace("\"peer\"", &format!("\"{}\"", package(index)));
        let manifest = manifest.replace("\n[workspace]\n", PEER_TYPES);
        let source = theirs.crate_folder(index, &manifest)?;
        if let Err(refusal) = peer::write(&program, document, &source.join("lib.rs")) {
            let reason = refusal.to_string();
            eprintln!("{name} is not taken by the peer: {}", reason.lines().last().unwrap_or_default());
            fs::remove_dir_all(theirs.folder.join(package(index)))?;
            continue;
        }
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             hss-runtime = {{ path = {runtime:?}, default-features = false }}\n",
            package(index)
        );
        let source = ours.crate_folder(index, &manifest)?;
        fs::write(source.join("lib.rs"), LIBRARY)?;
        let spec = place.empty("documents-spec")?.join("api");
        let mut import = generator.command("import", &spec);
        cost(import.arg(document).arg("--generate").arg(source.join("api.rs")), &place.log())?;
        taken.push((index, format!("`cargo check` of {name}, {} operations", operations(&spec)?)));
    }
    let mut rows = Vec::new();
    let mut ratios = Vec::new();
    for (index, what) in taken {
        if let Err(refusal) = theirs.check(index) {
            eprintln!("{what}: the peer's code does not compile: {refusal}");
            continue;
        }
        ours.check(index)?;
        let [our_cost, peer_cost] = fastest(runs, [&mut || ours.check(index), &mut || theirs.check(index)])?;
        ratios.push(peer_cost.wall.as_secs_f64() / our_cost.wall.as_secs_f64());
        let (our_time, peer_time) = (Amount::Time(our_cost.wall), Amount::Time(peer_cost.wall));
        let row = Row::against(what, our_time, peer_time, Promise::Part(5.0));
        eprintln!("{row}");
        rows.push(row);
    }
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        let what = format!("the median of {} documents: peer ÷ ours", ratios.len());
        rows.push(Row::alone(what, Amount::Ratio(*median), Promise::AtLeast(Amount::Ratio(8.0))));
    }
    Ok(rows)
}

/// The documents of the folders, those of each by name.
fn documents(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut documents = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
        let is_document = |path: &PathBuf| {
            path.extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| ENDINGS.contains(&ending))
        };
        files.retain(is_document);
        files.sort();
        documents.extend(files);
    }
    Ok(documents)
}

/// The operations of a spec: a file each, in the folders of the groups, beside the types that they share.
fn operations(spec: &Path) -> Result<usize, Stop> {
    let mut count = 0;
    for entry in fs::read_dir(spec)? {
        let path = entry?.path();
        if path.is_dir() {
            let files = fs::read_dir(&path)?.collect::<Result<Vec<_>, _>>()?;
            count += files.iter().filter(|file| file.file_name() != "types.json").count();
        }
    }
    Ok(count)
}
