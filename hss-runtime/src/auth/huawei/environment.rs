//! Settings from environment variables, under the names that the vendor's SDKs read.

use crate::auth::huawei::sign::key::Credentials;
use crate::schema::Service;
use crate::transport::Region;

/// Environment variables, with a record of those that were read.
pub(crate) struct Variables<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    read: Vec<String>,
}

impl<'a> Variables<'a> {
    pub(crate) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Variables { lookup, read: Vec::new() }
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

    /// Names of the variables that were read, each with `set` or `not set`.
    pub(crate) fn read(self) -> Vec<String> {
        self.read
    }

    /// Value of a variable; an empty one counts as not set.
    pub(crate) fn value(&mut self, name: &str) -> Option<String> {
        let value =
            (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let state = if value.is_some() { "set" } else { "not set" };
        self.read.push(format!("{name} ({state})"));
        value
    }
}
