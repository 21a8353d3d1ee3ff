//! `hss-codegen check`

use clap::Args;

use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let spec = folder.read(false)?;
        let problems = spec.check();
        let errors = problems.0.iter().filter(|problem| problem.is_error()).count();
        let notes = problems.0.len() - errors;
        if !problems.0.is_empty() {
            output::print(&format!("{problems}\n"))?;
        }
        let operations = spec.operations().count();
        output::print(&format!("{operations} operations: {errors} errors, {notes} notes\n"))?;
        if errors > 0 { Err(Stop(format!("the spec has {errors} errors"))) } else { Ok(()) }
    }
}
