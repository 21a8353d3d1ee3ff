//! Several sources of credentials, of which the first that has any is used.

use super::{
    Credentials, CredentialsContext, CredentialsError, EnvironmentCredentials, MetadataService, ProfileFile,
    ProvideCredentials,
};
use crate::transport::BoxFuture;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Sources of credentials, asked in turn until one has some. That one is asked alone from then on.
///
/// When none has any, the error says what each tried.
#[derive(Clone, Default)]
pub struct CredentialsChain {
    providers: Vec<Arc<dyn ProvideCredentials>>,
    chosen: Arc<OnceLock<usize>>,
}

impl CredentialsChain {
    /// The vendor's order: environment variables, the profile file, the metadata service.
    pub fn standard() -> Self {
        CredentialsChain::default()
            .then(EnvironmentCredentials)
            .then(ProfileFile::standard())
            .then(MetadataService::new())
    }

    /// With this source behind the others.
    #[must_use]
    pub fn then(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.providers.push(Arc::new(provider));
        CredentialsChain { providers: self.providers, chosen: Arc::default() }
    }

    async fn ask_all(&self, context: CredentialsContext<'_>) -> Result<Credentials, CredentialsError> {
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
                    // Two who ask at once find the same.
                    let _ = self.chosen.set(index);
                    return Ok(credentials);
                }
                Err(error) => tried.push(error.to_string()),
            }
        }
        Err(CredentialsError::new(match &tried[..] {
            [] => "the chain of providers is empty".to_owned(),
            tried => format!("tried in turn:\n- {}", tried.join("\n- ")),
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
        Box::pin(self.ask_all(context))
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
