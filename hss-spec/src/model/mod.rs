//! The model of a spec: what an API's operations, parameters, models and enumerations are.
//!
//! Nothing here knows a programming language, a vendor's doc page or HTTP.

mod body;
mod bounds;
mod constraint;
mod constraints;
mod definition;
mod doc_sources;
mod field;
mod field_sets;
mod file_name;
mod fixup;
mod glossary;
mod location;
mod operation;
mod paging;
mod path;
mod reach;
mod response;
mod security;
mod service;
mod sources;
mod spec;
mod style;

pub use body::{Body, BodyContent, Content};
pub use bounds::{Bounds, Number};
pub use constraint::{Candidate, Constraint, ConstraintKind, Width};
pub use constraints::Constraints;
pub use definition::{Definitions, EnumKind, EnumValue, Enumeration, Model, Union};
pub use doc_sources::DocSources;
pub use field::{Field, Format, Literal, Type};
pub use field_sets::FieldSets;
pub use file_name::{FileNameError, check_group_name, check_operation_id, folded, group_name};
pub use fixup::Fixup;
pub use glossary::{Glossary, Meaning, Term, Terms};
pub use location::Location;
pub use operation::{Method, Operation, Parameter, SourceForm};
pub use paging::{NextPage, Paging, field_at, field_path, path_of_field};
pub(crate) use paging::{PAGING_IN, PAGING_KEYS};
pub use path::{PathPart, bare_path, path_defect, path_parts, path_syntax_defect};
#[cfg(feature = "import")]
pub(crate) use reach::reach;
#[cfg(feature = "diff")]
pub(crate) use reach::reachable;
pub use response::{Framing, MediaContent, OtherResponse, Response, StatusRange};
pub use security::{OAuth2Flow, SecurityRequirement, SecurityScheme};
pub use service::{Named, Names, Server, ServerVariable, Service};
pub use sources::{Source, Sources};
pub use spec::{Group, Spec};
pub(crate) use style::is_header_value;
pub use style::{ParameterStyle, Part};
