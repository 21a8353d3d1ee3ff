//! Shared by the benchmarks: a result page, the types to decode it by hand, and a server that responds with it.

#[path = "../../consumers/by-hand/src/page.rs"]
pub mod by_hand;
mod server;

pub use server::serve;

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Client, Credentials};
use tokio::runtime::Runtime;

/// The body of a page of this many tasks, as the mock sends it.
///
/// # Errors
///
/// The mock does not start or respond.
pub fn page(runtime: &Runtime, tasks: u32) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mock = hss_mock::Mock::builder().items("ListImageScanTask", tasks).start()?;
    let call =
        client(mock.base_url())?.image().list_image_scan_task(TaskKind::ImageScan).limit(i64::from(tasks));
    Ok(runtime.block_on(call.send_with_metadata())?.body.to_vec())
}

/// A client that signs its requests to this address.
///
/// # Errors
///
/// The address is not a valid endpoint.
pub fn client(endpoint: &str) -> Result<Client, hss_client::Error> {
    with_credentials(endpoint, Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
}

/// A client that sends a token with its requests to this address.
///
/// # Errors
///
/// The address is not a valid endpoint.
pub fn client_with_token(endpoint: &str, token: &str) -> Result<Client, hss_client::Error> {
    with_credentials(endpoint, Credentials::token(token))
}

fn with_credentials(endpoint: &str, credentials: Credentials) -> Result<Client, hss_client::Error> {
    Client::builder().endpoint(endpoint).credentials(credentials).project_id(PROJECT).build()
}

/// The project of all calls.
pub const PROJECT: &str = "0123456789abcdef0123456789abcdef";

/// The runtime of all calls.
///
/// # Errors
///
/// The system's own.
pub fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}
