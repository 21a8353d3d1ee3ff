//! Settings from environment variables, under the names that the vendor's SDKs read.

use crate::auth::huawei::sign::key::Credentials;
use crate::auth::variables::Variables;
use crate::error::ConfigError;
use crate::schema::Service;
use crate::transport::{Region, variable};

/// The settings that provide credentials, for the error about missing ones.
pub(crate) const SETTINGS: &str =
    "`credentials(…)`, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK with `from_env()`";

impl Variables<'_> {
    /// Access key under the names of the SDKs, else under those of the documentation; never a mix of both.
    pub(crate) fn credentials(&mut self) -> Option<Credentials> {
        let access = self.value("HUAWEICLOUD_SDK_AK");
        let secret = self.value("HUAWEICLOUD_SDK_SK");
        let token = self.value("HUAWEICLOUD_SDK_SECURITY_TOKEN");
        if let (Some(access), Some(secret)) = (access, secret) {
            return Some(match token {
                Some(token) => Credentials::temporary(access, secret, token),
                None => Credentials::new(access, secret),
            });
        }
        let access = self.value("CLOUD_SDK_AK");
        let secret = self.value("CLOUD_SDK_SK");
        Some(Credentials::new(access?, secret?))
    }

    pub(crate) fn project_id(&mut self) -> Option<String> {
        self.value("HUAWEICLOUD_SDK_PROJECT_ID")
    }

    /// Domain id. It is recorded as missing only if calls need it.
    pub(crate) fn domain_id(&mut self, is_needed: bool) -> Option<String> {
        const NAME: &str = "HUAWEICLOUD_SDK_DOMAIN_ID";
        if is_needed { self.value(NAME) } else { self.value_if_set(NAME) }
    }

    pub(crate) fn region(&mut self) -> Option<Region> {
        // The first name is the vendor's, the second a common guess.
        let id = self.value("HUAWEICLOUD_SDK_REGION_ID").or_else(|| self.value("HUAWEICLOUD_SDK_REGION"));
        id.map(Region::new)
    }

    pub(crate) fn iam_endpoint(&mut self) -> Option<String> {
        self.value("HUAWEICLOUD_SDK_IAM_ENDPOINT")
    }

    /// Endpoint of a service in a region.
    pub(crate) fn endpoint(&mut self, service: &Service, region: &Region) -> Option<String> {
        let name = format!("HUAWEICLOUD_SDK_REGION_{}_{region}", service.name);
        self.value(&name.to_ascii_uppercase().replace('-', "_"))
    }
}

/// The region that the environment names, by the rule of [`Builder::from_env`](crate::Builder::from_env).
///
/// # Errors
///
/// The value of a variable is not valid UTF-8.
#[doc(hidden)]
pub fn region_from_env() -> Result<Option<Region>, ConfigError> {
    let mut variables = Variables::new(&variable);
    let region = variables.region();
    match variables.read().problems {
        problems if problems.is_empty() => Ok(region),
        problems => Err(ConfigError { problems }),
    }
}
