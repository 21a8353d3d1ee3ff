//! A child process with its time and memory.

use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use crate::Error;

/// The end of a process.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The exit code; `None` if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) time: Duration,
    /// The time that the processors worked for it.
    pub(crate) work: Duration,
    /// The largest resident set of the process and of those that it waited for, in bytes.
    pub(crate) memory: u64,
}

impl Finished {
    pub(crate) fn is_success(&self) -> bool {
        self.code == Some(0)
    }
}

/// Runs a command, and kills it at the time limit.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<Finished, Error> {
    let program = command.get_program().to_owned();
    let failed = |source| Error::File { path: program.into(), source };
    let start = Instant::now();
    let finished = (|| {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let [stdout, stderr] = [child.stdout.take().map(text), child.stderr.take().map(text)];
        let left = || limit.saturating_sub(start.elapsed());
        let received = |pipe: &Option<Receiver<String>>| {
            pipe.as_ref().map_or(Ok(String::new()), |pipe| pipe.recv_timeout(left()))
        };
        let texts = received(&stdout).and_then(|stdout| Ok((stdout, received(&stderr)?)));
        let (stdout, stderr) = match &texts {
            Ok((stdout, stderr)) => (stdout.clone(), stderr.clone()),
            // The output of its remaining children is ignored.
            Err(_) => {
                child.kill()?;
                (String::new(), format!("ended after {} seconds", limit.as_secs()))
            }
        };
        let end = child.wait4()?;
        Ok(Finished {
            code: end.status.code(),
            stdout,
            stderr,
            time: start.elapsed(),
            work: end.rusage.utime + end.rusage.stime,
            memory: end.rusage.maxrss,
        })
    })();
    finished.map_err(failed)
}

/// The text of a pipe, once it is closed.
fn text(mut pipe: impl io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // After an error, the output so far is used; the exit code shows the failure.
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_by_itself_or_at_its_limit() {
        let shell = |script: &str, limit| run(Command::new("sh").args(["-c", script]), limit).unwrap();
        let limit = Duration::from_millis(300);
        let quick = shell("echo out; echo err >&2; exit 3", Duration::from_secs(60));
        assert_eq!((quick.code, quick.stdout.as_str(), quick.stderr.as_str()), (Some(3), "out\n", "err\n"));
        let slow = shell("exec sleep 60", limit);
        assert!(
            slow.code.is_none()
                && slow.stderr.starts_with("ended after")
                && slow.time < Duration::from_secs(30)
        );
    }
}
