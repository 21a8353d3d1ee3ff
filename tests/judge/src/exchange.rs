//! A request and its response, as they went over the wire.

use bytes::Bytes;
use hss_runtime::http::{HeaderMap, HeaderValue, Request, Response};
use serde_json::{Value, json};

/// Bytes of a body that are reported.
const SHOWN: usize = 4_000;

/// A request, and the response if one came.
#[derive(Clone, Debug)]
pub struct Exchange {
    request: Request<Bytes>,
    response: Option<Response<Bytes>>,
    /// True if the server's own example broke the document, and the response is made up.
    is_made_up: bool,
}

impl Exchange {
    pub(crate) fn of(request: &Request<Bytes>) -> Self {
        Self { request: request.clone(), response: None, is_made_up: false }
    }

    pub(crate) fn end(&mut self, response: &Response<Bytes>) {
        self.response = Some(response.clone());
    }

    /// The same request, for a response that the server makes up; `None` if it has sent what the document describes.
    ///
    /// Prism sends the document's examples, and refuses to send one that breaks the document.
    pub(crate) fn again(&mut self) -> Option<Request<Bytes>> {
        let response = self.response.as_ref()?;
        let breaks_document =
            problem(response)["type"].as_str().is_some_and(|name| name.ends_with("#VIOLATIONS"));
        let is_about_response = |one: &Value| one["location"][0] == "response";
        let listed = listed(response.headers());
        let is_accepted = listed.as_array().is_some_and(|all| all.iter().all(is_about_response));
        (breaks_document && is_accepted && !self.is_made_up).then(|| {
            self.is_made_up = true;
            let mut again = self.request.clone();
            again.headers_mut().insert("prefer", HeaderValue::from_static("dynamic=true"));
            again
        })
    }

    /// The report: the request as it was sent, the status, the server's list of violations, and the body of a refusal.
    pub fn to_json(&self) -> Value {
        let mut report = json!({
            "sent": format!("{} {}", self.request.method(), self.request.uri()),
            "headers": headers(self.request.headers()),
            "body": excerpt(self.request.body()),
        });
        if let Some(response) = &self.response {
            report["made_up"] = json!(self.is_made_up);
            report["status"] = json!(response.status().as_u16());
            report["violations"] = listed(response.headers());
            report["response"] = json!(excerpt(response.body()));
            report["problem"] = problem(response);
        }
        report
    }
}

fn headers(headers: &HeaderMap) -> Value {
    let pair = |(name, value): (_, &HeaderValue)| json!([format!("{name}"), excerpt(value.as_bytes())]);
    headers.iter().map(pair).collect()
}

/// The violations that Prism lists in a header.
fn listed(headers: &HeaderMap) -> Value {
    let list = headers.get("sl-violations").and_then(|list| serde_json::from_slice(list.as_bytes()).ok());
    list.unwrap_or_else(|| json!([]))
}

/// The problem details of a response, where they are what it is.
fn problem(response: &Response<Bytes>) -> Value {
    let media_type =
        response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !media_type.starts_with("application/problem+json") {
        return Value::Null;
    }
    serde_json::from_slice(response.body()).unwrap_or_default()
}

fn excerpt(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]).into_owned()
}
