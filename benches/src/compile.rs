//! Cost of compiling the client with every group, beside the peer's. Only the crate itself counts: its
//! dependencies, the runtime among them, are built before.
//!
//! The client is the published one, whose source is generated as the peer's is. `cargo check` also has a row for the
//! repository's, whose source is calls of the macro.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::measure::{Cost, cost, fastest};
use crate::place::{Place, size};
use crate::table::{Amount, Promise, Row};
use crate::{Stop, peer};

/// A crate to compile.
struct Subject {
    name: &'static str,
    /// The folder that cargo runs in.
    folder: PathBuf,
    target: PathBuf,
    features: &'static [&'static str],
    log: PathBuf,
}

/// Every group.
const ALL: &[&str] = &["--no-default-features", "--features", "full,rustls"];

impl Subject {
    /// The published client.
    fn client(place: &Place, features: &'static [&'static str]) -> Result<Subject, Stop> {
        Ok(Subject {
            name: "hss-client",
            folder: place.published()?,
            target: place.scratch.join("client-target"),
            features,
            log: place.log(),
        })
    }

    /// The client as it is in the repository.
    fn client_by_macro(place: &Place) -> Subject {
        Subject {
            name: "hss-client",
            folder: place.root.clone(),
            target: place.scratch.join("macro-target"),
            features: ALL,
            log: place.log(),
        }
    }

    fn runtime(place: &Place) -> Result<Subject, Stop> {
        Ok(Subject { name: "hss-runtime", ..Subject::client(place, &[])? })
    }

    fn peer(place: &Place) -> Result<Subject, Stop> {
        Ok(Subject {
            name: "peer",
            folder: peer::crate_folder(place)?,
            target: place.scratch.join("peer-target"),
            features: &[],
            log: place.log(),
        })
    }

    /// Compiles everything that the crate needs, and the crate.
    fn prepare(&self, command: &[&str]) -> Result<(), Stop> {
        eprintln!("builds what {} needs", self.name);
        cost(self.cargo().args(command).args(["-p", self.name]).args(self.features), &self.log)?;
        Ok(())
    }

    /// Compiles the crate alone.
    fn compile(&self, command: &[&str]) -> Result<Cost, Stop> {
        let profile: &[_] = if command.contains(&"--release") { &["--release"] } else { &[] };
        cost(self.cargo().args(["clean", "-p", self.name]).args(profile), &self.log)?;
        eprintln!("{} of {}", command.join(" "), self.name);
        cost(self.cargo().args(command).args(["-p", self.name]).args(self.features), &self.log)
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "0");
        cargo
    }
}

/// Both crates under one command of cargo.
fn both(place: &Place, runs: usize, command: &[&str]) -> Result<[Cost; 2], Stop> {
    let (ours, peer) = (Subject::client(place, ALL)?, Subject::peer(place)?);
    ours.prepare(command)?;
    peer.prepare(command)?;
    fastest(runs, [&mut || ours.compile(command), &mut || peer.compile(command)])
}

fn rows(what: &str, costs: [Cost; 2], time: f64, memory: Promise) -> Vec<Row> {
    let mut rows = Row::times(what, costs, Promise::Part(time)).to_vec();
    rows.push(Row::memory(what, costs, memory));
    rows
}

/// `cargo check`
pub(crate) fn check(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let costs = both(place, runs, &["check"])?;
    let mut rows = rows("`cargo check`, all operations", costs, 10.0, Promise::None);
    let by_macro = Subject::client_by_macro(place);
    by_macro.prepare(&["check"])?;
    let [cost] = fastest(runs, [&mut || by_macro.compile(&["check"])])?;
    rows.push(Row::against(
        "`cargo check`, all operations by the macro, beside the peer",
        Amount::Time(cost.wall),
        Amount::Time(costs[1].wall),
        Promise::None,
    ));
    Ok(rows)
}

/// `cargo build`
pub(crate) fn build(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    Ok(rows("`cargo build`, all operations", both(place, runs, &["build"])?, 10.0, Promise::None))
}

/// `cargo build --release`, and what comes out
pub(crate) fn release(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let costs = both(place, runs, &["build", "--release"])?;
    let mut rows = rows("`cargo build --release`, all operations", costs, 12.0, Promise::Part(5.0));
    let ours = size(&place.scratch.join("client-target/release/libhss_client.rlib"))?;
    let peer = size(&place.scratch.join("peer-target/release/libpeer.rlib"))?;
    let sizes =
        Row::against("released library", Amount::Bytes(ours), Amount::Bytes(peer), Promise::Part(6.0));
    rows.push(sizes);
    Ok(rows)
}

/// `cargo check` of the client as it comes
pub(crate) fn image(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let client = Subject::client(place, &[])?;
    client.prepare(&["check"])?;
    let [cost] = fastest(runs, [&mut || client.compile(&["check"])])?;
    let most = Promise::AtMost(Amount::Time(Duration::from_millis(1500)));
    Ok(vec![Row::alone("`cargo check`, default features", Amount::Time(cost.wall), most)])
}

/// The runtime, which is compiled once for all clients, and not with the rows above
pub(crate) fn runtime(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let subject = Subject::runtime(place)?;
    let row = |command: &[&str]| -> Result<Row, Stop> {
        subject.prepare(command)?;
        let [cost] = fastest(runs, [&mut || subject.compile(command)])?;
        let what = format!("`cargo {}` of the runtime alone", command.join(" "));
        Ok(Row::alone(what, Amount::Time(cost.wall), Promise::None))
    };
    Ok(vec![row(&["check"])?, row(&["build", "--release"])?])
}
