//! The page "What changed": a report of `hss-codegen diff` or `import`, in Markdown or JSON.

mod json;

use std::path::Path;

use maud::{Markup, html};

use super::site::{Report, Site};
use super::{markdown, page};
use crate::failure::Failure;
use crate::shown;

/// A report.
pub(super) fn read(path: &Path) -> Result<Report, Failure> {
    let unusable = |problem: &dyn std::fmt::Display| {
        let path = shown::cell(&path.to_string_lossy());
        Failure::Usage(format!("--report: `{path}` cannot be read: {problem}"))
    };
    let text = std::fs::read_to_string(path).map_err(|error| unusable(&error))?;
    if !text.trim_start().starts_with('{') {
        return Ok(Report::Markdown(text));
    }
    json::read(&text).map(Report::Json).map_err(|problem| unusable(&problem))
}

/// The page, if there is a report.
pub(super) fn page(site: &Site) -> Option<Markup> {
    let blocks = match site.report.as_ref()? {
        Report::Markdown(text) => markdown::blocks(text),
        Report::Json(outcome) => json::shown(site, outcome),
    };
    let main = html! { article.report { (blocks) } };
    Some(page::frame(site, "What changed", "", html! {}, &main))
}
