//! Chains of providers.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::context::CredentialsContext;
use super::environment::EnvironmentCredentials;
use super::metadata::MetadataService;
use super::profile::ProfileFile;
use super::provide::ProvideCredentials;
use crate::auth::huawei::sign::key::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Chain of providers, tried in order until one returns credentials. From then on only that one is used.
///
/// If all fail, the error lists the failure of each.
#[derive(Clone, Default)]
pub struct CredentialsChain {
    providers: Vec<Arc<dyn ProvideCredentials>>,
    chosen: Arc<OnceLock<usize>>,
}

impl CredentialsChain {
    /// The vendor's default chain: environment variables, profile file, metadata service.
    pub fn standard() -> Self {
        CredentialsChain::default()
            .then(EnvironmentCredentials)
            .then(ProfileFile::standard())
            .then(MetadataService::new())
    }

    /// Appends a provider.
    #[must_use]
    pub fn then(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.providers.push(Arc::new(provider));
        CredentialsChain { providers: self.providers, chosen: Arc::default() }
    }

    async fn first(&self, context: CredentialsContext<'_>) -> Result<Credentials, CredentialsError> {
        if let Some(provider) = self.chosen() {
            return provider.credentials(context).await;
        }
        let mut tried = Vec::new();
        for (index, provider) in self.providers.iter().enumerate() {
            let result = match provider.problem() {
                Some(problem) => Err(CredentialsError::new(problem)),
                None => provider.credentials(context).await,
            };
            match result {
                Ok(credentials) => {
                    // Of two concurrent calls, the first one sets the choice.
                    let _ = self.chosen.set(index);
                    return Ok(credentials);
                }
                Err(error) => tried.push(error.to_string()),
            }
        }
        Err(CredentialsError::new(match &tried[..] {
            [] => "the chain has no providers".to_owned(),
            tried => format!("tried in order:\n- {}", tried.join("\n- ")),
        }))
    }

    fn chosen(&self) -> Option<&dyn ProvideCredentials> {
        self.providers.get(*self.chosen.get()?).map(|provider| &**provider)
    }
}

impl ProvideCredentials for CredentialsChain {
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(self.first(context))
    }

    fn renew(&self, refused: &Credentials) -> bool {
        self.chosen().is_some_and(|provider| provider.renew(refused))
    }
}

impl fmt::Debug for CredentialsChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsChain").field("providers", &self.providers.len()).finish_non_exhaustive()
    }
}
