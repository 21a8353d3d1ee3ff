//! `hss describe`: an operation, and samples to start from.

mod attributes;
#[cfg(feature = "explore")]
mod completed;
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
mod value;

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

/// The samples of an API: those for every API, and those for the libraries of its vendor.
pub(crate) fn samples(program: &Program) -> Vec<Sample<'_>> {
    let module = program.api.module.split("::").next().unwrap_or_default();
    let (curl, write): (_, Write) = match program.signs() {
        true => ("curl, signed by openssl", signed_curl::sample),
        false => ("curl", curl::sample),
    };
    // The names in generated code follow from the spec.
    let rust = program.spec.map(|_| Sample {
        language: "rust",
        title: format!("Rust, with {}", module.replace('_', "-")).into(),
        write: rust::sample,
    });
    let command = Sample { language: &program.name, title: "This command".into(), write: shell::sample };
    let curl = Sample { language: "curl", title: curl.into(), write };
    let general = [Some(command), rust, Some(curl)].into_iter().flatten();
    general.chain(program.vendor.samples.iter().cloned()).collect()
}

impl Program {
    /// The sample in this language of a call of the operation with this id, with everything that is required, as
    /// `describe --sample` prints it.
    ///
    /// ```
    /// # #[cfg(feature = "hss")] {
    /// let sample = hss_cli::Program::hss().sample("ListImageScanTask", "rust").unwrap_or_default();
    /// assert!(sample.contains(".image()"));
    /// # }
    /// ```
    pub fn sample(&self, operation: &str, language: &str) -> Option<String> {
        let operation = self.catalog.find(operation).ok()?;
        sample(self, operation, language)
    }
}

/// The sample, in a language, of a call with its required values.
fn sample(program: &Program, operation: &'static Operation, language: &str) -> Option<String> {
    let sample = samples(program).into_iter().find(|sample| sample.language == language)?;
    Some(shown::source(&(sample.write)(program, &Example::of(operation))).into_owned())
}

/// Prints the description of an operation, or one sample.
pub(crate) fn print(program: &Program, given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let name = given.get_one::<String>("operation").map_or("", String::as_str);
    let operation = program.find(name)?;
    let mut out = io::stdout().lock();
    if let Some(language) = given.get_one::<String>("sample") {
        let text = sample(program, operation, language).unwrap_or_default();
        writeln!(out, "{}", text.trim_end())?;
        return Ok(());
    }
    for line in attributes::lines(operation, terminal) {
        writeln!(out, "{line}")?;
    }
    for sample in samples(program) {
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

#[cfg(all(test, feature = "hss"))]
mod tests {
    use super::*;

    /// No operation of HSS has a response in several media types, so that no command shows this.
    #[test]
    fn samples_of_the_vendor_s_libraries_ask_for_the_media_type_of_the_response() {
        let program = Program::hss();
        let operation = program.catalog.find("ListImageScanTask").ok().unwrap();
        let usual = Example::of(operation);
        let other = Example { accept: Some("text/csv"), ..Example::of(operation) };
        for (write, plain, with_accept) in [
            (
                python::sample as fn(&Example) -> String,
                "print(client.list_image_scan_task(request))",
                "print(client.list_image_scan_task_invoker(request).add_header(\"Accept\", \"text/csv\").invoke())",
            ),
            (
                go::sample,
                "hss.NewHssClient(connection).ListImageScanTask(&model.ListImageScanTaskRequest{",
                "}).AddHeader(map[string]string{\"Accept\": \"text/csv\"}).Invoke()",
            ),
            (
                java::sample,
                "System.out.println(client.listImageScanTask(request));",
                "System.out.println(client.listImageScanTaskInvoker(request).addHeader(\"Accept\", \"text/csv\").invoke());",
            ),
        ] {
            let (usual, other) = (write(&usual), write(&other));
            assert!(usual.contains(plain) && !usual.contains("Accept"), "{usual}");
            assert!(other.contains(with_accept) && !other.contains(plain), "{other}");
        }
    }
}
