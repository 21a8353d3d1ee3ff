//! A whole document: its version, its server, its operations with the models that they reach.

use std::collections::{BTreeMap, BTreeSet};

use super::operation::Read;
use super::tree::{Node, short};
use super::{OpenApi, Reader};
use crate::import::{Draft, paging};
use crate::model::{Model, Sources, Type, reach};
use crate::place::{Problem, Problems};

/// Labels by which the vendor's descriptions are known; documents of other origin may say anything in theirs.
const LABELS: [&str; 4] = ["参数解释", "取值范围", "**Definition**", "**Explanation**"];

/// Returns true if descriptions have the vendor's form, so that they can be read for facts.
pub(super) fn has_vendor_form(text: &str) -> bool {
    LABELS.iter().any(|label| text.contains(label))
}

/// Reads a document from its root.
pub(super) fn read(mut reader: Reader<'_>) -> Result<OpenApi, Problems> {
    let root = reader.root;
    reader.check_version()?;
    let info = |key: &str| root.get("info").and_then(|info| info.get(key)).and_then(Node::scalar);
    let (title, version) = (info("title").unwrap_or_default(), info("version").unwrap_or_default());
    let endpoint = reader.endpoint();
    reader.note_unread();
    let mut found = Vec::new();
    match root.get("paths").filter(|paths| paths.is_map()) {
        Some(paths) => {
            for (path, node) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
                reader.path(path, node, &mut found);
            }
        }
        None => {
            reader.problems.push(root.error("no `paths`; expected an object of paths and their operations"))
        }
    }
    let mut notes = Problems(std::mem::take(&mut reader.problems));
    if notes.has_errors() {
        notes.0.extend(found.into_iter().flat_map(|read| read.notes));
        notes.sort();
        return Err(notes);
    }
    notes.sort();
    let drafts = reader.drafts(found);
    let place = root.get("servers").unwrap_or(root).place();
    Ok(OpenApi {
        drafts,
        title: title.into_owned(),
        version: version.into_owned(),
        endpoint,
        notes: notes.0,
        place,
    })
}

impl Reader<'_> {
    fn check_version(&mut self) -> Result<(), Problem> {
        let expected = "expected `openapi: 3.0.x` or `openapi: 3.1.x`";
        if self.root.get("swagger").is_some() {
            return Err(self.root.error(format!("a Swagger 2 document; convert it first, {expected}")));
        }
        let Some(version) = self.root.get("openapi").and_then(Node::scalar) else {
            return Err(self.root.error(format!("no OpenAPI document, {expected}")));
        };
        match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
            ["3", "0" | "1"] => Ok(()),
            ["3", _] => {
                let message = format!("version `{}` is read as if it were 3.1", short(&version));
                self.problems.push(self.root.note(message));
                Ok(())
            }
            _ => Err(self.root.error(format!("version `{}`, {expected}", short(&version)))),
        }
    }

    /// The address of the first server; variables stay, except that those but `{region}` take their default.
    fn endpoint(&mut self) -> Option<String> {
        let mut servers = self.root.get("servers")?.elements();
        let server = servers.next()?;
        let others: Vec<Problem> =
            servers.map(|other| other.note("a further server; the first one is read")).collect();
        self.problems.extend(others);
        let mut url = server.get("url").and_then(Node::text)?.trim_end_matches('/').to_owned();
        for (name, variable) in server.get("variables").into_iter().flat_map(Node::entries) {
            if let Some(default) = variable.get("default").and_then(Node::scalar).filter(|_| name != "region")
            {
                url = url.replace(&format!("{{{name}}}"), &default);
            }
        }
        (!url.is_empty()).then_some(url)
    }

    fn note_unread(&mut self) {
        let components = self.root.get("components");
        let unread = [
            (self.root.get("webhooks"), "calls of the service are not read"),
            (
                components.and_then(|all| all.get("securitySchemes")),
                "how callers prove who they are is not read",
            ),
        ];
        for (node, why) in unread {
            self.problems.extend(node.map(|node| node.note(why)));
        }
    }

    /// The drafts of what was read, each with the models that it reaches.
    fn drafts(mut self, found: Vec<Read>) -> Vec<Draft> {
        let sent = found.iter().filter_map(|read| read.operation.body.as_ref().map(|body| &body.ty));
        for name in self.reach(sent) {
            let fields = self.models.read.get_mut(&name).map(|known| &mut known.model.fields);
            for field in fields.into_iter().flatten().filter(|field| field.required.is_empty()) {
                field.required = Sources::page(false);
            }
        }
        found.into_iter().map(|read| self.draft(read)).collect()
    }

    fn draft(&self, read: Read) -> Draft {
        let Read { mut operation, mut values, notes } = read;
        let mut models: BTreeMap<String, Model> = BTreeMap::new();
        for name in self.reach(operation.types()) {
            if let Some(known) = self.models.read.get(&name) {
                values.extend(known.values.iter().cloned());
                models.insert(name, known.model.clone());
            }
        }
        if let Some(body) = &mut operation.body {
            body.required = self.is_needed(body);
        }
        operation.paging = paging::paging(&operation, &models);
        let mut notes = Problems(notes);
        notes.sort();
        Draft { operation, models, values, notes: notes.0 }
    }

    /// The names of all models that these types need.
    fn reach<'a>(&'a self, types: impl Iterator<Item = &'a Type>) -> BTreeSet<String> {
        let reached = reach(types, |name| self.models.read.get(name).map(|known| &known.model));
        reached.into_iter().map(str::to_owned).collect()
    }
}
