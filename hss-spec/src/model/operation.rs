//! An operation: one call, described by one doc page.

use std::collections::BTreeMap;

use super::{Field, Paging, ParameterStyle, Part, PathPart, SecurityRequirement, Source, Type, path_parts};
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

/// Location of a parameter in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Location {
    /// In a placeholder of the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

impl Location {
    /// All locations with their names in a spec file.
    pub const ALL: [(&'static str, Self); 4] =
        [("path", Self::Path), ("query", Self::Query), ("header", Self::Header), ("cookie", Self::Cookie)];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, location)| *location == self).map_or("", |(name, _)| name)
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
    /// True if each element of a list is a pair of its own.
    pub explode: bool,
    /// The media type in which the value is encoded; `None` for plain text.
    pub media_type: Option<String>,
    /// The value.
    pub field: Field,
}

impl Parameter {
    /// A parameter with that value, in the default style of its location.
    pub fn new(location: Location, field: Field) -> Self {
        let style = ParameterStyle::default_of(location);
        Self { location, style, explode: style.explodes_by_default(), media_type: None, field }
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
    /// `application/x-www-form-urlencoded`, a pair per field of the object
    Urlencoded,
    /// The bytes that the caller gives, as they are
    Bytes,
}

impl Content {
    /// All encodings with their names in a spec file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("json", Self::Json),
        ("multipart", Self::Multipart),
        ("urlencoded", Self::Urlencoded),
        ("bytes", Self::Bytes),
    ];

    /// The media type of a body that says none.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Multipart => "multipart/form-data",
            Self::Urlencoded => "application/x-www-form-urlencoded",
            Self::Bytes => "application/octet-stream",
        }
    }

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
    /// The media type as sent; `None` for that of the encoding.
    pub media_type: Option<String>,
    /// Its type: a model, or a list; a file for bytes.
    pub ty: Type,
    /// The fields of a form that are not encoded in the default way.
    pub parts: BTreeMap<String, Part>,
    /// True if it must be sent.
    pub required: bool,
    /// The source that calls it optional though the doc page has it as required.
    pub optional_by: Option<Source>,
    /// Its place in a file.
    pub place: Place,
}

impl Body {
    /// A body that may be left out, in the default media type of its encoding.
    pub fn new(content: Content, ty: Type) -> Self {
        Self {
            content,
            media_type: None,
            ty,
            parts: BTreeMap::new(),
            required: false,
            optional_by: None,
            place: Place::default(),
        }
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
    /// The media type of its body, if it is not JSON.
    pub media_type: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

impl Response {
    /// A response with that status; `None` is an empty body.
    pub fn new(status: u16, ty: Option<Type>) -> Self {
        Self { status, ty, media_type: None, place: Place::default() }
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
    /// Path, query, header and cookie parameters, in the order of the doc page.
    pub parameters: Vec<Parameter>,
    /// The requirements of the call in place of those of the service: one of these, or nothing if it is empty.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The address of its server in place of the service's; a path is on the host of the service.
    pub server: Option<String>,
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
            security: None,
            server: None,
            body: None,
            response: Response::new(200, None),
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

    /// The types that the operation names directly: its parameters', body's and response's.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.field.ty);
        parameters.chain(self.body.iter().map(|body| &body.ty)).chain(self.response.ty.iter())
    }
}
