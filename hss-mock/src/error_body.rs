//! The mock's refusals, and the error body of Huawei Cloud.
//!
//! | status | code | when |
//! |---|---|---|
//! | 400 | `HSS.0001` (the service's name) | the request violates the spec |
//! | 401 | `APIGW.0301` | it isn't authenticated |
//! | 401 | `MOCK.0003` | it isn't authenticated, by a scheme of a document |
//! | 404 | `APIGW.0101` | no operation has this path and method |
//! | 408 | `MOCK.0002` | its body did not arrive in time |
//! | 413 | `APIGW.0201` | its body is too large |
//! | 429 | `APIGW.0308` | it is throttled |
//!
//! For another API, the code is the reason of the status, `not_found`, and a method that a path does not have is 405.

use std::time::Duration;

use hss_spec::model::Method;
use hyper::StatusCode;

use crate::check::Violation;
use crate::data::Value;
use crate::response::Response;

/// A refused request, in the words of Huawei Cloud and in those of other APIs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) huawei: Words,
    pub(crate) other: Box<Words>,
    /// The methods of the path, if the request has another one.
    pub(crate) methods: Vec<Method>,
}

/// The content of an error body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Refusal {
    fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let huawei = Words { status, code: code.into(), message: message.into() };
        let other = Box::new(Words { code: reason(status), ..huawei.clone() });
        Self { huawei, other, methods: Vec::new() }
    }

    /// With a different message for other APIs, where the vendor's would mislead.
    fn elsewhere(mut self, message: impl Into<String>) -> Self {
        self.other.message = message.into();
        self
    }

    /// A refusal with a given code and message.
    pub(crate) fn chosen(status: u16, code: &str, message: &str) -> Self {
        let mut refusal = Self::new(status, code, message);
        code.clone_into(&mut refusal.other.code);
        refusal
    }

    pub(crate) fn unauthenticated(detail: &str) -> Self {
        Self::new(401, "APIGW.0301", format!("Incorrect IAM authentication information: {detail}"))
    }

    /// The request lacks what a security scheme of the document asks for.
    pub(crate) fn no_credentials(detail: &str) -> Self {
        Self::new(401, "MOCK.0003", format!("Not authenticated: {detail}"))
    }

    pub(crate) fn no_operation(method: &str, path: &str, other_methods: &[Method]) -> Self {
        let names: Vec<&str> = other_methods.iter().map(|method| method.name()).collect();
        let known =
            if names.is_empty() { String::new() } else { format!(" (this path has {})", names.join(", ")) };
        let message = "The API does not exist or has not been published in the environment";
        let mut refusal = Self::new(404, "APIGW.0101", format!("{message}: {method} {path}{known}"))
            .elsewhere(format!("No operation has this method and path: {method} {path}{known}"));
        if !names.is_empty() {
            (refusal.other.status, refusal.other.code) = (405, reason(405));
            refusal.methods = other_methods.to_vec();
        }
        refusal
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(413, "APIGW.0201", format!("Request entity too large: at most {limit} bytes are accepted"))
    }

    /// The body did not arrive in time.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::new(408, "MOCK.0002", format!("The request body did not arrive within {limit:?}"))
    }

    /// The request violates the spec. The message names the first 20 violations.
    pub(crate) fn invalid(service: &str, violations: &[Violation]) -> Self {
        const SHOWN: usize = 20;
        let mut texts: Vec<String> = violations.iter().take(SHOWN).map(Violation::to_string).collect();
        if violations.len() > SHOWN {
            texts.push(format!("and {} more", violations.len() - SHOWN));
        }
        let code = format!("{}.0001", service.to_ascii_uppercase());
        Self::new(400, code, format!("Invalid parameter: {}", texts.join("; ")))
    }

    pub(crate) fn bad_fault(detail: &str) -> Self {
        Self::new(400, "MOCK.0001", format!("The header X-Mock-Fault is not valid: {detail}"))
    }

    /// The vendor's text, which names the quota: `limit:5,time:1 minute`.
    pub(crate) fn throttled(quota: u32, window: Duration) -> Self {
        let seconds = window.as_secs();
        let time = match (seconds, window.subsec_millis()) {
            (0, milliseconds) => format!("{milliseconds} millisecond"),
            (_, 0) if seconds.is_multiple_of(3600) => format!("{} hour", seconds / 3600),
            (_, 0) if seconds.is_multiple_of(60) => format!("{} minute", seconds / 60),
            _ => format!("{seconds} second"),
        };
        let message = format!(
            "The throttling threshold has been reached: policy user over ratelimit,limit:{quota},time:{time}"
        );
        Self::new(429, "APIGW.0308", message)
            .elsewhere(format!("Too many requests: at most {quota} in {time} are allowed"))
    }

    /// The usual error of a status.
    pub(crate) fn by_status(service: &str, status: u16) -> Self {
        match status {
            401 => Self::unauthenticated("the mock was asked to refuse this request")
                .elsewhere("The mock was asked to respond with status 401"),
            429 => Self::throttled(5, Duration::from_secs(60)),
            _ => {
                let code = format!("{}.0{status}", service.to_ascii_uppercase());
                Self::new(status, code, format!("The mock was asked to respond with status {status}"))
            }
        }
    }

    /// The error body of Huawei Cloud.
    pub(crate) fn huawei(&self, request_id: &str) -> Response {
        let text = |text: &str| Value::Text(text.to_owned());
        let body = Value::object([
            ("error_code", text(&self.huawei.code)),
            ("error_msg", text(&self.huawei.message)),
            ("request_id", text(request_id)),
        ]);
        Response::json(self.huawei.status, &body)
    }
}

/// The reason of a status in one word: `not_found`.
fn reason(status: u16) -> String {
    let known = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let words =
        known.unwrap_or("Error").chars().filter(|letter| letter.is_ascii_alphabetic() || *letter == ' ');
    words.map(|letter| if letter == ' ' { '_' } else { letter.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttling_names_its_quota_as_the_vendor_does() {
        let time = |seconds| Refusal::throttled(5, Duration::from_secs(seconds)).huawei.message;
        assert!(time(60).ends_with("over ratelimit,limit:5,time:1 minute"));
        assert!(time(90).ends_with("time:90 second"));
        assert!(time(7200).ends_with("time:2 hour"));
    }
}
