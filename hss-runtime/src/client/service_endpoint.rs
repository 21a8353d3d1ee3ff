//! Endpoint of a service in a region.

use crate::schema::Service;
use crate::transport::Region;

/// Endpoint of a service in a region.
///
/// # Errors
///
/// The problem, as a sentence that lists regions with a similar id: the table does not list the region.
pub(crate) fn endpoint(service: &Service, region: &Region) -> Result<String, String> {
    let known = service.regions.iter().find(|(id, _)| *id == region.as_str());
    match known {
        Some((_, endpoint)) if !endpoint.is_empty() => Ok((*endpoint).to_owned()),
        Some((id, _)) if !service.endpoint.is_empty() => Ok(service.endpoint.replace(REGION, id)),
        Some(_) => Err(format!("`{}` has no known endpoint: give one with `endpoint(…)`", service.name)),
        // A service without a list of regions accepts any region.
        None if service.regions.is_empty() && service.endpoint.contains(REGION) => in_host(service, region),
        None => Err(unknown(service, region)),
    }
}

/// Placeholder of the region id in an endpoint pattern.
pub(crate) const REGION: &str = "{region}";

/// Endpoint in an unlisted region, whose id must be a valid DNS label, so that it cannot lead to another host.
fn in_host(service: &Service, region: &Region) -> Result<String, String> {
    let id = region.as_str();
    let is_label = !id.is_empty()
        && id.len() <= 63
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_label {
        Ok(service.endpoint.replace(REGION, id))
    } else {
        Err(format!("{id:?} is not a region id: expected lower-case letters, digits and `-`"))
    }
}

fn unknown(service: &Service, region: &Region) -> String {
    let id = region.as_str();
    let near = near(service, id);
    let hint = if near.is_empty() {
        let known: Vec<&str> = service.regions.iter().map(|(id, _)| *id).collect();
        format!("known regions: {}.", known.join(", "))
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!(
        "`{}` is not known to be in region `{id}`: {hint} If it is there, give its endpoint with `endpoint(…)`",
        service.name
    )
}

/// Up to three known regions whose ids differ from this one in at most two adjacent characters, nearest first.
fn near(service: &Service, id: &str) -> Vec<&'static str> {
    let mut near = Vec::new();
    for wanted in 0..=2 {
        let fits = service.regions.iter().filter(|(known, _)| difference(known, id) == wanted);
        near.extend(fits.map(|(known, _)| *known).take(3 - near.len()));
    }
    near
}

/// The number of characters between the common start and the common end of two ids. Case is ignored, and `_` or a space
/// may replace `-`.
fn difference(known: &str, given: &str) -> usize {
    let is_same = |(known, given): &(u8, u8)| {
        given.eq_ignore_ascii_case(known) || *known == b'-' && matches!(given, b'_' | b' ')
    };
    let longest = known.len().max(given.len());
    let start = known.bytes().zip(given.bytes()).take_while(is_same).count();
    let end = known.bytes().rev().zip(given.bytes().rev()).take_while(is_same).count();
    longest.saturating_sub(start + end)
}
