//! An update of a spec from documents: imported, compared, reported, and written atomically.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use hss_codegen::Generator;
use hss_spec::diff::{Report, diff};
use hss_spec::import::{
    Document, Imported, apply_explorer, apply_regions, gone, import, read_regions, update_security,
};
use hss_spec::model::{Service, Spec};
use hss_spec::place::{Problem, Problems, Severity};
use hss_spec::{Files, Outcome, restore_folder, write_files};

use super::documents::Documents;
use super::replacement::{Replaced, Replacement};
use super::side_by_side::result_of;
use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::stop::Stop;
use super::{output, report};

/// Options of an update.
pub(super) struct Update<'a> {
    /// The group of all operations.
    pub(super) group: Option<&'a str>,
    /// The file for the generated code of the new spec.
    pub(super) generate: Option<&'a Path>,
    /// The file of the service's regions and endpoints.
    pub(super) regions: Option<&'a Path>,
    /// The file for the report as Markdown.
    pub(super) report: Option<&'a Path>,
    /// Remove operations that are gone.
    pub(super) prune: bool,
    /// Refuse documents of which anything is lost.
    pub(super) strict: bool,
    /// Write neither spec nor code.
    pub(super) dry_run: bool,
    /// Print only the outcome, as JSON.
    pub(super) as_json: bool,
}

/// The spec before an update, and the texts of its files.
pub(super) struct Base {
    pub(super) spec: Spec,
    pub(super) files: Files,
}

impl Base {
    pub(super) fn read(folder: &SpecFolder) -> Result<Self, Stop> {
        folder.read(true).map(|spec| Self { files: spec.to_files(), spec })
    }
}

impl Update<'_> {
    /// Makes sure that there is a folder to write to, and undoes an interrupted write.
    pub(super) fn prepare(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let path = folder.path();
        if path.is_none() && !self.dry_run {
            return Err(Stop::new("the bundled spec can't be written; name a folder with --spec DIR"));
        }
        if let (Some(path), false) = (path, self.dry_run)
            && restore_folder(path)?
        {
            self.tell("the last import was interrupted; its changes were undone\n")?;
        }
        Ok(())
    }

    /// Imports the documents into the spec and writes it. `gone` are operations that are known to be gone.
    pub(super) fn apply(
        &self,
        folder: &SpecFolder,
        base: &Base,
        mut documents: Documents,
        mut gone: BTreeSet<String>,
        outcome: &mut Outcome,
    ) -> Result<(), Stop> {
        // Copies take most of the memory of a run.
        let mut spec = Cow::Borrowed(&base.spec);
        if folder.is_new() || (spec.operations().next().is_none() && spec.service.is_unknown()) {
            documents.introduce(&mut spec.to_mut().service, folder.is_new());
        }
        let spec = &*spec;
        if documents.is_whole && !documents.is_one_unread {
            gone.extend(self::gone(spec, &documents.drafts, &documents.notes));
        }
        let mut known = Cow::Borrowed(spec);
        let gone = match self.prune {
            true if gone.is_empty() => Vec::new(),
            // Before the import, since types that another operation shares keep what it needs of them.
            true => named(known.to_mut().detach(&gone), "removed"),
            false => named(present(spec, &gone), "gone"),
        };
        if documents.is_whole {
            update_security(known.to_mut(), &documents.service, &documents.drafts);
        }
        let (mut imported, mut notes) = take(&known, documents, self.group).map_err(unwritten)?;
        drop(known);
        if self.prune && !gone.is_empty() {
            imported.spec.sweep(spec);
        }
        notes.0.extend(self.read_regions(&mut imported.spec.service).map_err(unwritten)?);
        notes.sort();
        if self.strict {
            refuse_losses(&notes).map_err(unwritten)?;
        }
        outcome.problems = notes;
        outcome.unread = imported.unread.into();
        if !outcome.problems.0.is_empty() {
            self.tell(&format!("{}\n", outcome.problems))?;
        }
        // Generating the code takes longest, so the changes are compared and reported meanwhile.
        let (files, code) = thread::scope(|threads| {
            let new = &imported.spec;
            let code = self.generate.map(|_| threads.spawn(|| Generator::new(new).source()));
            let changes = threads.spawn(|| diff(spec, new));
            let after = new.to_files();
            let changes = outcome.changes.insert(result_of(changes));
            outcome.operations = states(&base.files, &after, changes, imported.operations, gone);
            for (operation, state) in &outcome.operations {
                let advice = if *state == "gone" { "; --prune removes it" } else { "" };
                self.tell(&format!("{operation}: {state}{advice}\n"))?;
            }
            self.tell(&format!("\n{}", changes.to_text()))?;
            Ok::<_, Stop>((after, code.map(result_of)))
        })?;
        let code = code.transpose().map_err(|problems| unwritten(Stop::from(problems)))?;
        let code = self.generate.zip(code);
        let report = self.report.map(|path| (path, report::markdown(outcome, spec, &imported.spec)));
        self.write(folder, &files, code, report, outcome)?;
        if let Some(path) = self.report {
            self.tell(&format!("wrote {}\n", output::name(path)))?;
        }
        Ok(())
    }

    /// Writes everything. With a dry run or without a folder, writes only the report, and says whether the code would
    /// change.
    fn write(
        &self,
        folder: &SpecFolder,
        files: &Files,
        code: Option<(&Path, String)>,
        report: Option<(&Path, String)>,
        outcome: &mut Outcome,
    ) -> Result<(), Stop> {
        match folder.path() {
            Some(path) if !self.dry_run => {
                let written = write(files, path, code, report).map_err(unwritten)?;
                outcome.written = written.iter().map(|path| output::name(path)).collect();
                outcome.written.iter().try_for_each(|path| self.tell(&format!("wrote {path}\n")))?;
            }
            _ => {
                if let Some((path, code)) = code {
                    let state = Replacement::state(path, &code).map_err(unwritten)?;
                    self.tell(&format!("{}: {state}\n", output::name(path)))?;
                }
                if let Some((path, text)) = report {
                    put(path, &text).map_err(unwritten)?.map(Replaced::finish);
                }
            }
        }
        Ok(())
    }

    /// Sets the regions of the service from the file of endpoints; returns notes.
    fn read_regions(&self, service: &mut Service) -> Result<Vec<Problem>, Stop> {
        let Some(path) = self.regions else { return Ok(Vec::new()) };
        let source = Source::read(path)?;
        let document = Document::new(&source.name, source.text()?);
        let regions = read_regions(&document, &service.name)?;
        Ok(apply_regions(service, regions))
    }

    /// Prints a line of the text report.
    pub(super) fn tell(&self, text: &str) -> Result<(), Stop> {
        if self.as_json { Ok(()) } else { output::print(text) }
    }

    /// Prints the end of the report: unread constraints and a summary of the notes; or all of it as JSON.
    pub(super) fn finish(&self, outcome: &mut Outcome, result: &Result<(), Stop>) -> Result<(), Stop> {
        if self.as_json {
            if let Err(stop) = result {
                outcome.problems = stop.problems();
            }
            return output::print(&outcome.to_json());
        }
        if result.is_ok() {
            for note in &outcome.unread.0 {
                output::print(&format!("{note}\n"))?;
            }
            if !outcome.problems.0.is_empty() {
                output::print(&format!("\n{}", outcome.problems.summary()))?;
            }
        }
        Ok(())
    }
}

/// Adds the line that nothing is written.
pub(super) fn unwritten(stop: Stop) -> Stop {
    stop.with_line("nothing is written")
}

/// Imports the documents into the spec; returns notes, including fixups and names without effect.
///
/// Definitions of the API Explorer are a source besides the pages; in a spec without operations, the only one.
pub(super) fn take(
    spec: &Spec,
    documents: Documents,
    group: Option<&str>,
) -> Result<(Imported, Problems), Stop> {
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
    let errors: Problems = errors.collect();
    if errors.has_errors() {
        return Err(errors.into());
    }
    notes.extend(imported.notes.iter().cloned());
    Ok((imported, notes.into()))
}

/// The operations of these ids that the spec has, each as `group/OperationId`.
fn present(spec: &Spec, ids: &BTreeSet<String>) -> Vec<String> {
    let present = spec.operations().filter(|(_, operation)| ids.contains(&operation.id));
    present.map(|(group, operation)| format!("{group}/{}", operation.id)).collect()
}

fn named(operations: Vec<String>, state: &'static str) -> Vec<(String, &'static str)> {
    operations.into_iter().map(|operation| (operation, state)).collect()
}

/// Returns the notes about losses as errors, with a summary.
fn refuse_losses(notes: &Problems) -> Result<(), Stop> {
    let mut losses: Problems = notes.0.iter().filter(|note| note.is_loss()).cloned().collect();
    if losses.0.is_empty() {
        return Ok(());
    }
    let summary = losses.summary();
    losses.0.iter_mut().for_each(|loss| loss.severity = Severity::Error);
    Err(Stop::from(losses).with_line(&format!("\n{}", summary.trim_end())))
}

/// The operations of the documents with their states, and those that are gone. An operation is changed if its file or a
/// type that it shares has changed.
fn states(
    before: &Files,
    after: &Files,
    changes: &Report,
    operations: Vec<String>,
    gone: Vec<(String, &'static str)>,
) -> Vec<(String, &'static str)> {
    let touched: BTreeSet<&String> =
        changes.findings.iter().flat_map(|finding| finding.scope.operations.iter()).collect();
    let state = |operation: &String| {
        let file = format!("{operation}.json");
        match before.get(&file) {
            None => "new",
            Some(text) if after.get(&file) == Some(text) && !touched.contains(operation) => "unchanged",
            Some(_) => "changed",
        }
    };
    let state = |operation| {
        let state = state(&operation);
        (operation, state)
    };
    let is_gone = |operation: &String| gone.iter().any(|(gone, _)| gone == operation);
    let mut states: Vec<_> =
        operations.into_iter().filter(|operation| !is_gone(operation)).map(state).collect();
    states.extend(gone);
    states
}

/// Writes the spec's files and, if requested, its code and the report, all of them or none; returns the files of the spec
/// and of the code that were written.
fn write(
    files: &Files,
    folder: &Path,
    code: Option<(&Path, String)>,
    report: Option<(&Path, String)>,
) -> Result<Vec<PathBuf>, Stop> {
    // The spec last, since the others can be undone if it can't be written. A process that is killed in between leaves
    // the old spec, so the same import can be repeated.
    let code = code.and_then(|(path, code)| put(path, &code).transpose()).transpose()?;
    let report = report.and_then(|(path, text)| put(path, &text).transpose()).transpose();
    let changed = report.and_then(|report| match write_files(files, folder) {
        Ok(changed) => {
            report.map(Replaced::finish);
            Ok(changed)
        }
        Err(error) => Err(undo(report, error.into())),
    });
    match changed {
        Ok(changed) => Ok(changed.into_iter().chain(code.map(Replaced::finish)).collect()),
        Err(stop) => Err(undo(code, stop)),
    }
}

/// Moves a text into place; `None` if the file is up to date.
fn put(path: &Path, text: &str) -> Result<Option<Replaced>, Stop> {
    Replacement::prepare(path, text)?.map(Replacement::put).transpose()
}

/// Restores a file after a failure. Returns the failure; if restoring fails too, with that error.
fn undo(replaced: Option<Replaced>, failure: Stop) -> Stop {
    match replaced.map_or(Ok(()), Replaced::undo) {
        Ok(()) => failure,
        Err(undoing) => failure.with_line(&undoing.message),
    }
}
