//! One operation as one document describes it, before names are given and fixups applied.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Enumeration, Model, Operation, Type};
use crate::place::Problem;

/// An operation as its document describes it.
///
/// Types that the document names are kept as it names them (`failed_images` stays so until a fixup renames it), and a
/// field with listed values keeps its plain type: its list is in [`values`](Self::values). The drafts of an OpenAPI
/// document share its models; [`detached`](Self::detached) gives one of them its own.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Draft {
    /// The operation.
    pub operation: Operation,
    /// The models that its tables describe, in the order of the doc page.
    pub models: BTreeMap<String, Model>,
    /// The listed values by place: `query.type`, `ImageScanTaskInfo.task_status`.
    pub values: BTreeMap<String, Enumeration>,
    /// Notes on unread text, each with its line.
    pub notes: Vec<Problem>,
    /// The group that its document puts it into, where the document has groups.
    pub group: Option<String>,
    /// The models of a document of many operations, which they all share.
    pub document: Option<Arc<DocumentModels>>,
    /// The title in UpperCamelCase, of an operation whose document has no id for it: it distinguishes operations that have
    /// the same method and path.
    pub title: Option<String>,
}

/// The models of a document, for all of its operations.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DocumentModels {
    /// The models by name.
    pub models: BTreeMap<String, Model>,
    /// The listed values of their fields by place: `ImageScanTaskInfo.task_status`.
    pub values: BTreeMap<String, Enumeration>,
    /// True if the document is an exported spec.
    pub(crate) is_exported: bool,
}

impl Draft {
    /// The draft with copies of the models of its document that it needs.
    #[must_use]
    pub fn detached(mut self) -> Self {
        let Some(document) = self.document.take() else { return self };
        let mut open: Vec<String> =
            self.operation.types().filter_map(|ty| ty.name().map(str::to_owned)).collect();
        while let Some(name) = open.pop() {
            let Some(model) = document.models.get(&name).filter(|_| !self.models.contains_key(&name)) else {
                continue;
            };
            open.extend(model.fields.iter().filter_map(|field| field.ty.name().map(str::to_owned)));
            let prefix = format!("{name}.");
            let values = document.values.range(prefix.clone()..);
            let values = values.take_while(|(place, _)| place.starts_with(&prefix));
            self.values.extend(values.map(|(place, values)| (place.clone(), values.clone())));
            self.models.insert(name, model.clone());
        }
        self
    }

    /// Renames a model and all references to it; returns false if there is no such model.
    pub(super) fn rename_model(&mut self, from: &str, to: &str) -> bool {
        let Some(model) = self.models.remove(from) else { return false };
        self.models.insert(to.to_owned(), model);
        let rename = |ty: &mut Type| {
            if ty.name() == Some(from) {
                *ty = ty.with_innermost(Type::Named(to.to_owned()));
            }
        };
        self.models.values_mut().flat_map(|model| &mut model.fields).for_each(|field| rename(&mut field.ty));
        self.operation.types_mut().for_each(rename);
        let prefix = format!("{from}.");
        self.values = std::mem::take(&mut self.values)
            .into_iter()
            .map(|(place, values)| match place.strip_prefix(&prefix) {
                Some(field) => (format!("{to}.{field}"), values),
                None => (place, values),
            })
            .collect();
        true
    }
}
