//! Addresses that may be requested.

pub(crate) use reqwest::Url;

/// Parses an address: HTTPS, or HTTP on this machine.
///
/// # Errors
///
/// The reason as a message.
pub(crate) fn parse(address: &str) -> Result<Url, String> {
    let url = Url::parse(address).map_err(|error| format!("`{address}` is not an address: {error}"))?;
    check(&url)?;
    Ok(url)
}

/// Refuses addresses that are not safe to request.
pub(super) fn check(url: &Url) -> Result<(), String> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!("`{}` has a user name or password in it", bare(url)));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(format!("`{}` is not encrypted; https is expected", bare(url))),
        other => Err(format!("`{}`: `{other}` is not read; https is expected", bare(url))),
    }
}

/// Returns true if the address is one of this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The address that a redirect leads to.
///
/// # Errors
///
/// A redirect to another site, or to an address that is not safe.
pub(super) fn redirected(from: &Url, location: &str) -> Result<Url, String> {
    let to = from.join(location).map_err(|error| format!("redirected to `{location}`: {error}"))?;
    check(&to).map_err(|problem| format!("redirected: {problem}"))?;
    if is_same_site(from, &to) {
        return Ok(to);
    }
    Err(format!("redirected to another site, `{}`", to.host_str().unwrap_or_default()))
}

/// Returns true if both addresses have the same host and port.
pub(super) fn is_same_site(one: &Url, other: &Url) -> bool {
    let site =
        |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default());
    site(one) == site(other)
}

/// The address without the parts that may be secret.
fn bare(url: &Url) -> String {
    let mut url = url.clone();
    // A scheme without a host has neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}
