//! The tables of generated code: operations, parameters, models and enumerations as data.
//!
//! Requests are validated, encoded, signed and decoded by walking these tables, and a command line or a documentation
//! page can be built from them (see [`Operation::parameters`]).
//!
//! Every type may grow fields and variants, so none of them can be constructed outside of this crate; tables come from
//! [`Tables`].

mod api;
mod body;
mod constraint;
mod escaped;
mod field;
pub(crate) mod number;
mod opaque;
mod paging;
mod pattern;
mod read;
mod read_body;
mod read_constraint;
mod read_paging;
mod read_security;
mod security;
mod server;
mod style;
mod success;
mod text;

pub use api::{Api, Group};
pub use body::{Body, BodyForm};
pub use constraint::{Bounds, Constraint};
pub use field::Field;
pub(crate) use opaque::Opaque;
pub use paging::{FieldPath, Input, NextPage, Paging};
pub use pattern::Pattern;
pub use security::{NeededScheme, Requirement, SchemeKind, Security, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use style::{Part, PartHeader, Style};
pub use success::Success;
pub use text::{Read, Row, Table, Tables};

/// An operation of the API: its request and its response.
#[derive(Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The id: `ListImageScanTask`.
    pub id: &'static str,
    /// The group, which is also its module: `image`.
    pub group: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders: `/v5/{project_id}/image/tasks`.
    pub path: &'static str,
    /// A few words without a full stop, such as `List image scan tasks`; empty if the spec has none.
    pub title: &'static str,
    /// The description, a sentence or two; may be empty.
    pub doc: &'static str,
    /// The address of the vendor's doc page; empty if none is known.
    pub page: &'static str,
    /// `true` if the vendor has withdrawn it.
    pub deprecated: bool,
    /// The path, query and header parameters, in the order of the doc page.
    ///
    /// Includes parameters that the client sets itself (project id, token); see [`Field::is_from_client`].
    pub parameters: &'static [Parameter],
    /// The body of the request.
    pub body: Body,
    /// The media type of the body, such as `application/merge-patch+json`; empty for that of its encoding.
    pub media_type: &'static str,
    /// `true` if the body may be null instead.
    pub body_nullable: bool,
    /// The constraints on a body that is not a model.
    pub body_constraints: &'static [Constraint],
    /// The fields of a form that are not encoded in the default way.
    pub parts: &'static [Part],
    /// The body in other media types, of which a caller can choose one.
    pub body_choices: &'static [BodyForm],
    /// The body of a successful response.
    pub response: Response,
    /// The media type of a successful response; empty for JSON, and for a file of any type.
    pub response_media_type: &'static str,
    /// The successful responses by status, if they differ in type; otherwise empty.
    pub successes: &'static [Success],
    /// The media types of all successful responses, for `Accept`; empty if there is only one.
    pub accept: &'static str,
    /// The other media types in which a response is documented, which a caller can ask for.
    pub response_choices: &'static [&'static str],
    /// The alternatives of credentials that a call needs; `None` for those of the service.
    pub security: Option<&'static [Requirement]>,
    /// The address of its server, with variables in braces (see [`Service::own_servers`]); empty for that of the service.
    pub server: &'static str,
    /// Paging of a listing; `None` for an operation that is not a listing.
    pub paging: Option<Paging>,
}

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
    /// The method's name in HTTP: `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }
}

/// The part of a request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A placeholder of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// The header `Cookie`.
    Cookie,
}

/// A parameter of an operation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The part of the request that carries it.
    pub location: Location,
    /// The way a list is written.
    pub style: Style,
    /// Its name, type and attributes.
    pub field: Field,
}

/// The type of a value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A string.
    String,
    /// An integer of 64 bits.
    Integer,
    /// An integer from 0, of 64 bits.
    Unsigned,
    /// A number, as a 64-bit float.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Milliseconds since 1970-01-01 UTC.
    Timestamp,
    /// Any JSON value.
    Json,
    /// The content of a file.
    File,
    /// A value of an enumeration: a string, an integer, a combination of flags, or a code.
    Enum(Table<Enumeration>),
    /// An object with known fields.
    Model(Table<Model>),
    /// A value of one of several types, which are the fields of the table.
    Union(Table<Model>),
    /// A list.
    List(&'static Kind),
    /// An object with any keys, and values of one type.
    Map(&'static Kind),
    /// An element of a list or a map that may be null.
    Nullable(&'static Kind),
}

impl Model {
    /// The fields that are known by name, and the one for all other keys.
    pub(crate) fn split(&self) -> (&'static [Field], Option<&'static Field>) {
        match self.fields.split_last() {
            Some((last, named)) if last.is_additional() => (named, Some(last)),
            _ => (self.fields, None),
        }
    }
}

/// An object with known fields, or a union, whose fields are its variants.
#[derive(Debug)]
#[non_exhaustive]
pub struct Model {
    /// The name: `ImageScanTaskInfo`.
    pub name: &'static str,
    /// The fields, in the order of the doc page.
    pub fields: &'static [Field],
    /// The field of an object that determines its variant; `None` if the JSON type and required fields do, and for
    /// a model.
    pub tag: Option<&'static str>,
    /// The number of fields that an object in a request may have.
    pub size: Option<Bounds<u64>>,
    /// The sets of fields of which an object in a request has one.
    pub field_sets: Option<FieldSets>,
}

/// Sets of fields of an object in a request, which has all fields of at least one set, or of exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldSets {
    /// The positions of the fields of each set.
    pub sets: &'static [&'static [usize]],
    /// `true` if an object has the fields of exactly one set.
    pub exclusive: bool,
}

/// The type of an enumeration's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumKind {
    /// Strings.
    String,
    /// Integers, which stay `i64` in the client.
    Integer,
    /// Bit masks that combine; sent as a decimal integer.
    Flags,
    /// Integers of which some have a name and the rest are counts.
    Codes,
}

/// A set of known values.
#[derive(Debug)]
#[non_exhaustive]
pub struct Enumeration {
    /// The name: `TaskType`.
    pub name: &'static str,
    /// The type of the values.
    pub kind: EnumKind,
    /// `true` if the list is not complete according to the doc page; a request may then carry any value.
    pub open: bool,
    /// The meaning of codes without a name, which are counts; `None` unless the values are [`EnumKind::Codes`].
    pub counts: Option<Counts>,
    /// The known values, in the order of the doc page.
    pub values: &'static [EnumValue],
}

/// The meaning of codes without a name, which are counts: a progress from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The name of the amount, in English words: `progress`.
    pub name: &'static str,
    /// The smallest amount.
    pub least: i64,
    /// The largest amount.
    pub most: i64,
}

/// A value of an enumeration.
#[derive(Debug)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value on the wire, as the doc page writes it: `autoSync`, `-1`, `0x000f0000`.
    pub value: &'static str,
    /// The value as an integer; 0 for a string.
    pub number: i64,
    /// The name in English words, such as `timed out` for -2; empty if the value is its own name.
    pub name: &'static str,
    /// The description; may be empty.
    pub doc: &'static str,
}

/// The body of a successful response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Response {
    /// No body.
    Empty,
    /// JSON of this type.
    Json(Kind),
    /// A file.
    File,
    /// Items of this type, as they arrive.
    Stream(Framing, Kind),
}

/// The framing of the items of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events.
    Events,
    /// A JSON value per line, or after a record separator.
    Lines,
}

/// A service: endpoints and regions, shared by all its operations.
#[derive(Debug)]
#[non_exhaustive]
pub struct Service {
    /// The short name: `hss`.
    pub name: &'static str,
    /// The pattern of its endpoints, with `{region}`; empty if every client must be given its endpoint.
    pub endpoint: &'static str,
    /// The regions, each with its endpoint if that differs from the pattern (else empty).
    pub regions: &'static [(&'static str, &'static str)],
    tables: Option<&'static Tables>,
}

impl Service {
    /// A service of Huawei Cloud with this name, endpoint pattern and regions; see the fields.
    pub const fn new(
        name: &'static str,
        endpoint: &'static str,
        regions: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { name, endpoint, regions, tables: None }
    }

    /// A service with the security and the servers of these tables.
    pub const fn with_tables(
        name: &'static str,
        endpoint: &'static str,
        regions: &'static [(&'static str, &'static str)],
        tables: &'static Tables,
    ) -> Self {
        Self { name, endpoint, regions, tables: Some(tables) }
    }

    /// A service whose document has no security.
    pub const fn without_security(
        name: &'static str,
        endpoint: &'static str,
        regions: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self::with_tables(name, endpoint, regions, &security::NO_TABLES)
    }

    /// The servers of a document that has several, or one with variables; otherwise empty, since the endpoint is enough.
    pub fn servers(&self) -> &'static [Server] {
        self.security().servers
    }

    /// The servers of single operations (see [`Operation::server`]) that have variables.
    pub fn own_servers(&self) -> &'static [Server] {
        self.security().own_servers
    }

    /// The security schemes, and the credentials that calls need.
    pub fn security(&self) -> &'static Security {
        Security::of(self.tables)
    }
}
