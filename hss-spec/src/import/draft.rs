//! What one document says about one operation, before names are given and fixups applied.

use std::collections::BTreeMap;

use crate::model::{Enumeration, Model, Operation};
use crate::place::Problem;

/// An operation as its document describes it.
///
/// Types that the document names are kept as it names them (`failed_images` stays so until a fixup renames it), and a
/// field with listed values keeps its plain type: its list stands in [`values`](Self::values).
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The operation's facts.
    pub operation: Operation,
    /// The models that its tables describe, in the order of the page.
    pub models: BTreeMap<String, Model>,
    /// The listed values by place: `query.type`, `ImageScanTaskInfo.task_status`.
    pub values: BTreeMap<String, Enumeration>,
    /// What was read but not understood, each with its line.
    pub notes: Vec<Problem>,
}
