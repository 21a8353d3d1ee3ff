//! Sending encoded calls.

use std::sync::Arc;

use tokio::time::{Instant, timeout};

use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encode::{client_value, unsendable};
use crate::pipeline::encoded::PendingCall;
use crate::pipeline::exchange::Exchange;
use crate::pipeline::lookup::look_up;
use crate::pipeline::received::ReceivedResponse;
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
        let found = timeout(call.deadline, find)
            .await
            .map_err(|_| call.timed_out(&*shared.transport, 0, call.deadline, true))??;
        let path = encode::path(call.operation, &missing.values, &|name| {
            if name == missing.name { Some(found) } else { client_value(&shared, call.operation, name) }
        });
        call.path = call.endpoint.path(&path.map_err(|problem| unsendable(call.operation, &problem))?);
    }
    Exchange::new(shared, call, start).run().await
}
