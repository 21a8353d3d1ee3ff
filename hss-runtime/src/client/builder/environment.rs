//! Settings from the environment.

use super::settings::Settings;
use crate::auth::document;
use crate::auth::huawei::{Lookup, Variables};
use crate::client::builder::Builder;
use crate::client::handle::Client;
use crate::error::Error;
use crate::schema::Service;
use crate::transport::variable;

impl<C: From<Client>> Builder<C> {
    /// Reads settings that are not set yet from environment variables: credentials and the endpoint of the service. The
    /// names are in [`auth::document`](crate::auth::document); for Huawei Cloud, where project id, domain id, region and the endpoint
    /// of the identity service are read, too, in [`auth::huawei`](crate::auth::huawei).
    #[doc(alias("environment", "variables"))]
    pub fn from_env(mut self) -> Self {
        self.settings.read_environment();
        self
    }

    /// [`from_env`](Self::from_env) with a replacement for the environment.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        self.settings.read_variables(&|name| Ok(lookup(name)));
        self
    }
}

impl Client {
    /// Creates a client of this service with the settings of this machine: environment variables (see
    /// [`Builder::from_env`]) and, for Huawei Cloud without an access key in them, the profile file and then the metadata
    /// service (see [`CredentialsChain::standard`](crate::CredentialsChain::standard)). That key is fetched once before
    /// this returns, so that a machine without one is detected here.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] with everything that is missing or invalid, and the name of every variable that was read;
    /// [`Error::Credentials`] with the failure of each provider.
    pub async fn from_env(service: &'static Service) -> Result<Client, Error> {
        let mut settings = Settings::new(service);
        settings.read_environment();
        settings.build_for_this_machine().await
    }
}

impl Settings {
    /// Reads settings that are not set yet from environment variables.
    fn read_environment(&mut self) {
        self.read_variables(&variable);
    }

    /// Reads settings that are not set yet from variables with this look-up function.
    fn read_variables(&mut self, lookup: Lookup<'_>) {
        let mut variables = Variables::new(lookup);
        let security = self.service.security();
        if security.has_huawei() {
            self.huawei.read(&mut variables, self.service.security().is_of_domain);
            if self.region.is_none() {
                self.region = variables.region();
            }
            if let (Some(region), None) = (&self.region, &self.endpoint) {
                self.endpoint = variables.endpoint(self.service, region);
            }
        }
        if !security.is_huawei() {
            self.auth.read(self.service, &mut variables);
            if self.endpoint.is_none() {
                self.endpoint = document::endpoint(self.service, &mut variables);
            }
            if self.endpoint.is_none() {
                self.read_server(&mut variables);
            }
        }
        let read = variables.read();
        self.read_variables.extend(read.states);
        self.variable_problems.extend(read.problems);
    }

    /// Builds a client. If Huawei Cloud is the only scheme and no access key is set, the key is from the profile
    /// file or the metadata service.
    async fn build_for_this_machine(mut self) -> Result<Client, Error> {
        let is_huawei = self.service.security().is_huawei();
        let has_machine_credentials = is_huawei && self.huawei.use_machine_credentials().await;
        let client = self.build()?;
        if has_machine_credentials {
            let shared = client.shared();
            shared.scheme.warm_up(&shared.transport).await?;
        }
        Ok(client)
    }
}
