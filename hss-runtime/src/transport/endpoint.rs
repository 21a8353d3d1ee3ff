//! An endpoint: where a client's calls go.

use http::Uri;
use std::fmt;
use std::net::IpAddr;

/// Scheme, host and base path.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    scheme: &'static str,
    /// With the port, unless it is the scheme's own: so it stands in the `Host` header.
    host: String,
    /// Empty, or with a slash at its start and none at its end.
    base_path: String,
    is_local: bool,
}

impl Endpoint {
    /// Reads an address such as `https://hss.cn-north-4.myhuaweicloud.com`.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence. Plain HTTP goes to this machine only, unless allowed.
    pub(crate) fn parse(address: &str, plain_http: bool) -> Result<Self, String> {
        let wrong = |what: &str| format!("the endpoint `{}` {what}", without_password(address));
        let uri: Uri = address.parse().map_err(|_| wrong("is not an address: https://host is one"))?;
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") => "http",
            _ => return Err(wrong("must begin with https://")),
        };
        let authority = uri.authority().ok_or_else(|| wrong("has no host"))?;
        if authority.as_str().contains('@') {
            return Err(wrong(
                "must not hold a user name or password: give credentials with `credentials(…)`",
            ));
        }
        if uri.query().is_some() || address.contains('#') {
            return Err(wrong("must have nothing after its path"));
        }
        let is_local = is_loopback(authority.host());
        if scheme == "http" && !plain_http && !is_local {
            return Err(wrong(
                "is plain HTTP to another machine, which shows credentials on the way: use https, or \
                 `allow_plain_http()` if that is what you want",
            ));
        }
        let usual_port = if scheme == "https" { 443 } else { 80 };
        let host = authority.host().to_ascii_lowercase();
        let host = match authority.port_u16() {
            Some(port) if port != usual_port => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Endpoint { scheme, host, base_path: uri.path().trim_end_matches('/').to_owned(), is_local })
    }

    /// The identity service that belongs to this endpoint: this machine itself, or the host that has `iam.` where this
    /// one has the service's name. None for any other host: credentials do not leave the domain that was named.
    pub(crate) fn identity_service(&self, service: &str) -> Option<Endpoint> {
        if self.is_local {
            return Some(self.clone());
        }
        let domain = self.host.strip_prefix(service)?.strip_prefix('.')?;
        Some(Endpoint {
            scheme: self.scheme,
            host: format!("iam.{domain}"),
            base_path: String::new(),
            is_local: false,
        })
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is this machine.
    pub(crate) fn is_local(&self) -> bool {
        self.is_local
    }

    /// The operation's path below the endpoint's own.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// The whole address of a path (the endpoint's own included) and a query (perhaps empty).
    pub(crate) fn address(&self, path: &str, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}://{}{path}{mark}{query}", self.scheme, self.host)
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

/// An address that holds a password must not be shown as it is.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (None, Some((_, host))) => format!("…@{host}"),
        _ => address.to_owned(),
    }
}
