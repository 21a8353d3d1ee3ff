//! A whole API: its service and its operations.

use super::{Operation, Service, Table};

/// A whole API, from which a command line, a document or a test of all its operations is built.
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    /// The service: endpoints, regions and security.
    pub service: &'static Service,
    /// The title, for people: `Pet Store`.
    pub title: &'static str,
    /// The path of the client's module, including the crate: `my_api`.
    pub module: &'static str,
    /// The version of the client's crate; empty if it was built without cargo.
    pub version: &'static str,
    /// The groups, in the order of their names.
    pub groups: &'static [Group],
}

/// A service group: operations on one subject.
#[derive(Debug)]
#[non_exhaustive]
pub struct Group {
    /// The name: `image`.
    pub name: &'static str,
    /// A line about it; empty if its source has none.
    pub doc: &'static str,
    operations: &'static [Table<Operation>],
}

impl Group {
    /// A group with the tables of its operations; see the fields.
    pub const fn new(name: &'static str, doc: &'static str, operations: &'static [Table<Operation>]) -> Self {
        Self { name, doc, operations }
    }

    /// The tables of its operations, in the order of ids.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> + use<> {
        self.operations.iter().map(|table| table.get())
    }
}

impl Api {
    /// An API of this service, with its groups; see the fields.
    pub const fn new(
        service: &'static Service,
        title: &'static str,
        module: &'static str,
        version: Option<&'static str>,
        groups: &'static [Group],
    ) -> Self {
        let version = match version {
            Some(version) => version,
            None => "",
        };
        Self { service, title, module, version, groups }
    }

    /// The tables of all operations, in the order of groups and ids.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> + use<> {
        self.groups.iter().flat_map(Group::operations)
    }
}
