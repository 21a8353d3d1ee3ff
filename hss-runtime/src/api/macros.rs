//! The `Client` of generated crates, and the parts of the runtime that it needs.

/// Defines the `Client` of a generated crate.
#[doc(hidden)]
#[macro_export]
macro_rules! client {
    ($(#[$doc:meta])* $service:path, $setup:path) => {
        $(#[$doc])*
        ///
        /// Cheap to clone: all clones share connections, credentials and settings. Calls need a tokio runtime
        /// with its timer enabled.
        #[derive(Clone)]
        pub struct Client($crate::Client);

        impl Client {
            /// Creates a builder.
            #[doc(alias = "new")]
            #[inline]
            pub fn builder() -> $crate::Builder<Client> {
                $crate::Builder::new(&$service)
            }

            /// Creates a client with the settings of this machine: environment variables and, without an access key in
            /// them, the profile file and then the metadata service. The key is fetched once before this returns, so that
            /// a machine without one is detected here.
            ///
            /// # Errors
            ///
            /// [`Error::Config`](::hss_runtime::Error::Config) with everything that is missing or invalid, and the name of
            /// every variable that was read; [`Error::Credentials`](::hss_runtime::Error::Credentials) with the failure of
            /// each provider.
            pub async fn from_env() -> ::core::result::Result<Client, $crate::Error> {
                $crate::Client::from_env_as(&$service).await
            }

            /// The regions with a known endpoint of the service, sorted by id.
            pub fn regions() -> impl ::core::iter::Iterator<Item = $crate::Region> {
                $crate::Region::of(&$service)
            }
        }

        impl ::core::ops::Deref for Client {
            type Target = $crate::Client;

            #[inline]
            fn deref(&self) -> &$crate::Client {
                &self.0
            }
        }

        impl ::core::convert::From<$crate::Client> for Client {
            #[inline]
            fn from(client: $crate::Client) -> Self {
                Client(client)
            }
        }

        impl $crate::ServiceClient for Client {
            type Setup = $setup;
        }

        impl ::core::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        $crate::blocking_client!($service);
    };
}

/// The setup of the clients of a service that needs these cargo features.
#[doc(hidden)]
#[macro_export]
macro_rules! setup {
    (huawei) => {
        $crate::needs_huawei!($crate::generated::setup::Huawei)
    };
    (schemes) => {
        $crate::needs_schemes!($crate::generated::setup::Document)
    };
    (schemes oauth2) => {
        $crate::needs_oauth2!($crate::generated::setup::DocumentWithOAuth2)
    };
    (huawei schemes) => {
        $crate::needs_huawei!($crate::needs_schemes!($crate::generated::setup::AnyService))
    };
    (huawei schemes oauth2) => {
        $crate::needs_huawei!($crate::needs_oauth2!($crate::generated::setup::AnyService))
    };
}

/// A setup that needs the cargo feature `huawei`.
#[cfg(feature = "huawei")]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_huawei {
    ($type:ty) => {
        $type
    };
}

/// The error of a build without the cargo feature `huawei`.
#[cfg(not(feature = "huawei"))]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_huawei {
    ($setup:ty) => {
        $crate::generated::setup::Missing<
            {
                ::core::compile_error!(
                    "this API needs the cargo feature `huawei` of `hss-runtime`: in Cargo.toml, \
                     hss-runtime = { …, features = [\"huawei\"] }"
                )
            },
        >
    };
}

/// A setup that needs the cargo feature `schemes`.
#[cfg(feature = "schemes")]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_schemes {
    ($type:ty) => {
        $type
    };
}

/// The error of a build without the cargo feature `schemes`.
#[cfg(not(feature = "schemes"))]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_schemes {
    ($setup:ty) => {
        $crate::generated::setup::Missing<
            {
                ::core::compile_error!(
                    "this API needs the cargo feature `schemes` of `hss-runtime`: in Cargo.toml, \
                     hss-runtime = { …, features = [\"schemes\"] }"
                )
            },
        >
    };
}

/// A setup that needs the cargo feature `oauth2`.
#[cfg(feature = "oauth2")]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_oauth2 {
    ($type:ty) => {
        $type
    };
}

/// The error of a build without the cargo feature `oauth2`.
#[cfg(not(feature = "oauth2"))]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_oauth2 {
    ($setup:ty) => {
        $crate::generated::setup::Missing<
            {
                ::core::compile_error!(
                    "this API needs the cargo feature `oauth2` of `hss-runtime`: in Cargo.toml, \
                     hss-runtime = { …, features = [\"oauth2\"] }"
                )
            },
        >
    };
}
