//! Typed, validating client for Huawei Cloud HSS (Host Security Service).

pub mod table;
