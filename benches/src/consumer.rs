//! Clean builds of a program that uses the client, and of one that does the same by hand.

use std::path::PathBuf;
use std::process::Command;

use crate::Stop;
use crate::measure::{Cost, cost, fastest};
use crate::place::{Place, size};
use crate::table::{Amount, Promise, Row};

/// The build's time, and the size of the stripped program.
pub(crate) fn rows(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    for name in ["typed", "by-hand"] {
        cost(cargo(place, name).args(["fetch", "--locked"]), &place.log())?;
    }
    let [ours, peer] = fastest(runs, [&mut || build(place, "typed"), &mut || build(place, "by-hand")])?;
    let what = "a consumer's `cargo build --release` from nothing";
    let (our_size, peer_size) = (size(&program(place, "typed"))?, size(&program(place, "by-hand"))?);
    let [time, cpu] = Row::times(what, [ours, peer], Promise::Ratio(1.2));
    Ok(vec![
        time,
        cpu,
        Row::against(
            "its stripped program",
            Amount::Bytes(our_size),
            Amount::Bytes(peer_size),
            Promise::Ratio(1.1),
        ),
    ])
}

/// Builds everything anew.
fn build(place: &Place, name: &str) -> Result<Cost, Stop> {
    place.empty(&target(name))?;
    eprintln!("builds {name} from nothing");
    cost(cargo(place, name).args(["build", "--release", "--locked", "--offline"]), &place.log())
}

fn cargo(place: &Place, name: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(place.root.join("benches/consumers").join(name));
    cargo.env("CARGO_TARGET_DIR", place.scratch.join(target(name)));
    cargo
}

fn target(name: &str) -> String {
    format!("{name}-target")
}

fn program(place: &Place, name: &str) -> PathBuf {
    place.scratch.join(target(name)).join("release").join(name)
}
