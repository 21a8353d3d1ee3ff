//! Typed, validating client for Huawei Cloud HSS (Host Security Service).
//!
//! This crate has the operations of HSS, in service groups (a cargo feature each), and its [`Client`]. The rest is that of
//! `hss-runtime`, on which every generated client runs.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod groups;

pub use groups::*;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
#[doc(inline)]
pub use hss_runtime::blocking;
#[doc(inline)]
pub use hss_runtime::{
    AnyModel, ApiError, AttemptEnd, AttemptStart, BoxFuture, BrokenDownload, Chunks, Code, ConfigError,
    ConnectError, Credentials, CredentialsChain, CredentialsContext, CredentialsError, DecodeError, Download,
    DownloadEnd, EnumView, EnvironmentCredentials, Error, ExponentialBackoff, FailedAttempt, FileContent,
    FromResponse, Hook, IamUser, IncompleteListing, ItemPosition, Items, Known, KnownValues, ListView,
    MapView, MetadataService, Model, OffsetLimitError, Open, PageDefect, Paged, Pages, Position, ProfileFile,
    Progress, ProvideCredentials, RateLimit, RawResponse, Region, Request, Response, ResponseFuture,
    RetryBudget, RetryPolicy, TimeOutOfRange, TimeoutError, Timestamp, Transport, TransportError,
    TransportErrorKind, UnknownCode, UnknownValue, UnreadableResponse, Validation, Value, Values, View,
    Violation, Violations, Visitor, VisitorMut, auth, bytes, decode, dynamic, encode, http, model, prelude,
    schema, shown, sign, validate,
};
#[cfg(not(target_arch = "wasm32"))]
#[doc(inline)]
pub use hss_runtime::{Connections, ReqwestTransport};

/// Builder of a [`Client`].
pub type Builder = hss_runtime::Builder<Client>;

/// Rate limit that Huawei Cloud documents for HSS: 5 calls per minute, user and operation.
///
/// ```
/// use hss_client::{Client, DOCUMENTED_RATE_LIMIT};
///
/// let builder = Client::builder().rate_limit(DOCUMENTED_RATE_LIMIT);
/// ```
pub const DOCUMENTED_RATE_LIMIT: RateLimit = RateLimit::new(5, std::time::Duration::from_secs(60));

hss_runtime::client! {
    /// Client of HSS with one set of credentials.
    ///
    /// ```no_run
    /// # async fn run() -> Result<(), hss_client::Error> {
    /// use hss_client::{Client, Credentials};
    ///
    /// let hss = Client::builder()
    ///     .region("cn-north-4")
    ///     .credentials(Credentials::new("access key", "secret key"))
    ///     .project_id("0123456789abcdef0123456789abcdef")
    ///     .build()?;
    /// let same = Client::from_env().await?;
    /// # Ok(()) }
    /// ```
    service::SERVICE
}

/// Compiles the examples of the README.
#[cfg(all(doctest, feature = "image"))]
#[doc = include_str!("../README.md")]
struct Readme;
