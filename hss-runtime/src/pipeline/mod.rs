//! A call on its way: its attempts, the waits between them, the hooks.

pub(crate) mod attempt;
pub(crate) mod exchange;
pub(crate) mod hook;
