//! The account that the examples call. A program of yours says `Client::from_env().await?` instead.

use std::sync::OnceLock;

use hss_client::{Builder, Client, Credentials};
use hss_mock::Mock;

/// Settings with the account of the environment; without `HUAWEICLOUD_SDK_AK`, of a mock in this process.
#[allow(clippy::expect_used, reason = "an example stops where it cannot go on")]
pub(crate) fn builder() -> Builder {
    static MOCK: OnceLock<Mock> = OnceLock::new();
    if std::env::var_os("HUAWEICLOUD_SDK_AK").is_some() {
        return Client::builder().from_env();
    }
    let mock = MOCK.get_or_init(|| Mock::builder().start().expect("this machine has a free port"));
    Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("any-access-key", "any-secret-key"))
        .project_id("any-project")
}
