//! Memory and open files of this process, where they can be asked.

use std::fmt;
use std::fs;

/// Samples of a run.
#[derive(Default)]
pub(crate) struct Resources {
    /// Resident memory in bytes.
    memory: Vec<usize>,
    /// The most open files, sockets of both sides included.
    files: usize,
}

impl Resources {
    pub(crate) fn sample(&mut self) {
        self.memory.extend(resident());
        self.files = self.files.max(fs::read_dir("/proc/self/fd").map_or(0, Iterator::count));
    }

    /// Checks that the second half of the run took no more memory than the first.
    pub(crate) fn assert_flat(&self, noise: usize) {
        let (first, second) = self.memory.split_at(self.memory.len() / 2);
        let (first, second) = (most(first), most(second));
        assert!(second <= first + noise, "{second} bytes after {first}");
    }
}

fn most(samples: &[usize]) -> usize {
    samples.iter().copied().max().unwrap_or(0)
}

fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

impl fmt::Display for Resources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.memory.split_at(self.memory.len() / 2);
        write!(
            f,
            "at most {} and {} MB in the halves of the rest, {} open files",
            most(first) / 1_000_000,
            most(second) / 1_000_000,
            self.files
        )
    }
}
