//! Emission of code from the plan.

mod api;
mod body;
#[cfg(feature = "calls")]
mod call;
mod docs;
mod enumeration;
mod example;
mod group;
#[cfg(feature = "calls")]
mod imports;
mod layout;
mod literal;
mod model;
mod operation;
#[cfg(feature = "calls")]
mod program;
mod response;
#[cfg(feature = "calls")]
mod response_type;
mod returned;
mod row;
mod security;
mod service;
mod signatures;
mod split;
mod table;
mod table_text;
#[cfg(feature = "calls")]
mod tokens;
mod types;
mod union;

pub(crate) use api::{Items, Module, api};
#[cfg(feature = "calls")]
pub(crate) use call::CallValues;
#[cfg(feature = "calls")]
pub(crate) use example::Example;
pub(crate) use example::Group;
pub(crate) use group::{group, shared};
#[cfg(feature = "calls")]
pub(crate) use imports::Crates;
pub(crate) use layout::Layout;
#[cfg(feature = "calls")]
pub(crate) use program::program;
pub(crate) use service::{ALLOWED, service, service_table};
pub(crate) use signatures::signatures;
pub(crate) use split::split;
pub(crate) use table::texts as table_texts;
