//! `hss-codegen sources`

use clap::Args;
use hss_spec::model::{DocSources, Spec};
use hss_spec::write_folder;

use super::super::output;
use super::super::spec_folder::SpecFolder;
use super::super::stop::Stop;
use crate::fetch::parse;

#[derive(Args)]
pub(in crate::command) struct SetSources {
    /// The pattern of the doc pages, with `{operation}` [default: that of `page` in service.json].
    #[arg(long, value_name = "URL")]
    pages: Option<String>,
    /// The list of all operations.
    #[arg(long, value_name = "URL")]
    index: Option<String>,
    /// The pattern of the definitions of the vendor's API Explorer, with `{operation}`.
    #[arg(long, value_name = "URL")]
    explorer: Option<String>,
    /// An OpenAPI document; may be given several times, and replaces those that were set before.
    #[arg(long, value_name = "URL")]
    openapi: Vec<String>,
    /// Remove a source.
    #[arg(long, value_name = "SOURCE", value_parser = ["pages", "index", "explorer", "openapi"])]
    unset: Vec<String>,
}

impl SetSources {
    pub(in crate::command) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let old = folder.read(true)?;
        let mut new = old.clone();
        self.set(&mut new.service.sources);
        if new.service.sources != old.service.sources || folder.is_new() {
            let mut problems = new.service.sources.problems();
            problems.extend(new.service.sources.iter().filter_map(|(_, address)| parse(address).err()));
            if !problems.is_empty() {
                return Err(Stop::new(problems.join("\n")).with_line("nothing is written"));
            }
            let path = folder.path().ok_or_else(|| {
                Stop::new("the bundled spec can't be written; name a folder with --spec DIR")
            })?;
            write_folder(&new, path)?;
        }
        print(&new)
    }

    fn set(&self, sources: &mut DocSources) {
        for source in &self.unset {
            match source.as_str() {
                "pages" => sources.pages = None,
                "index" => sources.index = None,
                "explorer" => sources.explorer = None,
                _ => sources.openapi.clear(),
            }
        }
        let single = [
            (&self.pages, &mut sources.pages),
            (&self.index, &mut sources.index),
            (&self.explorer, &mut sources.explorer),
        ];
        for (given, source) in single {
            if given.is_some() {
                source.clone_from(given);
            }
        }
        if !self.openapi.is_empty() {
            sources.openapi.clone_from(&self.openapi);
        }
    }
}

/// Prints the sources, including the pattern that `page` implies.
fn print(spec: &Spec) -> Result<(), Stop> {
    let sources = &spec.service.sources;
    if let (None, Some(page)) = (&sources.pages, spec.service.page_source()) {
        output::print(&format!("pages: {page} (of `page`)\n"))?;
    }
    sources.iter().try_for_each(|(name, address)| output::print(&format!("{name}: {address}\n")))
}
