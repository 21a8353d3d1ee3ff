//! Documents from a site: conditional requests, a cache, a rate limit, retries.
//!
//! This is the HTTP client of the command `hss-codegen`, not part of the library. It deals with addresses and texts;
//! a reader parses each text before it is cached, so that a login page in place of a doc page never reaches the cache.
//!
//! [`Site::fetch`] takes a list of [`Wanted`] documents through these modules:
//!
//! | module | subject |
//! |---|---|
//! | `address` | addresses that may be requested, and redirects that may be followed |
//! | `cache` | the documents of earlier runs, their validators, and the state of a run that was interrupted |
//! | `client` | one request with its redirects, and its retries |
//! | `rate_limiter` | the rate limit of all requests, and pauses that a site requests |
//! | `progress` | the progress bar on a terminal |

mod address;
mod cache;
mod client;
mod progress;
mod rate_limiter;
mod site;
mod state;

pub(crate) use address::{Url, parse};
pub(crate) use cache::Cache;
pub(crate) use client::{Client, Got, Limits};
pub(crate) use site::{Fetched, Site, Wanted};
