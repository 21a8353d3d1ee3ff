//! Servers of a service.

/// A server of a service whose document names several, or one with variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// The address, with variables in braces; without a scheme and a host, it is relative to that of the document.
    pub url: &'static str,
    /// The description; may be empty.
    pub description: &'static str,
    /// The variables, beside `{region}`, which is that of the client.
    pub variables: &'static [ServerVariable],
}

/// A variable in the address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The name.
    pub name: &'static str,
    /// The value unless another is set; `None` if one must be set.
    pub default: Option<&'static str>,
    /// All possible values; any, if there are none.
    pub values: &'static [&'static str],
}
