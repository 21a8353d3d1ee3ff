//! Addresses from responses, followed on the same server only.

use percent_encoding::percent_decode_str;

use super::endpoint::Endpoint;
use crate::wire::percent::{has_dot_segment, is_plain_path, query_string};

/// Path and query of a request on the server of an endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Percent-encoded.
    pub(crate) path: String,
    /// Not encoded.
    pub(crate) query: Vec<(String, String)>,
}

/// An address that is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotFollowed {
    /// Another scheme, host or port.
    OtherServer,
    /// An invalid address.
    Unusable,
}

impl Target {
    /// Path and query as text.
    pub(crate) fn text(&self) -> String {
        match query_string(&self.query) {
            query if query.is_empty() => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }
}

impl Endpoint {
    /// The target of an address in the response to a request of this path, resolved as a browser does
    /// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-5.2)).
    pub(crate) fn follow(&self, path: &str, address: &str) -> Result<Target, NotFollowed> {
        let address = address.trim();
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>');
        if address.is_empty() || !address.bytes().all(is_plain) {
            return Err(NotFollowed::Unusable);
        }
        let address = address.split('#').next().unwrap_or_default();
        let local = self.without_origin(address)?;
        let (reference, query) = match local.split_once('?') {
            Some((reference, query)) => (reference, Some(query)),
            None => (local, None),
        };
        let found = match (reference, local.len() < address.len()) {
            ("", true) => "/".to_owned(),
            ("", false) => path.to_owned(),
            (absolute, _) if absolute.starts_with('/') => without_dots(absolute),
            (relative, _) => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                without_dots(&format!("{folder}/{relative}"))
            }
        };
        if !is_plain_path(&found) || has_dot_segment(&found) {
            return Err(NotFollowed::Unusable);
        }
        Ok(Target { path: found, query: query.map(pairs).unwrap_or_default() })
    }

    /// The address without the scheme, host and port of this endpoint.
    fn without_origin<'a>(&self, address: &'a str) -> Result<&'a str, NotFollowed> {
        let before = address.split(['/', '?']).next().unwrap_or_default();
        let rest = match before.split_once(':') {
            Some((scheme, _)) if !scheme.eq_ignore_ascii_case(self.scheme()) => {
                return Err(NotFollowed::OtherServer);
            }
            Some((scheme, _)) => &address[scheme.len() + 1..],
            None => address,
        };
        let Some(rest) = rest.strip_prefix("//") else {
            return if rest.len() == address.len() { Ok(address) } else { Err(NotFollowed::Unusable) };
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, local) = rest.split_at(end);
        let default = if self.scheme() == "https" { ":443" } else { ":80" };
        let authority = authority.to_ascii_lowercase();
        match authority.strip_suffix(default).unwrap_or(&authority) == self.host() {
            true => Ok(local),
            false => Err(NotFollowed::OtherServer),
        }
    }
}

/// The path without its segments `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let count = path.split('/').count();
    for (index, segment) in path.split('/').enumerate() {
        let is_last = index + 1 == count;
        match segment {
            "." | ".." => {
                if segment == ".." && segments.len() > 1 {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

/// The pairs of a query, without their encoding. A `+` is a space, as services and browsers read it.
fn pairs(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}
