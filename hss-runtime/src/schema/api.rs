//! A whole API: its service and its operations.

use super::{Operation, Service, Table};

/// A whole API: what a command line, a document or a test of all its operations is built from.
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    /// The service: endpoints, regions and security.
    pub service: &'static Service,
    /// The title, for people: `Pet Store`.
    pub title: &'static str,
    /// The path of the module that the client is in, with that of its crate: `my_api`.
    pub module: &'static str,
    /// The version of the crate that the client is in; empty if it was built without cargo.
    pub version: &'static str,
    groups: &'static [&'static [Table<Operation>]],
}

impl Api {
    /// An API of this service, with the tables of each group; see the fields.
    pub const fn new(
        service: &'static Service,
        title: &'static str,
        module: &'static str,
        version: Option<&'static str>,
        groups: &'static [&'static [Table<Operation>]],
    ) -> Self {
        let version = match version {
            Some(version) => version,
            None => "",
        };
        Self { service, title, module, version, groups }
    }

    /// The tables of all operations, in the order of groups and ids.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> + use<> {
        self.groups.iter().flat_map(|group| group.iter().map(|table| table.get()))
    }
}
