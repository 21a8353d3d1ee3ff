//! Settings of the security schemes of a document.

use std::sync::Arc;

use secrecy::SecretString;

use super::server::SERVERS;
use super::settings::Settings;
use super::setup::{Environment, Parts, ServiceClient, Setup};
use crate::auth::authenticate::Authenticate;
use crate::auth::document::{Assemble, assemble};
#[cfg(feature = "oauth2")]
use crate::auth::oauth2::OAuth2;
use crate::client::builder::Builder;

pub(super) const DOCUMENT: Assemble = assemble;

/// A service with a document, none of whose schemes is OAuth 2.
pub enum Document {}

impl Setup for Document {
    const PARTS: Parts = Parts { document: Some(DOCUMENT), servers: Some(SERVERS), ..Parts::NONE };
    const ENVIRONMENT: Environment = Environment(&[Settings::read_credentials, Settings::read_address]);
}

/// A service with a document, one of whose schemes is OAuth 2.
#[cfg(feature = "oauth2")]
pub enum DocumentWithOAuth2 {}

#[cfg(feature = "oauth2")]
impl Setup for DocumentWithOAuth2 {
    const PARTS: Parts = Document::PARTS;
    const ENVIRONMENT: Environment =
        Environment(&[Settings::read_credentials, Settings::read_oauth2, Settings::read_address]);
}

#[cfg_attr(docsrs, doc(cfg(feature = "schemes")))]
impl<C: ServiceClient> Builder<C> {
    /// Sets a token for `Authorization: Bearer`, in all schemes of the document that take one: `bearer`, and `oauth2` and
    /// `openIdConnect` for an existing token.
    #[doc(alias = "token")]
    pub fn bearer(mut self, token: impl Into<String>) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.bearer = Some(SecretString::from(token.into()));
        self
    }

    /// Sets the user name and the password for `Authorization: Basic`.
    #[doc(alias("user", "password"))]
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.basic = Some((user.into(), SecretString::from(password.into())));
        self
    }

    /// Sets the key of the `apiKey` scheme of this name, which says where the key is sent.
    #[doc(alias = "token")]
    pub fn api_key(mut self, scheme: impl Into<String>, key: impl Into<String>) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.api_keys.push((scheme.into(), SecretString::from(key.into())));
        self
    }

    /// Sets the credentials for the token server of the `oauth2` schemes.
    #[cfg(feature = "oauth2")]
    #[cfg_attr(docsrs, doc(cfg(feature = "oauth2")))]
    pub fn oauth2(mut self, credentials: OAuth2) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.oauth2 = Some(Arc::new(credentials));
        self
    }

    /// Sets the source of credentials for the scheme of this name. Use it for schemes that are not supported otherwise,
    /// or for several schemes of one kind with separate credentials.
    pub fn authentication(mut self, scheme: impl Into<String>, source: impl Authenticate + 'static) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.own.push((scheme.into(), Arc::new(source)));
        self
    }
}
