//! Imports of a program, beside its models: `use hss_client::prelude::*;`.
//!
//! From the runtime's prelude, these are `Error`, the types of files and values (`Download`, `FileContent`, `Nullable`,
//! `Open`, `Timestamp`), and the traits of request builders: `Request`, `Paged` and, with the feature `blocking`,
//! `BlockingRequest` and `BlockingPaged`.
//!
//! No group has a model of one of these names, so a program may also import a group by `*`. Settings that a program names
//! once, such as retries and transports, are imported one by one.

#[doc(no_inline)]
pub use hss_runtime::prelude::*;
#[doc(no_inline)]
pub use hss_runtime::{Credentials, Response};

#[doc(no_inline)]
pub use crate::{Builder, Client};
