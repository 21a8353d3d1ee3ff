//! Clean builds of a program that uses the published client, and of one that does the same by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Stop;
use crate::measure::{Cost, cost, fastest};
use crate::place::{Place, size};
use crate::table::{Amount, Promise, Row};

/// The build's time, the size of the stripped program, and that of the packages that it is built from.
pub(crate) fn rows(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let published = place.published()?;
    let (typed, by_hand) =
        (Consumer::new(place, &published, "typed"), Consumer::new(place, &place.root, "by-hand"));
    // The lock file is that of the client with the macro, which needs more packages.
    cost(typed.cargo().arg("fetch"), &place.log())?;
    cost(by_hand.cargo().args(["fetch", "--locked"]), &place.log())?;
    let [ours, peer] = fastest(runs, [&mut || typed.build(), &mut || by_hand.build()])?;
    let what = "a consumer's `cargo build --release` from nothing";
    let (our_size, peer_size) = (size(&typed.program())?, size(&by_hand.program())?);
    let [time, cpu] = Row::times(what, [ours, peer], Promise::Ratio(1.03));
    let packages = Row::against(
        "packages of the client and its own dependencies, beside those with the macro",
        Amount::Bytes(packed(place, &published, &["hss-runtime", "hss-client"])?),
        Amount::Bytes(packed(
            place,
            &place.root,
            &["hss-spec", "hss-codegen", "hss-codegen-macros", "hss-runtime", "hss-client"],
        )?),
        Promise::None,
    );
    let program = Row::against(
        "its stripped program",
        Amount::Bytes(our_size),
        Amount::Bytes(peer_size),
        Promise::Ratio(1.1),
    );
    Ok(vec![time, cpu, program, packages])
}

/// Packs packages of a repository; their size in all.
fn packed(place: &Place, repository: &Path, packages: &[&str]) -> Result<u64, Stop> {
    let mut bytes = 0;
    for entry in fs::read_dir(place.pack(repository, packages)?)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "crate") {
            bytes += size(&path)?;
        }
    }
    Ok(bytes)
}

/// A program in `benches/consumers`.
struct Consumer<'p> {
    place: &'p Place,
    name: &'static str,
    folder: PathBuf,
}

impl<'p> Consumer<'p> {
    fn new(place: &'p Place, repository: &Path, name: &'static str) -> Self {
        Self { place, name, folder: repository.join("benches/consumers").join(name) }
    }

    /// Builds everything anew.
    fn build(&self) -> Result<Cost, Stop> {
        self.place.empty(&self.target())?;
        eprintln!("builds {} from nothing", self.name);
        cost(self.cargo().args(["build", "--release", "--locked", "--offline"]), &self.place.log())
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", self.place.scratch.join(self.target()));
        cargo
    }

    fn target(&self) -> String {
        format!("{}-target", self.name)
    }

    fn program(&self) -> PathBuf {
        self.place.scratch.join(self.target()).join("release").join(self.name)
    }
}
