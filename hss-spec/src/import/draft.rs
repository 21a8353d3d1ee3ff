//! One operation as one document describes it, before names are given and fixups applied.

use std::collections::BTreeMap;

use crate::model::{Enumeration, Model, Operation, Type};
use crate::place::Problem;

/// An operation as its document describes it.
///
/// Types that the document names are kept as it names them (`failed_images` stays so until a fixup renames it), and a
/// field with listed values keeps its plain type: its list stands in [`values`](Self::values).
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The operation's facts.
    pub operation: Operation,
    /// The models that its tables describe, in the order of the doc page.
    pub models: BTreeMap<String, Model>,
    /// The listed values by place: `query.type`, `ImageScanTaskInfo.task_status`.
    pub values: BTreeMap<String, Enumeration>,
    /// Notes on unread text, each with its line.
    pub notes: Vec<Problem>,
}

impl Draft {
    /// Gives a model another name wherever it is named; says whether there is such a model.
    pub(super) fn rename_model(&mut self, from: &str, to: &str) -> bool {
        let Some(model) = self.models.remove(from) else { return false };
        self.models.insert(to.to_owned(), model);
        let rename = |ty: &mut Type| {
            if ty.name() == Some(from) {
                *ty = ty.with_innermost(Type::Named(to.to_owned()));
            }
        };
        self.models.values_mut().flat_map(|model| &mut model.fields).for_each(|field| rename(&mut field.ty));
        self.operation.body.iter_mut().for_each(|body| rename(&mut body.ty));
        self.operation.response.ty.iter_mut().for_each(rename);
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
