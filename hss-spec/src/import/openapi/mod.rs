//! OpenAPI documents, 3.0 and 3.1, and Swagger 2.0 documents, as JSON or YAML.
//!
//! A document is read in five steps: [`tree`] parses it, and the files that it refers to, into nodes with a place and a
//! JSON pointer; [`swagger`] rewrites one of Swagger 2.0 into the form of OpenAPI 3.0; [`schema`] and
//! [`shape`] make types of its schemas; [`field`] reads each field's constraints and attributes, by keyword and, where the document speaks
//! the vendor's form, by [`description`](super::description); [`operation`] puts them together.
//!
//! Parts that a spec can't hold become an error or a note with the JSON pointer. The rules that need one:
//!
//! - `allOf` becomes one model with the fields of all its parts. `oneOf` and `anyOf` become a union if a value shows
//!   which variant it is ([`union`]), else any JSON.
//! - An object without fields becomes a map if its values have a schema, else any JSON.
//! - A call returns the first success that has a body. A body of a request is sent as JSON, else as a form of parts. Other
//!   successes, media types and errors are read in addition.
//! - An operation that can't be called without something that isn't supported is left out.
//! - A field of a request's models that isn't listed as required is optional by the document; the models of responses state
//!   only what they list. A body must be sent if the document says so or one of its fields is required.
//!
//! Names of unnamed types: see [`names`].

mod address;
mod alternative;
mod any_of;
mod body;
mod boolean;
mod bounds;
mod document;
mod explorer;
mod extension;
mod field;
mod field_sets;
mod form;
mod kind;
mod link;
mod media;
mod models;
mod names;
mod object_parameter;
mod operation;
mod parameter;
mod profile;
mod response;
mod schema;
mod security;
mod servers;
mod shape;
mod swagger;
pub(super) mod tree;
mod union;
mod unsupported;
mod values;

pub use kind::other_kind;

pub(super) use bounds::literal;
pub(super) use explorer::read_explorer_form;
pub(super) use names::operation_id;
pub(super) use values::enumeration;

use std::collections::{BTreeMap, HashMap, HashSet};

use heck::ToKebabCase;

use super::description::Statements;
use super::{Document, Draft};
use crate::model::{Enumeration, SecurityRequirement, SecurityScheme, Server, Service, Type};
use crate::place::{Place, Problem, Problems};
use models::Models;
use tree::{Node, Tree, short};

/// Last segment of the paths of operations on projects themselves.
const A_PROJECT: &str = "/projects/{project_id}";

/// Content of an OpenAPI document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OpenApi {
    /// Its operations, in the order of the document.
    pub drafts: Vec<Draft>,
    /// The API's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// The pattern of the endpoint, such as `https://hss.{region}.example.com`, where a server is named.
    pub endpoint: Option<String>,
    /// The servers, if they are more than a single endpoint.
    pub servers: Vec<Server>,
    /// The security schemes by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// True for a document of Huawei Cloud, whose clients sign their requests.
    pub is_of_vendor: bool,
    /// The alternative default requirements of calls.
    pub security: Vec<SecurityRequirement>,
    /// The parts of the service for which OpenAPI has no keywords, if the document is an exported spec.
    pub stated: Option<Service>,
    /// Notes on parts outside of operations that are left out or not read as written.
    pub notes: Vec<Problem>,
    /// Its place in a file.
    pub place: Place,
}

impl OpenApi {
    /// Completes a service from the document: its title, endpoint and security, the parameters that the vendor's
    /// clients fill in and, from the title, its short name. An address that is not a pattern of an endpoint becomes a
    /// note.
    pub fn introduce(&self, service: &mut Service) -> Option<Problem> {
        let title = self.title.trim();
        if service.title.is_empty() {
            title.clone_into(&mut service.title);
        }
        if let Some(stated) = &self.stated {
            if service.name.is_empty() {
                stated.name.clone_into(&mut service.name);
            }
            service.page = service.page.take().or_else(|| stated.page.clone());
            service.regions.extend(stated.regions.clone());
            service.groups.extend(stated.groups.clone());
            service.no_examples |= stated.no_examples;
            service.group_docs.extend(stated.group_docs.clone());
        }
        if service.name.is_empty() {
            // A title without Latin letters gives no name.
            service.name = title.to_kebab_case().chars().filter(|one| one.is_ascii()).collect();
        }
        let is_new = service.security_schemes.is_empty() && service.client_parameters.is_empty();
        if is_new && self.is_of_vendor {
            service.use_huawei();
            // In a call about a project, the caller names it.
            if self.drafts.iter().any(|draft| draft.operation.path.ends_with(A_PROJECT)) {
                service.client_parameters.retain(|name| name != "project_id");
            }
        } else if service.security_schemes.is_empty() {
            service.security_schemes.clone_from(&self.security_schemes);
            service.security.clone_from(&self.security);
        }
        if let Some(stated) = self.stated.as_ref().filter(|_| is_new) {
            service.client_parameters.clone_from(&stated.client_parameters);
        }
        if service.endpoint.is_none() && service.servers.is_empty() {
            service.servers.clone_from(&self.servers);
        }
        let endpoint = self.endpoint.as_ref().filter(|_| service.endpoint.is_none())?;
        let is_whole = endpoint.starts_with("https://") || endpoint.starts_with("http://");
        // A variable of that name without a default is not the client's region.
        let has_region = self.servers.first().is_none_or(Server::has_region);
        let filled = if has_region { endpoint.replace("{region}", "") } else { endpoint.clone() };
        if is_whole && !filled.contains(['{', '}']) {
            service.endpoint = Some(endpoint.clone());
            return None;
        }
        let message = format!(
            "the server's address `{}` is incomplete; set the endpoint in service.json, such as \
             `https://example.{{region}}.com`",
            short(endpoint)
        );
        Some(Problem::note(&self.place, message))
    }
}

/// Returns true if a text looks like an OpenAPI document rather than a page.
pub fn is_openapi(text: &str) -> bool {
    let names_version = |line: &str| {
        let line = line.trim_start_matches(['{', '"', '\'', ' ', '\t', '\u{feff}']);
        line.starts_with("openapi") || line.starts_with("swagger")
    };
    // Keys may be in the order of the alphabet, so that everything but the paths comes first.
    let is_version = |line: &str| {
        let value = line.strip_prefix("openapi:").or_else(|| line.strip_prefix("swagger:"));
        let value = value.map(|value| value.trim_start_matches([' ', '"', '\'']));
        value.is_some_and(|value| value.starts_with(|first: char| first.is_ascii_digit()))
    };
    let first = text.trim_start_matches('\u{feff}').trim_start().chars().next();
    let mut lines = text.split(['\n', '\r']);
    // A page as HTML may have `openapi` at the start of a line.
    first == Some('{')
        || first != Some('<') && (lines.by_ref().take(400).any(names_version) || lines.any(is_version))
}

/// Reads an OpenAPI document into one draft per operation.
///
/// The document's descriptions are dropped unless `keep_descriptions`; constraints in descriptions of the vendor's form are read either way.
///
/// # Errors
///
/// All problems of the document at once, if any of them leaves its meaning in doubt: a syntax error, an unknown
/// reference, two models of one name.
pub fn read_openapi(document: &Document<'_>, keep_descriptions: bool) -> Result<OpenApi, Problems> {
    let unread = |_: &str| Err("no folder to read it from is known".to_owned());
    read_openapi_with_files(document, keep_descriptions, &unread)
}

/// Reads an OpenAPI document, and the files that it refers to, into one draft per operation.
///
/// `read_file` reads a file by its path relative to the document's folder, with `/` between folders; its error is the
/// reason in words. Paths never leave that folder: they have no `..`, no drive and do not begin with `/`. If a file
/// can't be read, the operations that need it are left out.
///
/// # Errors
///
/// As [`read_openapi`].
pub fn read_openapi_with_files(
    document: &Document<'_>,
    keep_descriptions: bool,
    read_file: &dyn Fn(&str) -> Result<String, String>,
) -> Result<OpenApi, Problems> {
    if let Some(kind) = kind::by_start(document.text) {
        return Err(Problem::error(&Place::file(document.name), document::no_document(kind)).into());
    }
    let mut tree = Tree::parse_loosely(document)?;
    tree.read_files(read_file);
    let notes = tree.take_notes();
    swagger::rewrite(&mut tree);
    let reads_descriptions = document::has_vendor_form(document.text);
    let mut reader = Reader::new(tree.root(), keep_descriptions, reads_descriptions);
    reader.problems.extend(notes);
    document::read(reader)
}

/// State of reading a document.
struct Reader<'d> {
    root: Node<'d>,
    keep_descriptions: bool,
    /// True if constraints and attributes are read from descriptions.
    reads_descriptions: bool,
    /// True for a document of the vendor, where paths name the groups.
    is_vendor: bool,
    problems: Vec<Problem>,
    models: Models<'d>,
    /// Schemas whose unknown keywords have been reported.
    noted: HashSet<u32>,
    /// Descriptions of fields by type, once read.
    described: HashMap<&'d str, Vec<(String, Type, Statements)>>,
    /// True if the current operation needs a missing target of a reference.
    is_dangling: bool,
    /// Nodes of the operations' ids, by their folded forms.
    ids: HashMap<String, Node<'d>>,
    /// The note on a marker of the current operation, unless its paging is found.
    unpaged: Option<Problem>,
    /// The listed values of bodies of the operation that is read, by place.
    listed: Vec<(String, Enumeration)>,
    /// The examples of objects and lists, with their types.
    examples: Vec<(Type, Node<'d>)>,
}

impl<'d> Reader<'d> {
    fn new(root: Node<'d>, keep_descriptions: bool, reads_descriptions: bool) -> Self {
        let mut models = Models::of(root);
        Self {
            root,
            keep_descriptions,
            reads_descriptions,
            is_vendor: reads_descriptions || document::is_of_vendor(root),
            problems: std::mem::take(&mut models.told_apart),
            models,
            noted: HashSet::new(),
            described: HashMap::new(),
            is_dangling: false,
            ids: HashMap::new(),
            unpaged: None,
            listed: Vec::new(),
            examples: Vec::new(),
        }
    }
}
