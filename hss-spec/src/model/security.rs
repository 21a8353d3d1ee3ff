//! Security: the credentials that calls carry.

use std::collections::BTreeMap;
use std::fmt;

use super::Location;

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SecurityScheme {
    /// Huawei Cloud: signed requests, or a token of its identity service.
    Huawei,
    /// A user name and a password in the header `Authorization`.
    Basic,
    /// A token in the header `Authorization`.
    Bearer {
        /// The format of the token, such as `JWT`; documentation only.
        format: Option<String>,
    },
    /// A key with a name: an API key.
    ApiKey {
        /// Header, query or cookie.
        location: Location,
        /// The name on the wire.
        name: String,
    },
    /// A token from an OAuth 2 server.
    OAuth2 {
        /// The flows by their names: `clientCredentials`, `authorizationCode`, `implicit`, `password`.
        flows: BTreeMap<String, OAuth2Flow>,
    },
    /// A token of an OpenID Connect provider.
    OpenIdConnect {
        /// The address of the provider's configuration.
        url: String,
    },
    /// Another scheme of the header `Authorization`.
    Http {
        /// Its name, such as `digest`.
        scheme: String,
    },
    /// A certificate of the caller.
    MutualTls,
}

impl SecurityScheme {
    /// The name of its kind in a spec file.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Huawei => "huawei",
            Self::Basic => "basic",
            Self::Bearer { .. } => "bearer",
            Self::ApiKey { .. } => "apiKey",
            Self::OAuth2 { .. } => "oauth2",
            Self::OpenIdConnect { .. } => "openIdConnect",
            Self::Http { .. } => "http",
            Self::MutualTls => "mutualTLS",
        }
    }
}

/// Its kind and attributes: `apiKey in header X-Key`.
impl fmt::Display for SecurityScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        match self {
            Self::Huawei | Self::Basic | Self::MutualTls | Self::Bearer { format: None } => Ok(()),
            Self::Bearer { format: Some(format) } => write!(f, " {format}"),
            Self::ApiKey { location, name } => write!(f, " in {} {name}", location.name()),
            Self::OAuth2 { flows } => {
                let flows: Vec<String> = flows.iter().map(|(name, flow)| format!(" {name}{flow}")).collect();
                f.write_str(&flows.join(","))
            }
            Self::OpenIdConnect { url } => write!(f, " {url}"),
            Self::Http { scheme } => write!(f, " {scheme}"),
        }
    }
}

/// An OAuth 2 flow.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OAuth2Flow {
    /// The address at which a user gives consent.
    pub authorization_url: Option<String>,
    /// The address that grants tokens.
    pub token_url: Option<String>,
    /// The address that refreshes tokens.
    pub refresh_url: Option<String>,
    /// The scopes that can be requested.
    pub scopes: Vec<String>,
}

/// Schemes that are needed together, each with the required scopes; empty if no credentials are needed.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SecurityRequirement {
    /// Scopes by the name of the scheme.
    pub schemes: BTreeMap<String, Vec<String>>,
}

/// Its addresses and scopes: ` https://a.example.com/token (read, write)`.
impl fmt::Display for OAuth2Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let addresses = [&self.authorization_url, &self.token_url, &self.refresh_url];
        addresses.into_iter().flatten().try_for_each(|address| write!(f, " {address}"))?;
        match &self.scopes[..] {
            [] => Ok(()),
            scopes => write!(f, " ({})", scopes.join(", ")),
        }
    }
}

impl SecurityRequirement {
    /// Alternatives in one line: `token or grant (read, write) and key`; `no credentials` for none.
    pub fn all_to_text(alternatives: &[Self]) -> String {
        let texts: Vec<String> = alternatives.iter().map(Self::to_string).collect();
        if texts.is_empty() { Self::default().to_string() } else { texts.join(" or ") }
    }
}

impl fmt::Display for SecurityRequirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = |(name, scopes): (&String, &Vec<String>)| match &scopes[..] {
            [] => name.clone(),
            scopes => format!("{name} ({})", scopes.join(", ")),
        };
        let schemes: Vec<String> = self.schemes.iter().map(one).collect();
        f.write_str(&if schemes.is_empty() { "no credentials".to_owned() } else { schemes.join(" and ") })
    }
}
