//! The server: accepts connections and sends responses.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::error_body::Refusal;
use crate::exchange;
use crate::request::Request;
use crate::response::{Delivery, Manner, Response};
use crate::response_body::ResponseBody;
use crate::state::State;

/// A body beyond the limit is read and dropped up to this size, so that its sender sees the refusal; then the connection is
/// closed.
const DISCARDED_BYTES: usize = 64 << 20;

/// Serves until `stopped` resolves; connections that are still open then end with the runtime.
pub(crate) async fn serve(
    listener: std::net::TcpListener,
    state: Arc<State>,
    stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    tokio::spawn(accept(listener, state));
    // An error means that the mock was dropped, which also ends it.
    let _ = stopped.await;
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, state.clone()));
            }
            // Too many open files, or a closed connection: the next one may succeed.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    }
}

/// The error that ends a connection without a response.
#[derive(Debug)]
struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the mock cuts this connection")
    }
}

impl std::error::Error for Cut {}

async fn connection(stream: TcpStream, state: Arc<State>) {
    let _ = stream.set_nodelay(true);
    let is_reset = AtomicBool::new(false);
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let (state, is_reset) = (&state, &is_reset);
        Box::pin(async move {
            match exchange(state, request).await {
                Some(response) => Ok(response),
                None => {
                    is_reset.store(true, Ordering::Relaxed);
                    Err(Cut)
                }
            }
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(state.read_timeout)
        .serve_connection(TokioIo::new(stream), service);
    // The connection's own shutdown would close it gracefully, which a reset must not.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if is_reset.load(Ordering::Relaxed) {
        let _ = stream.set_zero_linger();
    }
}

/// The response to a request; `None` if the connection must be reset.
async fn exchange(state: &State, request: hyper::Request<Incoming>) -> Option<hyper::Response<ResponseBody>> {
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(state.read_timeout, read(body, state.body_limit)).await;
    let refuse = |parts, refusal| exchange::refuse_body(state, &Request::new(parts, Bytes::new()), refusal);
    let delivery = match read {
        Ok(Ok(body)) => {
            let request = Request::new(parts, body);
            let exchange = exchange::open(state, &request);
            let delay = exchange.delay(state);
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
            exchange.close(state, &request)
        }
        Ok(Err(Unread::TooLarge)) => refuse(parts, Refusal::too_large(state.body_limit)),
        Ok(Err(Unread::BrokenOff)) => return None,
        Err(_) => refuse(parts, Refusal::timed_out(state.read_timeout)),
    };
    match delivery {
        Delivery::Sent(response, manner) => Some(to_hyper(response, manner)),
        Delivery::Reset => None,
    }
}

/// The reason for which a body was not read.
enum Unread {
    TooLarge,
    BrokenOff,
}

/// Reads a body of at most `limit` bytes.
async fn read(mut body: Incoming, limit: usize) -> Result<Bytes, Unread> {
    let mut kept = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Unread::BrokenOff)?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length > limit.saturating_add(DISCARDED_BYTES) {
            return Err(Unread::BrokenOff);
        }
        if length <= limit {
            kept.extend_from_slice(&data);
        } else {
            kept = BytesMut::new();
        }
    }
    if length <= limit { Ok(kept.freeze()) } else { Err(Unread::TooLarge) }
}

fn to_hyper(response: Response, manner: Manner) -> hyper::Response<ResponseBody> {
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut sent = hyper::Response::new(ResponseBody::new(response.body, manner));
    *sent.status_mut() = status;
    for (name, value) in response.documented {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value))
        {
            sent.headers_mut().insert(name, value);
        }
    }
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            sent.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    sent
}
