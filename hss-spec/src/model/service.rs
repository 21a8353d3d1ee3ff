//! What a spec says about the service as a whole, its fixups and its names.

use std::collections::BTreeMap;

use crate::place::Place;

/// The service that an API belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// Its short name, `hss`.
    pub name: String,
    /// Its full name, `Host Security Service`.
    pub title: String,
    /// The pattern of its pages' addresses, with `{operation}`.
    pub page: Option<String>,
    /// The pattern of its endpoints, with `{region}`.
    pub endpoint: Option<String>,
    /// The regions it has, each with its endpoint where the pattern doesn't give it.
    pub regions: BTreeMap<String, Option<String>>,
    /// Parameters that the client fills in: the project id, the token. Wire names.
    pub client_parameters: Vec<String>,
    /// The family of a path, where its segment after the project id isn't it: path → family.
    pub families: BTreeMap<String, String>,
    /// Where it stands.
    pub place: Place,
}

/// A correction of a vendor fact that is wrong or missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixup {
    /// The operation whose document is corrected.
    pub operation: String,
    /// What is corrected, each in the form `query.type.required`, `ImageScanTaskInfo.remain_min.range`, `response.type`,
    /// `failed_images` (renames the model), `*.range` (wherever it stands).
    pub at: Vec<String>,
    /// The form of the document that has the defect; none when all have it.
    pub source: Option<super::SourceForm>,
    /// What the document says, as its text in a spec file; none when it says nothing.
    pub from: Option<String>,
    /// What is right, as its text in a spec file; none to drop the fact.
    pub to: Option<String>,
    /// Why: what shows that the document is wrong.
    pub evidence: String,
    /// Where it stands.
    pub place: Place,
}

/// Names given here to what the vendor's documents leave unnamed: enumerations, and values that say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// The enumeration of a place: `image/ListImageScanTask.query.type` → `TaskKind`,
    /// `image/ImageScanTaskInfo.task_status` → `ScanStatus`.
    pub enums: BTreeMap<String, Named>,
    /// The values of an enumeration: `image/ScanScope` → (`0x000f0000` → `vulnerabilities`).
    pub values: BTreeMap<String, BTreeMap<String, Named>>,
}

/// A given name, and where it is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}
