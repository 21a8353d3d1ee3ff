//! A scheme of the document with its credentials, if they are set.

use std::sync::Arc;

use super::variable::{key_variable, variable};
use crate::auth::authenticate::Authenticate;
use crate::auth::credential::{has_authorization, is_given};
use crate::auth::huawei;
use crate::auth::scheme::RequestDraft;
use crate::schema::{SchemeKind, Security, SecurityScheme, Service};

/// A scheme with its credentials.
pub(super) struct Entry {
    pub(super) scheme: SecurityScheme,
    pub(super) source: Source,
}

/// Source of a scheme's credentials.
#[derive(Clone)]
pub(super) enum Source {
    /// No credentials are set.
    Missing,
    /// No credentials are set, and only a custom scheme can provide them.
    Unsupported,
    /// The connections or the transport of the client carry them.
    Connection,
    /// The signature or token of Huawei Cloud.
    Huawei,
    Set(Arc<dyn Authenticate>),
}

impl Entry {
    /// True if the scheme's credentials are set, or given in the request.
    pub(super) fn is_satisfied(&self, request: &RequestDraft<'_>) -> bool {
        !matches!(self.source, Source::Missing | Source::Unsupported) || self.is_given(request)
    }

    /// True if the caller or a hook has set the credentials in the request.
    pub(super) fn is_given(&self, request: &RequestDraft<'_>) -> bool {
        match self.scheme.kind {
            SchemeKind::ApiKey { location, name } => is_given(request, location, name),
            SchemeKind::Huawei | SchemeKind::MutualTls | SchemeKind::Unknown => false,
            _ => has_authorization(request),
        }
    }
}

impl SchemeKind {
    /// True if `Builder::bearer` sets its credentials.
    pub(super) fn takes_token(self) -> bool {
        matches!(self, Self::Bearer | Self::OAuth2 { .. } | Self::OpenIdConnect)
    }
}

/// The scheme, and how its credentials are set: `scheme \`key\` (`api_key("key", …)` or PETS_API_KEY)`.
pub(super) fn describe(scheme: &SecurityScheme, service: &Service, security: &Security) -> String {
    let (name, service) = (scheme.name.escape_debug(), service.name);
    let variable = |what: &str| variable(service, what);
    let how = match scheme.kind {
        SchemeKind::Huawei => huawei::SETTINGS.to_owned(),
        SchemeKind::Basic => {
            let (user, password) = (variable("USER"), variable("PASSWORD"));
            format!("`basic(…)`, or {user} and {password} with `from_env()`")
        }
        SchemeKind::Bearer => format!("`bearer(…)`, or {} with `from_env()`", variable("TOKEN")),
        SchemeKind::OpenIdConnect => {
            format!("a token of the provider with `bearer(…)`, or {} with `from_env()`", variable("TOKEN"))
        }
        SchemeKind::OAuth2 { .. } if !cfg!(feature = "oauth2") => format!(
            "an existing token with `bearer(…)` or {}; fetching one needs the cargo feature `oauth2` of `hss-runtime`",
            variable("TOKEN")
        ),
        SchemeKind::OAuth2 { .. } => {
            let (id, secret) = (variable("CLIENT_ID"), variable("CLIENT_SECRET"));
            format!(
                "`oauth2(…)`, or {id} and {secret} with `from_env()`; an existing token with `bearer(…)` or {}",
                variable("TOKEN")
            )
        }
        SchemeKind::ApiKey { .. } => format!(
            "`api_key(\"{name}\", …)`, or {} with `from_env()`",
            key_variable(service, security, scheme.name)
        ),
        SchemeKind::MutualTls => "a client certificate in `connections(…)`".to_owned(),
        SchemeKind::Http { scheme } => format!(
            "HTTP scheme `{}`, which needs a custom `authentication(\"{name}\", …)`",
            scheme.escape_debug()
        ),
        SchemeKind::Unknown => {
            format!("an unsupported kind, which needs a custom `authentication(\"{name}\", …)`")
        }
    };
    format!("`{name}` ({how})")
}
