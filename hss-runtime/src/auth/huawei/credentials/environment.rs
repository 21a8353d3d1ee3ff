//! Access key from environment variables.

use super::context::CredentialsContext;
use super::provide::ProvideCredentials;
use crate::auth::huawei::environment::Variables;
use crate::auth::huawei::sign::key::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Access key from environment variables: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK` (with
/// `HUAWEICLOUD_SDK_SECURITY_TOKEN` for a temporary key), else `CLOUD_SDK_AK` and `CLOUD_SDK_SK`.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentCredentials;

impl EnvironmentCredentials {
    fn read() -> Result<Credentials, CredentialsError> {
        let lookup = |name: &str| std::env::var(name).ok();
        let mut variables = Variables::new(&lookup);
        match variables.credentials() {
            Some(credentials) => Ok(credentials),
            None => {
                Err(CredentialsError::new(format!("environment variables {}", variables.read().join(", "))))
            }
        }
    }
}

impl ProvideCredentials for EnvironmentCredentials {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Self::read()))
    }
}
