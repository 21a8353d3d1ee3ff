//! A child process with its time and memory.

use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use crate::Error;

/// The end of a process.
#[derive(Debug)]
pub(super) struct Finished {
    /// The exit code; missing where a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) time: Duration,
    /// The largest resident set of the process and of those that it waited for, in bytes.
    pub(super) memory: u64,
}

impl Finished {
    pub(super) fn is_success(&self) -> bool {
        self.code == Some(0)
    }
}

/// Runs a command to its end.
pub(super) fn run(command: &mut Command) -> Result<Finished, Error> {
    let program = command.get_program().to_owned();
    let failed = |source| Error::File { path: program.into(), source };
    let start = Instant::now();
    let finished = (|| {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let errors = child.stderr.take().map(|pipe| thread::spawn(move || text(pipe)));
        let stdout = child.stdout.take().map(text).transpose()?;
        let stderr = errors.map(|reader| reader.join().unwrap_or_else(|_| Ok(String::new()))).transpose()?;
        let end = child.wait4()?;
        Ok(Finished {
            code: end.status.code(),
            stdout: stdout.unwrap_or_default(),
            stderr: stderr.unwrap_or_default(),
            time: start.elapsed(),
            memory: end.rusage.maxrss,
        })
    })();
    finished.map_err(failed)
}

fn text(mut pipe: impl io::Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
