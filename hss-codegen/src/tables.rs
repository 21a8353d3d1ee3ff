//! The tables of an API as text, for programs that load an API at run time.

use hss_spec::model::Spec;

use crate::{emit, lower};

/// The tables of an API, in the format of `hss_runtime::schema::Tables`: the data of generated code without the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiTables {
    /// The security and the servers of the service; `None` if the document has neither.
    pub service: Option<String>,
    /// The models and enumerations that several groups use.
    pub shared: Option<String>,
    /// The groups, in the order of their names.
    pub groups: Vec<GroupTables>,
}

/// The tables of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupTables {
    /// The name.
    pub name: String,
    /// A line about it; empty if the spec has none.
    pub doc: String,
    /// The models and enumerations that several of its operations use.
    pub types: Option<String>,
    /// The id of each operation, with the text of its table and of the types that only it uses.
    pub operations: Vec<(String, String)>,
}

/// The tables of a checked spec.
pub(crate) fn of(spec: &Spec) -> ApiTables {
    let group = |name: &String| {
        let (operations, types) = emit::table_texts(name, &lower::group(spec, name)?);
        let doc = spec.group_doc(name).unwrap_or_default().to_owned();
        Some(GroupTables { name: name.clone(), doc, types, operations })
    };
    ApiTables {
        service: emit::service_table(&spec.service, &lower::own_servers(spec)),
        shared: emit::table_texts("", &lower::shared(spec)).1,
        groups: spec.groups.keys().filter_map(group).collect(),
    }
}
