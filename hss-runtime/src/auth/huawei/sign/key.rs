//! Access keys and tokens.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::signer::{SIGNER, Signer};

/// Access key (permanent or temporary), or token.
///
/// Neither `Debug` nor errors show the secrets, and their memory is wiped when the last copy is dropped.
///
/// ```
/// use hss_runtime::Credentials;
///
/// let permanent = Credentials::new("access key", "secret key");
/// let temporary = Credentials::temporary("access key", "secret key", "security token");
/// let token = Credentials::token("value of X-Auth-Token");
/// assert!(!format!("{permanent:?}").contains("secret key"));
/// ```
#[derive(Clone)]
pub struct Credentials(Kind);

#[derive(Clone)]
enum Kind {
    Keys(Keys),
    Token(SecretString),
}

/// Access key with its secret key.
#[derive(Clone)]
pub(crate) struct Keys {
    access: String,
    secret: SecretString,
    security_token: Option<SecretString>,
    /// By reference, so that only a program that makes a key is linked with signing: 70 kB (docs/benchmarks.md).
    signer: &'static Signer,
}

impl Keys {
    fn new(access: String, secret: String, security_token: Option<String>) -> Self {
        Keys {
            access,
            secret: SecretString::from(secret),
            security_token: security_token.map(SecretString::from),
            signer: &SIGNER,
        }
    }

    pub(crate) fn signer(&self) -> &'static Signer {
        self.signer
    }

    pub(crate) fn access_key(&self) -> &str {
        &self.access
    }

    pub(crate) fn secret_key(&self) -> &str {
        self.secret.expose_secret()
    }

    pub(crate) fn security_token(&self) -> Option<&str> {
        self.security_token.as_ref().map(|token| token.expose_secret())
    }
}

impl Credentials {
    /// Creates credentials from a permanent access key (AK) and its secret key (SK), which sign each request.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Credentials(Kind::Keys(Keys::new(access_key.into(), secret_key.into(), None)))
    }

    /// Creates credentials from a temporary access key, its secret key and its security token, which sign each request.
    pub fn temporary(
        access_key: impl Into<String>,
        secret_key: impl Into<String>,
        security_token: impl Into<String>,
    ) -> Self {
        let security_token = Some(security_token.into());
        Credentials(Kind::Keys(Keys::new(access_key.into(), secret_key.into(), security_token)))
    }

    /// Creates credentials from a token of the identity service, sent as `X-Auth-Token`. A token is valid for at most 24
    /// hours and is not renewed: [`IamUser`](crate::IamUser) fetches and renews tokens.
    pub fn token(token: impl Into<String>) -> Self {
        Credentials(Kind::Token(SecretString::from(token.into())))
    }

    pub(crate) fn keys(&self) -> Option<&Keys> {
        match &self.0 {
            Kind::Keys(keys) => Some(keys),
            Kind::Token(_) => None,
        }
    }

    pub(crate) fn auth_token(&self) -> Option<&str> {
        match &self.0 {
            Kind::Keys(_) => None,
            Kind::Token(token) => Some(token.expose_secret()),
        }
    }

    /// The secret parts.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        match &self.0 {
            Kind::Keys(keys) => {
                let mut secrets = vec![keys.secret_key()];
                secrets.extend(keys.security_token());
                secrets
            }
            Kind::Token(token) => vec![token.expose_secret()],
        }
    }

    /// True if both are the same, secrets included.
    pub(crate) fn is_same(&self, other: &Credentials) -> bool {
        let access = |credentials: &Credentials| credentials.keys().map(|keys| keys.access.clone());
        access(self) == access(other) && self.secrets() == other.secrets()
    }

    /// The problem of malformed credentials.
    pub(crate) fn malformed(&self) -> Option<&'static str> {
        let named = match &self.0 {
            Kind::Keys(keys) => {
                vec![
                    (keys.access_key(), "the access key is empty or has whitespace around it"),
                    (keys.secret_key(), "the secret key is empty or has whitespace around it"),
                    (
                        keys.security_token().unwrap_or("none"),
                        "the security token is empty or has whitespace around it",
                    ),
                ]
            }
            Kind::Token(token) => {
                vec![(token.expose_secret(), "the token is empty or has whitespace around it")]
            }
        };
        named
            .into_iter()
            .find(|(value, _)| value.is_empty() || value.trim() != *value)
            .map(|(_, problem)| problem)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Keys(keys) => {
                let kind = if keys.security_token.is_some() { "temporary" } else { "permanent" };
                // Enough to distinguish two keys, too little to be useful to others.
                let start: String = keys.access.chars().take(4).collect();
                write!(f, "Credentials({kind} access key {start}…)")
            }
            Kind::Token(_) => f.write_str("Credentials(token)"),
        }
    }
}
