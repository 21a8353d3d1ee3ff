//! The tables that generated code fills in: what an operation, a parameter, a model and an enumeration are.
//!
//! One description serves everything: requests are checked, encoded, signed and decoded by walking these tables, and
//! a command line or a documentation page can be built from them (see [`Operation::parameters`]).

mod read;
mod text;

pub use text::{Read, Row, Table, Tables};

/// One call of the API.
#[derive(Debug)]
pub struct Operation {
    /// Its id: `ListImageScanTask`.
    pub id: &'static str,
    /// Its family, the module that it stands in: `image`.
    pub family: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders: `/v5/{project_id}/image/tasks`.
    pub path: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// The address of the vendor's page that describes it; empty where none is known.
    pub page: &'static str,
    /// Whether the vendor has withdrawn it.
    pub deprecated: bool,
    /// Path, query and header parameters. Those that the client fills in (project id, token) are among the path's
    /// and the header's, marked [`Fact::FromClient`].
    pub parameters: &'static [Parameter],
    /// What is sent as the body.
    pub body: Body,
    /// What a successful answer carries.
    pub response: Response,
    /// How a listing is read page by page; none for an operation that is no listing.
    pub paging: Option<Paging>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In a placeholder of the path.
    Path,
    /// In the query string; a list repeats its key.
    Query,
    /// In a header.
    Header,
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// Where it is sent.
    pub location: Location,
    /// What it is.
    pub field: Field,
}

/// A named value: a parameter, or a field of a model.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// What else is known of it; a fact that is not in the list does not hold.
    pub facts: &'static [Fact],
}

/// The type of a value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A decimal.
    Number,
    /// True or false.
    Boolean,
    /// Milliseconds since 1970-01-01 UTC.
    Timestamp,
    /// Any JSON value.
    Json,
    /// The content of a file.
    File,
    /// One of some known texts or whole numbers, a combination of bit masks, or a code.
    Enum(Table<Enumeration>),
    /// An object with known fields.
    Model(Table<Model>),
    /// A list.
    List(&'static Kind),
    /// A map from text to values.
    Map(&'static Kind),
}

/// One fact about a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact {
    /// It must be given.
    Required,
    /// The client fills it in from its own settings: the project id, the token.
    FromClient,
    /// A whole number (each element, in a list) lies between these two, both included; `i64::MIN` and `i64::MAX`
    /// leave an end open.
    Range(i64, i64),
    /// A decimal (each element, in a list) lies between these two, both included; infinities leave an end open.
    NumberRange(f64, f64),
    /// A text (each element, in a list) has between so many and so many characters; `u64::MAX` leaves the end open.
    Length(u64, u64),
    /// A list has between so many and so many elements; `u64::MAX` leaves the end open.
    Items(u64, u64),
    /// What the service takes when it is left out, as text.
    Default(&'static str),
    /// The unit of a number: `minutes`.
    Unit(&'static str),
    /// What it means, in one sentence.
    Doc(&'static str),
    /// Its value is not shown in logs and errors.
    Secret,
    /// The vendor advises against it.
    Deprecated,
}

impl Field {
    /// Whether it must be given.
    pub fn is_required(&self) -> bool {
        self.facts.contains(&Fact::Required)
    }

    /// Whether the client fills it in from its own settings.
    pub fn is_from_client(&self) -> bool {
        self.facts.contains(&Fact::FromClient)
    }

    /// Whether its value must not be shown in logs and errors.
    pub fn is_secret(&self) -> bool {
        self.facts.contains(&Fact::Secret)
    }
}

/// An object with known fields.
#[derive(Debug)]
pub struct Model {
    /// Its name: `ImageScanTaskInfo`.
    pub name: &'static str,
    /// Its fields, in the order of the page.
    pub fields: &'static [Field],
}

/// What an enumeration's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    /// Texts.
    String,
    /// Whole numbers, which stay numbers in the client.
    Integer,
    /// Bit masks that combine, sent in decimal.
    Flags,
    /// Whole numbers of which some have a meaning of their own and the rest count something.
    Codes,
}

/// A set of known values.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name: `TaskType`.
    pub name: &'static str,
    /// What the values are.
    pub kind: EnumKind,
    /// Whether the page says that there are more than it lists; then a request may carry any value.
    pub open: bool,
    /// What the numbers without a meaning of their own count, for codes.
    pub counts: Option<Counts>,
    /// The known values, in the order of the page.
    pub values: &'static [EnumValue],
}

/// What the numbers of codes count that have no meaning of their own: a progress from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// What is counted, in English words: `progress`.
    pub name: &'static str,
    /// Where counting begins.
    pub least: i64,
    /// Where it ends.
    pub most: i64,
}

/// One value of an enumeration.
#[derive(Debug)]
pub struct EnumValue {
    /// The value on the wire, as the page writes it: `autoSync`, `-1`, `0x000f0000`.
    pub value: &'static str,
    /// The same as a number; 0 for a text.
    pub number: i64,
    /// Its name in English words, such as `timed out` for -2; empty where its value says it.
    pub name: &'static str,
    /// What it means; empty where nothing is known beyond its value.
    pub doc: &'static str,
}

/// What a request sends as its body.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// Nothing.
    None,
    /// JSON of that type.
    Json(Kind),
    /// A multipart form, one part a field of the model.
    Multipart(Table<Model>),
}

/// What a successful answer carries.
#[derive(Clone, Copy, Debug)]
pub enum Response {
    /// Nothing.
    Empty,
    /// JSON of that type.
    Json(Kind),
    /// A file.
    File,
}

/// How a listing is read page by page.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The index in [`Operation::parameters`] of the one that says where to start.
    pub offset: usize,
    /// The index in [`Operation::parameters`] of the one that says how many to return.
    pub limit: usize,
    /// The response field that holds the list.
    pub items: &'static str,
    /// The response field that holds the number of all items.
    pub total: &'static str,
}

/// A service: what is the same for all its operations.
#[derive(Debug)]
pub struct Service {
    /// Its short name: `hss`.
    pub name: &'static str,
    /// The pattern of its endpoints, with `{region}`; empty where every client must name its endpoint.
    pub endpoint: &'static str,
    /// Its regions, each with its endpoint where the pattern does not give it (else empty).
    pub regions: &'static [(&'static str, &'static str)],
}
