//! Validation of a request against the constraints that its doc page states, before anything is sent.

mod check;
mod context;
mod rules;
#[cfg(feature = "unions")]
mod unions;
mod violation;

pub(crate) use check::check_call;
pub use check::{check, check_form};
#[cfg(feature = "unions")]
#[doc(hidden)]
pub use unions::UNION_CHECK;
pub use violation::{Place, Rule, Violation, Violations};

/// The treatment of a request that breaks a documented constraint.
///
/// Vendors loosen limits while old clients are in use, so it can be chosen per client and per request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Validation {
    /// Refuse the request; nothing is sent.
    #[default]
    Enforce,
    /// Send the request, and log its violations.
    Warn,
    /// Send the request without validation.
    Off,
}
