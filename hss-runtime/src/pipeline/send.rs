//! Sending encoded calls.

use std::sync::Arc;

use tokio::time::{Instant, timeout};

use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encode::unsendable;
use crate::pipeline::encoded::{EncodedCall, PendingCall};
use crate::pipeline::exchange::Exchange;
use crate::pipeline::lookup::look_up;
use crate::pipeline::received::{Deadline, ReceivedResponse};
use crate::wire::encode;

/// Looks up a missing parameter and sends the call, both within the deadline of the call.
///
/// # Errors
///
/// Any failure of the look-up and the call.
pub(crate) async fn send(shared: Arc<Shared>, pending: PendingCall) -> Result<ReceivedResponse, Error> {
    let start = Instant::now();
    let PendingCall { mut call, missing } = pending;
    if let Some(missing) = missing {
        let find = look_up(&shared, missing.name, call.deadline);
        let found = timeout(call.deadline, find).await.map_err(|_| not_sent(&call, start))??;
        let path = encode::path(call.operation, &missing.values, &|name| {
            if name == missing.name { Some(found) } else { shared.parameter(name) }
        });
        call.path = call.endpoint.path(&path.map_err(|problem| unsendable(call.operation, &problem))?);
    }
    Exchange::new(shared, call, start).run().await
}

/// The deadline passed before the first attempt.
fn not_sent(call: &EncodedCall, start: Instant) -> Error {
    let host = call.endpoint.host().to_owned();
    Deadline { operation: call.operation, host, attempts: 0, start, allowed: call.deadline }.error()
}
