//! Typed, validating client for Huawei Cloud HSS (Host Security Service).
//!
//! What stands here is HSS: its families, and its [`Client`]. The rest is that of `hss-runtime`, which any generated
//! client runs on.

mod families;

pub use families::*;
