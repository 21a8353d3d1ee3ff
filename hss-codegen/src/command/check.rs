//! `hss-codegen check`

use clap::{Args, ValueEnum};

use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Check {
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let spec = match folder.read(false) {
            Err(stop) if self.format == Format::Json => {
                output::print(&stop.problems().to_json())?;
                return Err(stop);
            }
            read => read?,
        };
        let problems = spec.check();
        let errors = problems.0.iter().filter(|problem| problem.is_error()).count();
        let notes = problems.0.len() - errors;
        if self.format == Format::Json {
            output::print(&problems.to_json())?;
        } else {
            if !problems.0.is_empty() {
                output::print(&format!("{problems}\n"))?;
            }
            let operations = spec.operations().count();
            output::print(&format!("{operations} operations: {errors} errors, {notes} notes\n"))?;
        }
        if errors > 0 { Err(Stop::new(format!("the spec has {errors} errors"))) } else { Ok(()) }
    }
}
