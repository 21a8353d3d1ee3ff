//! A spec as an OpenAPI 3.1 document.
//!
//! The document has the effective constraints: of several sources, the one that is enforced. Attributes for which
//! OpenAPI has no keyword are in `x-hss` objects, which `import` reads back; docs/openapi.md lists them.

mod components;
mod exchange;
mod exported;
mod extension;
mod names;
mod operation;
mod schema;
mod security;

use std::collections::{BTreeMap, BTreeSet};

use crate::json::line::{Entries, Item, print, quote};
use crate::model::{Server, ServerVariable, Service, Spec};
use exported::Export;
use extension::{EXTENSION, mark};
use names::Names;
use security::Keys;

/// The spec as an OpenAPI 3.1 document in JSON. The output is deterministic.
pub fn openapi(spec: &Spec) -> String {
    let export =
        Export { spec, names: Names::new(spec), schemes: Keys::new(&spec.service.effective_schemes()) };
    let mut document = Entries::default();
    document.text("openapi", "3.1.0");
    document.item("info", info(&spec.service));
    document.list("servers", servers(&spec.service));
    if !spec.service.effective_security().is_empty() {
        document.item("security", export.schemes.requirements(&spec.service.effective_security()));
    }
    let tags = spec.groups.keys().map(|name| {
        let mut tag = Entries::default();
        tag.text("name", name).optional("description", spec.group_doc(name));
        tag.into_line()
    });
    document.list("tags", tags.collect());
    document.item("paths", export.paths());
    document.object("components", export.components());
    document.object(EXTENSION, stated(&spec.service));
    print(&document.into_object())
}

impl Export<'_> {
    /// The paths in their order, each with its operations in the order of the methods.
    fn paths(&self) -> Item {
        let mut paths: BTreeMap<&str, BTreeMap<&str, Item>> = BTreeMap::new();
        let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (group, operation) in self.spec.operations() {
            let (path, method) = (operation.path.as_str(), operation.method.name());
            // A document can have only one operation per method and path; the check reports duplicates.
            if taken.insert((path, method)) {
                paths.entry(path).or_default().insert(method, self.operation(group, operation));
            }
        }
        let mut entries = Entries::default();
        for (path, operations) in paths {
            let mut item = Entries::default();
            for (method, operation) in operations {
                item.item(&method.to_lowercase(), operation);
            }
            entries.item(path, item.into_object());
        }
        entries.into_object()
    }

    fn components(&self) -> Entries {
        let mut components = Entries::default();
        components.object("schemas", self.schemas());
        components.object("securitySchemes", self.schemes.schemes(&self.spec.service.effective_schemes()));
        components
    }
}

fn info(service: &Service) -> Item {
    let title = if service.title.is_empty() { &service.name } else { &service.title };
    let mut info = Entries::default();
    // The spec has no version of the API, but the field is mandatory.
    info.text("title", title).text("version", "0");
    info.into_line()
}

/// The parts of a service for which OpenAPI has no keywords. An imported document has other sources, so they are left out.
fn stated(service: &Service) -> Entries {
    let mut stated = Entries::default();
    stated.text("name", &service.name).optional("page", service.page.as_deref());
    let parameters = service.client_parameters.iter().map(|name| Item::Line(quote(name)));
    stated.list("client_parameters", parameters.collect()).flag("no_examples", service.no_examples);
    let mut regions = Entries::default();
    for (name, endpoint) in &service.regions {
        regions.item(name, Item::Line(endpoint.as_deref().map_or("null".to_owned(), quote)));
    }
    stated.object("regions", regions);
    let mut groups = Entries::default();
    for (path, group) in &service.groups {
        groups.text(path, group);
    }
    stated.object("groups", groups);
    stated
}

fn servers(service: &Service) -> Vec<Item> {
    if !service.servers.is_empty() {
        return service.servers.iter().map(|one| server(service, one)).collect();
    }
    let endpoint = service.endpoint.iter().map(|url| Server { url: url.clone(), ..Server::default() });
    endpoint.map(|one| server(service, &one)).collect()
}

/// The variable that is the client's region.
fn region(service: &Service) -> Item {
    // A region with an explicit endpoint does not follow the pattern.
    let regions = service.regions.iter().filter(|(_, endpoint)| endpoint.is_none());
    let regions: Vec<&String> = regions.map(|(name, _)| name).collect();
    let mut variable = Entries::default();
    variable.text("default", regions.first().map_or("region", |name| name));
    variable.list("enum", regions.iter().map(|name| Item::Line(quote(name))).collect());
    variable.item(EXTENSION, mark("region"));
    variable.into_line()
}

fn server(service: &Service, server: &Server) -> Item {
    let mut line = Entries::default();
    line.text("url", &server.url).optional("description", server.description.as_deref());
    let mut variables = Entries::default();
    // A variable without a default and without values is left out, since OpenAPI demands a default.
    let is_known = |variable: &ServerVariable| variable.default.is_some() || !variable.values.is_empty();
    for (name, variable) in server.variables.iter().filter(|(_, variable)| is_known(variable)) {
        let mut line = Entries::default();
        let default = variable.default.as_ref().or(variable.values.first());
        line.text("default", default.map_or("", String::as_str));
        line.list("enum", variable.values.iter().map(|value| Item::Line(quote(value))).collect());
        if variable.default.is_none() {
            line.item(EXTENSION, mark("required"));
        }
        variables.item(name, line.into_line());
    }
    if server.has_region() {
        variables.item(Server::REGION, region(service));
    }
    line.object("variables", variables);
    line.into_line()
}
