//! Work of an editor: what rust-analyzer does with all generated code, as source and by the macro, beside the peer's.
//!
//! rust-analyzer infers the types of every package without a registry, so those of this repository are dependencies from
//! one: a registry of the packed crates, in a folder. Otherwise the runtime and the generator, which an editor reads but does
//! not check, would count as generated code.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait4::Wait4 as _;

use crate::measure::cost;
use crate::place::Place;
use crate::table::{Amount, Promise, Row};
use crate::{Stop, peer};

/// The packages of this repository that the client or its macro needs.
const DEPENDENCIES: [&str; 4] = ["hss-spec", "hss-codegen", MACROS, "hss-runtime"];

/// The one that only the client with macro calls needs.
const MACROS: &str = "hss-codegen-macros";

/// The features of the client that its folder has by default, and those that are measured.
const FEATURES: [&str; 2] = ["default = [\"image\", \"rustls\"]", "default = [\"full\"]"];

/// The client three times: as source, which is the published form, by the macro, and the peer's.
pub(crate) fn rows(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let published = place.published()?;
    registry(place)?;
    let folders = [
        client(place, &published, "editor-source")?,
        client(place, &place.root, "editor-macro")?,
        peer::crate_folder(place)?,
    ];
    for folder in &folders {
        // What rust-analyzer reads of dependencies must be there: it does not wait for downloads.
        let mut fetch = Command::new("cargo");
        cost(fetch.arg("fetch").current_dir(folder), &place.log())?;
    }
    let mut best = [None::<Analysis>; 3];
    for _ in 0..runs {
        for (folder, best) in folders.iter().zip(&mut best) {
            let analysis = analyze(place, folder)?;
            *best = Some(best.map_or(analysis, |best| best.fastest(analysis)));
        }
    }
    let [Some(source), Some(by_macro), Some(peer)] = best else { return Err("nothing was analyzed".into()) };
    let against =
        |what: &str, ours, peer, promise| Row::against(format!("rust-analyzer, {what}"), ours, peer, promise);
    let mut rows = Vec::new();
    for phase in SHOWN {
        let [source, by_macro, peer] =
            [source, by_macro, peer].map(|analysis| Amount::Time(analysis.phases[phase]));
        let (part, ratio) = if phase == INFERENCE {
            (Promise::Part(4.0), Promise::Ratio(1.0))
        } else {
            (Promise::None, Promise::None)
        };
        let (_, name) = PHASES[phase];
        rows.push(against(&format!("source of all operations: {name}"), source, peer, part));
        rows.push(against(&format!("by the macro, beside the source: {name}"), by_macro, source, ratio));
    }
    let [source, by_macro, peer] = [source, by_macro, peer].map(|analysis| Amount::Bytes(analysis.memory));
    rows.push(against("source of all operations: memory", source, peer, Promise::None));
    rows.push(against("by the macro, beside the source: memory", by_macro, source, Promise::None));
    Ok(rows)
}

/// The packages of this repository as a registry, in a folder that cargo finds from every folder of `place`.
fn registry(place: &Place) -> Result<(), Stop> {
    let packed = place.pack(&place.root, &DEPENDENCIES)?;
    let folder = place.empty("registry")?;
    for entry in fs::read_dir(packed)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "crate") {
            let mut tar = Command::new("tar");
            cost(tar.arg("-xzf").arg(&path).arg("-C").arg(&folder), &place.log())?;
            let name = path.file_stem().ok_or("a package without a name")?;
            fs::write(folder.join(name).join(".cargo-checksum.json"), r#"{"files":{}}"#)?;
        }
    }
    fs::create_dir_all(place.scratch.join(".cargo"))?;
    let config = format!(
        "[registries.measured]\nindex = \"sparse+https://measured.invalid/\"\n\n\
         [source.measured]\nregistry = \"sparse+https://measured.invalid/\"\nreplace-with = \"packed\"\n\n\
         [source.packed]\ndirectory = {folder:?}\n"
    );
    fs::write(place.scratch.join(".cargo/config.toml"), config)?;
    Ok(())
}

/// A crate with the client's source and all of its groups, from a repository or its published form.
fn client(place: &Place, repository: &Path, name: &str) -> Result<PathBuf, Stop> {
    let folder = place.empty(name)?;
    let from = repository.join("hss-client");
    copy(&from.join("src"), &folder.join("src"))?;
    fs::copy(from.join("README.md"), folder.join("README.md"))?;
    fs::copy(place.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let manifest = fs::read_to_string(from.join("Cargo.toml"))?;
    let features = manifest
        .split_once("[features]\n")
        .and_then(|(_, rest)| rest.split_once("[dependencies]\n"))
        .map(|(features, _)| features.replacen(FEATURES[0], FEATURES[1], 1))
        .filter(|features| features.contains(FEATURES[1]))
        .ok_or("the client's manifest is not in the form that this program expects")?;
    let dependency = "{ version = \"*\", registry = \"measured\", default-features = false }";
    let mut text = format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n");
    text += &format!("[features]\n{features}[dependencies]\nhss-runtime = {dependency}\n");
    if manifest.contains(MACROS) {
        text += &format!("{MACROS} = {dependency}\n");
    }
    // The packages name each other without a registry.
    text += "\n[patch.crates-io]\n";
    for package in DEPENDENCIES {
        text += &format!("{package} = {{ version = \"*\", registry = \"measured\" }}\n");
    }
    fs::write(folder.join("Cargo.toml"), text + "\n[workspace]\n")?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

/// The phases of an analysis: what rust-analyzer prints at the end of each, and the words of the table.
const PHASES: [(&str, &str); 6] = [
    ("Database loaded:", "loading"),
    ("Item Tree Collection:", "item trees, with those of dependencies"),
    ("Item Collection:", "names and macros"),
    ("Crate lang items:", "language items"),
    ("Expression Store Lowering:", "lowering of bodies"),
    ("Inference:", "inference"),
];

/// The phases of which the table has a row.
const SHOWN: [usize; 4] = [1, 2, 4, INFERENCE];

/// The phase with a promise.
const INFERENCE: usize = 5;

/// Cost of an analysis.
#[derive(Clone, Copy)]
struct Analysis {
    /// CPU time.
    phases: [Duration; PHASES.len()],
    /// At its largest, in bytes.
    memory: u64,
}

impl Analysis {
    fn fastest(mut self, other: Self) -> Self {
        for (phase, other) in self.phases.iter_mut().zip(other.phases) {
            *phase = other.min(*phase);
        }
        self.memory = self.memory.min(other.memory);
        self
    }
}

/// Analyzes a crate: its own items and bodies, with dependencies as far as they are named.
fn analyze(place: &Place, folder: &Path) -> Result<Analysis, Stop> {
    eprintln!("analyzes {}", folder.display());
    let mut command = Command::new("rust-analyzer");
    command.args([
        "analysis-stats",
        "--skip-mir-stats",
        "--skip-data-layout",
        "--skip-const-eval",
        "--quiet",
    ]);
    command.arg(folder).env("CARGO_TARGET_DIR", place.scratch.join("editor-target"));
    command.env("RUSTC_WRAPPER", wrapper(place)?);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().map_err(|error| format!("rust-analyzer: {error}"))?;
    let written = process.stderr.take().ok_or("rust-analyzer has no output")?;
    let (mut phases, mut before, mut printed) = (Vec::new(), Duration::ZERO, String::new());
    for line in BufReader::new(written).lines() {
        let line = line?;
        // The phases come in order.
        if let Some((_, name)) = PHASES.get(phases.len()).filter(|(end, _)| line.starts_with(end)) {
            let now = cpu_time(process.id())?;
            let time = now.saturating_sub(before);
            eprintln!("    {name}: {:.2} s", time.as_secs_f64());
            phases.push(time);
            before = now;
        }
        printed += &line;
        printed.push('\n');
    }
    let end = process.wait4()?;
    let phases = phases.try_into().map_err(|_| format!("rust-analyzer printed other phases:\n{printed}"))?;
    Ok(Analysis { phases, memory: end.rusage.maxrss })
}

/// CPU time of a process's main thread, which does all of an analysis. rust-analyzer prints times of the clock, which say
/// little on a busy machine.
fn cpu_time(process: u32) -> Result<Duration, Stop> {
    let file = format!("/proc/{process}/schedstat");
    let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let nanoseconds = text.split_whitespace().next().ok_or("no CPU time")?.parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// The wrapper of rustc with which an editor builds no more than macros and build scripts. Without it, `analysis-stats` has
/// cargo check the whole crate and its tests first, which takes longer than the analysis.
fn wrapper(place: &Place) -> Result<PathBuf, Stop> {
    let script = place.scratch.join("skip-checks");
    fs::write(&script, "#!/bin/sh\nRA_RUSTC_WRAPPER=1 exec rust-analyzer \"$@\"\n")?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    Ok(script)
}
