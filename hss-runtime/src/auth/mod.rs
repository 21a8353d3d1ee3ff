//! Authentication of requests.

pub mod huawei;
