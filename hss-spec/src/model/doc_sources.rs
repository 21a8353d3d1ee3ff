//! The addresses of the documents that a spec is made from.

/// The placeholder for an operation's id in an address.
const OPERATION: &str = "{operation}";

/// The addresses of the documents that a spec is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocSources {
    /// The pattern of the doc pages, with `{operation}`. Without it, the pages are those of
    /// [`Service::page`](super::Service::page).
    pub pages: Option<String>,
    /// The list of all operations.
    pub index: Option<String>,
    /// The pattern of the definitions of the vendor's API Explorer, with `{operation}`.
    pub explorer: Option<String>,
    /// The OpenAPI documents.
    pub openapi: Vec<String>,
}

impl DocSources {
    /// Returns true if no address is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The addresses, each with the name of its source.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let single = [("pages", &self.pages), ("index", &self.index), ("explorer", &self.explorer)];
        let single = single.into_iter().filter_map(|(name, address)| Some((name, address.as_deref()?)));
        single.chain(self.openapi.iter().map(|address| ("openapi", address.as_str())))
    }

    /// The problems of the addresses, as messages.
    pub fn problems(&self) -> Vec<String> {
        let problem = |(name, address): (&str, &str)| {
            let needs_operation = matches!(name, "pages" | "explorer");
            match (needs_operation, address.contains(OPERATION)) {
                (true, false) => Some(format!(
                    "source `{name}`: `{address}` is one address; a pattern with `{OPERATION}` in place of an \
                     operation's id is expected"
                )),
                (false, true) => Some(format!(
                    "source `{name}`: `{address}` is a pattern; the address of one document is expected"
                )),
                _ => None,
            }
        };
        self.iter().filter_map(problem).collect()
    }

    /// The address of an operation's document by a pattern.
    pub fn of_operation(pattern: &str, id: &str) -> String {
        pattern.replace(OPERATION, id)
    }
}
