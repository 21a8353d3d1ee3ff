//! Corrections of the vendor's documents.

use super::SourceForm;
use crate::place::Place;

/// A correction of a wrong or missing statement in the vendor's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixup {
    /// The operation whose document is corrected.
    pub operation: String,
    /// The corrected places, each in the form `query.type.required`, `ImageScanTaskInfo.remain_min.range`, `response.type`,
    /// `failed_images` (renames the model), `*.range` (everywhere).
    pub at: Vec<String>,
    /// The form of the document with the defect; `None` if all forms have it.
    pub source: Option<SourceForm>,
    /// Statement as in a spec file; `None` if the document has none.
    pub from: Option<String>,
    /// The correction, as in a spec file; `None` drops the statement.
    pub to: Option<String>,
    /// The evidence that the document is wrong.
    pub evidence: String,
    /// Its place in a file.
    pub place: Place,
}

impl Fixup {
    /// A fixup without a correction, with its evidence.
    pub fn new(operation: impl Into<String>, at: Vec<String>, evidence: impl Into<String>) -> Self {
        Self {
            operation: operation.into(),
            at,
            source: None,
            from: None,
            to: None,
            evidence: evidence.into(),
            place: Place::default(),
        }
    }
}
