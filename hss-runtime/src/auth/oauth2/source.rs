//! Tokens of OAuth 2, fetched from the token server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::settings::{Grant, OAuth2};
use crate::auth::authenticate::{AuthRequest, Authenticate};
use crate::auth::credential::Credential;
use crate::auth::issuer::Issuer;
use crate::auth::renewal::{Fetch, Fetched, Renewal};
use crate::auth::token::TokenCredentials;
use crate::error::CredentialsError;
use crate::error::body::ErrorBody;
use crate::transport::{BoxFuture, Endpoint, Transport};
use crate::value::shown;
use crate::value::text::base64;
use crate::wire::decode;
use crate::wire::percent::{push_escaped, query_string};

/// Time limit of one request.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(20);
/// Delays before the second and the third request for client credentials. A refresh token may be valid once, so a request
/// with one is not repeated.
const DELAYS: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];
/// Lifetime of a token if the response has none; a token that the service rejects is renewed earlier.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(24 * 3600);
/// Time before expiry at which a token is renewed.
const MARGIN: Duration = Duration::from_secs(60);

/// The scopes that a call needs.
type Scopes = &'static [&'static str];

/// Source of the tokens of one scheme.
pub(crate) struct TokenSource {
    settings: OAuth2,
    url: Uri,
    /// The latest refresh token; `None` for client credentials.
    refresh_token: Arc<Mutex<Option<SecretString>>>,
    /// The tokens, by their requested scopes.
    tokens: Mutex<BTreeMap<Scopes, Arc<Renewal<SecretString>>>>,
}

impl TokenCredentials for OAuth2 {
    fn source(
        &self,
        addresses: (&str, &str),
        endpoint: Option<&Endpoint>,
        plain_http: bool,
    ) -> Result<Arc<dyn Authenticate>, String> {
        Ok(Arc::new(TokenSource::new(self.clone(), addresses, endpoint, plain_http)?))
    }
}

impl TokenSource {
    /// Creates a source for the token server of these addresses: that for client credentials, and that for refresh tokens,
    /// each empty if the document has none.
    ///
    /// # Errors
    ///
    /// The problem of the settings, as a sentence.
    fn new(
        settings: OAuth2,
        (token_url, refresh_url): (&str, &str),
        endpoint: Option<&Endpoint>,
        plain_http: bool,
    ) -> Result<Self, String> {
        let (documented, refresh_token, flow) = match &settings.grant {
            Grant::ClientCredentials => (token_url, None, "client credentials"),
            Grant::RefreshToken(token) => (refresh_url, Some(token.clone()), "refresh tokens"),
        };
        let address = settings.token_url.as_deref().unwrap_or(documented);
        if address.is_empty() {
            return Err(format!(
                "the document has no token URL for {flow}: give one with `OAuth2::token_url(…)`"
            ));
        }
        let is_empty = |secret: &SecretString| secret.expose_secret().is_empty();
        if refresh_token.as_ref().is_some_and(is_empty)
            || settings.client_secret.as_ref().is_some_and(is_empty)
            || settings.client_id.as_deref() == Some("")
        {
            return Err("the client's id or secret, or the refresh token, is empty".to_owned());
        }
        let url = resolve(address, endpoint, plain_http)?;
        Ok(TokenSource {
            settings,
            url,
            refresh_token: Arc::new(Mutex::new(refresh_token)),
            tokens: Mutex::default(),
        })
    }

    /// The scopes to request: those of the settings, else those that the call needs. A refresh token has its own.
    fn scopes(&self, needed: Scopes) -> Scopes {
        let is_open =
            self.settings.scopes.is_empty() && matches!(self.settings.grant, Grant::ClientCredentials);
        if is_open { needed } else { &[] }
    }

    fn tokens(&self) -> MutexGuard<'_, BTreeMap<Scopes, Arc<Renewal<SecretString>>>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fetch(&self, scopes: Scopes, transport: &Arc<dyn Transport>) -> Fetch<SecretString> {
        let refresh_token = self.refresh_token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let delays: &[Duration] = if refresh_token.is_some() { &[] } else { &DELAYS };
        let issuer = Issuer {
            transport: transport.clone(),
            name: format!("the token server {}", self.url.host().unwrap_or_default()),
            timeout: RESPONSE_TIMEOUT,
            delays,
        };
        let request = self.request(refresh_token.as_ref(), scopes);
        let mut secrets: Vec<SecretString> = self.settings.client_secret.iter().cloned().collect();
        secrets.extend(refresh_token);
        let fetch = TokenFetch { issuer, secrets, latest: self.refresh_token.clone() };
        Box::pin(async move { fetch.run(request?).await })
    }

    fn request(
        &self,
        refresh_token: Option<&SecretString>,
        scopes: Scopes,
    ) -> Result<Request<Bytes>, CredentialsError> {
        let settings = &self.settings;
        let mut form = settings.parameters.clone();
        let mut add = |name: &str, value: &str| form.push((name.to_owned(), value.to_owned()));
        match refresh_token {
            Some(token) => {
                add("grant_type", "refresh_token");
                add("refresh_token", token.expose_secret());
            }
            None => add("grant_type", "client_credentials"),
        }
        if !settings.scopes.is_empty() {
            add("scope", &settings.scopes.join(" "));
        } else if !scopes.is_empty() {
            add("scope", &scopes.join(" "));
        }
        let secret = settings.client_secret.as_ref().map(SecretString::expose_secret);
        let mut authorization = None;
        match (settings.client_id.as_deref(), secret) {
            (Some(id), Some(secret)) if !settings.client_in_body => {
                authorization = Some(format!(
                    "Basic {}",
                    base64(format!("{}:{}", escaped(id), escaped(secret)).as_bytes())
                ));
            }
            (id, secret) => {
                id.into_iter().for_each(|id| add("client_id", id));
                secret.into_iter().for_each(|secret| add("client_secret", secret));
            }
        }
        let mut request = Request::new(Bytes::from(query_string(&form)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = authorization {
            let mut value = HeaderValue::from_str(&authorization).map_err(|_| {
                CredentialsError::new("the client's id and secret are not a valid header value")
            })?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(request)
    }
}

/// The encoding of the id and the secret in `Authorization` by RFC 6749.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    push_escaped(&mut escaped, text.as_bytes());
    escaped
}

/// The address of the token server; one without a scheme is relative to the endpoint.
fn resolve(address: &str, endpoint: Option<&Endpoint>, plain_http: bool) -> Result<Uri, String> {
    let whole = match endpoint {
        _ if address.contains("://") => address.to_owned(),
        Some(endpoint) if address.starts_with('/') => endpoint.address(address, ""),
        Some(endpoint) => endpoint.address(&endpoint.path(&format!("/{address}")), ""),
        None => return Err("the token URL is relative, and the endpoint is not known".to_owned()),
    };
    let without_query = whole.split('?').next().unwrap_or_default();
    Endpoint::parse(without_query, plain_http).map_err(|problem| format!("token server: {problem}"))?;
    whole.parse().map_err(|_| format!("token server: `{}` is not a URL", without_query.escape_debug()))
}

/// Fetch of a token, which borrows nothing.
struct TokenFetch {
    issuer: Issuer,
    secrets: Vec<SecretString>,
    latest: Arc<Mutex<Option<SecretString>>>,
}

impl TokenFetch {
    async fn run(self, request: Request<Bytes>) -> Result<Fetched<SecretString>, CredentialsError> {
        let response = self.issuer.send(request).await?;
        if !response.status().is_success() {
            return Err(self.refused(response));
        }
        let body: Value = decode::json(response.body())
            .map_err(|_| self.issuer.error("the response is not the JSON of a token"))?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let token =
            text("access_token").ok_or_else(|| self.issuer.error("the response has no `access_token`"))?;
        // Many servers omit the type; it is then `Bearer`.
        if let Some(other) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            let problem =
                format!("the token is of type `{}`, but only `Bearer` is supported", shown::message(other));
            return Err(self.issuer.error(problem));
        }
        if let Some(next) = text("refresh_token") {
            let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
            if latest.is_some() {
                *latest = Some(SecretString::from(next));
            }
        }
        let seconds = body.get("expires_in").and_then(|time| match time {
            Value::String(text) => text.trim().parse().ok(),
            number => number.as_f64(),
        });
        let lifetime = seconds.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok());
        let lifetime = lifetime.unwrap_or(DEFAULT_LIFETIME);
        Ok(Fetched { credentials: SecretString::from(token), lifetime, margin: MARGIN })
    }

    #[cold]
    fn refused(&self, response: Response<Bytes>) -> CredentialsError {
        let (head, body) = response.into_parts();
        let secrets: Vec<&str> = self.secrets.iter().map(SecretString::expose_secret).collect();
        let parsed = ErrorBody::parse(&head.headers, body, &secrets);
        let json: Option<Value> = decode::json(&parsed.body).ok();
        let code = json.as_ref().and_then(|json| json.get("error")?.as_str()).map(shown::message);
        let mut message = format!("responded with {}", head.status);
        let parts = [code, parsed.message];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.dedup();
        for part in parts {
            message.push_str(", ");
            message.push_str(&part);
        }
        let error = self.issuer.error(message);
        match head.status {
            StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => error.rejection(),
            _ => error,
        }
    }
}

impl Authenticate for TokenSource {
    fn authenticate<'a>(
        &'a self,
        request: AuthRequest<'a>,
    ) -> BoxFuture<'a, Result<Credential, CredentialsError>> {
        Box::pin(async move {
            let scopes = self.scopes(request.scopes);
            let renewal = self.tokens().entry(scopes).or_default().clone();
            let token = renewal.get(&|| self.fetch(scopes, request.transport)).await?;
            Ok(Credential::bearer(token.expose_secret()))
        })
    }

    fn renew(&self, refused: &Credential) -> bool {
        let all: Vec<_> = self.tokens().values().cloned().collect();
        let is_refused = |token: &SecretString| Credential::bearer(token.expose_secret()).is_same(refused);
        // All of them, since a server may issue one token for several sets of scopes.
        all.iter().filter(|renewal| !renewal.forget(is_refused)).count() == 0
    }
}
