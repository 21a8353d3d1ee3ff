//! An access key from environment variables.

use super::{Credentials, CredentialsContext, CredentialsError, ProvideCredentials};
use crate::auth::huawei::environment::Variables;
use crate::transport::BoxFuture;

/// An access key from the environment variables that the vendor's SDKs and pages name: `HUAWEICLOUD_SDK_AK` and
/// `HUAWEICLOUD_SDK_SK` (with `HUAWEICLOUD_SDK_SECURITY_TOKEN` for a temporary one), else `CLOUD_SDK_AK` and
/// `CLOUD_SDK_SK`.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentCredentials;

impl EnvironmentCredentials {
    fn read() -> Result<Credentials, CredentialsError> {
        let lookup = |name: &str| std::env::var(name).ok();
        let mut variables = Variables::new(&lookup);
        match variables.credentials() {
            Some(credentials) => Ok(credentials),
            None => Err(CredentialsError::new(format!(
                "environment variables {}",
                variables.looked_at().join(", ")
            ))),
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
