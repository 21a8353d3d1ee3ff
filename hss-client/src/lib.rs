// The examples of the README need the group `image`.
#![cfg_attr(any(feature = "image", not(doctest)), doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod groups;
pub mod prelude;

exported_groups!();

pub use groups::*;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
#[doc(inline)]
pub use hss_runtime::blocking;
#[doc(inline)]
pub use hss_runtime::{
    ApiError, AttemptEnd, AttemptStart, BoxFuture, BrokenDownload, Chunks, ConfigError, ConnectError,
    Credentials, CredentialsChain, CredentialsContext, CredentialsError, DecodeError, Download, DownloadEnd,
    EnvironmentCredentials, Error, ExponentialBackoff, FailedAttempt, FileContent, Hook, IamUser,
    IncompleteListing, ItemPosition, Items, MetadataService, Model, Nullable, OffsetLimitError, Open,
    PageDefect, Paged, Pages, Position, ProfileFile, Progress, ProvideCredentials, RateLimit, RawResponse,
    Region, Request, Response, ResponseFuture, RetryBudget, RetryPolicy, TimeOutOfRange, TimeoutError,
    Timestamp, Transport, TransportError, TransportErrorKind, UnknownFlag, UnknownValue, UnreadableResponse,
    Validation, Violation, Violations, auth, dynamic, shown, sign,
};
#[cfg(not(target_arch = "wasm32"))]
#[doc(inline)]
pub use hss_runtime::{Connections, ReqwestTransport};
#[doc(no_inline)]
pub use hss_runtime::{bytes, http};

/// Builder of a [`Client`]: its settings are those of [`runtime::Builder`].
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
    service::SERVICE, service::Setup
}

/// Items for generated code, and for tools that handle any operation: tables, models of any type, and their encoding.
///
/// A program that calls operations by name needs none of them; their settings are in [`Builder`](runtime::Builder).
pub mod runtime {
    #[doc(inline)]
    pub use hss_runtime::{
        AnyModel, Builder, Code, EnumView, FromResponse, Known, KnownValues, ListView, MapView, UnknownCode,
        Value, Values, View, Visitor, VisitorMut, decode, encode, model, schema, validate,
    };
}
