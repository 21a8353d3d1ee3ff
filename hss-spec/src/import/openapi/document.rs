//! A whole document: version, server, and operations with the models that they need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::operation::Read;
use super::tree::{Node, short};
use super::{OpenApi, Reader, extension, kind, security, servers};
use crate::import::paging::{self, Evidence};
use crate::import::{DocumentModels, Draft, example};
use crate::model::{Body, Definitions, Sources, Type, reach};
use crate::place::{NoteKind, Problem, Problems};

/// Labels that identify the vendor's descriptions; those of other documents have no known form.
const LABELS: [&str; 4] = ["参数解释", "取值范围", "**Definition**", "**Explanation**"];

const EXPECTED: &str = "expected `openapi: 3.0.x`, `openapi: 3.1.x` or `swagger: '2.0'`";

/// End of the message that rejects a document of another kind.
pub(super) fn no_document(kind: &str) -> String {
    format!("{kind}, {EXPECTED}")
}

/// Returns true if descriptions have the vendor's form, so that constraints and attributes can be read from them.
pub(super) fn has_vendor_form(text: &str) -> bool {
    LABELS.iter().any(|label| text.contains(label))
}

/// True if a document's server is one of the vendor's.
pub(super) fn is_of_vendor(root: Node<'_>) -> bool {
    let servers = root.get("servers").into_iter().flat_map(Node::elements);
    let mut addresses = servers.filter_map(|server| server.get("url").and_then(Node::text));
    addresses.any(|url| url.trim_end_matches('/').ends_with(".myhuaweicloud.com"))
}

/// Reads a document from its root.
pub(super) fn read(mut reader: Reader<'_>) -> Result<OpenApi, Problems> {
    let root = reader.root;
    reader.check_version()?;
    let info = |key: &str| root.get("info").and_then(|info| info.get(key)).and_then(Node::scalar);
    let (title, version) = (info("title").unwrap_or_default(), info("version").unwrap_or_default());
    let all = reader.document_servers();
    let endpoint = servers::endpoint(&all);
    let servers = if servers::says_more(&all) { all } else { Vec::new() };
    let security_schemes = reader.security_schemes();
    let security = root.get("security").map(security::requirements).unwrap_or_default();
    reader.note_unread();
    let mut found = Vec::new();
    match root.get("paths").filter(|paths| paths.is_map()) {
        Some(paths) => {
            for (path, node) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
                reader.path(path, node, &mut found);
            }
        }
        None => {
            let message = match root.get("webhooks") {
                Some(_) => {
                    "only `webhooks`, which are calls of the service; expected `paths` with operations to call"
                }
                None => "no `paths`; expected an object of paths and their operations",
            };
            reader.problems.push(root.error(message));
        }
    }
    let mut notes = Problems(std::mem::take(&mut reader.problems));
    if notes.has_errors() {
        notes.0.extend(found.into_iter().flat_map(|read| read.notes));
        notes.sort();
        return Err(notes);
    }
    let drafts = reader.drafts(found, &mut notes.0);
    notes.sort();
    let place = root.get("servers").unwrap_or(root).place();
    Ok(OpenApi {
        drafts,
        title: title.to_owned(),
        version: version.to_owned(),
        endpoint,
        servers,
        security_schemes,
        is_of_vendor: is_of_vendor(root),
        security,
        stated: extension::own_service(root),
        notes: notes.0,
        place,
    })
}

impl Reader<'_> {
    fn check_version(&mut self) -> Result<(), Problem> {
        let Some(version) = self.root.get("openapi").and_then(Node::scalar) else {
            if let Some(version) = self.root.get("swagger").and_then(Node::scalar) {
                let message = format!("a Swagger document of version `{}`, {EXPECTED}", short(version));
                return Err(self.root.error(message));
            }
            let kind = kind::of(self.root).unwrap_or("no OpenAPI document");
            return Err(self.root.error(no_document(kind)));
        };
        match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
            ["3", "0" | "1"] => Ok(()),
            ["3"] | ["3", _] => {
                let message = format!("version `{}` is read as if it were 3.1", short(version));
                self.problems.push(self.root.note(message));
                Ok(())
            }
            _ => Err(self.root.error(format!("version `{}`, {EXPECTED}", short(version)))),
        }
    }

    fn note_unread(&mut self) {
        if self.is_vendor && !self.reads_descriptions && !extension::is_exported(self.root) {
            let message = "descriptions are not read: none has a label of the vendor's such as `取值范围` or `**Definition**`";
            self.problems.push(self.root.note(message));
        }
        let dialect = self.root.get("jsonSchemaDialect");
        let is_known = |dialect: &str| {
            ["spec.openapis.org/oas/3", "json-schema.org/draft/2020-12"]
                .iter()
                .any(|known| dialect.contains(known))
        };
        if let Some(dialect) = dialect.filter(|dialect| !dialect.text().is_some_and(is_known)) {
            let message = "schemas of another dialect are read as those of JSON Schema 2020-12";
            self.problems.push(dialect.note(message));
        }
        if let Some(webhooks) = self.root.get("webhooks") {
            self.problems.push(webhooks.note_of(NoteKind::Callback, "calls of the service are not read"));
        }
    }

    /// The drafts of the operations that were read; they share the models of the document.
    fn drafts(mut self, found: Vec<Read>, notes: &mut Vec<Problem>) -> Vec<Draft> {
        let sent = found.iter().flat_map(|read| read.operation.request_types());
        for name in self.reach(sent) {
            let Some(known) = self.models.read.get_mut(&name) else { continue };
            for (index, field) in known.model.fields.iter_mut().enumerate() {
                // Callers cannot send fields that only the service sets.
                if field.required.is_empty() || known.read_only.contains(&index) {
                    field.required = Sources::page(false);
                }
            }
        }
        let is_exported = extension::is_exported(self.root);
        let mut document = DocumentModels { is_exported, ..DocumentModels::default() };
        for (name, known) in std::mem::take(&mut self.models.read) {
            document.values.extend(known.values);
            document.models.insert(name, known.model);
        }
        for (ty, node) in &self.examples {
            example::spread(ty, *node, &mut document.models);
        }
        notes.extend(break_cycles(&mut document));
        let document = Arc::new(document);
        let is_vendor = self.is_vendor;
        found.into_iter().map(|read| draft(read, &document, is_vendor)).collect()
    }

    /// The names of all models that these types need.
    fn reach<'a>(&'a self, types: impl Iterator<Item = &'a Type>) -> BTreeSet<String> {
        let reached = reach(types, |name| self.models.read.get(name).map(|known| &known.model));
        reached.into_iter().map(str::to_owned).collect()
    }
}

/// Makes the fields through which a model contains itself optional, since no value of the model could be complete
/// otherwise.
fn break_cycles(document: &mut DocumentModels) -> Vec<Problem> {
    let mut definitions =
        Definitions { models: std::mem::take(&mut document.models), ..Definitions::default() };
    let recursive = definitions.recursive_through(|field| field.required.effective());
    let recursive: BTreeSet<String> = recursive.into_iter().map(str::to_owned).collect();
    let mut notes = Vec::new();
    for name in &recursive {
        for field in definitions.models.get_mut(name).into_iter().flat_map(|model| &mut model.fields) {
            let is_on_cycle = matches!(&field.ty, Type::Named(target) if recursive.contains(target));
            if is_on_cycle && field.required.effective() {
                field.required = Sources::page(false);
                let message = format!(
                    "field `{}` of model `{name}` is optional: through it, the model contains itself, and no value \
                     could be complete",
                    short(&field.name)
                );
                notes.push(Problem::note(&field.place, message).of(NoteKind::Constraint));
            }
        }
    }
    document.models = definitions.models;
    notes
}

fn draft(read: Read, document: &Arc<DocumentModels>, is_vendor: bool) -> Draft {
    let Read { mut operation, values, mut notes, unpaged, has_link, group, paging } = read;
    if let Some(body) = &mut operation.body {
        body.required |= is_needed(body, document);
    }
    let is_stated = paging.is_some();
    let found = || {
        let found = paging::paging(&operation, &document.models, Evidence { is_vendor, has_link })?;
        let model = operation.body.as_ref().filter(|_| found.in_body).and_then(|body| body.ty.name());
        paging::without_listed(found, |name| match model {
            Some(model) => document.values.contains_key(&format!("{model}.{name}")),
            None => values.contains_key(&format!("query.{name}")),
        })
    };
    operation.paging = paging.unwrap_or_else(found);
    notes.extend(unpaged.filter(|_| operation.paging.is_none() && !is_stated));
    let mut notes = Problems(notes);
    notes.sort();
    let document = Some(document.clone());
    Draft { operation, models: BTreeMap::new(), values, notes: notes.0, group, document, title: None }
}

/// True if a body must be sent although the document does not say so, because it has a required field.
fn is_needed(body: &Body, document: &DocumentModels) -> bool {
    let model = match &body.ty {
        Type::Named(name) => document.models.get(name),
        _ => None,
    };
    model.is_some_and(|model| model.fields.iter().any(|field| field.required.effective()))
}
