//! Tokens of the identity service, fetched with a user's name and password.

use std::fmt;
use std::future::ready;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::context::CredentialsContext;
use super::provide::ProvideCredentials;
use crate::auth::huawei::sign::key::Credentials;
use crate::auth::issuer::Issuer;
use crate::auth::renewal::{Fetch, Fetched, Renewal};
use crate::error::CredentialsError;
use crate::error::body::ErrorBody;
use crate::transport::{BoxFuture, Endpoint};
use crate::value::text::Rfc3339;
use crate::wire::{decode, encode};

/// Time limit of one attempt.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(20);
/// Delays before the second and the third attempt.
const DELAYS: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];
const HOUR: Duration = Duration::from_secs(3600);
/// Lifetime of a token if the response has none.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// User of the identity service (IAM), with name and password.
///
/// A token for one project is fetched (`POST /v3/auth/tokens`) with the first call, cached, and renewed an hour before it
/// expires, or once when the service rejects it as outdated. The password is sent to the identity service only.
///
/// ```no_run
/// use hss_runtime::schema::Service;
/// use hss_runtime::{Client, IamUser};
///
/// static LIGHTHOUSE: Service = Service::new("lighthouse", "https://light.example.com", &[]);
///
/// let client = Client::builder(&LIGHTHOUSE)
///     .region("cn-north-4")
///     .iam_endpoint("https://iam.example.com")
///     .credentials(IamUser::new("account name", "user name", "password"))
///     .build()?;
/// # Ok::<(), hss_runtime::Error>(())
/// ```
pub struct IamUser {
    account: String,
    name: String,
    password: SecretString,
    project_name: Option<String>,
    renewal: Renewal<Credentials>,
}

impl IamUser {
    /// Creates a user of an account (also called domain by the vendor). The token is for the client's project or, if that is
    /// not set, for the project with the name of the client's region.
    pub fn new(account: impl Into<String>, name: impl Into<String>, password: impl Into<String>) -> Self {
        IamUser {
            account: account.into(),
            name: name.into(),
            password: SecretString::from(password.into()),
            project_name: None,
            renewal: Renewal::default(),
        }
    }

    /// Requests tokens for the project of this name, such as a subproject `cn-north-4_team`.
    #[must_use]
    pub fn project_name(self, name: impl Into<String>) -> Self {
        IamUser { project_name: Some(name.into()), ..self }
    }

    fn scope(&self, context: CredentialsContext<'_>) -> Result<Value, CredentialsError> {
        if let Some(name) = &self.project_name {
            return Ok(json!({ "name": name }));
        }
        match (context.project_id(), context.region()) {
            (Some(id), _) => Ok(json!({ "id": id })),
            (None, Some(region)) => Ok(json!({ "name": region.as_str() })),
            (None, None) => Err(CredentialsError::new(
                "a token is valid for one project: set a project id or a region on the client, or a project name on the user",
            )),
        }
    }

    fn request(
        &self,
        endpoint: &Endpoint,
        context: CredentialsContext<'_>,
    ) -> Result<Request<Bytes>, CredentialsError> {
        let body = json!({ "auth": {
            "identity": {
                "methods": ["password"],
                "password": { "user": {
                    "name": self.name,
                    "password": self.password.expose_secret(),
                    "domain": { "name": self.account },
                } },
            },
            "scope": { "project": self.scope(context)? },
        } });
        let mut request = Request::new(Bytes::from(encode::json(&body).unwrap_or_default()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() =
            endpoint.address(&endpoint.path("/v3/auth/tokens"), "").parse().map_err(|error| {
                CredentialsError::new(format!("the URL of the identity service is invalid: {error}"))
            })?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    /// Prepares a fetch.
    fn fetch_token(&self, context: CredentialsContext<'_>) -> Result<TokenFetch, CredentialsError> {
        let iam = context.iam().ok_or_else(|| {
            CredentialsError::new(
                "the endpoint of the identity service is not known: set a region or `iam_endpoint(…)` on the client",
            )
        })?;
        let issuer = Issuer {
            transport: iam.transport.clone(),
            name: format!("the identity service {}", iam.endpoint.host()),
            timeout: RESPONSE_TIMEOUT,
            delays: &DELAYS,
        };
        let request = self.request(iam.endpoint, context)?;
        Ok(TokenFetch { issuer, request, user: self.name.clone(), password: self.password.clone() })
    }
}

/// Fetch of a token, which borrows nothing.
struct TokenFetch {
    issuer: Issuer,
    request: Request<Bytes>,
    user: String,
    password: SecretString,
}

impl TokenFetch {
    async fn run(self) -> Result<Fetched<Credentials>, CredentialsError> {
        let response = self.issuer.send(self.request.clone()).await?;
        if !response.status().is_success() {
            return Err(self.rejected(response));
        }
        let token = response
            .headers()
            .get("x-subject-token")
            .and_then(|token| token.to_str().ok())
            .filter(|token| !token.is_empty())
            .ok_or_else(|| self.issuer.error("the response has no token"))?;
        let lifetime = lifetime(response.body()).unwrap_or(DEFAULT_LIFETIME);
        Ok(Fetched { credentials: Credentials::token(token), lifetime, margin: HOUR })
    }

    #[cold]
    fn rejected(&self, response: Response<Bytes>) -> CredentialsError {
        let (head, body) = response.into_parts();
        let password = [self.password.expose_secret()];
        let parsed = ErrorBody::parse(&head.headers, body, &password);
        let mut message =
            format!("{} issued no token for user `{}`: {}", self.issuer.name, self.user, head.status);
        for part in [&parsed.code, &parsed.message].into_iter().flatten() {
            message.push_str(", ");
            message.push_str(part);
        }
        let error = CredentialsError::new(message);
        if matches!(head.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            error.rejection()
        } else {
            error
        }
    }
}

/// Lifetime of a token, computed from the two dates in the response, so that the local clock does not matter. `None`
/// without the dates.
fn lifetime(body: &[u8]) -> Option<Duration> {
    let body: Value = decode::json(body).ok()?;
    let time = |name: &str| Rfc3339::parse(body.get("token")?.get(name)?.as_str()?)?.system_time();
    Some(time("expires_at")?.duration_since(time("issued_at")?).unwrap_or_default())
}

impl IamUser {
    /// Starts a fetch.
    fn fetch(&self, context: CredentialsContext<'_>) -> Fetch<Credentials> {
        match self.fetch_token(context) {
            Ok(fetch) => Box::pin(fetch.run()),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }
}

impl ProvideCredentials for IamUser {
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async move { self.renewal.get(&|| self.fetch(context)).await })
    }

    fn renew(&self, refused: &Credentials) -> bool {
        self.renewal.forget(|cached| cached.is_same(refused))
    }

    fn problem(&self) -> Option<String> {
        let parts = [&*self.account, &*self.name, self.password.expose_secret()];
        parts
            .iter()
            .any(|part| part.is_empty())
            .then(|| "the user's account, name or password is empty".to_owned())
    }
}

impl fmt::Debug for IamUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IamUser")
            .field("account", &self.account)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
