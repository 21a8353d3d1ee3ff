//! The service as a whole, its fixups and its names.

use std::collections::BTreeMap;
use std::fmt;

use super::{DocSources, SecurityRequirement, SecurityScheme};
use crate::place::Place;

/// The service that an API belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Service {
    /// Its short name, `hss`.
    pub name: String,
    /// Its full name, `Host Security Service`.
    pub title: String,
    /// The pattern of the addresses of its doc pages, with `{operation}`.
    pub page: Option<String>,
    /// The addresses of the documents that the spec is made from.
    pub sources: DocSources,
    /// The pattern of its endpoints, with `{region}`.
    pub endpoint: Option<String>,
    /// Its servers, where one endpoint does not say it all: several, some with variables, or one without a host.
    pub servers: Vec<Server>,
    /// The regions it has, each with its endpoint where the pattern doesn't give it.
    pub regions: BTreeMap<String, Option<String>>,
    /// The security schemes by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// The requirements of calls whose operation says nothing else: one of these. Nothing is said if it is empty.
    pub security: Vec<SecurityRequirement>,
    /// Parameters that the client fills in: the project id, the token. Wire names.
    pub client_parameters: Vec<String>,
    /// The group of a path, where its segment after the project id isn't it: path → group.
    pub groups: BTreeMap<String, String>,
    /// The lines about groups: group → its subject, in one English sentence written for this spec.
    pub group_docs: BTreeMap<String, String>,
    /// Its place in a file.
    pub place: Place,
}

/// A server of a service.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Server {
    /// Its address, with variables in braces; without a scheme and a host, it is relative to that of the document.
    pub url: String,
    /// Its description, by which it can be chosen.
    pub description: Option<String>,
    /// Its variables by name; `{region}` is that of the client.
    pub variables: BTreeMap<String, ServerVariable>,
}

/// A variable in the address of a server.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The value unless another is set.
    pub default: Option<String>,
    /// All possible values; any, if there are none.
    pub values: Vec<String>,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)?;
        for (name, variable) in &self.variables {
            write!(f, " {name}={}", variable.default.as_deref().unwrap_or_default())?;
            if !variable.values.is_empty() {
                write!(f, " of {}", variable.values.join(", "))?;
            }
        }
        Ok(())
    }
}

impl Service {
    /// The parameters that clients of Huawei Cloud fill in.
    pub const HUAWEI_PARAMETERS: [&str; 2] = ["project_id", "X-Auth-Token"];

    /// The schemes, with that of Huawei Cloud for a service that names none and has client parameters.
    pub fn effective_schemes(&self) -> BTreeMap<String, SecurityScheme> {
        if self.is_huawei_by_parameters() {
            return BTreeMap::from([(SecurityScheme::Huawei.kind().to_owned(), SecurityScheme::Huawei)]);
        }
        self.security_schemes.clone()
    }

    /// The requirements of calls whose operation says nothing else, with that of Huawei Cloud as for the schemes.
    pub fn effective_security(&self) -> Vec<SecurityRequirement> {
        if self.is_huawei_by_parameters() {
            let schemes = BTreeMap::from([(SecurityScheme::Huawei.kind().to_owned(), Vec::new())]);
            return vec![SecurityRequirement { schemes }];
        }
        self.security.clone()
    }

    /// The pattern of the doc pages that the spec is made from: the one of the sources, else that of `page`. A service whose
    /// only sources are OpenAPI documents has its pages for people.
    pub fn page_source(&self) -> Option<&str> {
        let has_openapi_alone = !self.sources.openapi.is_empty() && self.sources.index.is_none();
        let own = self.page.as_deref().filter(|_| !has_openapi_alone);
        self.sources.pages.as_deref().or(own)
    }

    /// Returns true if nothing is known of it but its name and the sources of its spec.
    pub fn is_unknown(&self) -> bool {
        let Self { title, endpoint, regions, security_schemes, security, client_parameters, .. } = self;
        let has_security =
            !(security_schemes.is_empty() && security.is_empty() && client_parameters.is_empty());
        title.is_empty() && endpoint.is_none() && regions.is_empty() && !has_security
    }

    /// True for a service of Huawei Cloud whose calls are of a domain (account) rather than of a project: clients fill in the
    /// domain, and no project.
    pub fn is_of_domain(&self) -> bool {
        let fills = |name: &str| self.client_parameters.iter().any(|known| known == name);
        fills("domain_id") && !fills("project_id")
    }

    fn is_huawei_by_parameters(&self) -> bool {
        self.security_schemes.is_empty() && self.security.is_empty() && !self.client_parameters.is_empty()
    }

    /// Makes it a service of Huawei Cloud, whose clients sign and fill in the project.
    pub fn use_huawei(&mut self) {
        let name = SecurityScheme::Huawei.kind();
        self.security_schemes = BTreeMap::from([(name.to_owned(), SecurityScheme::Huawei)]);
        let schemes = BTreeMap::from([(name.to_owned(), Vec::new())]);
        self.security = vec![SecurityRequirement { schemes }];
        self.client_parameters = Self::HUAWEI_PARAMETERS.map(str::to_owned).to_vec();
    }
}

/// A correction of a statement of the vendor that is wrong or missing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixup {
    /// The operation whose document is corrected.
    pub operation: String,
    /// The corrected places, each in the form `query.type.required`, `ImageScanTaskInfo.remain_min.range`, `response.type`,
    /// `failed_images` (renames the model), `*.range` (everywhere).
    pub at: Vec<String>,
    /// The form of the document that has the defect; `None` if all have it.
    pub source: Option<super::SourceForm>,
    /// The statement of the document, as text of a spec file; `None` if it states nothing.
    pub from: Option<String>,
    /// The correction, as text of a spec file; `None` drops the statement.
    pub to: Option<String>,
    /// The evidence that the document is wrong.
    pub evidence: String,
    /// Its place in a file.
    pub place: Place,
}

impl Fixup {
    /// A correction of nothing yet, with the evidence for it.
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

/// Names given here to what the vendor's documents leave unnamed: enumerations, and values that say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Names {
    /// The enumeration of a place: `image/ListImageScanTask.query.type` → `TaskKind`,
    /// `image/ImageScanTaskInfo.task_status` → `ScanStatus`.
    pub enums: BTreeMap<String, Named>,
    /// The values of an enumeration: `image/ScanScope` → (`0x000f0000` → `vulnerabilities`).
    pub values: BTreeMap<String, BTreeMap<String, Named>>,
}

/// A given name, and where it is given.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Named {
    /// The name.
    pub name: String,
    /// Its place in a file.
    pub place: Place,
}

impl Named {
    /// A given name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), place: Place::default() }
    }
}
