//! An operation: one call, described by one doc page.

use super::{Field, Type};
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
}

impl Method {
    /// All methods with their names on the wire.
    pub const ALL: [(&'static str, Self); 6] = [
        ("GET", Self::Get),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("DELETE", Self::Delete),
        ("PATCH", Self::Patch),
        ("HEAD", Self::Head),
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

/// Location of a parameter in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Location {
    /// In a placeholder of the path.
    Path,
    /// In the query string; a list repeats its key.
    Query,
    /// In a header.
    Header,
}

impl Location {
    /// All locations with their names in a spec file.
    pub const ALL: [(&'static str, Self); 3] =
        [("path", Self::Path), ("query", Self::Query), ("header", Self::Header)];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, location)| *location == self).map_or("", |(name, _)| name)
    }
}

/// A parameter in the path, the query or a header.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// Location in the request.
    pub location: Location,
    /// The value.
    pub field: Field,
}

impl Parameter {
    /// A parameter with that value.
    pub fn new(location: Location, field: Field) -> Self {
        Self { location, field }
    }
}

/// The encoding of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// `application/json`
    Json,
    /// `multipart/form-data`, one part per field of the model
    Multipart,
}

impl Content {
    /// All encodings with their names in a spec file.
    pub const ALL: [(&'static str, Self); 2] = [("json", Self::Json), ("multipart", Self::Multipart)];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, content)| *content == self).map_or("", |(name, _)| name)
    }
}

/// A request's body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Body {
    /// Its encoding.
    pub content: Content,
    /// Its type: a model, or a list.
    pub ty: Type,
    /// True if it must be sent.
    pub required: bool,
    /// Its place in a file.
    pub place: Place,
}

impl Body {
    /// A body that may be left out.
    pub fn new(content: Content, ty: Type) -> Self {
        Self { content, ty, required: false, place: Place::default() }
    }
}

/// A successful response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The status of success.
    pub status: u16,
    /// The type of its body; `None` if it is empty.
    pub ty: Option<Type>,
    /// Its place in a file.
    pub place: Place,
}

impl Response {
    /// A response with that status; `None` is an empty body.
    pub fn new(status: u16, ty: Option<Type>) -> Self {
        Self { status, ty, place: Place::default() }
    }
}

/// The parameters and fields by which a listing is read, one result page after the other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paging {
    /// The query parameter that says where to start.
    pub offset: String,
    /// The query parameter that says how many to return.
    pub limit: String,
    /// The response field that holds the list.
    pub items: String,
    /// The response field that holds the number of all items.
    pub total: String,
    /// Its place in a file.
    pub place: Place,
}

impl Paging {
    /// Paging by an offset and a limit, two query parameters, through the list and the count of a response.
    pub fn new(
        offset: impl Into<String>,
        limit: impl Into<String>,
        items: impl Into<String>,
        total: impl Into<String>,
    ) -> Self {
        Self {
            offset: offset.into(),
            limit: limit.into(),
            items: items.into(),
            total: total.into(),
            place: Place::default(),
        }
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
    /// Its effect, in one English sentence written for this spec.
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
    /// Path, query and header parameters, in the order of the doc page.
    pub parameters: Vec<Parameter>,
    /// The request's body.
    pub body: Option<Body>,
    /// The response.
    pub response: Response,
    /// The parameters and fields by which a listing is read, one result page after the other.
    pub paging: Option<Paging>,
    /// Its place in a file.
    pub place: Place,
}

impl Operation {
    /// An operation of which only the id, the method and the path are known.
    pub fn new(id: impl Into<String>, method: Method, path: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            method,
            path: path.into(),
            doc: None,
            vendor_description: None,
            deprecated: false,
            page: None,
            date: None,
            source: None,
            fixed: Vec::new(),
            parameters: Vec::new(),
            body: None,
            response: Response { status: 200, ty: None, place: Place::default() },
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
        self.path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
    }

    /// The types that the operation names directly: its parameters', body's and response's.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.field.ty);
        parameters.chain(self.body.iter().map(|body| &body.ty)).chain(self.response.ty.iter())
    }
}

/// True if a path has a segment `.` or `..`, also in percent-encoding: a client of HTTP resolves it before the call, so it
/// calls something else.
pub fn has_dot_segment(path: &str) -> bool {
    let is_dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    path.split(['/', '\\']).any(is_dots)
}
