//! Settings from environment variables, under the names that the vendor's SDKs read.

use crate::auth::huawei::sign::key::Credentials;
use crate::error::ConfigError;
use crate::schema::Service;
use crate::transport::{NotUtf8, Region, variable};

/// A function that looks a variable up: the environment, or a replacement for it.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<String>, NotUtf8>;

/// Environment variables, with a record of those that were read.
pub(crate) struct Variables<'a> {
    lookup: Lookup<'a>,
    read: Vec<String>,
    problems: Vec<String>,
}

/// The variables that were read.
pub(crate) struct Read {
    /// The names, each with `set`, `not set` or `not valid UTF-8`.
    pub(crate) states: Vec<String>,
    /// A sentence for each value that is not text, without the value.
    pub(crate) problems: Vec<String>,
}

impl<'a> Variables<'a> {
    pub(crate) fn new(lookup: Lookup<'a>) -> Self {
        Variables { lookup, read: Vec::new(), problems: Vec::new() }
    }

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

    /// Domain id. Where no call needs it, nobody is asked to set it.
    pub(crate) fn domain_id(&mut self, is_needed: bool) -> Option<String> {
        let before = self.read.len();
        let id = self.value("HUAWEICLOUD_SDK_DOMAIN_ID");
        if id.is_none() && !is_needed {
            self.read.truncate(before);
        }
        id
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

    /// The variables that were read.
    pub(crate) fn read(self) -> Read {
        Read { states: self.read, problems: self.problems }
    }

    /// Value of a variable, without spaces around it; an empty one counts as not set, one that is not text is a problem.
    pub(crate) fn value(&mut self, name: &str) -> Option<String> {
        let (value, state) = match (self.lookup)(name) {
            Ok(value) => {
                let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
                let state = if value.is_some() { "set" } else { "not set" };
                (value, state)
            }
            Err(error) => {
                self.problems.push(error.to_string());
                (None, "not valid UTF-8")
            }
        };
        self.read.push(format!("{name} ({state})"));
        value
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
