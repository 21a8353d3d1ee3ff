//! The authentication scheme of Huawei Cloud: signed requests, or a token.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{DATE, HOST, HeaderMap, HeaderName, HeaderValue};

use crate::auth::clock::{Clock, Probe};
use crate::auth::huawei::credentials::{CredentialsContext, ProvideCredentials};
use crate::auth::huawei::domain::{DOMAIN_ID, Domain};
use crate::auth::huawei::project::{PROJECT_ID, Project};
use crate::auth::huawei::sign::key::Credentials;
use crate::auth::huawei::sign::signer::Signer;
use crate::auth::huawei::sign::{Algorithm, Parts};
use crate::auth::huawei::throttling;
use crate::auth::lookup::ParameterLookup;
use crate::auth::scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft};
use crate::error::{ApiError, Error};
use crate::schema::{Location, Operation, Parameter};
use crate::transport::{BoxFuture, Endpoint, Transport};
use crate::value::ascii_case::contains_ignoring_case;
use crate::wire::date;
use crate::wire::headers::{header_text, header_value, set_header};

/// Placeholder for a streamed body: unlike an empty body, it is never hashed.
const STREAMED: &[u8] = b"streamed";

const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const X_DOMAIN_ID: HeaderName = HeaderName::from_static("x-domain-id");
const X_PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const RESERVED_HEADERS: [&str; 4] = ["authorization", "x-auth-token", "x-sdk-date", "x-security-token"];
/// Gateway code for a token that has to be renewed.
const TOKEN_OUTDATED: &str = "APIGW.0307";
/// Prefix of the gateway's codes. Other codes are from the service behind it, which does not check signatures.
const GATEWAY: &str = "APIGW.";
/// Gateway code for a signature that it does not accept.
const AUTHENTICATION_FAILED: &str = "APIGW.0301";
/// Largest clock skew that is not corrected. Gateways reject a signature after 15 minutes.
const TOLERATED_SKEW: Duration = Duration::from_secs(300);

/// Authentication of a client of one Huawei Cloud service.
pub(crate) struct HuaweiScheme {
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) algorithm: Algorithm,
    /// Endpoint of the service. Requests to another endpoint go to the identity service.
    pub(crate) endpoint: Endpoint,
    pub(crate) project: Project,
    pub(crate) domain: Domain,
    /// True if calls belong to the domain, unless they have a project in their path.
    pub(crate) is_of_domain: bool,
    pub(crate) clock: Arc<Clock>,
}

/// Endpoint of the identity service in the domain of a service; `None` if the domain is unknown.
pub(crate) fn identity_endpoint(service: &str, endpoint: &Endpoint) -> Option<Endpoint> {
    endpoint.sibling(service, "iam")
}

/// True for an operation whose path contains the client's project.
fn has_project(operation: &Operation) -> bool {
    let is_project = |parameter: &Parameter| {
        parameter.location == Location::Path
            && parameter.field.name == PROJECT_ID
            && parameter.field.is_from_client()
    };
    operation.parameters.iter().any(is_project)
}

impl HuaweiScheme {
    fn context<'a>(&'a self, transport: &'a Arc<dyn Transport>) -> CredentialsContext<'a> {
        let Project { given, region, iam, .. } = &self.project;
        CredentialsContext::of_client(transport, region.as_ref(), given.as_deref(), iam.as_ref())
    }

    async fn fetch(&self, transport: &Arc<dyn Transport>) -> Result<Credentials, Error> {
        let credentials = self.credentials.credentials(self.context(transport)).await;
        credentials.map_err(|error| Error::Credentials(Box::new(error)))
    }

    /// The header with the project or domain of a call, if its id is known.
    fn owner(&self, operation: &Operation) -> Option<(HeaderName, &str)> {
        let project = || Some((X_PROJECT_ID, self.project.id()?));
        let domain = || Some((X_DOMAIN_ID, self.domain.id()?));
        if self.is_of_domain && !has_project(operation) { domain() } else { project().or_else(domain) }
    }

    /// The algorithm for requests to the identity service, where a key derived for another service is not valid.
    fn identity_algorithm(&self) -> Algorithm {
        match &self.algorithm {
            Algorithm::V11 { .. } => Algorithm::HmacSha256,
            other => other.clone(),
        }
    }
}

impl AuthScheme for HuaweiScheme {
    fn reserved_headers(&self) -> &'static [&'static str] {
        &RESERVED_HEADERS
    }

    fn signs(&self) -> bool {
        true
    }

    fn authorize<'a, 'r>(
        &'a self,
        _: &'r RequestDraft<'r>,
        transport: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'r, Result<Box<dyn Authorization + 'a>, Error>>
    where
        'a: 'r,
    {
        Box::pin(async move {
            let credentials = self.fetch(transport).await?;
            // A token does not depend on the clock.
            let probe = match credentials.auth_token() {
                Some(_) => None,
                None => self.clock.probe().await,
            };
            Ok(Box::new(HuaweiAuthorization { scheme: self, credentials, signature: None, probe }) as _)
        })
    }

    fn warm_up<'a>(&'a self, transport: &'a Arc<dyn Transport>) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move { self.fetch(transport).await.map(drop) })
    }

    fn read_throttling(&self, error: &mut ApiError) {
        throttling::read(error);
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        match name {
            PROJECT_ID => self.project.id(),
            DOMAIN_ID => self.domain.id(),
            _ => None,
        }
    }

    fn lookup(&self, name: &str) -> Option<&dyn ParameterLookup> {
        match name {
            PROJECT_ID => Some(&self.project),
            DOMAIN_ID => Some(&self.domain),
            _ => None,
        }
    }

    fn needed<'a>(
        &'a self,
        operation: &'static Operation,
        transport: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'a, Result<Option<&'static str>, Error>> {
        Box::pin(async move {
            let is_missing = self.is_of_domain && self.domain.id().is_none() && !has_project(operation);
            // A token includes its domain.
            let is_needed = is_missing && self.fetch(transport).await?.auth_token().is_none();
            Ok(is_needed.then_some(DOMAIN_ID))
        })
    }
}

/// Credentials of one attempt.
struct HuaweiAuthorization<'a> {
    scheme: &'a HuaweiScheme,
    credentials: Credentials,
    /// `None` for a token, and before a request was signed.
    signature: Option<Signature>,
    /// Guard of the clock probe; released after the response is classified.
    #[expect(dead_code, reason = "held until it is dropped")]
    probe: Option<Probe<'a>>,
}

struct Signature {
    time: SystemTime,
    canonical_request: String,
}

impl HuaweiAuthorization<'_> {
    fn sign(&mut self, signer: &Signer, request: &mut RequestDraft<'_>) -> Result<(), String> {
        let scheme = self.scheme;
        // Sorted as for the signature, so that the signed and the sent query cannot differ.
        (signer.sort_query)(request.query.to_mut());
        let is_service = request.endpoint.host() == scheme.endpoint.host();
        if let Some((name, id)) = scheme.owner(request.operation).filter(|_| is_service) {
            let value = header(name.as_str(), id)?;
            set_header(&mut request.headers, name, value);
        }
        let algorithm = if is_service { scheme.algorithm.clone() } else { scheme.identity_algorithm() };
        let time = scheme.clock.now();
        let parts = Parts::new(request.method.as_str(), request.endpoint.host(), request.path)
            .query(&request.query)
            .headers(&request.headers)
            .body(request.body.unwrap_or(STREAMED));
        let signed =
            (signer.sign)(&parts, &self.credentials, &algorithm, time).map_err(|error| error.to_string())?;
        request.headers = signed.headers;
        self.signature = Some(Signature { time, canonical_request: signed.canonical_request });
        Ok(())
    }

    /// Corrects the clock if it is far enough from the server's to explain a rejected signature.
    fn correct_clock(&self, operation: &str, headers: &HeaderMap) -> bool {
        let Some(signature) = &self.signature else { return false };
        let Some((server, skew)) = skew(headers, signature.time) else { return false };
        tracing::warn!(
            operation,
            seconds = skew.as_secs(),
            is_behind = server > signature.time,
            "the clock of this machine is wrong; requests are now signed with the server's time"
        );
        self.scheme.clock.correct(server);
        true
    }

    /// Confirms the clock by an error response, unless the server's time is far from that of the signature.
    fn confirm_clock(&self, headers: &HeaderMap) {
        if self.signature.as_ref().is_some_and(|signature| skew(headers, signature.time).is_none()) {
            self.scheme.clock.confirm();
        }
    }

    /// Discards a token that the server wants renewed, if its provider can fetch another.
    fn renew(&self, error: &ApiError) -> bool {
        let is_outdated = error.code.as_deref() == Some(TOKEN_OUTDATED)
            || error
                .message
                .as_deref()
                .is_some_and(|message| contains_ignoring_case(message, "token must be updated"));
        let is_renewed = is_outdated
            && self.credentials.auth_token().is_some()
            && self.scheme.credentials.renew(&self.credentials);
        if is_renewed {
            tracing::debug!(operation = error.operation, "the token is renewed");
        }
        is_renewed
    }
}

impl Authorization for HuaweiAuthorization<'_> {
    fn attach(&mut self, request: &mut RequestDraft<'_>) -> Result<(), String> {
        if let Some(keys) = self.credentials.keys() {
            let signer = keys.signer();
            return self.sign(signer, request);
        }
        let token = self.credentials.auth_token().unwrap_or_default();
        set_header(&mut request.headers, HOST, header("host", request.endpoint.host())?);
        let mut token = header("x-auth-token", token)?;
        token.set_sensitive(true);
        set_header(&mut request.headers, X_AUTH_TOKEN, token);
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        self.credentials.secrets()
    }

    fn explain(&self, message: &str) -> Option<String> {
        let signature = self.signature.as_ref()?;
        (self.credentials.keys()?.signer().difference)(message, &signature.canonical_request, &self.secrets())
    }

    fn accepted(&self) {
        if self.signature.is_some() {
            self.scheme.clock.confirm();
        }
    }

    fn recover(&self, rejection: &Rejection<'_>) -> Option<Recovery> {
        let error = rejection.error;
        let can = |recovery: Recovery| !rejection.used.contains(&recovery);
        let is_refused = matches!(error.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        if is_refused
            && can(Recovery::ClockCorrected)
            && is_signature_refusal(error)
            && self.correct_clock(error.operation, rejection.headers)
        {
            return Some(Recovery::ClockCorrected);
        }
        self.confirm_clock(rejection.headers);
        let is_renewed = error.status == StatusCode::UNAUTHORIZED
            && can(Recovery::CredentialsRenewed)
            && self.renew(error);
        is_renewed.then_some(Recovery::CredentialsRenewed)
    }
}

/// The time of the server and its distance from that of a signature, if that is enough to explain a refusal.
fn skew(headers: &HeaderMap, signed: SystemTime) -> Option<(SystemTime, Duration)> {
    let server = date::parse_http_date(header_text(headers, DATE)?)?;
    let skew = server.duration_since(signed).unwrap_or_else(|earlier| earlier.duration());
    (skew > TOLERATED_SKEW && is_plausible(server)).then_some((server, skew))
}

/// True if the gateway refused the signature or its date. No other refusal depends on the clock.
fn is_signature_refusal(error: &ApiError) -> bool {
    let names_signature = |message: &str| {
        contains_ignoring_case(message, "signature") || contains_ignoring_case(message, "x-sdk-date")
    };
    match error.code.as_deref() {
        Some(AUTHENTICATION_FAILED) => true,
        Some(code) if !code.starts_with(GATEWAY) => false,
        _ => error.message.as_deref().is_some_and(names_signature),
    }
}

/// True for a time from 2020 to 2099: a server that reports any other year is itself wrong.
fn is_plausible(server: SystemTime) -> bool {
    const YEARS: std::ops::Range<u64> = 1_577_836_800..4_102_444_800;
    server.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|since| YEARS.contains(&since.as_secs()))
}

fn header(name: &str, value: &str) -> Result<HeaderValue, String> {
    // The value is not shown: it may be a token.
    header_value(value).ok_or_else(|| {
        format!("the value of the header `{name}` contains a character that headers do not allow")
    })
}
