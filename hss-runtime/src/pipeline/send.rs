//! Sending encoded calls.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encode::client_value;
use crate::pipeline::encoded::{PendingCall, unsendable};
use crate::pipeline::exchange::Exchange;
use crate::pipeline::lookup::look_up;
use crate::pipeline::received::ReceivedResponse;
use crate::schema::Operation;
use crate::wire::encode;

/// Looks up the client parameter that the scheme sends with the call, unless it is known.
async fn find_needed(
    shared: &Arc<Shared>,
    operation: &'static Operation,
    deadline: Duration,
) -> Result<(), Error> {
    if let Some(name) = shared.scheme.needed(operation, &shared.transport).await? {
        look_up(shared, name, deadline).await?;
    }
    Ok(())
}

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
    let need = find_needed(&shared, call.operation, call.deadline.saturating_sub(start.elapsed()));
    timeout(call.deadline.saturating_sub(start.elapsed()), need)
        .await
        .map_err(|_| call.timed_out(&*shared.transport, 0, call.deadline, true))??;
    Exchange::new(shared, call, start).run().await
}
