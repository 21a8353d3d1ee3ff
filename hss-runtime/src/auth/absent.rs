//! Stand-ins for the parts of authentication whose cargo features are off: settings without content, so that the code that
//! passes them on is the same with and without the features.
//!
//! A feature that is off is not compiled: beside `huawei`, `schemes` and `oauth2`, a check of the runtime takes 17 % fewer
//! instructions with `schemes` alone, and 10 % fewer with `huawei` alone (docs/benchmarks.md).

/// Placeholder without the feature `schemes`.
#[cfg(not(feature = "schemes"))]
pub(crate) mod document {
    use std::sync::Arc;

    use crate::auth::huawei::{BuildHuawei, HuaweiSettings};
    use crate::auth::scheme::{AuthScheme, Surroundings};
    use crate::schema::Service;

    /// No credentials for schemes of documents.
    #[derive(Default)]
    pub(crate) struct AuthSettings {}

    /// Signature of the function that the feature adds.
    pub(crate) type Assemble = fn(
        &'static Service,
        AuthSettings,
        HuaweiSettings,
        Option<BuildHuawei>,
        &Surroundings<'_>,
        bool,
    ) -> Result<Arc<dyn AuthScheme>, Vec<String>>;
}

/// Placeholder without the feature `huawei`.
#[cfg(not(feature = "huawei"))]
pub(crate) mod huawei {
    #[cfg(feature = "schemes")]
    use std::convert::Infallible;
    use std::sync::Arc;

    use crate::auth::scheme::{AuthScheme, Surroundings};

    /// The cause of missing credentials.
    #[cfg(feature = "schemes")]
    pub(crate) const SETTINGS: &str = "which needs the cargo feature `huawei` of `hss-runtime`";

    /// No settings of Huawei Cloud.
    #[derive(Default)]
    pub(crate) struct HuaweiSettings {
        #[cfg(feature = "schemes")]
        pub(crate) credentials: Option<Infallible>,
    }

    /// Signature of the function that the feature adds.
    pub(crate) type BuildHuawei =
        fn(HuaweiSettings, &Surroundings<'_>) -> Result<Arc<dyn AuthScheme>, Vec<String>>;
}
