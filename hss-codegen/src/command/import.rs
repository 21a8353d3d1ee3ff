//! `hss-codegen import`

use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};
use hss_codegen::Generator;
use hss_spec::diff::diff;
use hss_spec::import::{Imported, apply_explorer, import};
use hss_spec::model::{FileNameError, Spec, check_group_name};
use hss_spec::place::{Problem, Problems};
use hss_spec::{Files, restore_folder, write_files};

use super::documents::{Documents, Reading};
use super::replacement::Replacement;
use super::side_by_side::result_of;
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
    /// The group of the operations [default: by their paths].
    #[arg(long, alias = "family", value_name = "GROUP", value_parser = group_name)]
    group: Option<String>,
    /// Also generate the client of the new spec and write it to this file, together with the spec or not at all.
    #[arg(long, value_name = "PATH")]
    generate: Option<PathBuf>,
    /// Exit with 1 if there are findings of this kind; everything is written all the same.
    #[arg(long, value_enum, value_name = "KIND")]
    deny: Option<Denied>,
    /// Report what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Findings that can be denied.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Constraints that the spec knew and the documents no longer say in words that are understood.
    Unread,
}

impl Import {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let unread = self.import(folder)?;
        for note in &unread {
            output::print(&format!("{note}\n"))?;
        }
        if self.deny == Some(Denied::Unread) && !unread.is_empty() {
            return Err(Stop(format!("{} known constraints or attributes are unread", unread.len())));
        }
        Ok(())
    }

    /// Imports the documents; returns what is unread.
    fn import(&self, folder: &SpecFolder) -> Result<Vec<Problem>, Stop> {
        let path = folder.path();
        if path.is_none() && !self.dry_run {
            return Err(Stop("the bundled spec can't be written; name a folder with --spec DIR".to_owned()));
        }
        if let (Some(path), false) = (path, self.dry_run)
            && restore_folder(path)?
        {
            output::print("the last import was interrupted; the spec is as it was before it\n")?;
        }
        let unwritten = |Stop(message)| Stop(format!("{message}\nnothing is written"));
        let (spec, documents) = thread::scope(|threads| {
            let documents = threads.spawn(|| self.read());
            let spec = folder.read(true).map(|spec| (spec.to_files(), spec));
            (spec, result_of(documents))
        });
        let ((before, mut spec), mut documents) = (spec?, documents.map_err(unwritten)?);
        if folder.is_new() {
            documents.introduce(&mut spec.service);
        }
        let imported = take(&spec, documents, self.group.as_deref());
        let (imported, notes) = imported.map_err(unwritten)?;
        for note in &notes {
            output::print(&format!("{note}\n"))?;
        }
        // The code takes longest; what changed is worked out and told meanwhile.
        let (files, code) = thread::scope(|threads| {
            let new = &imported.spec;
            let code = self.generate.as_ref().map(|_| threads.spawn(|| Generator::new(new).source()));
            let report = threads.spawn(|| diff(&spec, new).to_text());
            let after = new.to_files();
            let told = output::print(&states(&before, &after, &imported.operations))
                .and_then(|()| output::print(&format!("\n{}", result_of(report))));
            told.map(|()| (after, code.map(result_of)))
        })?;
        let code = code.transpose().map_err(|problems| unwritten(Stop::from(problems)))?;
        let code = self.generate.as_deref().zip(code);
        match path {
            Some(path) if !self.dry_run => write(&files, path, code).map_err(unwritten),
            _ => code.map_or(Ok(()), |(path, code)| {
                let state = Replacement::state(path, &code).map_err(unwritten)?;
                output::print(&format!("{}: {state}\n", output::name(path)))
            }),
        }?;
        Ok(imported.unread)
    }

    fn read(&self) -> Result<Documents, Stop> {
        let mut documents = Documents::read(&self.files, self.reading, self.operation.as_deref())?;
        if let Some(path) = &self.constraints {
            documents.apply_constraints(path)?;
        }
        Ok(documents)
    }
}

/// The name of a group, which becomes a directory of the spec.
fn group_name(name: &str) -> Result<String, FileNameError> {
    check_group_name(name).map(|()| name.to_owned())
}

/// Takes the documents into the spec; what there is to know about it, dead fixups and names among it.
///
/// Definitions of the API Explorer are a source beside the pages; in a spec without operations they are all there is.
fn take(spec: &Spec, documents: Documents, group: Option<&str>) -> Result<(Imported, Vec<Problem>), Stop> {
    let Documents { mut drafts, mut explorer, mut notes, .. } = documents;
    if drafts.is_empty() && spec.operations().next().is_none() {
        drafts.append(&mut explorer);
    }
    let mut imported = import(spec, drafts, group)?;
    let explored = apply_explorer(&mut imported.spec, &explorer);
    notes.extend(explored.notes);
    imported.operations.extend(explored.operations);
    imported.operations.sort();
    imported.operations.dedup();
    let errors = imported.spec.check_groups().0.into_iter().filter(Problem::is_error);
    let errors = Problems(errors.collect());
    if errors.has_errors() {
        return Err(Stop(errors.to_string()));
    }
    notes.extend(imported.notes.iter().cloned());
    Ok((imported, notes))
}

/// A line per operation of the documents: its file is new, changed or unchanged.
fn states(before: &Files, after: &Files, operations: &[String]) -> String {
    let state = |operation: &String| {
        let file = format!("{operation}.json");
        let state = match before.get(&file) {
            None => "new",
            Some(text) if after.get(&file) == Some(text) => "unchanged",
            Some(_) => "changed",
        };
        format!("{operation}: {state}\n")
    };
    operations.iter().map(state).collect()
}

/// Writes the spec's files and, where it is asked for, its code: both or none.
fn write(files: &Files, folder: &Path, code: Option<(&Path, String)>) -> Result<(), Stop> {
    let code = code.map(|(path, code)| Replacement::prepare(path, &code)).transpose()?.flatten();
    // The code first, since it can be undone when the spec can't be written. A process that is killed between them
    // leaves the old spec, so the same import does all of it again.
    let code = code.map(Replacement::put).transpose()?;
    let changed = match write_files(files, folder) {
        Ok(changed) => changed,
        Err(error) => {
            let error = Stop::from(error);
            return Err(match code.map_or(Ok(()), |code| code.undo()) {
                Ok(()) => error,
                Err(Stop(undoing)) => Stop(format!("{}\n{undoing}", error.0)),
            });
        }
    };
    let code = code.map(|code| code.finish());
    for path in changed.into_iter().chain(code) {
        output::print(&format!("wrote {}\n", output::name(&path)))?;
    }
    Ok(())
}
