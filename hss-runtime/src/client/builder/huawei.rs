//! Settings of Huawei Cloud: credentials, project, identity service, environment variables.

use std::sync::Arc;

use super::settings::Settings;
use crate::auth::huawei::Variables;
use crate::auth::huawei::credentials::ProvideCredentials;
use crate::auth::huawei::sign::Algorithm;
use crate::client::builder::Builder;
use crate::client::handle::Client;
use crate::error::Error;
use crate::schema::Service;

impl<C: From<Client>> Builder<C> {
    /// Sets the [`Credentials`](crate::Credentials), or a provider of credentials.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.settings.huawei.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets the project id: 32 hexadecimal digits, as shown in the console. Default: the project with the name of the
    /// region, looked up once.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.settings.huawei.project_id = Some(project_id.into());
        self
    }

    /// Sets the endpoint of the identity service, for tokens and the project look-up. Default: the service's endpoint with
    /// `iam.` in place of the service's name (`hss.`), and the endpoint itself if that is the local machine.
    pub fn iam_endpoint(mut self, address: impl Into<String>) -> Self {
        self.settings.huawei.iam_endpoint = Some(address.into());
        self
    }

    /// Sets the signature algorithm, for services that require another than the default.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.settings.huawei.algorithm = algorithm;
        self
    }

    /// Reads settings that are not set yet from environment variables: credentials, project id, region, endpoint of the
    /// service and of the identity service. [`auth::huawei`](crate::auth::huawei) lists the names.
    pub fn from_env(mut self) -> Self {
        self.settings.read_environment();
        self
    }

    /// [`from_env`](Self::from_env) with a replacement for the environment.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        self.settings.read_variables(lookup);
        self
    }
}

impl Client {
    /// Creates a client of this service with the settings of this machine: environment variables (see
    /// [`Builder::from_env`]) and, without an access key in them, the profile file and then the metadata service (see
    /// [`CredentialsChain::standard`](crate::CredentialsChain::standard)). The key is fetched once before this returns,
    /// so that a machine without one is detected here.
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
        self.read_variables(&|name| std::env::var(name).ok());
    }

    /// Reads settings that are not set yet from variables with this look-up function.
    fn read_variables(&mut self, lookup: &dyn Fn(&str) -> Option<String>) {
        let mut variables = Variables::new(lookup);
        self.huawei.read(&mut variables);
        if self.region.is_none() {
            self.region = variables.region();
        }
        if let (Some(region), None) = (&self.region, &self.endpoint) {
            self.endpoint = variables.endpoint(self.service, region);
        }
        self.read_variables.extend(variables.read());
    }

    /// Builds a client whose access key, if it is not set, is from the profile file or the metadata service.
    async fn build_for_this_machine(mut self) -> Result<Client, Error> {
        let has_machine_credentials = self.huawei.use_machine_credentials().await;
        let client = self.build()?;
        if has_machine_credentials {
            let shared = client.shared();
            shared.scheme.authorize(&shared.transport).await?;
        }
        Ok(client)
    }
}
