//! `hss-codegen remove`

use std::collections::BTreeSet;

use clap::Args;
use hss_spec::diff::diff;
use hss_spec::{restore_folder, write_folder};

use super::output;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Remove {
    /// The ids of the operations.
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Report what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Remove {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let Some(path) = folder.path() else {
            return Err(Stop::new("the bundled spec can't be written; name a folder with --spec DIR"));
        };
        if !self.dry_run {
            restore_folder(path)?;
        }
        let old = folder.read(false)?;
        let missing: Vec<&str> =
            self.ids.iter().map(String::as_str).filter(|id| old.operation(id).is_none()).collect();
        if !missing.is_empty() {
            let missing = missing.join("`, `");
            return Err(
                Stop::new(format!("the spec has no operation `{missing}`")).with_line("nothing is written")
            );
        }
        let ids: BTreeSet<String> = self.ids.iter().cloned().collect();
        let mut new = old.clone();
        for operation in new.remove(&ids) {
            output::print(&format!("{operation}: removed\n"))?;
        }
        output::print(&format!("\n{}", diff(&old, &new).to_text()))?;
        if !self.dry_run {
            for path in write_folder(&new, path)? {
                output::print(&format!("wrote {}\n", output::name(&path)))?;
            }
        }
        Ok(())
    }
}
