//! Streams of items, written as they arrive.

use std::marker::PhantomData;

use hss_runtime::dynamic::Call;
use hss_runtime::schema::{Framing, Kind};
use hss_runtime::{Error, Events, FromResponse, JsonLines, Request};
use serde_json::Value as Json;

use crate::failure::Failure;
use crate::output::{Form, Printer};
use crate::query;
use crate::terminal::Terminal;

/// A call whose response is a stream.
struct Streamed<R> {
    call: Call,
    response: PhantomData<fn() -> R>,
}

impl<R: FromResponse> Request for Streamed<R> {
    type Response = R;

    fn call(&mut self) -> &mut Call {
        &mut self.call
    }
}

fn open<R: FromResponse>(call: Call) -> impl Future<Output = Result<R, Error>> {
    Streamed { call, response: PhantomData }.send()
}

/// The items of a response.
enum Items {
    Lines(JsonLines<Json>),
    Events(Events<Json>),
    Texts(Events<String>),
}

impl Items {
    async fn next(&mut self) -> Option<Result<Json, Error>> {
        Some(match self {
            Self::Lines(lines) => lines.next().await?,
            Self::Events(events) => events.next().await?.map(|event| event.data),
            Self::Texts(events) => events.next().await?.map(|event| Json::from(event.data)),
        })
    }
}

/// Writes all items of a stream, or the part of each that the query selects. After Ctrl-C or an error, the output so far is
/// complete.
pub(crate) async fn all(
    call: Call,
    (framing, kind): (Framing, &'static Kind),
    form: &Form,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut items = match (framing, kind) {
        (Framing::Events, Kind::String) => Items::Texts(open(call).await?),
        (Framing::Events, _) => Items::Events(open(call).await?),
        _ => Items::Lines(open(call).await?),
    };
    let mut printer = Printer::of_anything(form, terminal);
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    let result = loop {
        let item = tokio::select! {
            item = items.next() => item,
            _ = &mut stop => break Err(Failure::Interrupted),
        };
        let item = match item {
            None => break Ok(()),
            Some(Err(error)) => break Err(Failure::Client(error)),
            Some(Ok(item)) => form.with_names(item, Some(kind)),
        };
        let values = match &form.query {
            Some(expression) => query::select_each(expression, &[item])?,
            None => vec![item],
        };
        printer.values(&values)?;
    };
    printer.end()?;
    result
}
