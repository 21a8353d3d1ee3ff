//! A named value: a parameter of an operation or a field of a model.

use std::fmt;
use std::str::FromStr;

use super::{Bounds, Constraint, ConstraintKind, Constraints, Enumeration, Source, Sources};
use crate::place::Place;

/// The type of a value, written `integer`, `ImageScanTaskInfo`, `[string]`, `{[string]}` or `[string?]`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// A string.
    String,
    /// An integer; the doc page calls it `Integer`.
    Integer,
    /// An integer; the doc page calls it `Long`.
    Long,
    /// An integer from 0 of up to 64 bits.
    Unsigned,
    /// A number with a fraction or an exponent.
    Number,
    /// True or false.
    Boolean,
    /// Any JSON value.
    Json,
    /// The content of a file: a part of a multipart body, or a download.
    File,
    /// A model or an enumeration, by name.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// A map from strings to values.
    Map(Box<Type>),
    /// An element of a list or a map that may be null. For a field, this is an attribute instead.
    Nullable(Box<Type>),
}

impl Type {
    /// The names of the built-in types.
    pub const BUILT_IN: [(&'static str, Self); 8] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("long", Self::Long),
        ("unsigned", Self::Unsigned),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("json", Self::Json),
        ("file", Self::File),
    ];

    /// The type inside all lists and maps.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(item) | Self::Nullable(item) => item.innermost(),
            other => other,
        }
    }

    /// The model or enumeration that the type refers to, through lists and maps.
    pub fn name(&self) -> Option<&str> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }

    /// The same type with its innermost type replaced.
    pub fn with_innermost(&self, innermost: Self) -> Self {
        match self {
            Self::List(item) => Self::List(Box::new(item.with_innermost(innermost))),
            Self::Map(item) => Self::Map(Box::new(item.with_innermost(innermost))),
            Self::Nullable(item) => Self::Nullable(Box::new(item.with_innermost(innermost))),
            _ => innermost,
        }
    }

    /// The type of a value that is not null.
    pub fn not_null(&self) -> &Self {
        match self {
            Self::Nullable(item) => item,
            other => other,
        }
    }

    /// Returns true if it is an integer.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Integer | Self::Long | Self::Unsigned)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(item) => write!(f, "{{{item}}}"),
            Self::Nullable(item) => write!(f, "{item}?"),
            other => {
                let found = Self::BUILT_IN.iter().find(|(_, built_in)| built_in == other);
                f.write_str(found.map_or("", |(name, _)| name))
            }
        }
    }
}

impl FromStr for Type {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((_, built_in)) = Self::BUILT_IN.iter().find(|(name, _)| *name == text) {
            return Ok(built_in.clone());
        }
        // A document that nests lists hundreds deep must not exhaust the stack.
        if text.len() > 200 {
            return Err(());
        }
        let element = |text: &str| match text.strip_suffix('?') {
            Some(item) if !item.ends_with('?') => Ok(Self::Nullable(Box::new(item.parse()?))),
            _ => text.parse(),
        };
        if let Some(item) = text.strip_prefix('[') {
            return Ok(Self::List(Box::new(element(item.strip_suffix(']').ok_or(())?)?)));
        }
        if let Some(item) = text.strip_prefix('{') {
            return Ok(Self::Map(Box::new(element(item.strip_suffix('}').ok_or(())?)?)));
        }
        let mut letters = text.chars();
        let starts_well = letters.next().is_some_and(|first| first.is_ascii_uppercase());
        if starts_well && letters.all(|letter| letter.is_ascii_alphanumeric()) {
            Ok(Self::Named(text.to_owned()))
        } else {
            Err(())
        }
    }
}

/// The meaning of a plain value beyond its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A point in time, in milliseconds since 1970-01-01 UTC.
    TimestampMs,
    /// A string: a date and a time with its offset, as in RFC 3339.
    DateTime,
    /// A string: a date, as in RFC 3339.
    Date,
    /// A string: a time with its offset, as in RFC 3339.
    Time,
    /// A string: a duration, as in ISO 8601.
    Duration,
    /// A string: an email address.
    Email,
    /// A string: a host name.
    Hostname,
    /// A string: an IPv4 address.
    Ipv4,
    /// A string: an IPv6 address.
    Ipv6,
    /// A string: a URI.
    Uri,
    /// A string: a UUID.
    Uuid,
    /// A string: bytes in base64.
    Byte,
}

impl Format {
    /// All formats with their names in a spec file; those of strings have their names in JSON Schema and OpenAPI.
    pub const ALL: [(&'static str, Self); 12] = [
        ("timestamp-ms", Self::TimestampMs),
        ("date-time", Self::DateTime),
        ("date", Self::Date),
        ("time", Self::Time),
        ("duration", Self::Duration),
        ("email", Self::Email),
        ("hostname", Self::Hostname),
        ("ipv4", Self::Ipv4),
        ("ipv6", Self::Ipv6),
        ("uri", Self::Uri),
        ("uuid", Self::Uuid),
        ("byte", Self::Byte),
    ];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Returns true if values of that format are strings.
    pub fn is_of_strings(self) -> bool {
        self != Self::TimestampMs
    }

    /// A value of that format, for documentation.
    pub fn example(self) -> &'static str {
        match self {
            Self::TimestampMs => "1756468800000",
            Self::DateTime => "2025-08-29T12:00:00Z",
            Self::Date => "2025-08-29",
            Self::Time => "12:00:00Z",
            Self::Duration => "PT1H30M",
            Self::Email => "user@example.com",
            Self::Hostname => "host.example.com",
            Self::Ipv4 => "192.0.2.1",
            Self::Ipv6 => "2001:db8::1",
            Self::Uri => "https://example.com/",
            Self::Uuid => "0f8fad5b-d9cb-469f-a165-70867728950e",
            Self::Byte => "aGVsbG8=",
        }
    }

    /// Returns true if code has a type of its own for values of that format; others are strings in code, too.
    pub fn has_own_type(self) -> bool {
        matches!(
            self,
            Self::TimestampMs | Self::DateTime | Self::Date | Self::Duration | Self::Uuid | Self::Byte
        )
    }
}

/// A scalar in a spec: a default value, or an example.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Literal {
    /// True or false.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A string.
    String(String),
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::String(value) => f.write_str(value),
        }
    }
}

/// A named value: a parameter or a model's field.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// True if it must be given.
    pub required: Sources<bool>,
    /// The constraints on a value sent in a request.
    pub constraints: Constraints,
    /// The value that the service uses if the field is omitted.
    pub default: Sources<Literal>,
    /// A value that documents show as an example; for a list or a map, a value of an element. It bounds nothing.
    pub example: Sources<Literal>,
    /// The meaning of the value beyond its type.
    pub format: Option<Format>,
    /// The unit of a number, in English: `minutes`, `images per hour`.
    pub unit: Option<String>,
    /// True if the value must not be shown in logs and errors.
    pub secret: bool,
    /// True if the vendor advises against it.
    pub deprecated: bool,
    /// True if the value may be null; in a request, null differs from an omitted field.
    pub nullable: bool,
    /// True if it is a map of all keys that are not another field of its model. It is the last field, and its name
    /// is not sent.
    pub additional: bool,
    /// Its meaning, in one English sentence written for this spec.
    pub doc: Option<String>,
    /// The vendor's description, kept only on request.
    pub vendor_description: Option<String>,
    /// The only source that lists it, where that is not the doc page.
    pub listed_by: Option<Source>,
    /// The values of its enumeration that its own document does not list: those of other fields with the same enumeration.
    pub unlisted: Vec<String>,
    /// True if a constraint or an attribute is from an earlier document, and the current one says something about it
    /// that was not understood.
    pub unread: bool,
    /// The numbers and words of its description, in an import; empty in a spec.
    pub mentioned: Vec<String>,
    /// Its place in a file.
    pub place: Place,
}

impl Field {
    /// A field with a name and a type only.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            ty,
            required: Sources::default(),
            constraints: Constraints::default(),
            default: Sources::default(),
            example: Sources::default(),
            format: None,
            unit: None,
            secret: false,
            deprecated: false,
            nullable: false,
            additional: false,
            doc: None,
            vendor_description: None,
            listed_by: None,
            unlisted: Vec::new(),
            unread: false,
            mentioned: Vec::new(),
            place: Place::default(),
        }
    }

    /// Drops the words of its description, which only serve to recognize earlier constraints.
    #[cfg(feature = "import")]
    pub(crate) fn forget_text(&mut self) {
        self.unread = false;
        self.mentioned = Vec::new();
    }

    /// The constraint of that kind in effect: the widest of those that disagree. One that refuses the doc page's default
    /// is ignored if it is from another source. A pattern that only the Explorer has is
    /// documentation: most are like `^a|b$`, which does not mean what its author intended.
    pub fn effective(&self, kind: ConstraintKind) -> Option<Constraint> {
        let sources = self.constraints.get(kind)?;
        if self.is_unenforced(kind) {
            return None;
        }
        let admits = |one: &Constraint| self.default.page.as_ref().is_none_or(|default| one.admits(default));
        sources.effective_of(|source, one| source == Source::Page || admits(one))
    }

    /// The reason why an example is refused, in words: its type, the values of its enumeration, or a constraint in effect.
    pub fn example_refusal(&self, example: &Literal, enumeration: Option<&Enumeration>) -> Option<String> {
        if let Some(enumeration) = enumeration {
            return (!enumeration.allows(&example.to_string())).then(|| "listed values".to_owned());
        }
        let innermost = self.ty.innermost();
        let fits = match example {
            Literal::String(_) => *innermost == Type::String,
            Literal::Integer(_) => innermost.is_integer() || *innermost == Type::Number,
            Literal::Float(_) => *innermost == Type::Number,
            Literal::Boolean(_) => *innermost == Type::Boolean,
        };
        if !fits {
            return Some(format!("type `{}`", self.ty));
        }
        let mut refusing = self.effective_constraints().filter(|one| !one.kind().is_of_collection());
        refusing.find(|one| !one.admits(example)).map(|one| format!("{} {one}", one.kind().label()))
    }

    /// Returns true if the constraint of that kind is a pattern that only the Explorer has, which is not enforced.
    pub fn is_unenforced(&self, kind: ConstraintKind) -> bool {
        let is_alone =
            |sources: &Sources<Constraint>| sources.known().all(|(one, _)| one == Source::Explorer);
        kind == ConstraintKind::Pattern && self.constraints.get(kind).is_some_and(is_alone)
    }

    /// All constraints in effect, in the order of [`ConstraintKind::ALL`].
    pub fn effective_constraints(&self) -> impl Iterator<Item = Constraint> {
        self.constraints.iter().filter_map(|(kind, _)| self.effective(kind))
    }

    /// The bounds of the constraint of that kind in effect, if it has bounds.
    pub fn bounds(&self, kind: ConstraintKind) -> Option<Bounds> {
        self.effective(kind)?.bounds()
    }
}
