//! The JSON of reports, as `docs/diff.md` describes it: the keys that are shown.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The outcome of an import.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Outcome {
    pub(super) changes: Changes,
    pub(super) operations: Vec<OperationState>,
    pub(super) unreadable: Vec<Unreadable>,
    pub(super) unread: Vec<Note>,
    pub(super) problems: Vec<Note>,
}

impl Outcome {
    /// The outcome of a comparison: changes, and nothing else.
    pub(super) fn of(changes: Changes) -> Self {
        Self { changes, ..Self::default() }
    }
}

/// The state of an operation after an import: `new`, `changed`, `gone`.
#[derive(Deserialize)]
pub(super) struct OperationState {
    pub(super) operation: String,
    pub(super) state: String,
}

#[derive(Deserialize)]
pub(super) struct Unreadable {
    pub(super) document: String,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct Note {
    pub(super) message: String,
}

/// A report of `diff`.
#[derive(Default, Deserialize)]
pub(super) struct Changes {
    pub(super) form: u32,
    pub(super) verdict: String,
    #[serde(default)]
    pub(super) counts: BTreeMap<String, u64>,
    pub(super) findings: Vec<Finding>,
    #[serde(default)]
    pub(super) notes: Vec<Note>,
}

/// A change.
#[derive(Deserialize)]
pub(super) struct Finding {
    pub(super) effect: String,
    pub(super) message: String,
    pub(super) why: Option<String>,
    /// The operation or type: `image/ListImageScanTask`.
    pub(super) heading: String,
    /// The operations that it is a change of.
    #[serde(default)]
    pub(super) operations: Vec<String>,
    pub(super) accepted: Option<String>,
}
