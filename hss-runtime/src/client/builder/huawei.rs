//! Settings of Huawei Cloud: credentials, project, domain, identity service.

use std::sync::Arc;

use super::settings::Settings;
use super::setup::{Environment, Machine, Parts, ServiceClient, Setup};
use crate::auth::Variables;
use crate::auth::huawei::credentials::ProvideCredentials;
use crate::auth::huawei::sign::Algorithm;
use crate::auth::huawei::{BuildHuawei, HuaweiSettings};
use crate::client::builder::Builder;

pub(super) const HUAWEI: BuildHuawei = HuaweiSettings::build;

/// A service of Huawei Cloud whose endpoints depend on the region alone.
pub enum Huawei {}

impl Setup for Huawei {
    const PARTS: Parts = Parts { huawei: Some(HUAWEI), ..Parts::NONE };
    const ENVIRONMENT: Environment = Environment(&[Settings::read_huawei]);
    const MACHINE: Option<Machine> = Some(Machine(|settings| Box::pin(settings.use_machine_credentials())));
}

#[cfg_attr(docsrs, doc(cfg(feature = "huawei")))]
impl<C: ServiceClient> Builder<C> {
    /// Sets the [`Credentials`](crate::Credentials), or a provider of credentials.
    #[doc(alias("ak", "sk", "access_key", "secret_key", "token", "password"))]
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.settings.parts.huawei = Some(HUAWEI);
        self.settings.huawei.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets the project id: 32 hexadecimal digits, as shown in the console. Default: the project with the name of the
    /// region, looked up once.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.settings.huawei.project_id = Some(project_id.into());
        self
    }

    /// Sets the domain (account) id. It is sent with calls that belong to a domain rather than to a project. Default:
    /// the domain of the credentials, looked up once for services whose calls belong to a domain according to their
    /// spec.
    #[doc(alias = "account_id")]
    pub fn domain_id(mut self, domain_id: impl Into<String>) -> Self {
        self.settings.huawei.domain_id = Some(domain_id.into());
        self
    }

    /// Sets the endpoint of the identity service, for tokens and the look-ups of project and domain. Default: the
    /// service's endpoint with `iam.` in place of the service's name (`hss.`), or itself if that is the local machine.
    pub fn iam_endpoint(mut self, address: impl Into<String>) -> Self {
        self.settings.huawei.iam_endpoint = Some(address.into());
        self
    }

    /// Sets the signature algorithm, for services that require another than the default.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.settings.huawei.algorithm = algorithm;
        self
    }
}

impl Settings {
    /// Reads the settings of Huawei Cloud.
    pub(super) fn read_huawei(&mut self, variables: &mut Variables<'_>) {
        let security = self.service.security();
        if !security.has_huawei() {
            return;
        }
        self.huawei.read(variables, security.is_of_domain);
        if self.region.is_none() {
            self.region = variables.region();
        }
        if let (Some(region), None) = (&self.region, &self.endpoint) {
            self.endpoint = variables.endpoint(self.service, region);
        }
    }
}
