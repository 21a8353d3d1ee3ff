//! The service as a whole, and its names.

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
    /// Its servers, if one endpoint is not enough: several, some with variables, or one without a host.
    pub servers: Vec<Server>,
    /// Its regions, each with its endpoint if that does not follow the pattern.
    pub regions: BTreeMap<String, Option<String>>,
    /// The security schemes by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// The default requirements of calls, one of which must be met; empty if there are none.
    pub security: Vec<SecurityRequirement>,
    /// Parameters that the client fills in: the project id, the token. Wire names.
    pub client_parameters: Vec<String>,
    /// True if imports leave out the examples of documents, which make the tables of generated code larger.
    pub no_examples: bool,
    /// The group of a path, if that is not the segment after the project id: path → group.
    pub groups: BTreeMap<String, String>,
    /// The docs of groups: group → one English sentence written for this spec.
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
    /// Its description, by which a user can choose it.
    pub description: Option<String>,
    /// Its variables by name; a placeholder `{region}` without a variable is the client's region.
    pub variables: BTreeMap<String, ServerVariable>,
}

/// A variable in the address of a server.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The default value.
    pub default: Option<String>,
    /// All possible values; empty if any value is allowed.
    pub values: Vec<String>,
}

impl Server {
    /// Name of the placeholder for the client's region, unless a variable has this name.
    pub const REGION: &str = "region";

    /// True if its address has the client's region.
    pub fn has_region(&self) -> bool {
        self.url.contains("{region}") && !self.variables.contains_key(Self::REGION)
    }
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

    /// The security schemes; that of Huawei Cloud for a service that has no scheme but client parameters.
    pub fn effective_schemes(&self) -> BTreeMap<String, SecurityScheme> {
        if self.is_huawei_by_parameters() {
            return BTreeMap::from([(SecurityScheme::Huawei.kind().to_owned(), SecurityScheme::Huawei)]);
        }
        self.security_schemes.clone()
    }

    /// The default requirements of calls; that of Huawei Cloud under the same condition as for the schemes.
    pub fn effective_security(&self) -> Vec<SecurityRequirement> {
        if self.is_huawei_by_parameters() {
            let schemes = BTreeMap::from([(SecurityScheme::Huawei.kind().to_owned(), Vec::new())]);
            return vec![SecurityRequirement { schemes }];
        }
        self.security.clone()
    }

    /// The pattern of the doc pages that the spec is imported from: that of the sources, else `page`. A service
    /// whose only sources are OpenAPI documents has none; its pages are for people.
    pub fn page_source(&self) -> Option<&str> {
        let has_openapi_alone = !self.sources.openapi.is_empty() && self.sources.index.is_none();
        let own = self.page.as_deref().filter(|_| !has_openapi_alone);
        self.sources.pages.as_deref().or(own)
    }

    /// Returns true if only its name and the sources of its spec are known.
    pub fn is_unknown(&self) -> bool {
        let Self { title, endpoint, regions, security_schemes, security, client_parameters, .. } = self;
        let has_security =
            !(security_schemes.is_empty() && security.is_empty() && client_parameters.is_empty());
        title.is_empty() && endpoint.is_none() && regions.is_empty() && !has_security
    }

    /// Returns true for a service of Huawei Cloud whose calls belong to a domain (account), not to a project: clients
    /// fill in the domain id, and no project id.
    pub fn is_of_domain(&self) -> bool {
        let fills = |name: &str| self.client_parameters.iter().any(|known| known == name);
        fills("domain_id") && !fills("project_id")
    }

    fn is_huawei_by_parameters(&self) -> bool {
        self.security_schemes.is_empty() && self.security.is_empty() && !self.client_parameters.is_empty()
    }

    /// Makes it a service of Huawei Cloud, whose clients sign requests and fill in the project id.
    pub fn use_huawei(&mut self) {
        let name = SecurityScheme::Huawei.kind();
        self.security_schemes = BTreeMap::from([(name.to_owned(), SecurityScheme::Huawei)]);
        let schemes = BTreeMap::from([(name.to_owned(), Vec::new())]);
        self.security = vec![SecurityRequirement { schemes }];
        self.client_parameters = Self::HUAWEI_PARAMETERS.map(str::to_owned).to_vec();
    }
}

/// Names for enumerations and for values that are not names, which the vendor's documents do not have.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Names {
    /// The enumeration of a place: `image/ListImageScanTask.query.type` → `TaskKind`,
    /// `image/ImageScanTaskInfo.task_status` → `ScanStatus`.
    pub enums: BTreeMap<String, Named>,
    /// The values of an enumeration: `image/ScanScope` → (`0x000f0000` → `vulnerabilities`).
    pub values: BTreeMap<String, BTreeMap<String, Named>>,
}

/// A given name and its place.
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
