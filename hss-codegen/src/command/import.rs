//! `hss-codegen import`

use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};
use hss_codegen::Generator;
use hss_spec::diff::diff;
use hss_spec::import::{Document, Imported, apply_explorer, apply_regions, import, read_regions};
use hss_spec::model::{FileNameError, Service, Spec, check_group_name};
use hss_spec::place::{Problem, Problems, Severity};
use hss_spec::{Files, Outcome, restore_folder, write_files};

use super::documents::{Documents, FormChoice, Reading};
use super::replacement::Replacement;
use super::side_by_side::result_of;
use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Import {
    /// The pages or documents: files, folders of them, or `-` for standard input.
    #[arg(required_unless_present = "regions", value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// The operation's id, where the page doesn't say it [default: the file's name up to its first dot].
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// A second source of the query parameters' bounds: the vendor's machine-readable constraints, as JSON.
    #[arg(long, value_name = "FILE")]
    constraints: Option<PathBuf>,
    /// The service's regions and endpoints: JSON or YAML (`region: endpoint`), a table as Markdown, HTML or CSV, or the
    /// source of the vendor's SDK that lists them.
    #[arg(long, value_name = "FILE")]
    regions: Option<PathBuf>,
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
    /// Refuse documents of which anything is lost: each such note is an error.
    #[arg(long)]
    strict: bool,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The form of the report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines to read: notes, operations, changes, and the notes in figures.
    Text,
    /// One object for tools, with the place and the kind of each note.
    Json,
    // Forms of documents, which `--input` has had a name of its own for since reports have forms.
    #[value(hide = true)]
    Auto,
    #[value(hide = true)]
    Markdown,
    #[value(hide = true)]
    Html,
    #[value(hide = true)]
    Openapi,
}

impl Format {
    /// The form of documents that this value named once.
    fn input(self) -> Option<FormChoice> {
        match self {
            Self::Text | Self::Json => None,
            Self::Auto => Some(FormChoice::Auto),
            Self::Markdown => Some(FormChoice::Markdown),
            Self::Html => Some(FormChoice::Html),
            Self::Openapi => Some(FormChoice::Openapi),
        }
    }
}

/// Findings that can be denied.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Constraints that the spec knew and the documents no longer say in words that are understood.
    Unread,
}

impl Import {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let mut outcome = Outcome::default();
        let result = self.import(folder, &mut outcome);
        if self.format == Format::Json {
            if let Err(stop) = &result {
                outcome.problems = stop.problems();
            }
            output::print(&outcome.to_json())?;
        } else if result.is_ok() {
            for note in &outcome.unread.0 {
                output::print(&format!("{note}\n"))?;
            }
            if !outcome.problems.0.is_empty() {
                output::print(&format!("\n{}", outcome.problems.summary()))?;
            }
        }
        result?;
        let unread = outcome.unread.0.len();
        if self.deny == Some(Denied::Unread) && unread > 0 {
            return Err(Stop::new(format!("{unread} known constraints or attributes are unread")));
        }
        Ok(())
    }

    fn import(&self, folder: &SpecFolder, outcome: &mut Outcome) -> Result<(), Stop> {
        let path = folder.path();
        if path.is_none() && !self.dry_run {
            return Err(Stop::new("the bundled spec can't be written; name a folder with --spec DIR"));
        }
        if let (Some(path), false) = (path, self.dry_run)
            && restore_folder(path)?
        {
            self.tell("the last import was interrupted; the spec is as it was before it\n")?;
        }
        let unwritten = |stop: Stop| stop.with_line("nothing is written");
        let (spec, documents) = thread::scope(|threads| {
            let documents = threads.spawn(|| self.read());
            let spec = folder.read(true).map(|spec| (spec.to_files(), spec));
            (spec, result_of(documents))
        });
        let ((before, mut spec), mut documents) = (spec?, documents.map_err(unwritten)?);
        if folder.is_new() {
            documents.introduce(&mut spec.service);
        }
        let service = self.read_regions(&spec.service, &mut documents.notes).map_err(unwritten)?;
        let imported = take(&spec, documents, self.group.as_deref());
        let (mut imported, mut notes) = imported.map_err(unwritten)?;
        imported.spec.service = service.unwrap_or(imported.spec.service);
        notes.sort();
        if self.strict {
            refuse_losses(&notes).map_err(unwritten)?;
        }
        outcome.problems = notes;
        outcome.unread = Problems(imported.unread);
        if !outcome.problems.0.is_empty() {
            self.tell(&format!("{}\n", outcome.problems))?;
        }
        // The code takes longest; what changed is worked out and told meanwhile.
        let (files, code) = thread::scope(|threads| {
            let new = &imported.spec;
            let code = self.generate.as_ref().map(|_| threads.spawn(|| Generator::new(new).source()));
            let changes = threads.spawn(|| diff(&spec, new));
            let after = new.to_files();
            outcome.operations = states(&before, &after, imported.operations);
            for (operation, state) in &outcome.operations {
                self.tell(&format!("{operation}: {state}\n"))?;
            }
            let changes = outcome.changes.insert(result_of(changes));
            self.tell(&format!("\n{}", changes.to_text()))?;
            Ok::<_, Stop>((after, code.map(result_of)))
        })?;
        let code = code.transpose().map_err(|problems| unwritten(Stop::from(problems)))?;
        let code = self.generate.as_deref().zip(code);
        match path {
            Some(path) if !self.dry_run => {
                let written = write(&files, path, code).map_err(unwritten)?;
                outcome.written = written.iter().map(|path| output::name(path)).collect();
                outcome.written.iter().try_for_each(|path| self.tell(&format!("wrote {path}\n")))
            }
            _ => code.map_or(Ok(()), |(path, code)| {
                let state = Replacement::state(path, &code).map_err(unwritten)?;
                self.tell(&format!("{}: {state}\n", output::name(path)))
            }),
        }
    }

    /// The service with the regions of the file of endpoints.
    fn read_regions(&self, service: &Service, notes: &mut Vec<Problem>) -> Result<Option<Service>, Stop> {
        let Some(path) = &self.regions else { return Ok(None) };
        let source = Source::read(path)?;
        let document = Document { name: &source.name, text: source.text()? };
        let regions = read_regions(&document, &service.name)?;
        let mut service = service.clone();
        notes.extend(apply_regions(&mut service, regions));
        Ok(Some(service))
    }

    /// Prints a line of the report that is read by people.
    fn tell(&self, text: &str) -> Result<(), Stop> {
        if self.format == Format::Json { Ok(()) } else { output::print(text) }
    }

    fn read(&self) -> Result<Documents, Stop> {
        let form = self.format.input().unwrap_or(self.reading.form);
        let reading = Reading { form, ..self.reading };
        let mut documents = Documents::read(&self.files, reading, self.operation.as_deref())?;
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
fn take(spec: &Spec, documents: Documents, group: Option<&str>) -> Result<(Imported, Problems), Stop> {
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
        return Err(errors.into());
    }
    notes.extend(imported.notes.iter().cloned());
    Ok((imported, Problems(notes)))
}

/// The notes that mean a loss as errors, with their figures.
fn refuse_losses(notes: &Problems) -> Result<(), Stop> {
    let mut losses = Problems(notes.0.iter().filter(|note| note.is_loss()).cloned().collect());
    if losses.0.is_empty() {
        return Ok(());
    }
    let summary = losses.summary();
    losses.0.iter_mut().for_each(|loss| loss.severity = Severity::Error);
    Err(Stop::from(losses).with_line(&format!("\n{}", summary.trim_end())))
}

/// The operations of the documents; their files are new, changed or unchanged.
fn states(before: &Files, after: &Files, operations: Vec<String>) -> Vec<(String, &'static str)> {
    let state = |operation: &String| {
        let file = format!("{operation}.json");
        match before.get(&file) {
            None => "new",
            Some(text) if after.get(&file) == Some(text) => "unchanged",
            Some(_) => "changed",
        }
    };
    let state = |operation| {
        let state = state(&operation);
        (operation, state)
    };
    operations.into_iter().map(state).collect()
}

/// Writes the spec's files and, where it is asked for, its code: both or none. The files that were written.
fn write(files: &Files, folder: &Path, code: Option<(&Path, String)>) -> Result<Vec<PathBuf>, Stop> {
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
                Err(undoing) => error.with_line(&undoing.message),
            });
        }
    };
    let code = code.map(|code| code.finish());
    Ok(changed.into_iter().chain(code).collect())
}
