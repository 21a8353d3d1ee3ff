//! Access key from environment variables.

use super::context::CredentialsContext;
use super::provide::ProvideCredentials;
use crate::auth::huawei::sign::key::Credentials;
use crate::auth::variables::Variables;
use crate::error::CredentialsError;
use crate::transport::{BoxFuture, variable};

/// Access key from environment variables: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK` (with
/// `HUAWEICLOUD_SDK_SECURITY_TOKEN` for a temporary key), else `CLOUD_SDK_AK` and `CLOUD_SDK_SK`.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentCredentials;

impl EnvironmentCredentials {
    fn read() -> Result<Credentials, CredentialsError> {
        let mut variables = Variables::new(&variable);
        let credentials = variables.credentials();
        let read = variables.read();
        match credentials {
            // A temporary key is useless without its token.
            Some(credentials) if read.problems.is_empty() => Ok(credentials),
            _ => Err(CredentialsError::new(format!("environment variables {}", read.states.join(", ")))),
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
