//! Decoding, calls and allocations, measured in the crate `run-time`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::Stop;
use crate::measure::cost;
use crate::place::Place;
use crate::table::{Amount, Promise, Row};

/// The groups of criterion, our benchmark in them, what it is called in the table, and the ratio that is promised.
///
/// The bare call sends a token. Beside it, the same call with a token compares the two clients; the signed call shows what
/// signing adds.
const GROUPS: [(&str, &str, &str, Promise); 5] = [
    ("decode", "ours", "decoding a page of 200 tasks, beside a derive of serde", Promise::Ratio(0.85)),
    ("call-10", "ours", "a whole call for 10 tasks, beside bare reqwest", Promise::Ratio(1.05)),
    ("call-10", "signed", "a signed call for 10 tasks, beside bare reqwest with a token", Promise::None),
    ("call-200", "ours", "a whole call for 200 tasks, beside bare reqwest", Promise::Ratio(0.95)),
    ("call-200", "signed", "a signed call for 200 tasks, beside bare reqwest with a token", Promise::None),
];

/// Has criterion measure so often; the least median of each counts.
pub(crate) fn rows(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let home = place.empty("criterion")?;
    let mut medians = [[Duration::MAX; 2]; GROUPS.len()];
    for _ in 0..runs {
        eprintln!("times decoding and calls");
        cost(
            cargo(place, &["bench", "--locked", "-p", "run-time"]).env("CRITERION_HOME", &home),
            &place.log(),
        )?;
        for ((group, ours, ..), medians) in GROUPS.iter().zip(&mut medians) {
            for (name, least) in [ours, "peer"].iter().zip(medians) {
                let median = median(&home.join(group).join(name).join("new/estimates.json"))?;
                eprintln!("    {group}, {name}: {median:.2?}");
                *least = median.min(*least);
            }
        }
    }
    let timed = GROUPS.into_iter().zip(medians).map(|((_, _, what, promise), [ours, peer])| {
        Row::against(what, Amount::Time(ours), Amount::Time(peer), promise)
    });
    Ok(timed.chain([allocations(place)?]).collect())
}

/// The median that criterion found, which it writes in nanoseconds.
fn median(estimates: &Path) -> Result<Duration, Stop> {
    let estimates: Value = serde_json::from_str(&fs::read_to_string(estimates)?)?;
    let median = estimates["median"]["point_estimate"].as_f64().ok_or("criterion found no median")?;
    Ok(Duration::from_secs_f64(median / 1e9))
}

/// The peer here is a call of ours with hardly any parameters.
fn allocations(place: &Place) -> Result<Row, Stop> {
    let log = place.log();
    cost(
        &mut cargo(
            place,
            &["run", "--release", "--quiet", "--locked", "-p", "run-time", "--bin", "allocations"],
        ),
        &log,
    )?;
    let printed = fs::read_to_string(log)?;
    let counts: Vec<u64> = printed.lines().filter_map(|line| line.parse().ok()).collect();
    let [many, few] = counts[..] else {
        return Err(format!("two counts were expected, not {printed:?}").into());
    };
    let what = "allocations of building and checking a call with 27 parameters left alone, beside one with 1";
    Ok(Row::against(what, Amount::Count(many), Amount::Count(few), Promise::Ratio(1.0)))
}

fn cargo(place: &Place, arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(place.root.join("benches"));
    cargo.env("CARGO_TARGET_DIR", place.scratch.join("programs"));
    cargo
}
