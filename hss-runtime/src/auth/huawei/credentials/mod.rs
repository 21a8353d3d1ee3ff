//! Who makes a call, and how that is shown.

mod chain;
mod context;
mod environment;
mod iam_user;
mod metadata;
mod profile;
mod provide;
mod renewal;

use crate::auth::huawei::sign::{self, Signer};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

pub use chain::CredentialsChain;
pub use context::CredentialsContext;
pub use environment::EnvironmentCredentials;
pub use iam_user::IamUser;
pub use metadata::MetadataService;
pub use profile::ProfileFile;
pub use provide::{CredentialsError, ProvideCredentials};

/// An access key (permanent or temporary), or a token.
///
/// Neither `Debug` nor any error shows what is secret in it, and the memory is wiped when the last copy goes.
///
/// ```
/// use hss_client::Credentials;
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

/// An access key with its secret.
#[derive(Clone)]
pub(crate) struct Keys {
    access: String,
    secret: SecretString,
    security_token: Option<SecretString>,
    /// How they sign. It comes with them, so that a program that has none is not linked with signing.
    signer: &'static Signer,
}

impl Keys {
    fn new(access: String, secret: String, security_token: Option<String>) -> Self {
        Keys {
            access,
            secret: SecretString::from(secret),
            security_token: security_token.map(SecretString::from),
            signer: &sign::SIGNER,
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
    /// A permanent access key (AK) and its secret key (SK). Each request is signed with it.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Credentials(Kind::Keys(Keys::new(access_key.into(), secret_key.into(), None)))
    }

    /// A temporary access key, its secret key and its security token. Each request is signed with it.
    pub fn temporary(
        access_key: impl Into<String>,
        secret_key: impl Into<String>,
        security_token: impl Into<String>,
    ) -> Self {
        let security_token = Some(security_token.into());
        Credentials(Kind::Keys(Keys::new(access_key.into(), secret_key.into(), security_token)))
    }

    /// A token of the identity service, sent as `X-Auth-Token`. It is good for 24 hours at most, and not renewed:
    /// [`IamUser`] fetches and renews one.
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

    /// Everything in it that nobody else may see.
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

    /// Whether both are the same, secrets included.
    fn equals(&self, other: &Credentials) -> bool {
        let access = |credentials: &Credentials| credentials.keys().map(|keys| keys.access.clone());
        access(self) == access(other) && self.secrets() == other.secrets()
    }

    /// What is wrong with it before anything is sent.
    fn malformed(&self) -> Option<&'static str> {
        let named = match &self.0 {
            Kind::Keys(keys) => {
                vec![
                    (keys.access_key(), "the access key is empty or has blanks around it"),
                    (keys.secret_key(), "the secret key is empty or has blanks around it"),
                    (
                        keys.security_token().unwrap_or("none"),
                        "the security token is empty or has blanks around it",
                    ),
                ]
            }
            Kind::Token(token) => {
                vec![(token.expose_secret(), "the token is empty or has blanks around it")]
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
                // Enough to tell two keys apart, too little to use.
                let start: String = keys.access.chars().take(4).collect();
                write!(f, "Credentials({kind} access key {start}…)")
            }
            Kind::Token(_) => f.write_str("Credentials(token)"),
        }
    }
}
