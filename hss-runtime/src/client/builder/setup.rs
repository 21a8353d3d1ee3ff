//! The parts of the runtime that the clients of a service need.

use super::settings::Settings;
use crate::auth::Variables;
use crate::auth::document::Assemble;
use crate::auth::huawei::{BuildHuawei, HuaweiSettings};
use crate::client::handle::Client;
use crate::pipeline::OwnAddress;
use crate::transport::BoxFuture;

/// A client that a [`Builder`](crate::Builder) builds: that of a generated crate, or a plain [`Client`].
pub trait ServiceClient: From<Client> {
    /// The parts of the runtime that it needs.
    type Setup: Setup;
}

impl ServiceClient for Client {
    type Setup = AnyService;
}

/// The parts of the runtime that the clients of a service need.
///
/// A program is linked with all parts that its clients name, whether it uses them or not, so generated code names the
/// smallest setup that fits its service. A setting of another part brings that part with it.
pub trait Setup {
    /// The parts that build a client.
    #[doc(hidden)]
    const PARTS: Parts;

    /// Those that read environment variables.
    #[doc(hidden)]
    const ENVIRONMENT: Environment;

    /// The machine's credentials, for a client that has no others.
    #[doc(hidden)]
    const MACHINE: Option<Machine> = None;
}

/// The parts that build a client.
#[derive(Clone, Copy, Default)]
pub struct Parts {
    /// The scheme of Huawei Cloud.
    pub(super) huawei: Option<BuildHuawei>,
    /// The security schemes of a document.
    pub(super) document: Option<Assemble>,
    /// Several servers, and variables in their addresses.
    pub(super) servers: Option<Servers>,
}

impl Parts {
    /// No parts.
    pub(super) const NONE: Self = Parts { huawei: None, document: None, servers: None };

    /// These parts, and those of `other`.
    pub(super) fn and(self, other: Self) -> Self {
        Parts {
            huawei: self.huawei.or(other.huawei),
            document: self.document.or(other.document),
            servers: self.servers.or(other.servers),
        }
    }
}

/// The functions that find the addresses of servers.
#[derive(Clone, Copy)]
pub(super) struct Servers {
    pub(super) of_service: fn(&Settings) -> Result<Option<String>, String>,
    pub(super) of_operations: fn(&Settings) -> Result<Vec<OwnAddress>, String>,
}

/// Functions that read settings from environment variables, in this order. Only `from_env` links them, which makes a
/// program with a token 205 kB larger (docs/benchmarks.md).
#[derive(Clone, Copy)]
pub struct Environment(pub(super) &'static [fn(&mut Settings, &mut Variables<'_>)]);

/// A function that falls back to the credentials of this machine if none are set. True if it did. Linked as
/// [`Environment`] is.
#[derive(Clone, Copy)]
pub struct Machine(pub(super) fn(&mut HuaweiSettings) -> BoxFuture<'_, bool>);

/// Any service that the cargo features support.
pub enum AnyService {}

#[allow(clippy::needless_update, reason = "with all features, nothing is left of it")]
impl Setup for AnyService {
    const PARTS: Parts = Parts {
        #[cfg(feature = "huawei")]
        huawei: Some(super::huawei::HUAWEI),
        #[cfg(feature = "schemes")]
        document: Some(super::auth::DOCUMENT),
        #[cfg(feature = "schemes")]
        servers: Some(super::server::SERVERS),
        ..Parts::NONE
    };
    const ENVIRONMENT: Environment = Environment(&[
        #[cfg(feature = "huawei")]
        Settings::read_huawei,
        #[cfg(feature = "schemes")]
        Settings::read_credentials,
        #[cfg(feature = "oauth2")]
        Settings::read_oauth2,
        #[cfg(feature = "schemes")]
        Settings::read_address,
    ]);
    #[cfg(feature = "huawei")]
    const MACHINE: Option<Machine> = super::huawei::Huawei::MACHINE;
}

/// Placeholder for a setup whose cargo feature is off. Its argument contains the compiler's error, which is the only
/// one.
#[cfg(not(all(feature = "huawei", feature = "oauth2")))]
pub struct Missing<const IS: bool>;

#[cfg(not(all(feature = "huawei", feature = "oauth2")))]
impl<const IS: bool> Setup for Missing<IS> {
    const PARTS: Parts = Parts::NONE;
    const ENVIRONMENT: Environment = Environment(&[]);
}
