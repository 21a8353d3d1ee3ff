//! Kinds of notes, by which reports group them.

/// The part of an input that a note is about, and what happened to it.
///
/// All except [`Renamed`](Self::Renamed) and [`Remark`](Self::Remark) are a loss: the input has information that
/// the spec lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// An operation is left out.
    Operation,
    /// A parameter is left out.
    Parameter,
    /// A field is left out.
    Field,
    /// A media type or a schema of a body is not read.
    Body,
    /// A response, its headers or one of its media types is not read.
    Response,
    /// A type is read as any JSON.
    Type,
    /// A reference has no target.
    Reference,
    /// A bound, a pattern, a default or a list of values is dropped.
    Constraint,
    /// A keyword that restricts values is not enforced.
    Keyword,
    /// A server is not read.
    Server,
    /// A callback or webhook, which the service calls, is not read.
    Callback,
    /// A security scheme is not read.
    Security,
    /// A text that may state constraints is not understood.
    Text,
    /// A name is changed, since two would be the same.
    Renamed,
    /// Anything else worth knowing.
    Remark,
}

impl NoteKind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 15] = [
        Self::Operation,
        Self::Parameter,
        Self::Field,
        Self::Body,
        Self::Response,
        Self::Type,
        Self::Reference,
        Self::Constraint,
        Self::Keyword,
        Self::Server,
        Self::Callback,
        Self::Security,
        Self::Text,
        Self::Renamed,
        Self::Remark,
    ];

    /// The name in a report for tools, such as `operation-left-out`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation-left-out",
            Self::Parameter => "parameter-left-out",
            Self::Field => "field-left-out",
            Self::Body => "body-unread",
            Self::Response => "response-unread",
            Self::Type => "type-unread",
            Self::Reference => "reference-unread",
            Self::Constraint => "constraint-dropped",
            Self::Keyword => "keyword-unread",
            Self::Server => "server-unread",
            Self::Callback => "callback-unread",
            Self::Security => "security-unread",
            Self::Text => "text-unread",
            Self::Renamed => "renamed",
            Self::Remark => "remark",
        }
    }

    /// A number of notes of this kind in words: `2 operations left out`.
    pub(crate) fn count(self, count: usize) -> String {
        let (noun, end) = match self {
            Self::Operation => ("operation", " left out"),
            Self::Parameter => ("parameter", " left out"),
            Self::Field => ("field", " left out"),
            Self::Body => ("part", " of bodies not read"),
            Self::Response => ("part", " of responses not read"),
            Self::Type => ("type", " read as any JSON"),
            Self::Reference => ("reference", " not read"),
            Self::Constraint => ("constraint", " dropped"),
            Self::Keyword => ("keyword", " not enforced"),
            Self::Server => ("server", " not read"),
            Self::Callback => ("callback", " not read"),
            Self::Security => ("security scheme", " not read"),
            Self::Text => ("text", " not understood"),
            Self::Renamed => ("name", " changed"),
            Self::Remark => ("remark", ""),
        };
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{plural}{end}")
    }

    /// Returns true if the input has information that the spec lacks.
    pub fn is_loss(self) -> bool {
        !matches!(self, Self::Renamed | Self::Remark)
    }
}
