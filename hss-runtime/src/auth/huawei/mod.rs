//! Huawei Cloud: signatures, access keys, tokens, the look-up of projects.

pub(crate) mod credentials;
pub(crate) mod environment;
pub(crate) mod project;
pub mod sign;
