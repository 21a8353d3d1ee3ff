//! The program that `cargo xtask judge` writes for a document, but for its calls: it makes each call against a validating
//! server, and prints one line of JSON per call.
//!
//! A line has `operation`, `extent`, `sent` (method and address), `body`, `status`, `violations` and `problem` of the
//! server, and `error` of the client. It says what happened and judges nothing: `cargo xtask judge` does.

mod exchange;
mod wire;

use std::process::ExitCode;
use std::time::Duration;

use hss_runtime::prelude::*;
use hss_runtime::{BoxFuture, Download, Error};
use serde_json::json;

pub use exchange::Exchange;
pub use wire::Wire;

/// The time that a call may take.
const LIMIT: Duration = Duration::from_secs(30);

/// A call on its way, up to the end of its response.
pub type Sent = BoxFuture<'static, Result<(), Error>>;

/// A call through a client of type `C`.
#[derive(Debug)]
pub struct Call<C> {
    /// The id of its operation.
    pub operation: &'static str,
    /// The extent of its values, `required` or `everything`.
    pub extent: &'static str,
    /// Sends it.
    pub send: fn(&C) -> Sent,
}

/// Sends a call whose response is a value, or empty.
pub fn value(request: impl Request) -> Sent {
    let sending = request.send();
    Box::pin(async move { sending.await.map(drop) })
}

/// Sends a call whose response is a file, which is read to its end.
pub fn file(request: impl Request<Response = Download>) -> Sent {
    let sending = request.send();
    Box::pin(async move { sending.await?.bytes(usize::MAX).await.map(drop) })
}

/// Makes the calls, one after the other, against the server whose address is the program's first argument, from the call
/// whose index is the second; it stops after one that got no response. `client` makes a client of that address, over
/// that transport.
pub fn run<C>(client: impl FnOnce(&str, Wire) -> Result<C, Error>, calls: &[Call<C>]) -> ExitCode {
    let Some(address) = std::env::args().nth(1) else {
        return failed("the address of the server is missing");
    };
    let first = std::env::args().nth(2).and_then(|index| index.parse().ok()).unwrap_or(0);
    let wire = match Wire::to(&address) {
        Ok(wire) => wire,
        Err(error) => return failed(&error.to_string()),
    };
    let client = match client(&address, wire.clone()) {
        Ok(client) => client,
        Err(error) => return failed(&error.to_string()),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    for call in calls.iter().skip(first) {
        let sending = (call.send)(&client);
        let end = runtime.block_on(async { tokio::time::timeout(LIMIT, sending).await });
        let error = match end {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some(format!("no response within {} seconds", LIMIT.as_secs())),
        };
        let mut line = wire.take().map_or_else(|| json!({}), |exchange| exchange.to_json());
        line["operation"] = json!(call.operation);
        line["extent"] = json!(call.extent);
        line["error"] = json!(error);
        println!("{line}");
        // The server has ended, or hangs.
        if !line["sent"].is_null() && line["status"].is_null() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::FAILURE
}
