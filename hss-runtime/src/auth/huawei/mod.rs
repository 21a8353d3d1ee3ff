//! Huawei Cloud: access keys and tokens, request signing, the identity service (IAM), the metadata service.
//!
//! The gateway locks an access key for five minutes after five failed authentications.
//!
//! Environment variables, under the names that the vendor's SDKs read:
//!
//! | variable | meaning |
//! |---|---|
//! | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` | access key and secret key |
//! | `HUAWEICLOUD_SDK_SECURITY_TOKEN` | security token of a temporary access key |
//! | `CLOUD_SDK_AK`, `CLOUD_SDK_SK` | access key and secret key, if the first two are not set |
//! | `HUAWEICLOUD_SDK_PROJECT_ID` | project id |
//! | `HUAWEICLOUD_SDK_DOMAIN_ID` | domain (account) id |
//! | `HUAWEICLOUD_SDK_REGION_ID`, `HUAWEICLOUD_SDK_REGION` | region id |
//! | `HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4` | endpoint of a service (HSS) in a region (`cn-north-4`) |
//! | `HUAWEICLOUD_SDK_IAM_ENDPOINT` | endpoint of the identity service |
//! | `HUAWEICLOUD_SDK_CREDENTIALS_FILE` | path of the profile file |

pub(crate) mod credentials;
mod domain;
mod environment;
mod project;
mod scheme;
mod settings;
pub mod sign;
mod throttling;

pub(crate) use environment::SETTINGS;
#[doc(hidden)]
pub use environment::region_from_env;
pub(crate) use settings::{BuildHuawei, HuaweiSettings};
