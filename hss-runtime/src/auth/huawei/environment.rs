//! Settings from environment variables, under the names that the vendor's SDKs read.

use crate::auth::huawei::credentials::Credentials;
use crate::client::region::Region;
use crate::schema::Service;
use crate::search;

/// The environment, and which of it has been looked at.
pub(crate) struct Variables<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    looked_at: Vec<String>,
}

impl<'a> Variables<'a> {
    pub(crate) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Variables { lookup, looked_at: Vec::new() }
    }

    /// Keys of the SDKs' names or, if none are set, of those on the documentation's pages; never one of each.
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

    pub(crate) fn region(&mut self) -> Option<Region> {
        // The first is the vendor's, the second what people try.
        let id = self.value("HUAWEICLOUD_SDK_REGION_ID").or_else(|| self.value("HUAWEICLOUD_SDK_REGION"));
        id.map(Region::new)
    }

    pub(crate) fn iam_endpoint(&mut self) -> Option<String> {
        self.value("HUAWEICLOUD_SDK_IAM_ENDPOINT")
    }

    /// The endpoint of a service in a region.
    pub(crate) fn endpoint(&mut self, service: &Service, region: &Region) -> Option<String> {
        let name = format!("HUAWEICLOUD_SDK_REGION_{}_{region}", service.name);
        self.value(&search::replace(&name.to_ascii_uppercase(), "-", "_"))
    }

    /// The names of the variables that were looked at, each with whether it was set.
    pub(crate) fn looked_at(self) -> Vec<String> {
        self.looked_at
    }

    /// An empty variable is as good as none.
    fn value(&mut self, name: &str) -> Option<String> {
        let value =
            (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let state = if value.is_some() { "set" } else { "not set" };
        self.looked_at.push(format!("{name} ({state})"));
        value
    }
}
