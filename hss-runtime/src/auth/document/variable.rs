//! The environment variables of a service.

use crate::schema::{SchemeKind, Security, SecurityScheme, Service};

/// Name of a variable of a service: `PETS_TOKEN`.
pub(super) fn variable(service: &str, what: &str) -> String {
    let plain = |text: &str| -> String {
        let letters =
            text.chars().map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_uppercase() } else { '_' });
        letters.collect()
    };
    format!("{}_{}", plain(service), plain(what))
}

/// Name of the variable with the key of a scheme.
pub(super) fn key_variable(service: &str, security: &Security, scheme: &str) -> String {
    match api_keys(security).count() {
        0 | 1 => variable(service, "API_KEY"),
        _ => variable(service, &format!("API_KEY_{scheme}")),
    }
}

/// The schemes with a key.
pub(super) fn api_keys(security: &Security) -> impl Iterator<Item = &SecurityScheme> {
    security.schemes.iter().filter(|scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. }))
}

/// An environment variable that [`Builder::from_env`](crate::Builder::from_env) reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variable {
    /// The name: `PETS_TOKEN`.
    pub name: String,
    /// The name without that of the service, in lower case: `token`.
    pub setting: String,
    /// The value, in words.
    pub meaning: String,
}

/// The environment variables of a service: those of its security schemes, and that of its endpoint. The variables that
/// all services of Huawei Cloud share are not included.
pub fn variables(service: &Service) -> Vec<Variable> {
    let (security, name) = (service.security(), service.name);
    let has = |wanted: fn(SchemeKind) -> bool| security.schemes.iter().any(|scheme| wanted(scheme.kind));
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |what: &str, meaning: &str| found.push((variable(name, what), meaning.to_owned()));
    if has(SchemeKind::takes_token) {
        add("TOKEN", "token for `Authorization: Bearer`");
    }
    if has(|kind| kind == SchemeKind::Basic) {
        add("USER", "user name");
        add("PASSWORD", "password");
    }
    if cfg!(feature = "oauth2") && has(|kind| matches!(kind, SchemeKind::OAuth2 { .. })) {
        add("CLIENT_ID", "OAuth 2 client");
        add("CLIENT_SECRET", "secret of the OAuth 2 client");
        add("REFRESH_TOKEN", "refresh token of OAuth 2");
        add("TOKEN_URL", "address of the token server, instead of the document's");
        add("SCOPES", "scopes to request, separated by spaces");
    }
    for scheme in api_keys(security) {
        let meaning = format!("key of the scheme `{}`", scheme.name.escape_debug());
        found.push((key_variable(name, security, scheme.name), meaning));
    }
    if !security.is_huawei() {
        found.push((variable(name, "ENDPOINT"), "address of the service".to_owned()));
    }
    let prefix = variable(name, "").len();
    let known = |(name, meaning): (String, String)| Variable {
        setting: name.get(prefix..).unwrap_or_default().to_ascii_lowercase(),
        name,
        meaning,
    };
    found.into_iter().map(known).collect()
}
