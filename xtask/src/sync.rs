//! The time and memory of `hss-codegen sync` with a site on this machine, compared with the goals in docs/sync.md.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use clap::Args;
use hss_site::{Site, index, page};
use xshell::{Shell, cmd};

use crate::Error;
use crate::corpus::process;

/// The folder of the spec, the cache and the report, relative to the repository.
const FOLDER: &str = "target/sync-figures";

/// The time after which a run is killed.
const LIMIT: Duration = Duration::from_secs(120);

/// Maximum memory of a run in bytes.
const MEMORY: u64 = 150 << 20;

/// The options of `sync`.
#[derive(Args, Debug)]
pub struct Options {
    /// The number of pages
    #[arg(long, default_value_t = 582)]
    pub pages: u32,
    /// The number of additional parameters of each page
    #[arg(long, default_value_t = 12)]
    pub parameters: u32,
}

/// A run of the command, and its goal.
struct Run {
    what: &'static str,
    seconds: f64,
    /// The expected exit code.
    code: i32,
}

const RUNS: [Run; 4] = [
    Run { what: "first run", seconds: 5.0, code: 10 },
    Run { what: "nothing changed", seconds: 1.0, code: 0 },
    // The time of the run in which nothing changed, and half a second for diff, verdict and report.
    Run { what: "each tenth page changed, with its report", seconds: 1.5, code: 10 },
    // All files are written, and all items compared.
    Run { what: "every page changed, with its report", seconds: 2.5, code: 10 },
];

/// Serves pages, runs the command, and prints the time and memory of each run.
///
/// # Errors
///
/// The command does not compile or fails, or a run takes more than its goal.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    cmd!(shell, "cargo build --locked --quiet --release --package hss-codegen").run()?;
    let program = root.join("target/release").join(format!("hss-codegen{}", std::env::consts::EXE_SUFFIX));
    let folder = root.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    fs::create_dir_all(folder.join("spec")).map_err(Error::file(&folder))?;
    let site = Site::new();
    let ids: Vec<String> = (0..options.pages).map(|number| format!("ListThings{number}")).collect();
    let put = |number: usize, id: &String, limit: u32| {
        // A few groups, and pages of the size of the vendor's.
        let text =
            page(id, &["flat", "trim", id], limit).replace("/lamp/", &format!("/lamp{}/", number % 40));
        let rows = (0..options.parameters).map(|number| row(number, limit));
        let text = text.replacen("| limit | No |", &format!("{}| limit | No |", rows.collect::<String>()), 1);
        site.put(&format!("/api/{id}.md"), &text);
    };
    ids.iter().enumerate().for_each(|(number, id)| put(number, id, 100));
    site.put("/index.md", &index(&ids.iter().map(String::as_str).collect::<Vec<_>>()));
    let service = folder.join("spec/service.json");
    let text = format!(
        "{{ \"name\": \"lamp\", \"title\": \"Lamps\", \"page\": \"{}\", \"sources\": {{ \"index\": \"{}\" }} }}\n",
        site.url("/api/{operation}.html"),
        site.url("/index.md")
    );
    fs::write(&service, text).map_err(Error::file(&service))?;
    let mut beyond = 0;
    for (step, run) in RUNS.iter().enumerate() {
        let every = if step == 2 { 10 } else { 1 };
        if step > 1 {
            let limit = 100 + u32::try_from(step).unwrap_or_default();
            ids.iter().enumerate().step_by(every).for_each(|(number, id)| put(number, id, limit));
        }
        beyond += usize::from(!run.measure(&program, &folder)?);
    }
    match beyond {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "a run takes more than its goal" }),
    }
}

/// A row of a page's table of query parameters.
fn row(number: u32, limit: u32) -> String {
    format!(
        "| filter_{number} | No | String | **Definition** Filter of the things by the property with that number, as the \
         listing shows it **Constraints** N/A **Range** Length: 1 to {limit} characters **Default Value** N/A |\n"
    )
}

impl Run {
    /// Returns true if it is within its goal.
    fn measure(&self, program: &Path, folder: &Path) -> Result<bool, Error> {
        let mut command = Command::new(program);
        command
            .args(["--spec", "spec", "sync", "--cache", "cache", "--report", "report.md"])
            .current_dir(folder);
        let finished = process::run(&mut command, LIMIT)?;
        if finished.code != Some(self.code) {
            let problem = format!("{}: {}", self.what, finished.stderr.trim());
            return Err(Error::Unexpected { path: program.to_owned(), problem });
        }
        let (seconds, work) = (finished.time.as_secs_f64(), finished.work.as_secs_f64());
        let (memory, goal) = (finished.memory >> 20, self.seconds);
        println!("{seconds:>7.2} s {work:>7.2} s CPU {memory:>5} MB  {} (goal {goal} s)", self.what);
        Ok(seconds <= self.seconds && finished.memory <= MEMORY)
    }
}
