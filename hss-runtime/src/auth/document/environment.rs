//! Credentials from environment variables.

#[cfg(feature = "oauth2")]
use std::sync::Arc;

use secrecy::SecretString;

use super::settings::AuthSettings;
use super::variable::{api_keys, key_variable, variable};
#[cfg(feature = "oauth2")]
use crate::auth::oauth2::OAuth2;
use crate::auth::variables::Variables;
#[cfg(feature = "oauth2")]
use crate::schema::SecurityScheme;
use crate::schema::{SchemeKind, Service};

/// The endpoint of a service.
pub(crate) fn endpoint(service: &Service, variables: &mut Variables<'_>) -> Option<String> {
    variables.value(&variable(service.name, "ENDPOINT"))
}

/// The choice of a server of a service.
pub(crate) fn server(service: &Service, variables: &mut Variables<'_>) -> Option<String> {
    variables.value(&variable(service.name, "SERVER"))
}

/// A variable in the address of a server of a service.
pub(crate) fn server_variable(
    service: &Service,
    name: &str,
    variables: &mut Variables<'_>,
) -> Option<String> {
    variables.value(&variable(service.name, &format!("SERVER_{name}")))
}

impl AuthSettings {
    /// Reads credentials that are not set yet and that a scheme of the service needs, except those of OAuth 2.
    pub(crate) fn read(&mut self, service: &Service, variables: &mut Variables<'_>) {
        let (security, name) = (service.security(), service.name);
        let has = |wanted: fn(SchemeKind) -> bool| security.schemes.iter().any(|scheme| wanted(scheme.kind));
        let mut value = |what: &str| variables.value(&variable(name, what));
        if self.bearer.is_none() && has(|kind| kind.takes_token()) {
            self.bearer = value("TOKEN").map(SecretString::from);
        }
        if self.basic.is_none() && has(|kind| kind == SchemeKind::Basic) {
            let (user, password) = (value("USER"), value("PASSWORD"));
            self.basic = user.zip(password).map(|(user, password)| (user, SecretString::from(password)));
        }
        for scheme in api_keys(security) {
            let is_set = self.api_keys.iter().any(|(known, _)| known == scheme.name);
            let key = if is_set { None } else { variables.value(&key_variable(name, security, scheme.name)) };
            self.api_keys.extend(key.map(|key| (scheme.name.to_owned(), SecretString::from(key))));
        }
    }

    /// Reads the credentials of OAuth 2, if they are not set yet and a scheme of the service needs them.
    #[cfg(feature = "oauth2")]
    pub(crate) fn read_oauth2(&mut self, service: &Service, variables: &mut Variables<'_>) {
        let is_oauth2 = |scheme: &SecurityScheme| matches!(scheme.kind, SchemeKind::OAuth2 { .. });
        if self.oauth2.is_some() || !service.security().schemes.iter().any(is_oauth2) {
            return;
        }
        let mut value = |what: &str| variables.value(&variable(service.name, what));
        let (id, secret) = (value("CLIENT_ID"), value("CLIENT_SECRET"));
        let mut found = match (value("REFRESH_TOKEN"), id, secret) {
            (Some(token), Some(id), Some(secret)) => Some(OAuth2::refresh_token(token).client(id, secret)),
            (Some(token), Some(id), None) => Some(OAuth2::refresh_token(token).public_client(id)),
            (Some(token), None, _) => Some(OAuth2::refresh_token(token)),
            (None, Some(id), Some(secret)) => Some(OAuth2::client_credentials(id, secret)),
            _ => None,
        };
        if let Some(url) = value("TOKEN_URL") {
            found = found.map(|oauth2| oauth2.token_url(url));
        }
        if let Some(scopes) = value("SCOPES") {
            found = found.map(|oauth2| oauth2.scopes(scopes.split_whitespace()));
        }
        self.oauth2 = found.map(|oauth2| Arc::new(oauth2) as _);
    }
}
