//! Settings of a client of Huawei Cloud, and the scheme that results from them.

use std::sync::Arc;

use crate::auth::huawei::credentials::{CredentialsChain, ProfileFile, ProvideCredentials};
use crate::auth::huawei::domain::Domain;
use crate::auth::huawei::project::{Project, is_id};
use crate::auth::huawei::scheme::{HuaweiScheme, identity_endpoint};
use crate::auth::huawei::sign::Algorithm;
use crate::auth::scheme::{AuthScheme, Surroundings};
use crate::auth::variables::Variables;
use crate::transport::Endpoint;

/// A function that builds the scheme of Huawei Cloud: [`HuaweiSettings::build`], or one that does not exist in a client of
/// another service.
pub(crate) type BuildHuawei =
    fn(HuaweiSettings, &Surroundings<'_>) -> Result<Arc<dyn AuthScheme>, Vec<String>>;

/// Settings of a client of Huawei Cloud.
#[derive(Default)]
pub(crate) struct HuaweiSettings {
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(crate) project_id: Option<String>,
    pub(crate) domain_id: Option<String>,
    pub(crate) iam_endpoint: Option<String>,
    pub(crate) algorithm: Algorithm,
}

impl HuaweiSettings {
    /// Reads settings that are not set yet from environment variables. `is_of_domain`: the calls of the service belong
    /// to a domain rather than to a project.
    pub(crate) fn read(&mut self, variables: &mut Variables<'_>, is_of_domain: bool) {
        if self.credentials.is_none() {
            self.credentials = variables.credentials().map(|credentials| Arc::new(credentials) as _);
        }
        if self.project_id.is_none() {
            self.project_id = variables.project_id();
        }
        if self.domain_id.is_none() {
            self.domain_id = variables.domain_id(is_of_domain);
        }
        if self.iam_endpoint.is_none() {
            self.iam_endpoint = variables.iam_endpoint();
        }
    }

    /// Falls back to the profile file and the metadata service if no credentials are set. True if it did.
    pub(crate) async fn use_machine_credentials(&mut self) -> bool {
        if self.credentials.is_some() {
            return false;
        }
        if self.project_id.is_none() {
            self.project_id = ProfileFile::standard().read("project_id").await;
        }
        if self.domain_id.is_none() {
            self.domain_id = ProfileFile::standard().section("global").read("domain_id").await;
        }
        self.credentials = Some(Arc::new(CredentialsChain::standard()));
        true
    }

    /// Builds the scheme.
    ///
    /// # Errors
    ///
    /// All problems of these settings, as sentences.
    pub(crate) fn build(self, surroundings: &Surroundings<'_>) -> Result<Arc<dyn AuthScheme>, Vec<String>> {
        let mut problems = Vec::new();
        let iam = self.find_iam(surroundings).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let credentials = self.check_credentials().map_err(|problem| problems.push(problem)).ok();
        for (what, id) in [("project", &self.project_id), ("domain", &self.domain_id)] {
            if let Some(id) = id.as_ref().filter(|id| !is_id(id)) {
                problems.push(format!("{id:?} is not a {what} id: expected letters, digits, `-` and `_`"));
            }
        }
        match (credentials, surroundings.endpoint) {
            (Some(credentials), Some(endpoint)) if problems.is_empty() => Ok(Arc::new(HuaweiScheme {
                credentials,
                algorithm: self.algorithm,
                endpoint: endpoint.clone(),
                domain: Domain::new(self.domain_id, iam.clone()),
                is_of_domain: surroundings.service.security().is_of_domain,
                project: Project::new(self.project_id, surroundings.region.cloned(), iam),
                clock: surroundings.clock.clone(),
            })),
            _ => Err(problems),
        }
    }

    fn find_iam(&self, surroundings: &Surroundings<'_>) -> Result<Option<Endpoint>, String> {
        match (&self.iam_endpoint, surroundings.endpoint) {
            (Some(address), _) => Endpoint::parse(address, surroundings.plain_http)
                .map(Some)
                .map_err(|problem| format!("identity service: {problem}")),
            (None, Some(endpoint)) => Ok(identity_endpoint(surroundings.service.name, endpoint)),
            (None, None) => Ok(None),
        }
    }

    fn check_credentials(&self) -> Result<Arc<dyn ProvideCredentials>, String> {
        let credentials = self.credentials.clone().ok_or("no credentials: set them with `credentials(…)`")?;
        match credentials.problem() {
            Some(problem) => Err(problem),
            None => Ok(credentials),
        }
    }
}
