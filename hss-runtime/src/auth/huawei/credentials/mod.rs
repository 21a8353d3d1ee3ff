//! Sources of credentials.

mod chain;
mod context;
mod environment;
mod iam_user;
mod metadata;
mod profile;
mod provide;

pub use crate::auth::huawei::sign::key::Credentials;
pub use chain::CredentialsChain;
pub use context::CredentialsContext;
pub use environment::EnvironmentCredentials;
pub use iam_user::IamUser;
pub use metadata::MetadataService;
pub use profile::ProfileFile;
pub use provide::ProvideCredentials;
