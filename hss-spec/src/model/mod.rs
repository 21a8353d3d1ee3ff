//! The model of a spec: what an API's operations, parameters, models and enumerations are.
//!
//! It holds facts. Nothing here knows a programming language, a vendor's page or HTTP.

mod bounds;
mod definition;
mod field;
mod file_name;
mod operation;
mod service;
mod spec;

pub use bounds::{Bounds, Claims, Number, Source};
pub use definition::{Definitions, EnumKind, EnumValue, Enumeration, Model};
pub use field::{Field, Format, Literal, Type};
pub use file_name::{FileNameError, check_group_name, check_operation_id, folded, group_name};
pub use operation::{
    Body, Content, Location, Method, Operation, Paging, Parameter, Response, SourceForm, has_dot_segment,
};
pub use service::{Fixup, Named, Names, Service};
pub use spec::{Family, Spec};
