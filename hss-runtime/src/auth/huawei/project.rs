//! Finding the project's id by the region's name.

use crate::client::Client;
use crate::error::{ConfigError, Error};
use crate::pipeline::exchange::{Exchange, Outgoing, Path, Reading};
use crate::schema::{Body, Kind, Method, Operation, Response};
use crate::transport::BoxFuture;
use crate::transport::raw_response::RawResponse;
use crate::wire::decode;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::Value;
use std::time::Duration;

/// The identity service's listing of projects.
static LIST_PROJECTS: Operation = Operation {
    id: "KeystoneListProjects",
    family: "iam",
    method: Method::Get,
    path: "/v3/projects",
    doc: "Lists the projects of a user.",
    page: "https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html",
    deprecated: false,
    parameters: &[],
    body: Body::None,
    response: Response::Json(Kind::Json),
    paging: None,
};

/// Asks the identity service for the project that is named like the client's region. On the heap, since it is a call
/// within a call.
pub(crate) fn look_up(client: &Client, deadline: Duration) -> BoxFuture<'_, Result<String, Error>> {
    Box::pin(async move {
        let shared = client.shared();
        let Some(region) = &shared.region else {
            return Err(Error::config(
                "no project id, and no region to look it up by: give one with `project_id(…)` or `region(…)`",
            ));
        };
        let endpoint = shared.iam.as_ref().ok_or_else(|| {
            Error::config(format!(
                "no project id, and the identity service's endpoint in `{region}` is not known: give one with \
                 `project_id(…)` or `iam_endpoint(…)`"
            ))
        })?;
        let outgoing = Outgoing {
            operation: &LIST_PROJECTS,
            endpoint: endpoint.clone(),
            path: Path::Known(endpoint.path(LIST_PROJECTS.path)),
            query: vec![("name".to_owned(), region.as_str().to_owned())],
            headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
            body: Bytes::new(),
            reading: Reading::Whole,
            timeout: shared.timeout,
            deadline,
        };
        let arrival = Exchange::new(client.clone(), outgoing).run().await?;
        choose(&arrival.reply, region.as_str())
    })
}

/// The one project of the answer.
fn choose(reply: &RawResponse, region: &str) -> Result<String, Error> {
    let body: Value = decode::json(&reply.body).unwrap_or_default();
    let text = |project: &Value, name: &str| project.get(name).and_then(Value::as_str).map(str::to_owned);
    let projects: Vec<(String, String)> = body
        .get("projects")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|project| Some((text(project, "id")?, text(project, "name").unwrap_or_default())))
        .filter(|(id, _)| is_project_id(id))
        .collect();
    match &projects[..] {
        [(id, _)] => Ok(id.clone()),
        [] => Err(Error::config(format!(
            "no project id: the identity service knows no project named `{region}` for these credentials; give \
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

/// Whether it can be one: it becomes part of paths.
pub(crate) fn is_project_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
