//! A request as the mock received it, against what is expected.

use std::fmt::Debug;

use hss_mock::RecordedRequest;
use serde_json::Value;

use crate::expected::{Body, Expected, PROJECT};
use crate::form;

/// Headers that each signed request has besides its operation's own.
const OWN: [&str; 7] =
    ["accept", "accept-encoding", "authorization", "host", "user-agent", "x-project-id", "x-sdk-date"];

/// The header that says which part of the body is signed.
const PAYLOAD: &str = "x-sdk-content-sha256";

/// The differences of a request from the expected one.
pub(crate) fn differences(request: &RecordedRequest, expected: &Expected) -> Vec<String> {
    let mut differences = Differences(Vec::new());
    differences.compare("operation", request.operation.as_deref(), Some(expected.operation.as_str()));
    // The mock refuses what breaks the spec, and wrong signatures.
    differences.compare("status", request.status, Some(expected.status));
    differences.compare("method", &request.method, &expected.method);
    differences.compare("path", &request.path, &expected.path);
    differences.compare("query", sorted(&request.query), sorted(&expected.query));
    differences.headers(request, expected);
    differences.body(request, expected);
    differences.0
}

struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.0.push(format!("{what} is {found:?}, expected {expected:?}"));
        }
    }

    /// All headers: the operation's own with their values, the client's own, and no other ones.
    fn headers(&mut self, request: &RecordedRequest, expected: &Expected) {
        let says_length = !request.body.is_empty() || ["POST", "PUT", "PATCH"].contains(&&*request.method);
        let length = says_length.then(|| request.body.len().to_string());
        self.compare("content-length", request.header("content-length"), length.as_deref());
        self.compare("x-project-id", request.header("x-project-id"), Some(PROJECT));
        for name in ["authorization", "host", "user-agent", "x-sdk-date"] {
            self.compare(name, request.header(name).is_some(), true);
        }
        let is_own = |name: &str| OWN.contains(&name) || name == "content-length";
        let mut found: Vec<_> = request.headers.iter().filter(|(name, _)| !is_own(name)).cloned().collect();
        if matches!(expected.body, Body::Form(_)) {
            // Where one part ends is the client's choice; what is in them is not signed, and it says so.
            self.compare("payload", request.header(PAYLOAD), Some("UNSIGNED-PAYLOAD"));
            found.retain(|(name, _)| name != PAYLOAD);
            found
                .iter_mut()
                .for_each(|(_, value)| value.truncate(value.find("; boundary=").unwrap_or(value.len())));
        }
        self.compare("headers", sorted(&found), sorted(&expected.headers));
    }

    fn body(&mut self, request: &RecordedRequest, expected: &Expected) {
        match &expected.body {
            Body::None => self.compare("body", request.body.as_slice(), &[]),
            Body::Json(json) => {
                let found = serde_json::from_slice::<Value>(&request.body).ok();
                self.compare("body", found.as_ref(), Some(json));
            }
            Body::Form(parts) => {
                let content_type = request.header("content-type").unwrap_or_default();
                self.compare("body", form::parts(content_type, &request.body).as_ref(), Some(parts));
            }
        }
    }
}

/// By name, then value: the client sends a query in the order in which it is signed.
fn sorted(pairs: &[(String, String)]) -> Vec<&(String, String)> {
    let mut sorted: Vec<_> = pairs.iter().collect();
    sorted.sort_unstable();
    sorted
}
