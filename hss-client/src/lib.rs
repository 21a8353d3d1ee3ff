//! Typed, validating client for Huawei Cloud HSS (Host Security Service).

// Generated code says `::hss_client::…` wherever it stands, in this crate too.
extern crate self as hss_client;

mod codes;
pub mod decode;
pub mod encode;
mod excerpt;
mod flags;
pub mod model;
mod open_enum;
mod slot;
pub mod table;
mod timestamp;
pub mod validate;
mod value;

pub use codes::{Code, UnknownCode};
pub use decode::DecodeError;
pub use model::{DynModel, Model};
pub use open_enum::{OpenEnum, UnknownValue};
pub use slot::{EnumView, ListView, MapView, View};
pub use timestamp::{TimeOutOfRange, Timestamp};
pub use validate::{Validation, Violation, Violations};
pub use value::{Value, Values};

/// What generated code is made of. Not for people: it changes with the generator.
#[doc(hidden)]
pub mod generated {
    pub use bitflags;
    pub use serde;
    pub use serde_json;

    pub use crate::decode::deserialize;
    pub use crate::encode::serialize;
    pub use crate::model::{debug, equal};
    pub use crate::slot::{Content, EnumView, Mismatch, Scalar, Shape, Slot, integer};

    /// What `code!` calls.
    pub mod codes {
        pub use crate::codes::parse;
    }

    /// What `flags!` calls.
    pub mod flags {
        pub use crate::flags::{bits, display, from_bits};
    }

    /// What `open_enum!` calls.
    pub mod open_enum {
        pub use crate::open_enum::{empty, from_scalar, known, parse, text};
    }
}
