//! `hss describe`: an operation, and samples to start from.

mod attributes;
mod curl;
mod example;
mod go;
mod java;
mod python;
mod rust;
mod shell;

use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use clap::ArgMatches;
use hss_client::schema::Operation;

use crate::catalog;
use crate::failure::Failure;
use crate::terminal::Terminal;

type Sample = fn(&'static Operation) -> String;

/// The languages of samples, with their writers.
pub(crate) const LANGUAGES: [(&str, Sample); 6] = [
    ("hss", shell::sample),
    ("rust", rust::sample),
    ("curl", curl::sample),
    ("python", python::sample),
    ("go", go::sample),
    ("java", java::sample),
];

/// The heading of a sample.
fn title(language: &str) -> &'static str {
    match language {
        "hss" => "This command",
        "rust" => "Rust, with hss-client",
        "curl" => "curl, signed by openssl",
        "python" => "Python, with the vendor's huaweicloudsdkhss",
        "go" => "Go, with the vendor's huaweicloud-sdk-go-v3",
        _ => "Java, with the vendor's huaweicloud-sdk-hss",
    }
}

/// Prints the description of an operation, or one sample.
pub(crate) fn print(given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let name = given.get_one::<String>("operation").map_or("", String::as_str);
    let operation = catalog::find(name)?;
    let mut out = io::stdout().lock();
    if let Some(wanted) = given.get_one::<String>("sample") {
        let sample = LANGUAGES.iter().find(|(language, _)| language == wanted);
        writeln!(out, "{}", sample.map(|(_, sample)| sample(operation)).unwrap_or_default().trim_end())?;
        return Ok(());
    }
    for line in attributes::lines(operation, terminal) {
        writeln!(out, "{line}")?;
    }
    for (language, sample) in LANGUAGES {
        let heading = terminal.paint(AnsiColor::Green.on_default().bold(), title(language));
        let option = terminal.paint(Style::new().dimmed(), &format!("  (--sample {language})"));
        writeln!(out, "\n{heading}{option}\n")?;
        for line in sample(operation).trim_end().lines() {
            writeln!(out, "{}", if line.is_empty() { String::new() } else { format!("  {line}") })?;
        }
    }
    Ok(())
}
