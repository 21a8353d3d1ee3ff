//! Retries and rate limits.

mod after;
mod backoff;
mod budget;
mod classify;
mod policy;
mod rate_limit;

pub(crate) use after::retry_after;
pub use backoff::ExponentialBackoff;
pub use budget::RetryBudget;
pub(crate) use classify::is_idempotent;
pub use policy::{FailedAttempt, RetryPolicy};
pub use rate_limit::RateLimit;
pub(crate) use rate_limit::RateLimiter;
