//! A user's name and password, and the token that the identity service gives for them.

use super::renewal::{self, Fetched, Renewal, Source};
use super::{Credentials, CredentialsContext, CredentialsError, ProvideCredentials};
use crate::auth::huawei::sign::date;
use crate::error::body::ErrorBody;
use crate::transport::BoxFuture;
use crate::transport::endpoint::Endpoint;
use crate::wire::decode;
use crate::wire::encode;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);
/// How long a token is good for where the answer does not say it.
const USUAL_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// A user of the identity service (IAM), by name and password.
///
/// A token for one project is fetched (`POST /v3/auth/tokens`) for the first call, kept, and renewed an hour before
/// its end, or once when the service wants it renewed. The password goes to the identity service only.
///
/// ```no_run
/// use hss_client::{Client, IamUser};
///
/// let hss = Client::builder()
///     .region("cn-north-4")
///     .credentials(IamUser::new("account name", "user name", "password"))
///     .build()?;
/// # Ok::<(), hss_client::Error>(())
/// ```
pub struct IamUser {
    account: String,
    name: String,
    password: SecretString,
    project_name: Option<String>,
    renewal: Renewal,
}

impl IamUser {
    /// A user of an account (the vendor also says domain), by name and password. The token is for the client's project
    /// or, where that is not set, for the project that is named like the client's region.
    pub fn new(account: impl Into<String>, name: impl Into<String>, password: impl Into<String>) -> Self {
        IamUser {
            account: account.into(),
            name: name.into(),
            password: SecretString::from(password.into()),
            project_name: None,
            renewal: Renewal::default(),
        }
    }

    /// With a token for the project of this name, such as a subproject `cn-north-4_team`.
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
                "a token is for one project: give the client a project id or a region, or the user a project name",
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
        *request.uri_mut() = endpoint
            .address(&endpoint.path("/v3/auth/tokens"), "")
            .parse()
            .map_err(|error| CredentialsError::new(format!("the identity service's address: {error}")))?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    async fn ask(&self, context: CredentialsContext<'_>) -> Result<Fetched, CredentialsError> {
        let endpoint = context.iam().ok_or_else(|| {
            CredentialsError::new(
                "the identity service's endpoint is not known: give the client a region or `iam_endpoint(…)`",
            )
        })?;
        let what = format!("the identity service {}", endpoint.host());
        let response = context.ask(&what, self.request(endpoint, context)?).await?;
        if !response.status().is_success() {
            return Err(self.refused(&what, response));
        }
        let token = response
            .headers()
            .get("x-subject-token")
            .and_then(|token| token.to_str().ok())
            .filter(|token| !token.is_empty())
            .ok_or_else(|| CredentialsError::new(format!("{what} answered without a token")))?;
        let lifetime = lifetime(response.body()).unwrap_or(USUAL_LIFETIME);
        Ok(Fetched { credentials: Credentials::token(token), lifetime, margin: HOUR })
    }

    #[cold]
    fn refused(&self, what: &str, response: Response<Bytes>) -> CredentialsError {
        let (head, body) = response.into_parts();
        let password = [self.password.expose_secret()];
        let parsed = ErrorBody::parse(&head.headers, body, &password, std::time::UNIX_EPOCH);
        let mut message = format!("{what} gave no token for user `{}`: {}", self.name, head.status);
        for part in [&parsed.code, &parsed.message].into_iter().flatten() {
            message.push_str(", ");
            message.push_str(part);
        }
        CredentialsError::new(message)
    }
}

/// How long a token is good for, by what its answer says: so it does not matter what time it is here.
fn lifetime(body: &[u8]) -> Option<Duration> {
    let body: Value = decode::json(body).ok()?;
    let time = |name: &str| date::parse_rfc3339(body.get("token")?.get(name)?.as_str()?);
    time("expires_at")?.duration_since(time("issued_at")?).ok()
}

impl Source for IamUser {
    fn renewal(&self) -> &Renewal {
        &self.renewal
    }

    fn fetch<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Fetched, CredentialsError>> {
        Box::pin(self.ask(context))
    }
}

impl ProvideCredentials for IamUser {
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        renewal::get(self, context)
    }

    fn renew(&self, refused: &Credentials) -> bool {
        self.renewal.forget(refused);
        true
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
