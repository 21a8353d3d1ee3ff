//! The client on the wire: requests, responses and failures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[cfg(feature = "blocking")]
mod blocking;
mod clock;
mod credentials;
mod debug;
mod decoding;
mod domain;
mod downloads;
mod error_bodies;
mod errors;
mod examples;
mod limits;
mod listings;
mod log;
mod metadata_service;
mod paging;
mod part_headers;
mod project;
mod properties;
mod proxies;
mod refusals;
mod renewal;
mod requests;
mod retries;
mod secrets;
mod server;
mod setup;
mod signing;
mod slow_downloads;
mod sockets;
mod task_api;
mod testing;
