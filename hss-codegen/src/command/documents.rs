//! Reads documents: doc pages, and OpenAPI documents.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hss_spec::import::{
    Document, Draft, PageForm, apply_constraints, is_explorer, is_openapi, other_kind, read_calls,
    read_explorer, read_openapi_with_files,
};
use hss_spec::model::Service;
use hss_spec::place::{Place, Problem, Problems};

use super::sources::Source;
use super::stop::Stop;

/// Options of reading documents.
#[derive(Args, Clone, Copy)]
pub(super) struct Reading {
    /// The form of the documents.
    #[arg(long = "input", value_name = "FORM", value_enum, default_value_t = FormChoice::Auto)]
    pub(super) form: FormChoice,
    /// The vendor's descriptions: written into the spec, or dropped
    #[arg(long, value_enum, default_value_t = VendorDescriptions::Drop)]
    pub(super) vendor_descriptions: VendorDescriptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormChoice {
    /// By their content.
    Auto,
    Text,
    Markdown,
    Html,
    Openapi,
    /// A definition of the vendor's API Explorer.
    Explorer,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VendorDescriptions {
    Keep,
    Drop,
}

/// The content of documents.
#[derive(Clone, Default)]
pub(super) struct Documents {
    /// The name of the first one.
    pub(super) name: Option<String>,
    /// Their operations.
    pub(super) drafts: Vec<Draft>,
    /// The definitions of the vendor's API Explorer.
    pub(super) explorer: Vec<Draft>,
    /// Parts left out, outside the operations.
    pub(super) notes: Vec<Problem>,
    /// True if one of them describes a whole API, so that operations that it lacks were removed.
    pub(super) is_whole: bool,
    /// True if a document of the API is missing; operations that the others lack may be in that one.
    pub(super) is_one_unread: bool,
    /// The service, from the first of those documents.
    pub(super) service: Service,
    /// Parts of the service that a spec cannot express.
    notes_on_service: Option<Problem>,
}

impl Documents {
    /// The content of the files, or all problems of all files. `operation` is the id of the only page's operation,
    /// if the page lacks it; `fetch` reads addresses.
    pub(super) fn read(
        paths: &[PathBuf],
        reading: Reading,
        operation: Option<&str>,
        fetch: &dyn Fn(&str) -> Result<Source, Stop>,
    ) -> Result<Self, Stop> {
        let sources = Source::read_all(paths, fetch)?;
        if operation.is_some() && sources.len() > 1 {
            return Err(Stop::new("--operation names one operation, but there are several files".to_owned()));
        }
        let mut documents = Self::default();
        let mut problems = Vec::new();
        for source in &sources {
            if let Err(found) = documents.add(source, reading, operation) {
                // Notes on a page with errors may only be consequences of these.
                problems.extend(found.0.into_iter().filter(Problem::is_error));
            }
        }
        if problems.is_empty() { Ok(documents) } else { Err(Problems::from(problems).into()) }
    }

    /// Adds a second source of bounds.
    pub(super) fn apply_constraints(&mut self, path: &Path) -> Result<(), Stop> {
        let source = Source::read(path)?;
        let document = Document::new(&source.name, source.text()?);
        self.notes.extend(apply_constraints(&document, &mut self.drafts)?);
        Ok(())
    }

    /// Sets the service of a new spec, including its name unless a name was given.
    pub(super) fn introduce(&mut self, service: &mut Service, with_name: bool) {
        let known = std::mem::take(&mut self.service);
        if with_name && !known.name.is_empty() {
            service.name = known.name;
        }
        service.title = known.title;
        service.endpoint = known.endpoint;
        service.servers = known.servers;
        service.page = known.page.or(service.page.take());
        service.regions.extend(known.regions);
        service.groups.extend(known.groups);
        service.group_docs.extend(known.group_docs);
        if self.is_whole {
            service.security_schemes = known.security_schemes;
            service.security = known.security;
            service.client_parameters = known.client_parameters;
        } else {
            // All pages are from Huawei Cloud.
            service.use_huawei();
        }
        self.notes.extend(self.notes_on_service.take());
    }

    fn add_explorer(&mut self, document: &Document<'_>) -> Result<(), Problems> {
        self.explorer.extend(read_explorer(document)?);
        Ok(())
    }

    /// Adds the documents of another set.
    #[cfg(feature = "sync")]
    pub(super) fn append(&mut self, other: Self) {
        self.drafts.extend(other.drafts);
        self.explorer.extend(other.explorer);
        self.notes.extend(other.notes);
        if other.is_whole && !self.is_whole {
            self.service = other.service;
            self.notes_on_service = other.notes_on_service;
            self.is_whole = true;
        }
    }

    /// Adds a document.
    pub(super) fn add(
        &mut self,
        source: &Source,
        reading: Reading,
        operation: Option<&str>,
    ) -> Result<(), Problems> {
        self.add_with_files(source, reading, operation, &|path| source.neighbour(path))?;
        source
            .failure()
            .map_or(Ok(()), |failure| Err(Problem::error(&Place::file(source.name.as_str()), failure).into()))
    }

    /// Adds a document with the files that it refers to, by their paths from its folder.
    pub(super) fn add_with_files(
        &mut self,
        source: &Source,
        reading: Reading,
        operation: Option<&str>,
        read_file: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<(), Problems> {
        self.name.get_or_insert_with(|| source.name.clone());
        let document = Document::new(&source.name, source.text()?);
        let keep_descriptions = reading.vendor_descriptions == VendorDescriptions::Keep;
        let form = match reading.form {
            FormChoice::Text => PageForm::Text,
            FormChoice::Markdown => PageForm::Markdown,
            FormChoice::Html => PageForm::Html,
            FormChoice::Explorer => return self.add_explorer(&document),
            FormChoice::Auto if is_explorer(document.text) => return self.add_explorer(&document),
            FormChoice::Auto if !is_openapi(document.text) => {
                PageForm::detect(document.text).ok_or_else(|| no_page(&document))?
            }
            FormChoice::Auto | FormChoice::Openapi => {
                let api = read_openapi_with_files(&document, keep_descriptions, read_file)?;
                if !self.is_whole {
                    self.notes_on_service = api.introduce(&mut self.service);
                }
                self.drafts.extend(api.drafts);
                self.notes.extend(api.notes);
                self.is_whole = true;
                return Ok(());
            }
        };
        self.drafts.extend(read_calls(&document, form, operation, keep_descriptions)?);
        Ok(())
    }
}

/// The error for a document that is neither a page nor an OpenAPI document.
fn no_page(document: &Document<'_>) -> Problem {
    let kind = other_kind(document).unwrap_or("neither an API page nor an OpenAPI document");
    let message = format!(
        "{kind}: expected the sections URI, request and response as text, Markdown or HTML, or a document that starts \
         with `openapi` or `swagger`"
    );
    Problem::error(&Place::file(document.name), message)
}
