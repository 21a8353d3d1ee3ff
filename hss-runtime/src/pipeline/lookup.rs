//! Look-up of client parameters.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio::time::Instant;

use crate::auth::{LookupRequest, ParameterLookup};
use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{BodyMode, EncodedCall};
use crate::pipeline::exchange::Exchange;
use crate::transport::Payload;
use crate::wire::headers::set_header;

/// Looks up a client parameter with one call, whose result is kept for the lifetime of the client. Concurrent callers share
/// that call. A rejection is kept for half a minute.
///
/// # Errors
///
/// [`Error::Config`] if the value cannot be found or is ambiguous, and any failure of a call.
pub(crate) async fn look_up<'a>(
    shared: &'a Arc<Shared>,
    name: &str,
    deadline: Duration,
) -> Result<&'a str, Error> {
    let lookup = shared
        .scheme
        .lookup(name)
        .ok_or_else(|| Error::config(format!("the client parameter `{name}` cannot be looked up")))?;
    let state = lookup.state();
    let _lock = state.lock().await;
    match (state.found(), state.refusal()) {
        (Some(found), _) => Ok(found),
        (None, Some(refusal)) => Err(refusal),
        (None, None) => {
            let request = lookup.request()?;
            state.record(find(shared, lookup, request, deadline).await)
        }
    }
}

async fn find(
    shared: &Arc<Shared>,
    lookup: &dyn ParameterLookup,
    request: LookupRequest<'_>,
    deadline: Duration,
) -> Result<String, Error> {
    let mut headers = HeaderMap::new();
    set_header(&mut headers, CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let call = EncodedCall {
        operation: request.operation,
        endpoint: request.endpoint.clone(),
        path: request.endpoint.path(request.operation.path),
        query: request.query,
        headers,
        body: Payload::Whole(Bytes::new()),
        sent: Arc::default(),
        documented: Cow::Borrowed(""),
        mode: BodyMode::Buffer,
        timeout: shared.timeout,
        deadline,
    };
    let received = Exchange::new(shared.clone(), call, Instant::now()).run().await?;
    lookup.read(&received.response)
}
