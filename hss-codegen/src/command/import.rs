//! `hss-codegen import`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hss_spec::import::{
    Document, Draft, Imported, PageForm, apply_constraints, import, is_openapi, read_openapi, read_page,
};
use hss_spec::model::Spec;
use hss_spec::place::{Place, Problem, Problems};
use hss_spec::write_folder;

use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Import {
    /// The pages or documents: files, folders of them, or `-` for standard input.
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
        let sources = Source::read_all(&self.files)?;
        if self.operation.is_some() && sources.len() > 1 {
            return Err(Stop("--operation names one operation, but there are several files".to_owned()));
        }
        for source in &sources {
            match self.read_one(source) {
                Ok(read) => drafts.extend(read),
                // What was not understood of a page that is wrong may only follow from that.
                Err(found) => problems.extend(found.0.into_iter().filter(Problem::is_error)),
            }
        }
        if let (Some(path), true) = (&self.constraints, problems.is_empty()) {
            let source = Source::read(path)?;
            let document = Document { name: &source.name, text: source.text()? };
            let notes = apply_constraints(&document, &mut drafts)?;
            if let Some(first) = drafts.first_mut() {
                first.notes.extend(notes);
            }
        }
        if problems.is_empty() {
            Ok(drafts)
        } else {
            Err(Stop(format!("{}\nnothing is written", Problems(problems))))
        }
    }

    fn read_one(&self, source: &Source) -> Result<Vec<Draft>, Problems> {
        let name = source.name.as_str();
        let text = source.text()?;
        let document = Document { name, text };
        let keep_prose = self.prose == Prose::Keep;
        let form = match self.format {
            FormChoice::Text => PageForm::Text,
            FormChoice::Markdown => PageForm::Markdown,
            FormChoice::Html => PageForm::Html,
            FormChoice::Auto if !is_openapi(text) => PageForm::detect(text).ok_or_else(|| {
                let message = "neither an API page nor an OpenAPI document: expected the sections URI, request and \
                               response as text, Markdown or HTML, or a document that starts with `openapi`";
                Problems::from(Problem::error(&Place::file(name), message))
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
