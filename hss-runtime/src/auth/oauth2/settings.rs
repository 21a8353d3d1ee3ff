//! Settings of OAuth 2.

use std::fmt;

use secrecy::SecretString;

/// Credentials for the token server of an `oauth2` scheme.
///
/// The token server is that of the document. A token is fetched with the first call that needs one, shared by all calls, and
/// renewed before it expires, or once per call when the service rejects it (401).
///
/// ```
/// use hss_runtime::OAuth2;
///
/// let service = OAuth2::client_credentials("client id", "client secret").scopes(["read", "write"]);
/// let user = OAuth2::refresh_token("refresh token").client("client id", "client secret");
/// ```
#[derive(Clone)]
pub struct OAuth2 {
    pub(crate) grant: Grant,
    pub(crate) client_id: Option<String>,
    pub(crate) client_secret: Option<SecretString>,
    pub(crate) scopes: Vec<String>,
    pub(crate) token_url: Option<String>,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) client_in_body: bool,
}

/// The grant of a token request.
#[derive(Clone)]
pub(crate) enum Grant {
    ClientCredentials,
    RefreshToken(SecretString),
}

impl OAuth2 {
    /// Tokens for a client with an id and a secret.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<String>) -> Self {
        OAuth2::new(Grant::ClientCredentials).client(id, secret)
    }

    /// Tokens for a refresh token. If the server replaces it with each token, the latest is used, and kept in memory only.
    pub fn refresh_token(token: impl Into<String>) -> Self {
        OAuth2::new(Grant::RefreshToken(SecretString::from(token.into())))
    }

    fn new(grant: Grant) -> Self {
        OAuth2 {
            grant,
            client_id: None,
            client_secret: None,
            scopes: Vec::new(),
            token_url: None,
            parameters: Vec::new(),
            client_in_body: false,
        }
    }

    /// Sets the id and the secret of the client.
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self.client_secret = Some(SecretString::from(secret.into()));
        self
    }

    /// Sets the id of a client that has no secret.
    #[must_use]
    pub fn public_client(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self.client_secret = None;
        self
    }

    /// Sets the scopes to request. Default: for client credentials, those that a call needs according to the document, with a
    /// token per set of scopes; otherwise those that the server chooses.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the address that grants tokens, instead of the document's.
    #[must_use]
    pub fn token_url(mut self, address: impl Into<String>) -> Self {
        self.token_url = Some(address.into());
        self
    }

    /// Adds a parameter to the request for a token, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the client's id and secret in the body of the request for a token, for servers that do not accept them in
    /// `Authorization`.
    #[must_use]
    pub fn client_in_body(mut self) -> Self {
        self.client_in_body = true;
        self
    }
}

/// Shows no secrets.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = match self.grant {
            Grant::ClientCredentials => "client_credentials",
            Grant::RefreshToken(_) => "refresh_token",
        };
        f.debug_struct("OAuth2")
            .field("grant", &grant)
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
