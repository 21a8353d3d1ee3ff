//! Authentication: signatures and tokens.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::data::Seed;
use crate::error_body::Refusal;
use crate::request::Request;
use crate::signature::{ALGORITHM, Authorization};

const TOKEN_HEADER: &str = "x-auth-token";

/// The keys and tokens that a mock accepts: those that were added, or any if none were.
pub(crate) struct Credentials {
    keys: BTreeMap<String, String>,
    tokens: Vec<String>,
    issued: String,
    clock: Option<Clock>,
}

impl Credentials {
    pub(crate) fn new(
        keys: BTreeMap<String, String>,
        tokens: Vec<String>,
        clock: Option<Clock>,
        seed: Seed,
    ) -> Self {
        Self { keys, tokens, issued: format!("mock-token-{}", seed.text("token").hex(40)), clock }
    }

    /// The token that the mock issues.
    pub(crate) fn issued_token(&self) -> &str {
        &self.issued
    }

    /// Refuses a request without a valid signature or token.
    pub(crate) fn check(&self, request: &Request) -> Result<(), Refusal> {
        let result = match (request.header("authorization"), request.header(TOKEN_HEADER)) {
            (Some(header), _) => self.check_signature(request, &header),
            (None, Some(token)) => self.check_token(&token),
            (None, None) => Err("neither an Authorization header nor X-Auth-Token was found".to_owned()),
        };
        result.map_err(|detail| Refusal::unauthenticated(&detail))
    }

    /// True if only the form of credentials is checked.
    fn accepts_any(&self) -> bool {
        self.keys.is_empty() && self.tokens.is_empty()
    }

    fn check_signature(&self, request: &Request, header: &str) -> Result<(), String> {
        let authorization = Authorization::parse(header).ok_or_else(|| {
            format!("the Authorization header isn't `{ALGORITHM} Access=…, SignedHeaders=…, Signature=…`")
        })?;
        if let Some(clock) = self.clock
            && !request.header("x-sdk-date").is_some_and(|date| clock.accepts(&date))
        {
            return Err("x-sdk-date is expired".to_owned());
        }
        if self.accepts_any() {
            return Ok(());
        }
        match self.keys.get(&authorization.access_key) {
            Some(secret_key) => authorization.verify(request, secret_key),
            None => Err(format!("ak {} not exist", authorization.access_key)),
        }
    }

    /// Refuses a token or a key of a document's scheme that is not known.
    pub(crate) fn check_secret(&self, secret: &str) -> Result<(), String> {
        self.check_token(secret).map_err(|_| "the token or key isn't known".to_owned())
    }

    fn check_token(&self, token: &str) -> Result<(), String> {
        let is_known =
            self.accepts_any() || self.issued == token || self.tokens.iter().any(|known| known == token);
        if token.is_empty() || !is_known { Err("decrypt token fail".to_owned()) } else { Ok(()) }
    }
}
