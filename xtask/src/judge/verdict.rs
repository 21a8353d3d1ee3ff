//! The verdict on a call, from the output of the program and Prism.

use serde_json::Value;

/// Titles of Prism's errors that refuse a request, except those that list violations.
const REFUSALS: [&str; 8] = [
    "UNPROCESSABLE_ENTITY",
    "UNAUTHORIZED",
    "INVALID_CONTENT_TYPE",
    "NOT_ACCEPTABLE",
    "NO_PATH_MATCHED_ERROR",
    "NO_METHOD_MATCHED_ERROR",
    "NO_SERVER_MATCHED_ERROR",
    "NO_SERVER_CONFIGURATION_PROVIDED_ERROR",
];

/// The end of a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// No code could be written, or it does not compile, with the reason.
    NotCompiled(String),
    /// The client did not send it, with its error.
    NotSent(String),
    /// Prism refused it, with its messages.
    Refused(Vec<String>),
    /// Prism accepted it, and the client read the response.
    Decoded,
    /// Prism accepted it, but the client could not read the response, with its error.
    NotDecoded(String),
    /// Prism accepted it, but had no successful response, with its message.
    NoResponse(String),
}

impl Verdict {
    /// The verdict on a call whose program printed this line.
    pub(crate) fn of(line: &Value) -> Self {
        let error = line["error"].as_str();
        if line["sent"].is_null() {
            return Self::NotSent(error.unwrap_or("no reason").to_owned());
        }
        let Some(status) = line["status"].as_u64() else {
            return Self::NotSent(error.unwrap_or("no response").to_owned());
        };
        let refusals = refusals(line);
        if !refusals.is_empty() {
            return Self::Refused(refusals);
        }
        match error {
            None => Self::Decoded,
            Some(error) if (200..300).contains(&status) => Self::NotDecoded(error.to_owned()),
            Some(_) => Self::NoResponse(no_response(line, status)),
        }
    }

    /// True if Prism accepted the request.
    pub(crate) fn is_accepted(&self) -> bool {
        matches!(self, Self::Decoded | Self::NotDecoded(_) | Self::NoResponse(_))
    }

    /// The messages of the compiler, the client or Prism, unless the verdict is the best one.
    pub(crate) fn words(&self) -> Vec<&str> {
        match self {
            Self::Decoded => Vec::new(),
            Self::Refused(all) => all.iter().map(String::as_str).collect(),
            Self::NotCompiled(one) | Self::NotSent(one) | Self::NotDecoded(one) | Self::NoResponse(one) => {
                vec![one]
            }
        }
    }

    /// The name in a report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::NotCompiled(_) => "not-compiled",
            Self::NotSent(_) => "not-sent",
            Self::Refused(_) => "refused",
            Self::Decoded => "decoded",
            Self::NotDecoded(_) => "not-decoded",
            Self::NoResponse(_) => "no-response",
        }
    }
}

/// Prism's messages about the request; none if it was accepted.
fn refusals(line: &Value) -> Vec<String> {
    let is_error = |one: &&Value| one["location"][0] == "request" && one["severity"] == "Error";
    let mut refusals: Vec<String> = listed(line).filter(is_error).map(|one| violation(one, 1)).collect();
    if refusals.is_empty() && problem(line) == "UNPROCESSABLE_ENTITY" {
        refusals.extend(own(line).map(|one| violation(one, 0)));
    }
    if refusals.is_empty() && REFUSALS.contains(&problem(line)) {
        refusals.push(format!("{}: {}", problem(line), text(&line["problem"]["detail"])));
    }
    refusals
}

/// The violations in the header of a response. Their locations start with `request` or `response`.
fn listed(line: &Value) -> impl Iterator<Item = &Value> {
    line["violations"].as_array().into_iter().flatten()
}

/// The violations in Prism's own response, where the document has none. Their locations start within the request, or the
/// response.
fn own(line: &Value) -> impl Iterator<Item = &Value> {
    line["problem"]["validation"].as_array().into_iter().flatten()
}

/// `body.owner.age: must be integer`, without this many leading parts of the location.
fn violation(one: &Value, skipped: usize) -> String {
    let location: Vec<String> =
        one["location"].as_array().into_iter().flatten().skip(skipped).map(text).collect();
    format!("{}: {}", location.join("."), text(&one["message"]))
}

/// The name of Prism's own error: the fragment of its type.
fn problem(line: &Value) -> &str {
    let address = line["problem"]["type"].as_str().unwrap_or_default();
    match address.split_once("prism/errors#") {
        Some((_, name)) => name,
        None => "",
    }
}

/// The reason why Prism had no response: the document describes none, or its own example violates it.
fn no_response(line: &Value, status: u64) -> String {
    let is_about_response = |one: &&Value| one["location"][0] == "response";
    let mut all: Vec<String> = listed(line).filter(is_about_response).map(|one| violation(one, 1)).collect();
    if all.is_empty() {
        all.extend(own(line).map(|one| violation(one, 0)));
    }
    match (problem(line), all.as_slice()) {
        ("", []) => format!("status {status}"),
        (name, []) => format!("{name}: {}", text(&line["problem"]["detail"])),
        (_, all) => format!("the response violates the document: {}", all.join("; ")),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_call_is_refused_by_violations_of_the_request_alone() {
        let error = "the service refused the call";
        let of = |location: &str| {
            json!({ "sent": "GET /", "status": 422, "error": error, "violations": [
                { "location": [location, "body", "age"], "severity": "Error", "message": "must be integer" },
            ]})
        };
        let refused = Verdict::of(&of("request"));
        assert_eq!(refused, Verdict::Refused(vec!["body.age: must be integer".to_owned()]));
        assert!(!refused.is_accepted());
        let accepted = Verdict::of(&of("response"));
        assert_eq!(accepted.words(), ["the response violates the document: body.age: must be integer"]);
        assert!(accepted.is_accepted());
    }

    #[test]
    fn errors_of_prism_refuse_where_they_are_about_the_request() {
        let of = |name: &str| {
            let address = format!("https://stoplight.io/prism/errors#{name}");
            Verdict::of(&json!({ "sent": "GET /", "status": 404, "error": "no", "problem": {
                "type": address, "detail": "why",
            }}))
        };
        assert_eq!(of("NO_PATH_MATCHED_ERROR").words(), ["NO_PATH_MATCHED_ERROR: why"]);
        assert_eq!(of("NO_PATH_MATCHED_ERROR").name(), "refused");
        let listed = Verdict::of(&json!({ "sent": "PUT /", "status": 422, "violations": [], "problem": {
            "type": "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY",
            "validation": [{ "location": ["body", "age"], "severity": "Error", "message": "must be integer" }],
        }}));
        assert_eq!(listed.words(), ["body.age: must be integer"]);
        assert_eq!(of("NO_RESPONSE_DEFINED").name(), "no-response");
    }

    #[test]
    fn only_a_success_can_fail_to_be_decoded() {
        let of = |status: u64| json!({ "sent": "GET /", "status": status, "error": "expected an object" });
        assert_eq!(Verdict::of(&of(200)).name(), "not-decoded");
        assert_eq!(Verdict::of(&of(404)), Verdict::NoResponse("status 404".to_owned()));
        assert_eq!(Verdict::of(&json!({ "error": "too long" })).name(), "not-sent");
        assert_eq!(Verdict::of(&json!({ "sent": "GET /", "status": 200 })).name(), "decoded");
    }
}
