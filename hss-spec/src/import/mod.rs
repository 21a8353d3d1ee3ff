//! Import of vendor documents: pages as text, Markdown or HTML, and OpenAPI documents.
//!
//! A page is read in two steps: `text`, `markdown` or `html` finds its sections and tables, then `tables` turns them into a
//! [`Draft`], for which [`description`] reads the constraints and attributes in each description.

mod attribute;
mod captions;
mod column;
mod continued;
pub mod description;
mod dispute;
mod distribute;
mod draft;
mod example;
mod explorer;
mod fixup;
mod gone;
mod group;
mod html;
mod index;
mod join;
mod keep;
mod known_names;
mod label;
mod line_ends;
mod machine;
mod markdown;
mod markdown_lines;
mod markup;
mod merge;
mod models;
mod naming;
mod openapi;
mod page;
mod paging;
mod piped;
mod regions;
mod rows;
mod secret;
mod security;
mod share;
mod tables;
mod text;
mod type_names;
mod types;
mod unit;
mod unlisted;
mod uri;
mod versions;

use std::sync::Arc;

pub use draft::{DocumentModels, Draft};
pub use explorer::{Explored, apply_explorer, is_explorer, read_explorer};
pub use gone::gone;
pub use group::group_of;
pub use index::read_index;
pub use machine::apply_constraints;
pub use merge::{Imported, import};
pub use openapi::{OpenApi, is_openapi, other_kind, read_openapi, read_openapi_with_files};
pub use regions::{Regions, apply_regions, read_regions};
pub use security::update_security;

use crate::model::SourceForm;
use crate::place::Problems;

/// A document to import.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Document<'a> {
    /// The name of the file as given; every message starts with it, and it may be the operation's id.
    pub name: &'a str,
    /// Its content: a doc page or an OpenAPI document.
    pub text: &'a str,
}

impl<'a> Document<'a> {
    /// A document of this name with this content.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text }
    }
}

/// The supported forms of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageForm {
    /// Text copied from a browser: one table cell per paragraph.
    Text,
    /// Markdown, as the vendor's site serves it.
    Markdown,
    /// HTML, as a browser saves it or a site serves it.
    Html,
}

impl PageForm {
    /// The form of a page, from its content; `None` if it has none of these forms.
    pub fn detect(text: &str) -> Option<Self> {
        if html::is_html(text) {
            return Some(Self::Html);
        }
        let text = line_ends::unified(text);
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if lines.clone().next()?.starts_with(['<', '{']) {
            return None;
        }
        // The first heading or table decides: samples further down may have any kind of line.
        while let Some(line) = lines.next() {
            let heading = line.trim_start_matches('#');
            let is_section = label::section(&markup::plain(heading.trim_matches(['*', ' ']))).is_some();
            let is_underlined = || lines.clone().next().is_some_and(markdown_lines::is_rule);
            let form = match line.starts_with('|')
                || (is_section && (heading.len() < line.len() || is_underlined()))
            {
                true => Some(Self::Markdown),
                false => is_section.then_some(Self::Text),
            };
            if form.is_some() {
                return form;
            }
        }
        None
    }

    fn source(self) -> SourceForm {
        match self {
            Self::Text => SourceForm::Text,
            Self::Markdown => SourceForm::Markdown,
            Self::Html => SourceForm::Html,
        }
    }
}

/// Reads a page into a draft of its operation, the first one if it has several.
///
/// # Errors
///
/// Those of [`read_calls`].
pub fn read_page(
    document: &Document<'_>,
    form: PageForm,
    operation: Option<&str>,
    keep_descriptions: bool,
) -> Result<Draft, Problems> {
    tables::draft(&page_of(document, form), form.source(), id_of(document, operation), keep_descriptions)
}

/// Reads a page into drafts of its operations: each method and path under `URI` is one, with the same tables.
///
/// The id of the first is `operation` where it is given, else the title's last word after a dash, else the file's name up
/// to the first dot, else made of the method and the path. A further one has that id with the version of its path appended, where
/// only the version differs, else an id made of the method and the path. The vendor's descriptions are dropped unless `keep_descriptions`.
///
/// # Errors
///
/// All problems of the page at once, in the order of its lines: it is not an API page, it is too large, it is truncated, a
/// row is broken, a table is there twice, a part may be read in two ways.
pub fn read_calls(
    document: &Document<'_>,
    form: PageForm,
    operation: Option<&str>,
    keep_descriptions: bool,
) -> Result<Vec<Draft>, Problems> {
    tables::drafts(&page_of(document, form), form.source(), id_of(document, operation), keep_descriptions)
}

/// Largest page that is read, in MiB; doc pages have less than one. Reading takes about fifty times its size.
const LARGEST: usize = 8;

fn page_of(document: &Document<'_>, form: PageForm) -> page::Page {
    let file: Arc<str> = document.name.into();
    let mut page = page::Page::new(&file);
    let size = document.text.len() >> 20;
    if size >= LARGEST {
        page.error(1, 1, format!("a page of {size} MiB; at most {LARGEST} MiB are read"));
        return page;
    }
    let text = line_ends::unified(document.text);
    match form {
        PageForm::Text => text::read(page, &text),
        PageForm::Markdown => markdown::read(page, &text),
        PageForm::Html => html::read(page, &text),
    }
}

fn id_of<'a>(document: &Document<'a>, operation: Option<&'a str>) -> tables::Id<'a> {
    tables::Id { given: operation, stem: stem(document.name), is_made: false }
}

/// The name of a file, without its folders and up to its first dot.
fn stem(name: &str) -> Option<&str> {
    name.rsplit(['/', '\\']).next()?.split('.').next().filter(|stem| !stem.is_empty())
}
