//! Settings of the security schemes of a document.

use std::sync::Arc;

use secrecy::SecretString;

use crate::auth::authenticate::Authenticate;
use crate::auth::oauth2::OAuth2;
use crate::client::builder::Builder;
use crate::client::builder::setup::{DOCUMENT, ServiceClient};

impl<C: ServiceClient> Builder<C> {
    /// Sets a token for `Authorization: Bearer`, in all schemes of the document that take one: `bearer`, and `oauth2` and
    /// `openIdConnect` for a token at hand.
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
    pub fn oauth2(mut self, credentials: OAuth2) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.oauth2 = Some(Arc::new(credentials));
        self
    }

    /// Sets the source of the credentials of the scheme of this name: for schemes that are not supported otherwise, or
    /// several of a kind with separate credentials.
    pub fn authentication(mut self, scheme: impl Into<String>, source: impl Authenticate + 'static) -> Self {
        self.settings.parts.document = Some(DOCUMENT);
        self.settings.auth.own.push((scheme.into(), Arc::new(source)));
        self
    }
}
