//! Documents from a site: conditional requests, a cache, a bounded rate, retries.
//!
//! This is the HTTP of the command `hss-codegen`, and no part of the library. It knows addresses and texts; what a text
//! says is decided by the function that reads it, so that a login page in place of a doc page never reaches the cache.
//!
//! [`Site::fetch`] takes a list of [`Wanted`] documents through these modules:
//!
//! | module | subject |
//! |---|---|
//! | `address` | addresses that may be requested, and redirects that may be followed |
//! | `cache` | the documents of earlier runs, their validators, and the state of a run that was interrupted |
//! | `client` | one request with its redirects, and its retries |
//! | `pace` | the rate of all requests, and pauses that a site asks for |
//! | `progress` | the bar on a terminal |

mod address;
mod cache;
mod client;
mod pace;
mod progress;
mod site;
mod state;

pub(crate) use address::{Url, parse};
pub(crate) use cache::Cache;
pub(crate) use client::{Client, Got, Limits};
pub(crate) use site::{Fetched, Site, Wanted};
