//! Violations: the values of a request that break a rule.

use std::fmt;

use crate::schema::Location;

/// The part of a request that carries a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// The path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The body.
    Body,
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        match location {
            Location::Path => Self::Path,
            Location::Query => Self::Query,
            Location::Header => Self::Header,
            Location::Cookie => Self::Cookie,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body field",
        })
    }
}

/// The rule that a value breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A required value is missing.
    Required,
    /// The value is of another type.
    Type,
    /// A number is out of its range.
    Range,
    /// A string has too few or too many characters.
    Length,
    /// A list has too few or too many elements.
    Items,
    /// An object does not have the fields of one of several sets, or has those of two that exclude each other.
    Fields,
    /// A number is not a multiple of another.
    Multiple,
    /// Elements of a list are equal.
    Unique,
    /// A string does not match its regular expression.
    Pattern,
    /// The value is not one of a closed enumeration.
    Known,
    /// The value is not a combination of known flags.
    Flags,
    /// A header contains control characters.
    ControlCharacters,
    /// A value in the path is empty, `.` or `..`, and so would change the path.
    PathSegment,
    /// A number is NaN or infinite.
    Finite,
}

/// A value of a request that breaks a rule.
///
/// `Display` is one line: ``query parameter `limit` is 500, must be in 10..=200 (https://…)``.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The parameter, or the path of a field in the body: `cluster_scan_info.cluster_id_list[3]`; empty for the whole
    /// body.
    pub parameter: String,
    /// The part of the request that carries it.
    pub place: Place,
    /// The broken rule.
    pub rule: Rule,
    /// The given value, truncated after 80 characters; `***` if it is secret, `missing` without a value.
    pub given: String,
    /// The allowed values: `10..=200`, `1..=64 characters`, `` `^[a-z]+$` ``, `an integer`.
    pub allowed: String,
    /// The address of the vendor's doc page with the rule; empty if none is known.
    pub page: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, place, given, allowed, page, rule } = self;
        if parameter.is_empty() {
            write!(f, "the body is {given}, ")?;
        } else {
            write!(f, "{place} `{parameter}` is {given}, ")?;
        }
        match rule {
            Rule::Required => f.write_str("it is required")?,
            Rule::Range => write!(f, "must be in {allowed}")?,
            Rule::Length | Rule::Items => write!(f, "must have {allowed}")?,
            Rule::Pattern => write!(f, "must match {allowed}")?,
            _ => write!(f, "must be {allowed}")?,
        }
        if page.is_empty() { Ok(()) } else { write!(f, " ({page})") }
    }
}

/// All violations of a request, at least one.
///
/// `Display` writes their number on the first line, then one violation per line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    operation: &'static str,
    list: Vec<Violation>,
}

impl Violations {
    /// `None` if the list is empty.
    pub(super) fn new(operation: &'static str, list: Vec<Violation>) -> Option<Self> {
        if list.is_empty() { None } else { Some(Self { operation, list }) }
    }

    /// The operation's id: `ListImageScanTask`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The violations: parameters in the order of the table, then the body.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    pub(crate) fn as_slice(&self) -> &[Violation] {
        &self.list
    }

    /// The number of violations; never 0.
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.len() == 1 { "violation" } else { "violations" };
        write!(f, "{}: {} {plural} in the request", self.operation, self.len())?;
        self.iter().try_for_each(|violation| write!(f, "\n  {violation}"))
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
