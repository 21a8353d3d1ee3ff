//! Records a session of the `hss` command as a picture, so that the README shows real output.
//!
//! `cargo run -p hss-cli --example record -- docs/session.svg` writes it; with `--check` behind, it fails if the file
//! is not what the command writes now.

mod picture;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The commands of the session, and how many lines of their output are shown.
const SESSION: [(&str, usize); 4] = [
    ("hss ops scan task", 9),
    ("hss image list-image-scan-task --type image_scan --mock", 11),
    ("hss image list-image-scan-task --type image_scn --mock", 5),
    (
        "hss image list-image-scan-task --type image_scan --mock --query data_list[?failed_num>`20`].task_name",
        6,
    ),
];

const COLUMNS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = Path::new(arguments.first().map_or("docs/session.svg", String::as_str));
    let mut lines = Vec::new();
    for (command, shown) in SESSION {
        lines.push(format!("\u{1b}[1m\u{1b}[32m$\u{1b}[0m {command}"));
        lines.extend(run(command)?.lines().take(shown).map(str::to_owned));
        lines.push(String::new());
    }
    lines.pop();
    let picture = picture::draw(&lines, COLUMNS);
    if arguments.iter().any(|argument| argument == "--check") {
        return match std::fs::read_to_string(path)? == picture {
            true => Ok(()),
            false => {
                Err(format!("{0} is not what hss writes; run the example `record` with {0}", path.display())
                    .into())
            }
        };
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, picture)?)
}

/// The output of a command on a terminal with colours.
fn run(command: &str) -> Result<String, Box<dyn Error>> {
    let mut words = command.split(' ');
    words.next();
    let output = Command::new(binary()?)
        .args(words)
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .env("COLUMNS", COLUMNS.to_string())
        .env("TZ", "UTC")
        .output()?;
    Ok(String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?)
}

/// The command that was built beside this example.
fn binary() -> Result<PathBuf, Box<dyn Error>> {
    let example = std::env::current_exe()?;
    let folder = example.parent().and_then(Path::parent).ok_or("cannot find the folder of this example")?;
    let binary = folder.join(format!("hss{}", std::env::consts::EXE_SUFFIX));
    match binary.exists() {
        true => Ok(binary),
        false => Err(format!("{} is not there: cargo build -p hss-cli makes it", binary.display()).into()),
    }
}
