//! An operation: one call, described by one doc page.

use super::{
    Body, Field, Location, OtherResponse, Paging, ParameterStyle, PathPart, Response, SecurityRequirement,
    Server, Type, path_parts,
};
use crate::place::Place;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `PATCH`
    Patch,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
}

impl Method {
    /// All methods with their names on the wire.
    pub const ALL: [(&'static str, Self); 8] = [
        ("GET", Self::Get),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("DELETE", Self::Delete),
        ("PATCH", Self::Patch),
        ("HEAD", Self::Head),
        ("OPTIONS", Self::Options),
        ("TRACE", Self::Trace),
    ];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, method)| *method == self).map_or("", |(name, _)| name)
    }

    /// The method of that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, method)| *method)
    }
}

/// A parameter in the path, the query, a header or a cookie.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// Location in the request.
    pub location: Location,
    /// The way a list is written.
    pub style: ParameterStyle,
    /// True if each element of a list is a separate pair.
    pub explode: bool,
    /// True if the reserved characters of a value are sent as they are.
    pub reserved: bool,
    /// The media type in which the value is encoded; `None` for plain text.
    pub media_type: Option<String>,
    /// The value.
    pub field: Field,
}

impl Parameter {
    /// A parameter with that value, in the default style of its location.
    pub fn new(location: Location, field: Field) -> Self {
        let style = ParameterStyle::default_of(location);
        Self {
            location,
            style,
            explode: style.explodes_by_default(),
            reserved: false,
            media_type: None,
            field,
        }
    }

    /// Returns true if its value is sent as JSON.
    pub fn is_json(&self) -> bool {
        let essence = self.media_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        essence == "application/json" || essence.ends_with("+json")
    }
}

/// The form of the document that an operation was imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SourceForm {
    /// A doc page as text, copied out of a browser.
    Text,
    /// A doc page as Markdown.
    Markdown,
    /// A doc page as HTML.
    Html,
    /// An OpenAPI document.
    OpenApi,
}

impl SourceForm {
    /// All forms with their names in a spec file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("openapi", Self::OpenApi),
    ];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, form)| *form == self).map_or("", |(name, _)| name)
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }
}

/// One call of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Operation {
    /// Its id, in UpperCamelCase: `ListImageScanTask`.
    pub id: String,
    /// The method.
    pub method: Method,
    /// The path with its placeholders: `/v5/{project_id}/image/tasks`.
    pub path: String,
    /// Its effect in a few English words, written for this spec.
    pub title: Option<String>,
    /// Its effect and its use, in one or two English sentences written for this spec.
    pub doc: Option<String>,
    /// The vendor's description, kept only on request.
    pub vendor_description: Option<String>,
    /// True if the vendor has withdrawn it.
    pub deprecated: bool,
    /// The address of its doc page, if it differs from the pattern of the service.
    pub page: Option<String>,
    /// The date on the doc page, `2025-08-29`.
    pub date: Option<String>,
    /// The form of the document that it was last imported from.
    pub source: Option<SourceForm>,
    /// The places of the fixups that this import needed.
    pub fixed: Vec<String>,
    /// Path, query, header and cookie parameters, in the order of the doc page.
    pub parameters: Vec<Parameter>,
    /// The requirements of the call, one of which must be met; `None` for those of the service, empty for no requirement.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Its server, replacing that of the service; a path is relative to the service's host.
    pub server: Option<Server>,
    /// The request's body.
    pub body: Option<Body>,
    /// The response that a call returns.
    pub response: Response,
    /// All other responses that are described: successful ones, then errors.
    pub other_responses: Vec<OtherResponse>,
    /// The parameters and fields by which a listing is read, one result page after the other.
    pub paging: Option<Paging>,
    /// Its place in a file.
    pub place: Place,
}

impl Operation {
    /// An operation with an id, a method and a path only.
    pub fn new(id: impl Into<String>, method: Method, path: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            method,
            path: path.into(),
            title: None,
            doc: None,
            vendor_description: None,
            deprecated: false,
            page: None,
            date: None,
            source: None,
            fixed: Vec::new(),
            parameters: Vec::new(),
            security: None,
            server: None,
            body: None,
            response: Response::new(200, None),
            other_responses: Vec::new(),
            paging: None,
            place: Place::default(),
        }
    }

    /// The parameter with that location and wire name.
    pub fn parameter(&self, location: Location, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.location == location && parameter.field.name == name)
    }

    /// The placeholders of the path, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        path_parts(&self.path).filter_map(|part| match part {
            PathPart::Placeholder(name) => Some(name),
            PathPart::Text(_) => None,
        })
    }

    /// The types that the operation names directly: its parameters', body's and responses'.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.request_types().chain(self.response_types())
    }

    /// The types of what requests carry.
    pub fn request_types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.field.ty);
        parameters.chain(self.body.iter().flat_map(Body::types))
    }

    /// The types of all responses.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        let alternatives = self.response.alternatives.iter().map(|one| &one.ty);
        let others = self.other_responses.iter().filter_map(|other| other.ty.as_ref());
        self.response.ty.iter().chain(alternatives).chain(others)
    }

    /// Mutable references to the types that the operation names.
    #[cfg(feature = "import")]
    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.field.ty);
        let body = self.body.iter_mut().flat_map(Body::types_mut);
        let response = &mut self.response;
        let alternatives = response.alternatives.iter_mut().map(|one| &mut one.ty);
        let others = self.other_responses.iter_mut().filter_map(|other| other.ty.as_mut());
        parameters.chain(body).chain(response.ty.iter_mut()).chain(alternatives).chain(others)
    }
}
