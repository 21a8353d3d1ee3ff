//! `hss-codegen index`

use clap::Args;
use hss_spec::write_index;

use super::output;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Index {
    /// Write nothing; fail if the index lists other files than those that exist.
    #[arg(long)]
    check: bool,
}

impl Index {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let Some(path) = folder.path() else {
            return Err(Stop::new("the bundled spec has no index; name a folder with --spec DIR"));
        };
        if self.check {
            hss_spec::spec_files(path)?;
            return Ok(());
        }
        // The folder must be a valid spec.
        folder.read(false)?;
        let state = if write_index(path)? { "renewed" } else { "unchanged" };
        output::print(&format!("{}/index.txt: {state}\n", output::name(path)))
    }
}
