//! Region ids.

use std::borrow::Cow;
use std::fmt;

use crate::schema::Service;

/// Region by its id: `north-1`.
///
/// Any string is accepted. The id is looked up in the service's table when a client is built; a region that the table
/// does not list works with an explicit endpoint.
///
/// ```
/// use hss_runtime::Region;
///
/// const NORTH: Region = Region::from_static("north-1");
/// assert_eq!(NORTH, Region::new("north-1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(Cow<'static, str>);

impl Region {
    /// Creates a region from its id.
    pub fn new(id: impl Into<String>) -> Self {
        Region(Cow::Owned(id.into()))
    }

    /// Creates a region from its id, as a constant.
    pub const fn from_static(id: &'static str) -> Self {
        Region(Cow::Borrowed(id))
    }

    /// The region's id: `north-1`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The regions that the service's table lists, sorted by id.
    pub fn of(service: &'static Service) -> impl Iterator<Item = Region> {
        service.regions.iter().map(|(id, _)| Region::from_static(id))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Region {
    fn from(id: &str) -> Self {
        Region::new(id)
    }
}

impl From<String> for Region {
    fn from(id: String) -> Self {
        Region::new(id)
    }
}
