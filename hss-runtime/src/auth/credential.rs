//! Secrets and their places in a request.

use std::fmt;

use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::auth::scheme::RequestDraft;
use crate::schema::Location;
use crate::value::text::base64;
use crate::wire::percent::push_escaped;

/// Secrets of one request and their places: headers, query parameters, cookies.
///
/// ```
/// use hss_runtime::Credential;
///
/// let credential = Credential::new().header("X-User", "seven").query("signature", "c2lnbmVk");
/// assert_eq!(format!("{credential:?}"), r#"Credential(["X-User", "signature"])"#);
/// ```
#[derive(Clone, Default)]
pub struct Credential {
    placed: Vec<Placed>,
    /// Other forms in which a server may quote the secrets.
    forms: Vec<SecretString>,
}

#[derive(Clone)]
struct Placed {
    location: Location,
    name: String,
    value: SecretString,
}

impl Credential {
    /// Creates a credential without secrets.
    pub fn new() -> Self {
        Credential::default()
    }

    /// A token in `Authorization: Bearer`.
    pub fn bearer(token: impl Into<String>) -> Self {
        let token = token.into();
        let credential = Credential::new().header("authorization", format!("Bearer {token}"));
        credential.with_form(token)
    }

    /// A user name and a password in `Authorization: Basic`.
    pub fn basic(user: impl AsRef<str>, password: impl Into<String>) -> Self {
        let password = password.into();
        let encoded = base64(format!("{}:{password}", user.as_ref()).as_bytes());
        let credential = Credential::new().header("authorization", format!("Basic {encoded}"));
        credential.with_form(encoded).with_form(password)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.place(Location::Header, name.into(), value.into())
    }

    /// Adds a parameter of the query, which is percent-encoded.
    #[must_use]
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        let mut encoded = String::new();
        push_escaped(&mut encoded, value.as_bytes());
        let credential = if encoded == value { self } else { self.with_form(encoded) };
        credential.place(Location::Query, name.into(), value)
    }

    /// Adds a cookie.
    #[must_use]
    pub fn cookie(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.place(Location::Cookie, name.into(), value.into())
    }

    /// Adds a secret in any of the three places.
    pub(crate) fn at(location: Location, name: &str, value: &str) -> Self {
        match location {
            Location::Query => Credential::new().query(name, value),
            Location::Cookie => Credential::new().cookie(name, value),
            Location::Header | Location::Path => Credential::new().header(name, value),
        }
    }

    fn place(mut self, location: Location, name: String, value: String) -> Self {
        self.placed.push(Placed { location, name, value: SecretString::from(value) });
        self
    }

    fn with_form(mut self, secret: String) -> Self {
        self.forms.push(SecretString::from(secret));
        self
    }

    /// True if both have the same secrets in the same places.
    pub fn is_same(&self, other: &Credential) -> bool {
        let same = |(one, other): (&Placed, &Placed)| {
            (one.location, &one.name, one.value.expose_secret())
                == (other.location, &other.name, other.value.expose_secret())
        };
        self.placed.len() == other.placed.len() && self.placed.iter().zip(&other.placed).all(same)
    }

    /// The reason why a secret cannot be sent. It does not contain the secret.
    pub(crate) fn problem(&self) -> Option<String> {
        self.placed.iter().find_map(|one| one.problem().err())
    }

    /// Sets the values that the request does not have yet.
    ///
    /// # Errors
    ///
    /// A secret that cannot be sent, as a sentence without it.
    pub(crate) fn attach(&self, request: &mut RequestDraft<'_>) -> Result<(), String> {
        for one in &self.placed {
            if is_given(request, one.location, &one.name) {
                continue;
            }
            let (name, value) = one.problem()?;
            match one.location {
                Location::Query => {
                    let pair = (one.name.clone(), one.value.expose_secret().to_owned());
                    request.query.to_mut().push(pair);
                }
                _ => add(&mut request.headers, name, value),
            }
        }
        Ok(())
    }

    /// The secrets, to be redacted in responses.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let placed = self.placed.iter().map(|one| &one.value);
        // The whole value first, since replacing a part of it would leave the rest.
        placed.chain(&self.forms).map(SecretString::expose_secret).filter(|secret| !secret.is_empty())
    }
}

impl Placed {
    /// The header that carries the secret; a placeholder for a query parameter.
    ///
    /// # Errors
    ///
    /// The problem, without the secret.
    fn problem(&self) -> Result<(HeaderName, HeaderValue), String> {
        let (name, value) = (&self.name, self.value.expose_secret());
        let shown = name.escape_debug();
        if value.is_empty() {
            return Err(format!("the credential for `{shown}` is empty"));
        }
        let header = match self.location {
            Location::Query => return Ok((COOKIE, HeaderValue::from_static(""))),
            Location::Cookie if !value.bytes().all(is_cookie_octet) => {
                return Err(format!(
                    "the credential for the cookie `{shown}` has a character that cookies do not allow"
                ));
            }
            Location::Cookie => COOKIE,
            _ => HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| format!("`{shown}` is not a valid header name"))?,
        };
        let cookie;
        let text = match self.location {
            Location::Cookie => {
                cookie = format!("{name}={value}");
                &cookie
            }
            _ => value,
        };
        let mut text = HeaderValue::from_str(text)
            .map_err(|_| format!("the credential for `{shown}` has a character that headers do not allow"))?;
        text.set_sensitive(true);
        Ok((header, text))
    }
}

/// Sets a header; a cookie is added to those that are set.
fn add(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    let joined = match headers.get(&name).filter(|_| name == COOKIE) {
        Some(cookies) => HeaderValue::from_bytes(&[cookies.as_bytes(), b"; ", value.as_bytes()].concat()),
        None => Ok(value),
    };
    // Both parts and the separator are valid.
    if let Ok(mut joined) = joined {
        joined.set_sensitive(true);
        headers.insert(name, joined);
    }
}

/// True if the caller or a hook has set the value at this place.
pub(crate) fn is_given(request: &RequestDraft<'_>, location: Location, name: &str) -> bool {
    match location {
        Location::Query => request.query.iter().any(|(key, _)| key == name),
        Location::Cookie => request.headers.get_all(COOKIE).iter().any(|cookies| {
            let cookies = cookies.as_bytes().split(|byte| *byte == b';');
            let mut names = cookies.filter_map(|cookie| cookie.split(|byte| *byte == b'=').next());
            names.any(|known| known.trim_ascii() == name.as_bytes())
        }),
        _ => request.headers.contains_key(name),
    }
}

/// True if the caller or a hook has set `Authorization`.
pub(crate) fn has_authorization(request: &RequestDraft<'_>) -> bool {
    request.headers.contains_key(AUTHORIZATION)
}

/// [RFC 6265](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1)
fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e)
}

/// Shows the names of the places and no secrets.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.placed.iter().map(|one| one.name.as_str()).collect();
        f.debug_tuple("Credential").field(&names).finish()
    }
}
