//! `hss-codegen import`

use std::path::PathBuf;

use clap::Args;
use hss_spec::diff::diff;
use hss_spec::import::{Imported, import};
use hss_spec::model::Spec;
use hss_spec::place::{Problem, Problems};
use hss_spec::{restore_folder, write_folder};

use super::documents::{Documents, Reading};
use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Import {
    /// The pages or documents: files, folders of them, or `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// The operation's id, where the page doesn't say it [default: the file's name up to its first dot].
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// A second source of the query parameters' bounds: the vendor's machine-readable constraints, as JSON.
    #[arg(long, value_name = "FILE")]
    constraints: Option<PathBuf>,
    /// The family of the operations [default: by their paths].
    #[arg(long, value_name = "FAMILY")]
    family: Option<String>,
    /// Report what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let path = folder.path();
        if path.is_none() && !self.dry_run {
            return Err(Stop("the bundled spec can't be written; name a folder with --spec DIR".to_owned()));
        }
        if let (Some(path), false) = (path, self.dry_run)
            && restore_folder(path)?
        {
            output::print("the last import was interrupted; the spec is as it was before it\n")?;
        }
        let mut spec = folder.read(true)?;
        let unwritten = |Stop(message)| Stop(format!("{message}\nnothing is written"));
        let mut documents = self.read().map_err(unwritten)?;
        if folder.is_new() {
            documents.introduce(&mut spec.service);
        }
        let imported = take(&spec, documents, self.family.as_deref());
        let (imported, notes) = imported.map_err(unwritten)?;
        for note in &notes {
            output::print(&format!("{note}\n"))?;
        }
        output::print(&states(&spec, &imported))?;
        output::print(&format!("\n{}", diff(&spec, &imported.spec).to_text()))?;
        if let (Some(path), false) = (path, self.dry_run) {
            for changed in write_folder(&imported.spec, path)? {
                output::print(&format!("wrote {}\n", changed.display()))?;
            }
        }
        Ok(())
    }

    fn read(&self) -> Result<Documents, Stop> {
        let mut documents = Documents::read(&self.files, self.reading, self.operation.as_deref())?;
        if let Some(path) = &self.constraints {
            documents.apply_constraints(path)?;
        }
        Ok(documents)
    }
}

/// Takes the documents into the spec; what there is to know about it, dead fixups and names among it.
fn take(spec: &Spec, documents: Documents, family: Option<&str>) -> Result<(Imported, Vec<Problem>), Stop> {
    let mut notes = documents.notes;
    let imported = import(spec, documents.drafts, family)?;
    let errors = imported.spec.check_families().0.into_iter().filter(Problem::is_error);
    let errors = Problems(errors.collect());
    if errors.has_errors() {
        return Err(Stop(errors.to_string()));
    }
    notes.extend(imported.notes.iter().cloned());
    Ok((imported, notes))
}

/// Each operation of the documents in a line, with whether its file is new or changes.
fn states(old: &Spec, imported: &Imported) -> String {
    let (before, after) = (old.to_files(), imported.spec.to_files());
    let state = |operation: &String| {
        let file = format!("{operation}.json");
        let state = match before.get(&file) {
            None => "new",
            Some(text) if after.get(&file) == Some(text) => "unchanged",
            Some(_) => "changed",
        };
        format!("{operation}: {state}\n")
    };
    imported.operations.iter().map(state).collect()
}
