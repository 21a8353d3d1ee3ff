//! Service endpoints.

use std::fmt;
use std::net::IpAddr;

use http::Uri;

use crate::wire::percent::{has_dot_segment, is_plain_path};

/// Base URL of a service: scheme, host and base path.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    scheme: &'static str,
    /// Host as in the `Host` header: with the port unless that is the default of the scheme.
    host: String,
    /// Empty, or with a leading and no trailing slash.
    base_path: String,
    is_local: bool,
}

impl Endpoint {
    /// Parses an address such as `https://pets.north-1.example.com`.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence. Plain HTTP is accepted for the local machine only, unless `plain_http` is set.
    pub(crate) fn parse(address: &str, plain_http: bool) -> Result<Self, String> {
        let wrong = |what: &str| format!("the endpoint `{}` {what}", without_password(address));
        let uri: Uri = address.parse().map_err(|_| wrong("is not a URL: expected https://host"))?;
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") => "http",
            _ => return Err(wrong("must start with https://")),
        };
        let authority = uri.authority().ok_or_else(|| wrong("has no host"))?;
        if authority.as_str().contains('@') {
            return Err(wrong(
                "must not contain a user name or password: give credentials with `credentials(…)`",
            ));
        }
        if uri.query().is_some() || address.contains('#') {
            return Err(wrong("must not have a query or a fragment"));
        }
        if has_dot_segment(uri.path()) {
            return Err(wrong("must not have a path with `.` or `..`, which would not be sent as signed"));
        }
        if !is_plain_path(uri.path()) {
            return Err(wrong("has a path with a character that must be percent-encoded"));
        }
        let is_local = is_loopback(authority.host());
        if scheme == "http" && !plain_http && !is_local {
            return Err(wrong(
                "is plain HTTP to another machine, which exposes credentials in transit: use https, or \
                 `allow_plain_http()` to accept the risk",
            ));
        }
        let default_port = if scheme == "https" { 443 } else { 80 };
        let host = authority.host().to_ascii_lowercase();
        let host = match authority.port_u16() {
            Some(port) if port != default_port => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Endpoint { scheme, host, base_path: uri.path().trim_end_matches('/').to_owned(), is_local })
    }

    /// The endpoint of another service in the same domain: the local machine itself, or the host with `other.` in place
    /// of `service.`. `None` for any other host, so that credentials do not leave the domain.
    pub(crate) fn sibling(&self, service: &str, other: &str) -> Option<Endpoint> {
        if self.is_local {
            return Some(self.clone());
        }
        let domain = self.host.strip_prefix(service)?.strip_prefix('.')?;
        Some(Endpoint {
            scheme: self.scheme,
            host: format!("{other}.{domain}"),
            base_path: String::new(),
            is_local: false,
        })
    }

    /// `https` or `http`.
    pub(super) fn scheme(&self) -> &'static str {
        self.scheme
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// An operation's path below the base path.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// The URL of a path (base path included) and a query, which may be empty.
    pub(crate) fn address(&self, path: &str, query: &str) -> String {
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}://{}{path}{separator}{query}", self.scheme, self.host)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.host, self.base_path)
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The address with user name and password removed.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (None, Some((_, host))) => format!("…@{host}"),
        _ => address.to_owned(),
    }
}
