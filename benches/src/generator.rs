//! Speed of the generator, as whole processes of its command.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::measure::{Cost, cost, fastest};
use crate::place::{Place, size};
use crate::spec_folder::{copy, halve};
use crate::table::{Amount, Promise, Row};
use crate::{Stop, peer};

/// From the vendor's document to all generated code, in one process: what someone does when the vendor's docs change.
pub(crate) fn import(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let generator = Generator::new(place)?;
    let document = place.document()?;
    let constraints = document.with_file_name("machine_query_constraints.json");
    let [cost] = fastest(
        runs,
        [&mut || {
            let spec = place.empty("imported")?;
            copy(&generator.spec, &spec)?;
            let mut import = generator.command("import", &spec);
            import.arg(document);
            if constraints.is_file() {
                import.arg("--constraints").arg(&constraints);
            }
            import.arg("--generate").arg(place.scratch.join("imported.rs"));
            cost(&mut import, &place.log())
        }],
    )?;
    let what = "document → import, check, diff, all code";
    Ok(vec![
        Row::alone(
            format!("{what}: time"),
            Amount::Time(cost.wall),
            Promise::AtMost(Amount::Time(Duration::from_millis(500))),
        ),
        Row::alone(
            format!("{what}: memory"),
            Amount::Bytes(cost.memory),
            Promise::AtMost(Amount::Bytes(150_000_000)),
        ),
    ])
}

/// The spec to code: beside progenitor's library, and half of the spec beside the whole.
pub(crate) fn generate(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let generator = Generator::new(place)?;
    let (program, document) = (peer::program(place)?, peer::document(place)?);
    let half = place.empty("half")?;
    let (some, all) = halve(&generator.spec, &half)?;
    let [whole_code, half_code] = ["whole.rs", "half.rs"].map(|name| place.scratch.join(name));
    let [ours, half, peer] = fastest(
        runs,
        [
            &mut || generator.write(&generator.spec, &whole_code, place),
            &mut || generator.write(&half, &half_code, place),
            &mut || peer::write(&program, &document, &place.scratch.join("peer.rs")),
        ],
    )?;
    let what = "spec → all code, beside progenitor's library";
    let percent = 100 * some / all;
    let half_size = Amount::Bytes(size(&half_code)?);
    let [time, cpu] = Row::times(what, [ours, peer], Promise::Part(5.0));
    Ok(vec![
        time,
        cpu,
        Row::memory(what, [ours, peer], Promise::None),
        Row::against(
            format!("code of {percent} % of the spec's files, beside all of them: time"),
            Amount::Time(half.wall),
            Amount::Time(ours.wall),
            // Half, and what noise and starting a process add.
            Promise::Ratio(0.6),
        ),
        Row::against(
            format!("code of {percent} % of the spec's files, beside all of them: size"),
            half_size,
            Amount::Bytes(size(&whole_code)?),
            Promise::None,
        ),
    ])
}

/// The `hss-codegen` command, and the spec that it starts from.
pub(crate) struct Generator {
    program: PathBuf,
    spec: PathBuf,
}

impl Generator {
    pub(crate) fn new(place: &Place) -> Result<Generator, Stop> {
        eprintln!("builds hss-codegen");
        let target = place.scratch.join("generator-target");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--locked", "-p", "hss-codegen"]);
        cargo.current_dir(&place.root).env("CARGO_TARGET_DIR", &target);
        cost(&mut cargo, &place.log())?;
        Ok(Generator { program: target.join("release/hss-codegen"), spec: place.root.join("hss-spec/spec") })
    }

    pub(crate) fn command(&self, action: &str, spec: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(action).arg("--spec").arg(spec);
        command
    }

    fn write(&self, spec: &Path, code: &Path, place: &Place) -> Result<Cost, Stop> {
        cost(self.command("generate", spec).arg("--out").arg(code), &place.log())
    }
}
