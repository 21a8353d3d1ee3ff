//! Operations: one method of one path.

use std::collections::BTreeMap;

use super::Reader;
use super::extension;
use super::link;
use super::names;
use super::tree::{Node, short};
use crate::import::group;
use crate::import::label::says_deprecated;
use crate::model::{
    Enumeration, Method, Operation, Paging, check_operation_id, folded, group_name, path_defect,
};
use crate::place::{NoteKind, Problem};

/// Keys of a path item besides methods.
const OF_PATHS: [&str; 5] = ["summary", "description", "servers", "parameters", "$ref"];

/// An operation that is read, but whose models may not be.
pub(super) struct Read {
    pub(super) operation: Operation,
    pub(super) values: BTreeMap<String, Enumeration>,
    pub(super) notes: Vec<Problem>,
    /// The note for its marker, unless paging is found.
    pub(super) unpaged: Option<Problem>,
    /// True if the response has a header `Link`.
    pub(super) has_link: bool,
    /// The group of its first tag, in a document that groups by tags.
    pub(super) group: Option<String>,
    /// The paging that the document states, which overrides the detected one; `Some(None)` means no paging.
    pub(super) paging: Option<Option<Paging>>,
}

impl<'d> Reader<'d> {
    /// Reads the operations of a path.
    pub(super) fn path(&mut self, path: &'d str, node: Node<'d>, into: &mut Vec<Read>) {
        let Some(node) = self.follow(node) else {
            return self
                .problems
                .push(node.note_of(NoteKind::Operation, "the operations of this path are left out"));
        };
        for (key, operation) in node.entries() {
            if OF_PATHS.contains(&key) || key.starts_with("x-") {
                continue;
            }
            match Method::from_name(key) {
                Some(method) => into.extend(self.operation(path, method, node, operation)),
                None => {
                    let known: Vec<&str> = Method::ALL.iter().map(|(name, _)| *name).collect();
                    let message =
                        format!("method `{}` is left out; expected one of {}", short(key), known.join(", "));
                    self.problems.push(operation.note_of(NoteKind::Operation, message));
                }
            }
        }
    }

    fn operation(&mut self, path: &'d str, method: Method, around: Node<'d>, node: Node<'d>) -> Option<Read> {
        // Earlier notes belong to the document.
        let before = std::mem::take(&mut self.problems);
        let address = self.address(path, node);
        let id = match path_defect(&address.path) {
            Some(defect) => {
                let message = format!("operation left out: its path `{}` {defect}", short(path));
                self.problems.push(node.note_of(NoteKind::Operation, message));
                None
            }
            None => self.operation_id(path, method, node),
        };
        let Some(id) = id else {
            let notes = std::mem::replace(&mut self.problems, before);
            self.problems.extend(notes);
            return None;
        };
        self.is_dangling = false;
        let mut operation = Operation::new(id, method, address.path.as_str());
        operation.source = Some(crate::model::SourceForm::OpenApi);
        operation.place = node.place();
        self.describe(&mut operation, node);
        operation.security = node.get("security").map(super::security::requirements);
        let mut values = BTreeMap::new();
        let lists = [node.get("parameters"), around.get("parameters")];
        self.unpaged = None;
        self.listed.clear();
        let is_whole = self.take_parameters(&mut operation, &mut values, &lists);
        let mut unpaged = self.unpaged.take();
        let has_link = link::is_documented(node);
        values.extend(self.take_fixed(&mut operation, &address, node));
        operation.body = self.request(&operation.id, node.get("requestBody"));
        self.take_body_examples(&operation, node);
        self.responses(&mut operation, node);
        values.extend(self.listed.drain(..));
        let callbacks = node.get("callbacks");
        self.problems.extend(
            callbacks.map(|found| found.note_of(NoteKind::Callback, "calls of the service are not read")),
        );
        operation.server = self.own_server(around, node);
        let paging = self.own_paging(node);
        self.read_models();
        let defect = match (self.is_dangling, is_whole) {
            (true, _) => Some("a reference that it needs has no target"),
            (false, false) => Some("a required parameter is left out"),
            (false, true) => None,
        };
        if let Some(defect) = defect {
            let message = format!("operation `{}` is left out: {defect}", operation.id);
            self.problems.push(node.note_of(NoteKind::Operation, message));
        }
        let is_whole = defect.is_none();
        let mut notes = std::mem::replace(&mut self.problems, before);
        notes.iter_mut().chain(&mut unpaged).for_each(|note| note.set_operation(&operation.id));
        if is_whole && !notes.iter().any(Problem::is_error) {
            let group = self.group(node);
            return Some(Read { operation, values, notes, unpaged, has_link, group, paging });
        }
        self.problems.extend(notes);
        None
    }

    /// Takes the examples of a body from where the vendor's definitions have them: `x-request-examples-1`.
    fn take_body_examples(&mut self, operation: &Operation, node: Node<'d>) {
        let Some(body) = &operation.body else { return };
        let stated = node.entries().filter(|(key, _)| key.starts_with("x-request-examples-"));
        let stated = stated.filter(|(_, example)| example.is_map() || example.is_list());
        self.examples.extend(stated.map(|(_, example)| (body.ty.clone(), example)));
    }

    /// The group of the operation's first tag, if the document groups by tags.
    fn group(&self, node: Node<'d>) -> Option<String> {
        let tag = node.get("tags").and_then(|tags| tags.elements().next()).and_then(Node::text);
        match extension::is_exported(node) {
            true => tag.and_then(group_name),
            false => tag.filter(|_| !self.is_vendor).and_then(group::of_tag),
        }
    }

    /// The operation's id: its own, unless it is missing, taken by another operation, or not a valid file name; else
    /// one made of method and path.
    fn operation_id(&mut self, path: &str, method: Method, node: Node<'d>) -> Option<String> {
        let own = node.get("operationId").and_then(Node::text);
        let by_call = names::operation_id(method, path);
        let mut refusals = Vec::new();
        let spelled = names::spelled_ids(method, path);
        for id in own.and_then(|id| names::given_id(method, id)).into_iter().chain(by_call).chain(spelled) {
            let refusal = match self.ids.get(&folded(&id)) {
                Some(first) => Some(format!("`{}` is already the id at {}", short(&id), first.pointer())),
                None => {
                    check_operation_id(&id).err().map(|why| format!("`{}` can't be an id: {why}", short(&id)))
                }
            };
            match refusal {
                Some(refusal) => refusals.push(refusal),
                None => {
                    if !refusals.is_empty() {
                        let message = format!("{}; this one is called `{id}`", refusals.join("; "));
                        self.problems.push(node.note_of(NoteKind::Renamed, message));
                    }
                    self.ids.insert(folded(&id), node);
                    return Some(id);
                }
            }
        }
        if refusals.is_empty() {
            refusals.push("it has no usable id; expected `operationId` with ASCII letters".to_owned());
        }
        self.problems
            .push(node.note_of(NoteKind::Operation, format!("operation left out: {}", refusals.join("; "))));
        None
    }

    fn describe(&self, operation: &mut Operation, node: Node<'d>) {
        let text = |keyword: &str| node.get(keyword).and_then(Node::text).filter(|text| !text.is_empty());
        let is_withdrawn =
            |keyword: &str| self.reads_descriptions && text(keyword).is_some_and(says_deprecated);
        operation.deprecated = node.get("deprecated").and_then(Node::boolean) == Some(true)
            || is_withdrawn("summary")
            || is_withdrawn("description");
        if extension::is_exported(self.root) {
            // Its sentences are those of a spec, not the vendor's.
            operation.title = text("summary").map(str::to_owned);
            operation.doc = text("description").map(str::to_owned);
            operation.date = extension::own_date(node).map(str::to_owned);
            return;
        }
        let description = text("description").or_else(|| text("summary")).filter(|_| self.keep_descriptions);
        operation.vendor_description = description.map(str::to_owned);
    }
}
