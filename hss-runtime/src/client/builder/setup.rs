//! The parts of the runtime that the clients of a service need.

use super::settings::Settings;
use crate::auth::Variables;
use crate::auth::document::{Assemble, assemble};
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

    /// The credentials of the machine that a client without others has.
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

/// Functions that read settings from environment variables, in this order.
#[derive(Clone, Copy)]
pub struct Environment(pub(super) &'static [fn(&mut Settings, &mut Variables<'_>)]);

/// A function that falls back to the credentials of this machine if none are set. True if it did.
#[derive(Clone, Copy)]
pub struct Machine(pub(super) fn(&mut HuaweiSettings) -> BoxFuture<'_, bool>);

pub(super) const HUAWEI: BuildHuawei = HuaweiSettings::build;
pub(super) const DOCUMENT: Assemble = assemble;
pub(super) const SERVERS: Servers =
    Servers { of_service: Settings::server_address, of_operations: Settings::own_addresses };

/// A service of Huawei Cloud whose endpoints depend on the region alone.
pub enum Huawei {}

impl Setup for Huawei {
    const PARTS: Parts = Parts { huawei: Some(HUAWEI), document: None, servers: None };
    const ENVIRONMENT: Environment = Environment(&[Settings::read_huawei]);
    const MACHINE: Option<Machine> = Some(Machine(|settings| Box::pin(settings.use_machine_credentials())));
}

/// A service with a document, whose schemes are neither OAuth 2 nor that of Huawei Cloud.
pub enum Document {}

impl Setup for Document {
    const PARTS: Parts = Parts { huawei: None, document: Some(DOCUMENT), servers: Some(SERVERS) };
    const ENVIRONMENT: Environment = Environment(&[Settings::read_credentials, Settings::read_address]);
}

/// A service with a document, one of whose schemes is OAuth 2.
pub enum DocumentWithOAuth2 {}

impl Setup for DocumentWithOAuth2 {
    const PARTS: Parts = Document::PARTS;
    const ENVIRONMENT: Environment =
        Environment(&[Settings::read_credentials, Settings::read_oauth2, Settings::read_address]);
}

/// Any service.
pub enum AnyService {}

impl Setup for AnyService {
    const PARTS: Parts = Parts { huawei: Some(HUAWEI), ..Document::PARTS };
    const ENVIRONMENT: Environment = Environment(&[
        Settings::read_huawei,
        Settings::read_credentials,
        Settings::read_oauth2,
        Settings::read_address,
    ]);
    const MACHINE: Option<Machine> = Huawei::MACHINE;
}
