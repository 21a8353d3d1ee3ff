//! Servers of a service.

/// A server of a service whose document has several, or one with variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// The address, with variables in braces; without a scheme and a host, it is relative to that of the document.
    pub url: &'static str,
    /// The description; may be empty.
    pub description: &'static str,
    /// The variables; a placeholder `{region}` without a variable is the client's region.
    pub variables: &'static [ServerVariable],
}

/// A variable in the address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The name.
    pub name: &'static str,
    /// The default value; `None` if one must be set.
    pub default: Option<&'static str>,
    /// All possible values; empty if any value is allowed.
    pub values: &'static [&'static str],
}
