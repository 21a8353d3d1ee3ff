//! Default limits of connections.

use std::time::Duration;

/// Time limit of establishing a connection.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Maximum number of attempts in progress at the same time, each of which uses a connection.
pub(crate) const MAX_CONNECTIONS: usize = 64;
/// Size, in bytes, up to which a decompressed body may have any ratio to its compressed size.
#[cfg(all(feature = "gzip", not(target_arch = "wasm32")))]
pub(crate) const UNLIMITED_RATIO_BYTES: u64 = 16 * 1024 * 1024;
