//! The calls that samples make.

use hss_runtime::schema::{Body, BodyForm, Kind, Operation, Parameter, Part};
use hss_runtime::sign::canonical_query;
use serde_json::Value as Json;

use super::value::{Place, fields, header_text, value};

/// A call to be written as code.
pub(crate) struct Example {
    pub(crate) operation: &'static Operation,
    pub(crate) parameters: Vec<(&'static Parameter, Json)>,
    pub(crate) body: Option<Json>,
    /// The number of the body's media type, as [`Operation::body_form`] has it.
    pub(crate) choice: usize,
    /// The given headers of a form's parts: the part, the name and the value.
    pub(crate) part_headers: Vec<(String, String, String)>,
    /// The media type of the response, if it is not the default.
    pub(crate) accept: Option<&'static str>,
}

impl Example {
    /// A call of an operation with only its required values.
    pub(crate) fn of(operation: &'static Operation) -> Self {
        Self::in_media_type(operation, 0)
    }

    /// The same with the body in the media type of this number.
    pub(crate) fn in_media_type(operation: &'static Operation, choice: usize) -> Self {
        let is_asked =
            |parameter: &&Parameter| parameter.field.is_required() && !parameter.field.is_from_client();
        let parameters = operation.parameters.iter().filter(is_asked);
        let parameters = parameters
            .map(|parameter| (parameter, value(Place::of(&parameter.field), &parameter.field.kind, 0)));
        let form = operation.body_form(choice);
        let body = match form.body {
            Body::Json(kind) | Body::Urlencoded(kind) => Some(value(Place::of_body(&form), &kind, 0)),
            Body::File => Some("FILE".into()),
            Body::Multipart(model) => Some(fields(model.get(), 0)),
            _ => None,
        };
        Self {
            operation,
            parameters: parameters.collect(),
            body,
            choice,
            part_headers: Vec::new(),
            accept: None,
        }
    }

    /// The same call with this body, with placeholders for required values that are missing.
    #[cfg(feature = "explore")]
    pub(crate) fn with_body(mut self, mut body: Json) -> Self {
        if let Some(kind) = self.form().kind() {
            super::completed::complete(&kind, &mut body, 0);
        }
        self.body = Some(body);
        self
    }

    /// The headers of parts that are given or needed: the part, the name of the header, and its value or a placeholder.
    pub(super) fn part_headers(&self) -> impl Iterator<Item = (&'static str, &'static str, String)> + '_ {
        let is_sent = |part: &&Part| self.body.as_ref().is_some_and(|body| body.get(part.name).is_some());
        self.form().parts.iter().filter(is_sent).flat_map(|part| {
            part.headers.iter().filter_map(|header| {
                let is_it =
                    |(of, name, _): &&(String, String, String)| *of == part.name && *name == header.name;
                let given = self.part_headers.iter().find(is_it).map(|(.., value)| value.clone());
                let value = given.or_else(|| header.required.then(|| header_text(header)));
                Some((part.name, header.name, value?))
            })
        })
    }

    /// The body's media type.
    pub(super) fn form(&self) -> BodyForm {
        self.operation.body_form(self.choice)
    }

    /// True for a body that is a form.
    pub(super) fn is_form(&self) -> bool {
        matches!(self.form().body, Body::Multipart(_) | Body::Urlencoded(Kind::Model(_)))
    }
}

/// A value as text, with the values of a list joined.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// A value as a part of a path, percent-encoded, so that it has no characters that are special in a shell.
pub(super) fn in_path(text: &str) -> String {
    let pair = canonical_query(&[("value".to_owned(), text.to_owned())]);
    pair.strip_prefix("value=").unwrap_or_default().to_owned()
}

/// `task_type` as `TaskType`.
#[cfg(feature = "hss")]
pub(super) fn camel(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
