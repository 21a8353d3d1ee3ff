//! The server: connections in, answers out.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::answer::{self, Answer, Delivery, Manner};
use crate::answer_body::AnswerBody;
use crate::request::Request;
use crate::state::State;

/// A body beyond the limit is read on up to here and dropped, so that its sender gets to see the refusal; a sender who
/// goes on after this is cut off.
const DISCARDED_BYTES: usize = 64 << 20;

/// Serves until `stopped` resolves; connections that are still open then end with the runtime.
pub(crate) async fn serve(
    listener: std::net::TcpListener,
    state: Arc<State>,
    stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    tokio::spawn(accept(listener, state));
    // Both a word from the mock and its disappearance are the end.
    let _ = stopped.await;
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, state.clone()));
            }
            // Too many open files, or a caller that has gone: the next one may fare better.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    }
}

/// Why a connection ends without an answer.
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
    let mut connection =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // The connection's own shutdown would say goodbye properly, which a reset must not.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if is_reset.load(Ordering::Relaxed) {
        let _ = stream.set_zero_linger();
    }
}

/// The response to a request; none when the connection is to be reset.
async fn exchange(state: &State, request: hyper::Request<Incoming>) -> Option<Response<AnswerBody>> {
    let (parts, body) = request.into_parts();
    let delivery = match read(body, state.body_limit).await? {
        Some(body) => {
            let request = Request::new(parts, body);
            let exchange = answer::open(state, &request);
            let delay = exchange.delay(state);
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
            exchange.close(state, &request)
        }
        None => answer::refuse_body(state, &Request::new(parts, Bytes::new())),
    };
    match delivery {
        Delivery::Sent(answer, manner) => Some(response(answer, manner)),
        Delivery::Reset => None,
    }
}

/// The body, or `Some(None)` when it is larger than the limit. None when its sender broke off.
async fn read(mut body: Incoming, limit: usize) -> Option<Option<Bytes>> {
    let mut kept = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        length += data.len();
        if length > limit.saturating_add(DISCARDED_BYTES) {
            return None;
        }
        if length <= limit {
            kept.extend_from_slice(&data);
        }
    }
    Some((length <= limit).then(|| kept.freeze()))
}

fn response(answer: Answer, manner: Manner) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::new(answer.body, manner));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}
