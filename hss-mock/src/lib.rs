//! A server that responds to any operation of an API's spec, for tests and for trying a client without an account.
//!
//! It starts in-process on a free loopback port, responds with deterministic data made from the spec's types, bounds
//! and enumerations, pages its listings, and refuses requests that violate the spec with the error body of the API
//! (`{"error_code", "error_msg", "request_id"}` for Huawei Cloud). It can misbehave on demand ([`Fault`]) and records its
//! requests ([`RecordedRequest`]).
//!
//! ```
//! use std::io::{Read, Write};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let spec = hss_spec::model::Spec::from_files(
//!     "",
//!     [
//!         ("service.json", r#"{ "name": "zoo", "client_parameters": ["X-Auth-Token"] }"#),
//!         (
//!             "animal/ShowAnimal.json",
//!             r#"{
//!                 "operation": "ShowAnimal", "method": "GET", "path": "/v1/animals/{animal_id}",
//!                 "parameters": [{ "name": "animal_id", "in": "path", "type": "string", "required": true }],
//!                 "response": { "status": 200, "type": "Animal" },
//!                 "models": { "Animal": { "fields": [{ "name": "animal_id", "type": "string" }] } }
//!             }"#,
//!         ),
//!     ],
//! )?;
//! let mock = hss_mock::Mock::builder().spec(spec).start()?;
//! let mut connection = std::net::TcpStream::connect(mock.address())?;
//! write!(
//!     connection,
//!     "GET /v1/animals/otter HTTP/1.1\r\nHost: {}\r\nX-Auth-Token: any\r\nConnection: close\r\n\r\n",
//!     mock.address()
//! )?;
//! let mut response = String::new();
//! connection.read_to_string(&mut response)?;
//! assert!(response.ends_with(r#"{"animal_id":"otter"}"#));
//! assert_eq!(mock.requests()[0].operation.as_deref(), Some("ShowAnimal"));
//! # Ok(())
//! # }
//! ```

#![warn(clippy::too_many_lines)]

// In reading order; each file imports only files above its own:
//
//     data, request, route             values from the spec, a request, its operation
//     check, signature, clock          a request against the spec, a signature, the time
//     response, response_body          a response and its delivery
//     error_body, fault, fault_text    error responses, faults, their text form
//     record, creation, session_time   the memory of a session
//     auth, builder, state             credentials, settings, everything shared by connections
//     error_form                       error bodies as the API documents them
//     filter, page_end, page_position  parts of listings
//     iam, security, paging, exchange  from a request to its response
//     server, mock                     connections, the running mock

mod auth;
mod builder;
mod check;
mod clock;
mod creation;
mod data;
mod error_body;
mod error_form;
mod exchange;
mod fault;
mod fault_text;
mod filter;
mod iam;
mod mock;
mod page_end;
mod page_position;
mod paging;
mod record;
mod request;
mod response;
mod response_body;
mod route;
mod security;
mod server;
mod session_time;
mod signature;
mod state;

pub use builder::Builder;
pub use data::string_matching;
pub use fault::Fault;
pub use fault_text::FaultTextError;
pub use mock::{Mock, StartError};
pub use record::RecordedRequest;

/// The snippets of the README, which are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
