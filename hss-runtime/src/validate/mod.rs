//! Checks a request against what its page says, before anything is sent.

mod check;
mod rules;
mod violation;

pub use check::check;
pub use violation::{Place, Rule, Violation, Violations};

/// What to do about a request that its page forbids.
///
/// Vendors loosen limits while old clients live on, so it can be chosen per client and per request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Validation {
    /// Refuse it; nothing is sent.
    #[default]
    Enforce,
    /// Send it, and log what is wrong with it.
    Warn,
    /// Send it without looking.
    Off,
}
