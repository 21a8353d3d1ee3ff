//! `hss-codegen import`

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hss_spec::import::{
    Document, Draft, Imported, PageForm, apply_constraints, import, is_openapi, read_openapi, read_page,
};
use hss_spec::model::Spec;
use hss_spec::place::{Place, Problem, Problems};
use hss_spec::write_folder;

use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Import {
    /// The pages or documents.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The form of the files.
    #[arg(long, value_enum, default_value_t = FormChoice::Auto)]
    format: FormChoice,
    /// The operation's id, where the page doesn't say it [default: the file's name up to its first dot].
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// A second source of the query parameters' bounds: the vendor's machine-readable constraints, as JSON.
    #[arg(long, value_name = "FILE")]
    constraints: Option<PathBuf>,
    /// The family of the operations [default: by their paths].
    #[arg(long, value_name = "FAMILY")]
    family: Option<String>,
    /// Whether the pages' own descriptions come along.
    #[arg(long, value_enum, default_value_t = Prose::Drop)]
    prose: Prose,
    /// Report what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormChoice {
    Auto,
    Text,
    Markdown,
    Html,
    Openapi,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Prose {
    Keep,
    Drop,
}

impl Import {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        if self.operation.is_some() && self.files.len() > 1 {
            return Err(Stop("--operation names one operation, but there are several files".to_owned()));
        }
        let path = folder.path();
        if path.is_none() && !self.dry_run {
            return Err(Stop("the bundled spec can't be written; name a folder with --spec DIR".to_owned()));
        }
        let spec = folder.read(true)?;
        let imported = import(&spec, self.read()?, self.family.as_deref())?;
        let problems = imported.spec.check();
        let new: Vec<Problem> = problems.0.into_iter().filter(Problem::is_error).collect();
        if !new.is_empty() {
            return Err(Stop(format!("{}\nnothing is written", Problems(new))));
        }
        report(&spec, &imported)?;
        if let (Some(path), false) = (path, self.dry_run) {
            for changed in write_folder(&imported.spec, path)? {
                output::print(&format!("wrote {}\n", changed.display()))?;
            }
        }
        Ok(())
    }

    /// All drafts, or all problems of all files.
    fn read(&self) -> Result<Vec<Draft>, Stop> {
        let mut drafts = Vec::new();
        let mut problems = Vec::new();
        for path in &self.files {
            match self.read_one(path, &read_bytes(path)?) {
                Ok(read) => drafts.extend(read),
                Err(found) => problems.extend(found.0),
            }
        }
        if let (Some(path), true) = (&self.constraints, problems.is_empty()) {
            let (name, bytes) = (path.to_string_lossy(), read_bytes(path)?);
            let text = utf8(&name, &bytes)?;
            let notes = apply_constraints(&Document { name: &name, text }, &mut drafts)?;
            if let Some(first) = drafts.first_mut() {
                first.notes.extend(notes);
            }
        }
        if problems.is_empty() { Ok(drafts) } else { Err(Stop(format!("{}\nnothing is written", Problems(problems)))) }
    }

    fn read_one(&self, path: &Path, bytes: &[u8]) -> Result<Vec<Draft>, Problems> {
        let name = path.to_string_lossy();
        let text = utf8(&name, bytes)?;
        let document = Document { name: &name, text };
        let keep_prose = self.prose == Prose::Keep;
        let form = match self.format {
            FormChoice::Text => PageForm::Text,
            FormChoice::Markdown => PageForm::Markdown,
            FormChoice::Html => PageForm::Html,
            FormChoice::Auto if !is_openapi(text) => PageForm::detect(text).ok_or_else(|| {
                let message = "neither an API page nor an OpenAPI document: expected the sections URI, request and \
                               response as text or Markdown, or a document that starts with `openapi`";
                Problems::from(Problem::error(&Place::file(name.as_ref()), message))
            })?,
            FormChoice::Auto | FormChoice::Openapi => {
                let mut document = read_openapi(&document, keep_prose)?;
                if let Some(first) = document.drafts.first_mut() {
                    first.notes.append(&mut document.notes);
                }
                return Ok(document.drafts);
            }
        };
        Ok(vec![read_page(&document, form, self.operation.as_deref(), keep_prose)?])
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|error| Stop(format!("{}: {error}", path.display())))
}

fn utf8<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Problems> {
    std::str::from_utf8(bytes)
        .map_err(|_| Problem::error(&Place::file(name), "the file is not UTF-8 text").into())
}

fn report(old: &Spec, imported: &Imported) -> Result<(), Stop> {
    for note in &imported.notes {
        output::print(&format!("{note}\n"))?;
    }
    let (before, after) = (old.to_files(), imported.spec.to_files());
    for operation in &imported.operations {
        let file = format!("{operation}.json");
        let change = match before.get(&file) {
            None => "new",
            Some(text) if after.get(&file) == Some(text) => "unchanged",
            Some(_) => "changed",
        };
        output::print(&format!("{operation}: {change}\n"))?;
    }
    Ok(())
}
