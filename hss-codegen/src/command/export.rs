//! `hss-codegen export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hss_spec::export::openapi;

use super::output;
use super::replacement::Replacement;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Export {
    /// The format of the document.
    #[arg(long, value_enum, default_value_t = Format::Openapi)]
    format: Format,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// OpenAPI 3.1, as JSON.
    Openapi,
}

impl Export {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let spec = folder.read(false)?;
        let text = match self.format {
            Format::Openapi => openapi(&spec),
        };
        let Some(path) = &self.out else { return output::print(&text) };
        let replacement = Replacement::prepare(path, &text)?;
        let is_changed = replacement.is_some();
        if let Some(replacement) = replacement {
            replacement.put()?.finish();
        }
        output::complain(&output::written(path, &text, is_changed));
        Ok(())
    }
}
