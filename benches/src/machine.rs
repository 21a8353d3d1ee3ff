//! On what machine and when.

use std::fs;
use std::process::Command;
use std::thread;

use crate::Stop;

/// The day, the processor, the compiler, and how busy the machine was.
pub(crate) fn describe() -> Result<String, Stop> {
    let day = printed(Command::new("date").args(["-u", "+%F"]))?;
    let compiler = printed(Command::new("rustc").arg("--version"))?;
    let cores = thread::available_parallelism()?;
    // Where these files do not exist, the line says less.
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.to_owned());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    Ok(format!("{day}, {model}, {cores} cores (load {load} before the run), {compiler}"))
}

fn printed(command: &mut Command) -> Result<String, Stop> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
