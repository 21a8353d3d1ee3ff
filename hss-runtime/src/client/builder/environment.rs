//! Settings from the environment.

use super::settings::Settings;
use super::setup::{Environment, Machine, ServiceClient, Setup};
#[cfg(feature = "schemes")]
use crate::auth::document;
use crate::auth::{Lookup, Variables};
use crate::client::builder::Builder;
use crate::client::handle::Client;
use crate::error::Error;
use crate::schema::Service;
use crate::transport::variable;

impl<C: ServiceClient> Builder<C> {
    /// Reads settings that are not set yet from environment variables: credentials and the endpoint of the service; for
    /// Huawei Cloud, also project id, domain id, region and the endpoint of the identity service. The names are in the
    /// modules of [`auth`](crate::auth).
    #[doc(alias("environment", "variables"))]
    pub fn from_env(mut self) -> Self {
        self.settings.read_environment(<C::Setup as Setup>::ENVIRONMENT);
        self
    }

    /// [`from_env`](Self::from_env) with a replacement for the environment.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        self.settings.read_variables(<C::Setup as Setup>::ENVIRONMENT, &|name| Ok(lookup(name)));
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
        Client::from_env_as::<Client>(service).await
    }

    /// [`from_env`](Self::from_env) for a generated client, which names the parts of the runtime that it needs.
    #[doc(hidden)]
    pub async fn from_env_as<C: ServiceClient>(service: &'static Service) -> Result<C, Error> {
        let mut settings = Settings::new(service);
        settings.read_environment(<C::Setup as Setup>::ENVIRONMENT);
        settings.build_for_this_machine::<C::Setup>().await.map(C::from)
    }
}

impl Settings {
    /// Reads settings that are not set yet from environment variables.
    fn read_environment(&mut self, environment: Environment) {
        self.read_variables(environment, &variable);
    }

    /// Reads settings that are not set yet from variables with this look-up function.
    fn read_variables(&mut self, environment: Environment, lookup: Lookup<'_>) {
        let mut variables = Variables::new(lookup);
        for read in environment.0 {
            read(self, &mut variables);
        }
        let read = variables.read();
        self.read_variables.extend(read.states);
        self.variable_problems.extend(read.problems);
    }

    /// Reads the credentials of the document's schemes, except those of OAuth 2.
    #[cfg(feature = "schemes")]
    pub(super) fn read_credentials(&mut self, variables: &mut Variables<'_>) {
        if !self.service.security().is_huawei() {
            self.auth.read(self.service, variables);
        }
    }

    /// Reads the credentials of OAuth 2.
    #[cfg(feature = "oauth2")]
    pub(super) fn read_oauth2(&mut self, variables: &mut Variables<'_>) {
        self.auth.read_oauth2(self.service, variables);
    }

    /// Reads the endpoint, or the choice of a server.
    #[cfg(feature = "schemes")]
    pub(super) fn read_address(&mut self, variables: &mut Variables<'_>) {
        if self.service.security().is_huawei() {
            return;
        }
        if self.endpoint.is_none() {
            self.endpoint = document::endpoint(self.service, variables);
        }
        if self.endpoint.is_none() {
            self.read_server(variables);
        }
    }

    /// Builds a client. If Huawei Cloud is the only scheme and no access key is set, the key is from the profile
    /// file or the metadata service.
    async fn build_for_this_machine<S: Setup>(mut self) -> Result<Client, Error> {
        let machine = S::MACHINE.filter(|_| self.service.security().is_huawei());
        let has_machine_credentials = match machine {
            Some(Machine(use_credentials)) => use_credentials(&mut self.huawei).await,
            None => false,
        };
        let client = self.build(S::PARTS)?;
        if has_machine_credentials {
            let shared = client.shared();
            shared.scheme.warm_up(&shared.transport).await?;
        }
        Ok(client)
    }
}
