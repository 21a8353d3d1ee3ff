//! Runtime of the API clients that `hss-codegen` generates.
//!
//! Generated code contains the names, types and tables of one API; this crate contains everything that is the same for
//! all of them. A generated crate has its own `Client`, which derefs to [`Client`].
//!
//! Goals:
//!
//! - **Little generated code.** Operations, models and constraints are tables ([`schema`]), interpreted by one encoder, one
//!   decoder and one validator, so that clients of hundreds of operations compile in seconds.
//! - **Linked on use.** A program is linked only with the schemes, encodings and settings that its API and its calls need.
//!   The ways to authenticate are cargo features as well: `huawei`, `schemes` and `oauth2`, on by default, like `streams` and
//!   `unions`.
//! - **Strict requests, tolerant responses.** Requests are validated before they are sent; responses never are.
//! - **Safe by default.** Time limits, retries with a budget, redacted secrets, no redirects, HTTPS only.
//!
//! The modules are layers. Each imports only those above it, so this order is also the reading order:
//!
//! | layer | content |
//! |---|---|
//! | [`schema`] | operations, fields and constraints; the lazy store of tables and its parser |
//! | `value` | values, models, open enums, timestamps, files, strings of a documented format ([`text`]) |
//! | `wire` | JSON ([`decode`], [`encode`]), forms, percent-encoding, dates |
//! | [`validate`] | a request against its schema |
//! | `error` | [`Error`] and its parts, error bodies, redaction |
//! | `transport` | the [`Transport`] trait, reqwest, streamed bodies, endpoints |
//! | [`auth`] | the authentication trait; schemes of documents, OAuth 2, Huawei Cloud |
//! | `retry` | [`RetryPolicy`], [`RetryBudget`], [`RateLimit`] |
//! | `pipeline` | the stages of a call: encoding, attempts, retries, [`Hook`]s |
//! | `client` | [`Client`] and its [`Builder`] |
//! | `api` | [`Request`], [`Response`], paging, downloads, [`dynamic`] calls, blocking calls |
//!
//! To follow a call: `api::call` collects its values, `pipeline::encode` encodes them, `pipeline::exchange` runs the
//! attempts, `pipeline::attempt` sends one, and `api::response` decodes the response.

#![warn(clippy::too_many_lines)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Small functions that only one of these features uses need no attribute of their own. With all features, none is unused.
#![cfg_attr(
    not(all(feature = "huawei", feature = "oauth2", feature = "streams", feature = "unions")),
    allow(dead_code, unused_imports)
)]

// In reading order. The blank lines prevent rustfmt from sorting them.
pub mod schema;

mod value;

mod wire;

pub mod validate;

mod error;

mod transport;

pub mod auth;

mod retry;

mod pipeline;

mod client;

mod api;

pub use bytes;
pub use http;

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub use api::blocking;
pub use api::download::{Download, Progress};
pub use api::dynamic;
pub use api::paging::{ItemPosition, Items, Paged, Pages};
pub use api::request::Request;
pub use api::response::{FromResponse, Response, ResponseFuture};
#[cfg(feature = "streams")]
#[cfg_attr(docsrs, doc(cfg(feature = "streams")))]
pub use api::stream::{Event, Events, JsonLines};
#[cfg(feature = "schemes")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemes")))]
pub use auth::authenticate::{AuthRequest, Authenticate};
#[cfg(feature = "schemes")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemes")))]
pub use auth::credential::Credential;
#[cfg(feature = "huawei")]
#[cfg_attr(docsrs, doc(cfg(feature = "huawei")))]
pub use auth::huawei::credentials::{
    Credentials, CredentialsChain, CredentialsContext, EnvironmentCredentials, IamUser, MetadataService,
    ProfileFile, ProvideCredentials,
};
#[cfg(feature = "huawei")]
#[cfg_attr(docsrs, doc(cfg(feature = "huawei")))]
pub use auth::huawei::sign;
#[cfg(feature = "oauth2")]
#[cfg_attr(docsrs, doc(cfg(feature = "oauth2")))]
pub use auth::oauth2::OAuth2;
pub use client::{Builder, Client, ServiceClient};
pub use error::{
    ApiError, BrokenDownload, ConfigError, ConnectError, CredentialsError, DownloadEnd, Error,
    IncompleteListing, OffsetLimitError, PageDefect, TimeoutError, TransportError, TransportErrorKind,
    UnreadableResponse,
};
pub use pipeline::{AttemptEnd, AttemptStart, Hook};
pub use retry::{ExponentialBackoff, FailedAttempt, RateLimit, RetryBudget, RetryPolicy};
pub use transport::{BoxFuture, Chunks, RawResponse, Region, Transport, Upload};
#[cfg(not(target_arch = "wasm32"))]
pub use transport::{Connections, ReqwestTransport};
pub use validate::{Validation, Violation, Violations};
pub use value::codes::{Code, UnknownCode};
pub use value::file_content::FileContent;
pub use value::flags::UnknownFlag;
pub use value::model::{self, AnyModel, Model, Visitor, VisitorMut};
pub use value::nullable::Nullable;
pub use value::open_enum::{Known, KnownValues, Open, UnknownValue};
pub use value::position::Position;
pub use value::shown;
pub use value::slot::{EnumView, ListView, MapView, View};
pub use value::text;
pub use value::timestamp::{TimeOutOfRange, Timestamp};
pub use value::union::unknown::UnknownVariant;
pub use value::union::{AnyUnion, Union};
pub use value::{Value, Values};
pub use wire::decode::DecodeError;
pub use wire::{decode, encode};

/// Imports of a program of any API: `use hss_runtime::prelude::*;`. The `Client` is the API's own.
///
/// A program may import a group's models by `*` as well, and a name that both have then needs an import of its own. So the
/// list is short: no generated type is called `Download`, `FileContent`, `Nullable`, `Open` or `Timestamp`. A document may
/// have an `Error`, but hardly a program does without the one of this crate. [`Response`] is left out, since few programs
/// name it and many documents have one.
pub mod prelude {
    #[doc(no_inline)]
    pub use crate::api::download::Download;
    #[doc(no_inline)]
    pub use crate::api::paging::Paged;
    #[doc(no_inline)]
    pub use crate::api::request::Request;
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    #[doc(no_inline)]
    pub use crate::blocking::{BlockingPaged, BlockingRequest};
    #[doc(no_inline)]
    pub use crate::error::Error;
    #[doc(no_inline)]
    pub use crate::value::file_content::FileContent;
    #[doc(no_inline)]
    pub use crate::value::nullable::Nullable;
    #[doc(no_inline)]
    pub use crate::value::open_enum::Open;
    #[doc(no_inline)]
    pub use crate::value::timestamp::Timestamp;
}

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Expands to nothing without the feature `blocking`.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_client {
    ($service:path) => {};
}

/// Items that generated code uses. Not a stable interface: it changes with the generator.
///
/// Generated code imports all of them. Traits are left out and named by their path: rustc looks through those in scope for
/// each method call.
#[doc(hidden)]
pub mod generated {
    pub use std::collections::BTreeMap;

    pub use bitflags::bitflags;
    pub use serde;
    pub use serde_json::Value as Json;

    pub use crate::api::call::{Call, Call as __Call};
    pub use crate::api::choice::documented;
    pub use crate::api::download::Download;
    pub use crate::client::Client;
    pub use crate::schema::{self, Enumeration, Operation, Table, Tables, Tables as __Tables};
    pub use crate::transport::TimedBody;
    pub use crate::value::codes::UnknownCode;
    pub use crate::value::fields::{new as __new, visit as __visit};
    pub use crate::value::file_content::FileContent;
    pub use crate::value::nullable::Nullable;
    pub use crate::value::open_enum::{KnownValues, Open};
    pub use crate::value::text;
    pub use crate::value::timestamp::Timestamp;
    pub use crate::value::union::unknown::UnknownVariant;

    /// The parts of the runtime that the clients of a service need.
    pub mod setup {
        #[cfg(feature = "schemes")]
        pub use crate::client::Document;
        #[cfg(feature = "oauth2")]
        pub use crate::client::DocumentWithOAuth2;
        #[cfg(feature = "huawei")]
        pub use crate::client::Huawei;
        #[cfg(not(all(feature = "huawei", feature = "oauth2")))]
        pub use crate::client::Missing;
        pub use crate::client::{AnyService, Setup};
    }

    /// Items that all macros use.
    pub mod slot {
        pub use crate::value::slot::{Content, EnumView, Mismatch, Scalar, Shape, Slot, code, integer};
        pub use crate::wire::decode::deserialize;
        pub use crate::wire::encode::serialize;
    }

    /// The trait that `body_choices!` implements.
    pub mod choices {
        pub use crate::api::choice::BodyChoice;
    }

    /// Functions that `code!` calls.
    pub mod codes {
        pub use crate::value::codes::parse;
    }

    /// Functions that `unions!` and the variants of unions call.
    #[cfg(feature = "unions")]
    pub mod unions {
        pub use crate::validate::UNION_CHECK;
        pub use crate::value::union::implement::{clone, eq_variants, fmt_variant, from_scalar};
        pub use crate::wire::decode::DECODER;
    }

    /// The check of unions, where the cargo feature for them is off.
    #[cfg(not(feature = "unions"))]
    pub mod unions {
        /// No check.
        pub const UNION_CHECK: &(dyn std::any::Any + Send + Sync) = &();
    }

    /// Functions that `flags!` calls.
    pub mod flags {
        pub use crate::value::flags::{bits, display, from_bits, parse};
    }
}
