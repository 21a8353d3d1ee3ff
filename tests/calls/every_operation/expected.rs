//! Expected requests, as the build script wrote them down.

use serde_json::Value;

/// The project that the client works in.
pub(crate) const PROJECT: &str = "0123456789abcdef0123456789abcdef";

/// Expectation of one call.
pub(crate) struct Expected {
    pub(crate) operation: String,
    /// Extent of the request: `required` or `everything`.
    pub(crate) extent: String,
    pub(crate) method: String,
    /// Escaped.
    pub(crate) path: String,
    /// Not escaped.
    pub(crate) query: Vec<(String, String)>,
    /// The names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body,
    pub(crate) status: u16,
}

pub(crate) enum Body {
    None,
    Json(Value),
    Form(Vec<Part>),
}

/// A part of a form.
#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) is_file: bool,
    pub(crate) content: String,
}

impl Expected {
    /// Of all calls, in their order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let list: Vec<Value> =
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/expected.json"))).unwrap();
        list.into_iter().map(|one| Self::read(&one))
    }

    fn read(one: &Value) -> Self {
        let body = &one["body"];
        Self {
            operation: text(&one["operation"]),
            extent: text(&one["extent"]),
            method: text(&one["method"]),
            path: text(&one["path"]),
            query: pairs(&one["query"]),
            headers: pairs(&one["headers"]),
            body: match (body.get("json"), body.get("parts")) {
                (Some(json), _) => Body::Json(json.clone()),
                (_, Some(parts)) => Body::Form(parts.as_array().unwrap().iter().map(part).collect()),
                _ => Body::None,
            },
            status: u16::try_from(one["status"].as_u64().unwrap()).unwrap(),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn pairs(list: &Value) -> Vec<(String, String)> {
    list.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

fn part(part: &Value) -> Part {
    Part { name: text(&part[0]), is_file: part[1].as_bool().unwrap(), content: text(&part[2]) }
}
