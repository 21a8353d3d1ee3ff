//! Security schemes, and the credentials that calls need.

use super::{Location, Server, Tables};

/// The security of a service: its schemes, and the default requirements of calls.
#[derive(Debug)]
#[non_exhaustive]
pub struct Security {
    /// The schemes, sorted by name.
    pub schemes: &'static [SecurityScheme],
    /// The alternatives of a call; empty if calls need no credentials.
    pub requirements: &'static [Requirement],
    /// True for a service of Huawei Cloud whose calls belong to a domain (account) rather than to a project.
    pub is_of_domain: bool,
    /// The servers of the service, which are in the same table.
    pub(super) servers: &'static [Server],
    /// The servers of single operations that have variables.
    pub(super) own_servers: &'static [Server],
}

/// The schemes that one alternative needs together; empty for a call without credentials.
pub type Requirement = &'static [NeededScheme];

/// A scheme that a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeededScheme {
    /// The name of the scheme.
    pub name: &'static str,
    /// The scopes that its token must have.
    pub scopes: &'static [&'static str],
}

/// A security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityScheme {
    /// The name in the document.
    pub name: &'static str,
    /// The kind of credentials and their place.
    pub kind: SchemeKind,
}

/// The kind of a scheme's credentials, and their place in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A signature or a token of Huawei Cloud.
    Huawei,
    /// User name and password in `Authorization`.
    Basic,
    /// A token in `Authorization`.
    Bearer,
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// The part of the request that carries it.
        location: Location,
        /// The name of the header, parameter or cookie.
        name: &'static str,
    },
    /// A token in `Authorization` from an OAuth 2 server.
    OAuth2 {
        /// The address that grants tokens for client credentials; empty if the document has none.
        token_url: &'static str,
        /// The address that refreshes tokens; empty if the document has none.
        refresh_url: &'static str,
    },
    /// A token in `Authorization` from an OpenID Connect provider.
    OpenIdConnect,
    /// Another scheme of `Authorization`, such as `digest`.
    Http {
        /// Its name.
        scheme: &'static str,
    },
    /// A client certificate, which is a setting of the connections.
    MutualTls,
    /// A kind that this version does not know.
    Unknown,
}

/// The security of a service without a table, which is one of Huawei Cloud.
pub(super) static HUAWEI: Security = Security {
    schemes: &[SecurityScheme { name: "huawei", kind: SchemeKind::Huawei }],
    requirements: &[&[NeededScheme { name: "huawei", scopes: &[] }]],
    is_of_domain: false,
    servers: &[],
    own_servers: &[],
};

/// The tables of a service whose document has no security.
pub(super) static NO_TABLES: Tables = Tables::of_service("security");

/// The security of a service whose table has none.
pub(super) static NO_SECURITY: Security =
    Security { schemes: &[], requirements: &[], is_of_domain: false, servers: &[], own_servers: &[] };

impl Security {
    /// The security in the first of these tables.
    pub(super) fn of(tables: Option<&'static Tables>) -> &'static Self {
        tables.map_or(&HUAWEI, |tables| tables.security().get())
    }

    /// True if one of the schemes is that of Huawei Cloud.
    pub(crate) fn has_huawei(&self) -> bool {
        self.schemes.iter().any(|scheme| scheme.kind == SchemeKind::Huawei)
    }

    /// True if the only scheme is that of Huawei Cloud.
    pub(crate) fn is_huawei(&self) -> bool {
        self.has_huawei() && self.schemes.len() == 1
    }

    /// The scheme of this name.
    pub fn scheme(&self, name: &str) -> Option<SecurityScheme> {
        self.schemes.iter().find(|scheme| scheme.name == name).copied()
    }
}
