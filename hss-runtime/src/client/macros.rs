//! The `Client` of generated crates.

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
