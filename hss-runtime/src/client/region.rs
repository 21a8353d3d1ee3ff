//! Regions, and the endpoint that each has.

use crate::schema::Service;
use crate::search;
use std::borrow::Cow;
use std::fmt;

/// A region by its id: `cn-north-4`.
///
/// Any text is a region here; whether the service has an endpoint there is asked when a client is built, and a region
/// that the service's table does not have yet works with an endpoint given.
///
/// ```
/// use hss_client::{Client, Region};
///
/// const BEIJING: Region = Region::from_static("cn-north-4");
/// assert!(Client::regions().any(|region| region == BEIJING));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(Cow<'static, str>);

impl Region {
    /// The region with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Region(Cow::Owned(id.into()))
    }

    /// The region with this id, as a constant.
    pub const fn from_static(id: &'static str) -> Self {
        Region(Cow::Borrowed(id))
    }

    /// Its id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The regions that are known to have the service, sorted.
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

/// The service's endpoint in a region.
///
/// # Errors
/// What is wrong, in a sentence: the service is not known to be in that region. Names the regions with a similar id.
pub(crate) fn endpoint(service: &Service, region: &Region) -> Result<String, String> {
    let known = service.regions.iter().find(|(id, _)| *id == region.as_str());
    match known {
        Some((_, endpoint)) if !endpoint.is_empty() => Ok((*endpoint).to_owned()),
        Some((id, _)) if !service.endpoint.is_empty() => Ok(search::replace(service.endpoint, REGION, id)),
        Some(_) => {
            Err(format!("`{}` has no endpoints of its own: give one with `endpoint(…)`", service.name))
        }
        // A service whose description lists no regions has whichever its caller names.
        None if service.regions.is_empty() && search::contains(service.endpoint, REGION) => {
            in_host(service, region)
        }
        None => Err(unknown(service, region)),
    }
}

/// What stands for the region in an endpoint's pattern.
pub(crate) const REGION: &str = "{region}";

/// The pattern's endpoint in a region that nothing is known of; its id must not lead to another host.
fn in_host(service: &Service, region: &Region) -> Result<String, String> {
    let id = region.as_str();
    let is_label = !id.is_empty()
        && id.len() <= 63
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_label {
        Ok(search::replace(service.endpoint, REGION, id))
    } else {
        Err(format!("{id:?} is no region's id: lower-case letters, digits and `-` are expected"))
    }
}

fn unknown(service: &Service, region: &Region) -> String {
    let id = region.as_str();
    let near = near(service, id);
    let hint = if near.is_empty() {
        let known: Vec<&str> = service.regions.iter().map(|(id, _)| *id).collect();
        format!("known are {}.", known.join(", "))
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!(
        "`{}` is not known to be in region `{id}`: {hint} If it is there, give its endpoint with `endpoint(…)`",
        service.name
    )
}

/// The known regions whose ids differ least from this one, the nearest first: at most three, and none that is more
/// than a slip away.
fn near(service: &Service, id: &str) -> Vec<&'static str> {
    let id = search::replace(&search::replace(&id.to_ascii_lowercase(), "_", "-"), " ", "-");
    // The regions stand sorted, so those that differ as much stay so.
    let distances: Vec<usize> = service.regions.iter().map(|(known, _)| edits(known, &id)).collect();
    let mut near = Vec::new();
    for wanted in 0..=2 {
        for (distance, (known, _)) in distances.iter().zip(service.regions) {
            if *distance == wanted && near.len() < 3 {
                near.push(*known);
            }
        }
    }
    near
}

/// How many characters to insert, delete or replace to turn one text into the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}
