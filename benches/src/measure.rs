//! Time and memory of a command.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use crate::Stop;

/// Resources that a command and all its child processes used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Elapsed time.
    pub(crate) wall: Duration,
    /// CPU time of all cores.
    pub(crate) cpu: Duration,
    /// Peak memory of the largest process, in bytes.
    pub(crate) memory: u64,
}

/// Runs a command and measures it. Its output goes to `log`, which is shown where the command fails.
pub(crate) fn cost(command: &mut Command, log: &Path) -> Result<Cost, Stop> {
    let written = File::create(log)?;
    command.stdin(Stdio::null()).stdout(written.try_clone()?).stderr(written);
    let start = Instant::now();
    let end = command.spawn().map_err(|error| format!("{command:?}: {error}"))?.wait4()?;
    let wall = start.elapsed();
    if !end.status.success() {
        return Err(format!("{command:?}: {}\n{}", end.status, std::fs::read_to_string(log)?).into());
    }
    Ok(Cost { wall, cpu: end.rusage.utime + end.rusage.stime, memory: end.rusage.maxrss })
}

/// The fastest of this many runs of each measurement. They take turns, so that a busy machine slows them all.
pub(crate) fn fastest<const N: usize>(
    runs: usize,
    mut measurements: [&mut dyn FnMut() -> Result<Cost, Stop>; N],
) -> Result<[Cost; N], Stop> {
    let mut best = [None::<Cost>; N];
    for _ in 0..runs {
        for (best, measure) in best.iter_mut().zip(&mut measurements) {
            let cost = measure()?;
            eprintln!(
                "    {:.2} s, {:.2} s of CPU, {} MB",
                cost.wall.as_secs_f64(),
                cost.cpu.as_secs_f64(),
                cost.memory / 1_000_000
            );
            if best.is_none_or(|best| cost.wall < best.wall) {
                *best = Some(cost);
            }
        }
    }
    Ok(best.map(|cost| cost.unwrap_or(Cost { wall: Duration::ZERO, cpu: Duration::ZERO, memory: 0 })))
}
