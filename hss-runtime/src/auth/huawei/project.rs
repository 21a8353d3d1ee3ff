//! The project of a client: configured, or looked up by the name of the region.

use serde_json::Value;

use crate::auth::lookup::{LookupRequest, LookupState, ParameterLookup};
use crate::error::{ConfigError, Error};
use crate::schema::{Kind, Method, Operation, Response};
use crate::transport::{Endpoint, RawResponse, Region};
use crate::wire::decode;

/// Name of the client parameter.
pub(super) const PROJECT_ID: &str = "project_id";

/// The identity service's listing of projects.
static LIST_PROJECTS: Operation = Operation {
    id: "KeystoneListProjects",
    group: "iam",
    method: Method::Get,
    path: "/v3/projects",
    title: "List projects",
    doc: "Lists the projects of a user.",
    page: "https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html",
    response: Response::Json(Kind::Json),
    ..Operation::EMPTY
};

/// The project of a client, and the settings that its look-up needs.
pub(crate) struct Project {
    pub(crate) given: Option<String>,
    pub(crate) lookup: LookupState,
    pub(crate) region: Option<Region>,
    /// Endpoint of the identity service, if it is known.
    pub(crate) iam: Option<Endpoint>,
}

impl Project {
    pub(crate) fn new(given: Option<String>, region: Option<Region>, iam: Option<Endpoint>) -> Self {
        Project { given, lookup: LookupState::default(), region, iam }
    }

    /// The project id, if it is configured or has been looked up.
    pub(crate) fn id(&self) -> Option<&str> {
        self.given.as_deref().or_else(|| self.lookup.found())
    }

    fn region(&self) -> Result<&Region, Error> {
        self.region.as_ref().ok_or_else(|| {
            Error::config(
                "no project id, and no region to look it up by: give one with `project_id(…)` or `region(…)`",
            )
        })
    }
}

impl ParameterLookup for Project {
    fn state(&self) -> &LookupState {
        &self.lookup
    }

    fn request(&self) -> Result<LookupRequest<'_>, Error> {
        let region = self.region()?;
        let endpoint = self.iam.as_ref().ok_or_else(|| {
            Error::config(format!(
                "no project id, and the endpoint of the identity service in `{region}` is not known: give one with \
                 `project_id(…)` or `iam_endpoint(…)`"
            ))
        })?;
        let query = vec![("name".to_owned(), region.as_str().to_owned())];
        Ok(LookupRequest { operation: &LIST_PROJECTS, endpoint, query })
    }

    fn read(&self, response: &RawResponse) -> Result<String, Error> {
        let region = self.region()?;
        match &items(response, "projects")[..] {
            [(id, _)] => Ok(id.clone()),
            [] => Err(Error::config(format!(
                "no project id: the identity service lists no project named `{region}` for these credentials; give \
                 one with `project_id(…)`"
            ))),
            several => {
                let mut problems =
                    vec![format!("several projects are named `{region}`; choose one with `project_id(…)`")];
                problems.extend(several.iter().map(|(id, name)| format!("{id} ({name})")));
                Err(Error::Config(Box::new(ConfigError { problems })))
            }
        }
    }
}

/// Ids and names of the projects or domains in a response, if the id is safe as a path segment.
pub(super) fn items(response: &RawResponse, key: &str) -> Vec<(String, String)> {
    let body: Value = decode::json(&response.body).unwrap_or_default();
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    body.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|item| Some((text(item, "id")?, text(item, "name").unwrap_or_default())))
        .filter(|(id, _)| is_id(id))
        .collect()
}

/// True for the id of a project or a domain that is safe as a path segment.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
