//! What is wrong with a request.

use std::fmt;

use crate::schema::Location;

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        match location {
            Location::Path => Self::Path,
            Location::Query => Self::Query,
            Location::Header => Self::Header,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Body => "body field",
        })
    }
}

/// The kind of rule that a value breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// It must be given.
    Required,
    /// It must be of its type.
    Type,
    /// A number must lie in its range.
    Range,
    /// A text must have so many characters.
    Length,
    /// A list must have so many elements.
    Items,
    /// It must be one of the values of a closed enumeration.
    Known,
    /// It must be a combination of the known flags.
    Flags,
    /// A header must not have control characters.
    ControlCharacters,
    /// A value in the path must be one segment of it: not empty, nor `.` nor `..`.
    PathSegment,
    /// A number must be neither NaN nor infinite.
    Finite,
}

/// One value of a request that its page forbids.
///
/// `Display` is one line: ``query parameter `limit` is 500, allowed is 10..=200 (https://…)``.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The parameter, or the path of a field in the body: `cluster_scan_info.cluster_id_list[3]`; empty for the whole
    /// body.
    pub parameter: String,
    /// Where it is sent.
    pub place: Place,
    /// The rule that it breaks.
    pub rule: Rule,
    /// What was given, cut after 80 characters; `***` if it is secret, `missing` if nothing was.
    pub given: String,
    /// What is allowed instead.
    pub allowed: String,
    /// The address of the vendor's page that says so; empty where none is known.
    pub page: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, place, given, allowed, page, rule } = self;
        if parameter.is_empty() {
            write!(formatter, "the body is {given}, ")?;
        } else {
            write!(formatter, "{place} `{parameter}` is {given}, ")?;
        }
        match rule {
            Rule::Required => write!(formatter, "{allowed} is required")?,
            _ => write!(formatter, "allowed is {allowed}")?,
        }
        if page.is_empty() { Ok(()) } else { write!(formatter, " ({page})") }
    }
}

/// Everything that is wrong with a request; at least one violation.
///
/// `Display` has one line for their number and one line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    operation: &'static str,
    list: Vec<Violation>,
}

impl Violations {
    /// None if the list is empty.
    pub(super) fn new(operation: &'static str, list: Vec<Violation>) -> Option<Self> {
        if list.is_empty() { None } else { Some(Self { operation, list }) }
    }

    /// The id of the operation: `ListImageScanTask`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// All of them: parameters in the order of the page, then the body.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many there are; never 0.
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.len() == 1 { "violation" } else { "violations" };
        write!(formatter, "{}: {} {plural} in the request", self.operation, self.len())?;
        self.iter().try_for_each(|violation| write!(formatter, "\n  {violation}"))
    }
}

impl std::error::Error for Violations {}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
