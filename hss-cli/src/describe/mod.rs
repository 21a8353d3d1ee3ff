//! `hss describe`: an operation, and samples to start from.

mod attributes;
mod curl;
mod example;
#[cfg(feature = "hss")]
pub(crate) mod go;
#[cfg(feature = "hss")]
pub(crate) mod java;
#[cfg(feature = "hss")]
pub(crate) mod python;
mod rust;
mod shell;
mod signed_curl;

use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use clap::ArgMatches;
use hss_runtime::schema::Operation;

use crate::failure::Failure;
use crate::program::{Program, Sample, Write};
use crate::shown;
use crate::terminal::Terminal;

#[cfg(feature = "explore")]
pub(crate) use attributes::type_name;
pub(crate) use example::Example;

/// The command that calls an operation with its required values.
pub(crate) fn command_sample(program: &Program, operation: &'static Operation) -> String {
    shell::sample(program, &Example::of(operation))
}

/// The samples of an API: in languages for all of them, and in those of its vendor.
pub(crate) fn samples(program: &Program) -> Vec<Sample<'_>> {
    let module = program.api.module.split("::").next().unwrap_or_default();
    let (curl, write): (_, Write) = match program.signs() {
        true => ("curl, signed by openssl", signed_curl::sample),
        false => ("curl", curl::sample),
    };
    let general = [
        Sample { language: &program.name, title: "This command".into(), write: shell::sample },
        Sample {
            language: "rust",
            title: format!("Rust, with {}", module.replace('_', "-")).into(),
            write: rust::sample,
        },
        Sample { language: "curl", title: curl.into(), write },
    ];
    general.into_iter().chain(program.vendor.samples.iter().cloned()).collect()
}

/// Prints the description of an operation, or one sample.
pub(crate) fn print(program: &Program, given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let name = given.get_one::<String>("operation").map_or("", String::as_str);
    let operation = program.find(name)?;
    let samples = samples(program);
    let mut out = io::stdout().lock();
    if let Some(wanted) = given.get_one::<String>("sample") {
        let sample = samples.iter().find(|sample| sample.language == wanted);
        let text = sample.map(|sample| (sample.write)(program, &Example::of(operation))).unwrap_or_default();
        writeln!(out, "{}", shown::source(text.trim_end()))?;
        return Ok(());
    }
    for line in attributes::lines(operation, terminal) {
        writeln!(out, "{line}")?;
    }
    for sample in samples {
        let language = sample.language;
        let heading = terminal.paint(AnsiColor::Green.on_default().bold(), &sample.title);
        let option = terminal.paint(Style::new().dimmed(), &format!("  (--sample {language})"));
        writeln!(out, "\n{heading}{option}\n")?;
        for line in shown::source((sample.write)(program, &Example::of(operation)).trim_end()).lines() {
            writeln!(out, "{}", if line.is_empty() { String::new() } else { format!("  {line}") })?;
        }
    }
    Ok(())
}
