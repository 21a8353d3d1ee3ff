//! The interface to sources of tokens.

use std::sync::Arc;

use crate::auth::authenticate::Authenticate;
use crate::transport::Endpoint;

/// Credentials for a token server. Linked only into programs that set some.
pub(crate) trait TokenCredentials: Send + Sync {
    /// The source of tokens for the token server of these addresses: that for client credentials, and that for refresh
    /// tokens, each empty if the document has none.
    ///
    /// # Errors
    ///
    /// The problem of the settings, as a sentence.
    fn source(
        &self,
        addresses: (&str, &str),
        endpoint: Option<&Endpoint>,
        plain_http: bool,
    ) -> Result<Arc<dyn Authenticate>, String>;
}
