//! Locations of parameters.

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
