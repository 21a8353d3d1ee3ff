//! Typed, validating client for Huawei Cloud HSS (Host Security Service).

// Generated code says `::hss_client::…` wherever it stands, in this crate too.
extern crate self as hss_client;

mod attempt;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
mod builder;
mod call;
mod client;
mod codes;
mod credentials;
pub mod decode;
pub mod dynamic;
pub mod encode;
mod endpoint;
mod environment;
mod error;
mod error_body;
mod excerpt;
mod exchange;
mod families;
mod file_content;
mod file_download;
mod flags;
mod hook;
pub mod model;
mod multipart;
mod open_enum;
mod paging;
mod project;
mod rate_limit;
mod raw_reply;
mod region;
mod request;
mod retry;
mod search;
mod secret;
pub mod sign;
mod signature_difference;
mod slot;
pub mod table;
mod timestamp;
mod transport;
pub mod validate;
mod value;

pub use builder::Builder;
pub use client::Client;
pub use codes::{Code, UnknownCode};
pub use credentials::{
    Credentials, CredentialsChain, CredentialsContext, CredentialsError, EnvironmentCredentials, IamUser,
    MetadataService, ProfileFile, ProvideCredentials,
};
pub use decode::DecodeError;
pub use error::{ApiError, ConfigError, ConnectError, Error, OffsetCap, TimeoutError, UnreadableResponse};
pub use families::*;
pub use file_content::FileContent;
pub use file_download::{BrokenDownload, Download, DownloadEnd, Progress};
pub use hook::{AttemptEnd, AttemptStart, Hook};
pub use model::{DynModel, Fill, Model, Take};
pub use open_enum::{Known, KnownValues, Open, UnknownValue};
pub use paging::{Items, Paged, Pages};
pub use rate_limit::RateLimit;
pub use raw_reply::RawReply;
pub use region::Region;
pub use request::{Answer, Reply, Request, Sending};
pub use retry::{FailedAttempt, Retry, RetryBudget, RetryPolicy};
pub use slot::{EnumView, ListView, MapView, View};
pub use timestamp::{TimeOutOfRange, Timestamp};
pub use transport::{BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};
#[cfg(not(target_arch = "wasm32"))]
pub use transport::{Connections, ReqwestTransport};
pub use validate::{Validation, Violation, Violations};
pub use value::{Value, Values};

/// The traits whose methods every operation has: `use hss_client::prelude::*;`.
pub mod prelude {
    pub use crate::paging::Paged;
    pub use crate::request::Request;
}

/// What generated code is made of. Not for people: it changes with the generator.
#[doc(hidden)]
pub mod generated {
    pub use std::collections::BTreeMap;

    pub use bitflags::bitflags;
    pub use serde;
    pub use serde_json::Value as Json;

    pub use crate::call::Call;
    pub use crate::client::Client;
    pub use crate::codes::{Code, UnknownCode};
    pub use crate::file_content::FileContent;
    pub use crate::file_download::Download;
    pub use crate::model::{Fill, Model, Take};
    pub use crate::open_enum::{Known, KnownValues, Open};
    pub use crate::paging::Paged;
    pub use crate::request::Request;
    pub use crate::slot::Slot;
    pub use crate::table::{self, Enumeration, Operation, Table};
    pub use crate::timestamp::Timestamp;
    pub use crate::value::{Value, Values};

    /// What all macros name.
    pub mod slot {
        pub use crate::decode::deserialize;
        pub use crate::encode::serialize;
        pub use crate::slot::{Content, EnumView, Mismatch, Scalar, Shape, integer};
    }

    /// What `model!` calls.
    pub mod model {
        pub use crate::model::{copy, debug, equal};
    }

    /// What `code!` calls.
    pub mod codes {
        pub use crate::codes::parse;
    }

    /// What `flags!` calls.
    pub mod flags {
        pub use crate::flags::{bits, display, from_bits};
    }
}
