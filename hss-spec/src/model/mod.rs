//! The model of a spec: what an API's operations, parameters, models and enumerations are.
//!
//! Nothing here knows a programming language, a vendor's doc page or HTTP.

mod bounds;
mod constraint;
mod definition;
mod field;
mod operation;
mod reach;
mod service;
mod sources;
mod spec;

pub use bounds::{Bounds, Number};
pub use constraint::{Candidate, Constraint, ConstraintKind, Constraints, Width};
pub use definition::{Definitions, EnumKind, EnumValue, Enumeration, Model};
pub use field::{Field, Format, Literal, Type};
pub use operation::{Body, Content, Location, Method, Operation, Paging, Parameter, Response, SourceForm};
#[cfg(feature = "import")]
pub(crate) use reach::reach;
pub use service::{Fixup, Named, Names, Service};
pub use sources::{Source, Sources};
pub use spec::{Family, Spec};
