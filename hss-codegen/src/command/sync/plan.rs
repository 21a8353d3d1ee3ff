//! The documents that a spec is made from.

use std::collections::{BTreeMap, BTreeSet};

use hss_spec::model::{DocSources, Operation, SourceForm, Spec, folded};

use super::super::stop::Stop;
use super::neighbours;
use crate::fetch::{Cache, Url, Wanted, parse};

/// The key of the list of all operations.
pub(super) const INDEX: &str = "index";
/// The folder of the doc pages.
pub(super) const PAGES: &str = "pages";
/// The folder of the definitions of the Explorer.
pub(super) const EXPLORER: &str = "explorer";
/// The folder of the OpenAPI documents.
pub(super) const OPENAPI: &str = "openapi";

/// The documents that the sources of a spec name.
pub(super) struct Plan<'s> {
    spec: &'s Spec,
    pub(super) pages: Option<&'s str>,
    sources: &'s DocSources,
}

impl<'s> Plan<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        Self { spec, pages: spec.service.page_source(), sources: &spec.service.sources }
    }

    /// Returns true if the spec names no sources.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_none() && self.sources.is_empty()
    }

    /// The list of all operations.
    pub(super) fn index(&self) -> Result<Option<Wanted>, Stop> {
        let Some(address) = &self.sources.index else { return Ok(None) };
        wanted(INDEX.to_owned(), std::slice::from_ref(address), "md").map(Some)
    }

    /// The listed ids in the spelling of the spec, if that differs in case. No two ids differ in case alone.
    pub(super) fn spelled(&self, listed: BTreeSet<String>) -> BTreeSet<String> {
        let known = self.spec.operations().map(|(_, operation)| operation.id.clone());
        let mut spelled: BTreeMap<String, String> = known.map(|id| (folded(&id), id)).collect();
        let listed = listed.into_iter().map(|id| spelled.entry(folded(&id)).or_insert(id).clone());
        listed.collect()
    }

    /// All other documents: those of the spec's operations, and of the listed ones.
    pub(super) fn documents(&self, listed: &BTreeSet<String>) -> Result<Vec<Wanted>, Stop> {
        let mut documents = Vec::new();
        for (index, address) in self.sources.openapi.iter().enumerate() {
            documents.push(wanted(
                format!("{OPENAPI}/{}", index + 1),
                std::slice::from_ref(address),
                "yaml",
            )?);
        }
        let mut ids: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
        ids.extend(self.operations().map(|operation| operation.id.as_str()));
        for id in ids {
            let own = self.spec.operation(id).and_then(|(_, operation)| operation.page.clone());
            let page = own.or_else(|| Some(DocSources::of_operation(self.pages?, id)));
            if let Some(page) = page.filter(|_| self.pages.is_some()) {
                documents.push(wanted(format!("{PAGES}/{id}"), &forms(&page), "html")?);
            }
            if let Some(explorer) = &self.sources.explorer {
                let address = DocSources::of_operation(explorer, id);
                documents.push(wanted(format!("{EXPLORER}/{id}"), &[address], "json")?);
            }
        }
        Ok(documents)
    }

    /// The operations that have a document of their own.
    pub(super) fn operations(&self) -> impl Iterator<Item = &'s Operation> {
        let has_openapi = !self.sources.openapi.is_empty();
        let operations = self.spec.operations().map(|(_, operation)| operation);
        operations.filter(move |operation| !(has_openapi && operation.source == Some(SourceForm::OpenApi)))
    }

    /// The folder of the documents whose absence means that an operation is gone.
    pub(super) fn folder(&self) -> &'static str {
        if self.pages.is_some() { PAGES } else { EXPLORER }
    }
}

/// All documents of a cache, whatever their addresses were.
pub(super) fn of_cache(cache: &Cache) -> Vec<Wanted> {
    let is_beside = |key: &str| key.starts_with(OPENAPI) && key.matches('/').count() > 1;
    let keys = cache.keys().into_iter().filter(|key| key != INDEX && !is_beside(key));
    keys.map(|key| Wanted { key, addresses: Vec::new(), ending: "txt" }).collect()
}

/// The file of this path beside an OpenAPI document.
pub(super) fn beside(document: &Wanted, path: &str) -> Result<Wanted, String> {
    let addresses = document.addresses.iter().map(|address| neighbours::address(address, path));
    let addresses = addresses.collect::<Result<_, _>>()?;
    Ok(Wanted { key: format!("{}/{path}", document.key), addresses, ending: "yaml" })
}

/// Returns true if a key is that of an OpenAPI document, which describes a whole API.
pub(super) fn is_whole_api(key: &str) -> bool {
    key.split_once('/').is_some_and(|(folder, _)| folder == OPENAPI)
}

/// Returns true if a key is that of a file beside one of these OpenAPI documents.
pub(super) fn is_beside(key: &str, documents: &[String]) -> bool {
    let mut above = key.match_indices('/').map(|(end, _)| &key[..end]);
    key.starts_with(OPENAPI) && above.any(|above| documents.iter().any(|document| document == above))
}

/// The addresses of a page: that of its Markdown form, if it may have one, and its own.
pub(super) fn forms(page: &str) -> Vec<String> {
    let markdown = page.strip_suffix(".html").map(|stem| format!("{stem}.md"));
    markdown.into_iter().chain([page.to_owned()]).collect()
}

fn wanted(key: String, addresses: &[String], ending: &'static str) -> Result<Wanted, Stop> {
    let addresses: Result<Vec<Url>, String> = addresses.iter().map(|address| parse(address)).collect();
    Ok(Wanted { key, addresses: addresses.map_err(Stop::new)?, ending })
}
