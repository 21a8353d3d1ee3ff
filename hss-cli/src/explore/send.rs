//! The call of a form, made by the client in this process.

use std::time::Instant;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use hss_runtime::Error;
use hss_runtime::dynamic::{JsonPages, json};
use hss_runtime::schema::{Method, Operation, Response};
use serde_json::{Map, Value as Json};

use super::attempts::{counted, status};
use super::checked_form::{Setting, Use, check_form};
use super::file::{File, file_name};
use super::response::{Outcome, json_text};
use super::session::{Listing, Session};
use super::submitted_form::SubmittedForm;
use crate::failure::Failure;

/// The largest file of a response that is kept for the browser, in bytes.
const LARGEST_FILE: usize = 256 << 20;

/// True if an operation only reads.
pub(super) fn is_read(operation: &Operation) -> bool {
    matches!(operation.method, Method::Get | Method::Head)
}

/// Sends the call of a form, unless something is wrong with it.
pub(super) async fn call(
    session: &Session,
    operation: &'static Operation,
    submitted: &SubmittedForm,
) -> Outcome {
    if session.site.reads_only && !is_read(operation) {
        return Outcome::failed(
            "this explorer was started with --read-only: it sends only GET and HEAD requests",
        );
    }
    let form = check_form(session.setting(), operation, submitted);
    if !form.problems.is_empty() {
        return Outcome { problems: form.problems, ..Outcome::failed("Nothing was sent.") };
    }
    let Setting { client, region, .. } = session.setting();
    let call = match form.call(client, region, Use::Send) {
        Ok(call) => call,
        Err(problem) => return Outcome { problems: vec![problem], ..Outcome::failed("Nothing was sent.") },
    };
    let accept = form.accept;
    if operation.paging.is_some() && accept.is_none() {
        return read_page(session, Listing { form, pages: JsonPages::new(call) }).await;
    }
    measured(session, async {
        if accept.map_or(has_files(operation), |accept| !accept.is_json()) {
            let mut download = call.download().await?;
            let (kind, name) = (download.content_type.take(), download.content_disposition.take());
            let bytes = download.bytes(LARGEST_FILE).await?;
            let name = file_name(operation, kind.as_deref(), name.as_deref());
            let response = operation.response_to(status().unwrap_or_default());
            let response = if accept.is_some() { &Response::File } else { response };
            return Ok(match (response, serde_json::from_slice(&bytes)) {
                (Response::Json(_), Ok(body)) => Outcome::of(operation, response, &body),
                _ => Outcome { file: Some(File::kept(session, name, bytes)), ..Outcome::default() },
            });
        }
        let response = call.execute().await?;
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Outcome::default());
        }
        Ok(match json(&response) {
            Ok(body) => Outcome::of(operation, operation.response_to(response.status.as_u16()), &body),
            // The response that came instead can be inspected.
            Err(error) => {
                let header = |name| response.headers.get(name).and_then(|value| value.to_str().ok());
                let name = file_name(operation, header(CONTENT_TYPE), header(CONTENT_DISPOSITION));
                let file = Some(File::kept(session, name, response.body.clone()));
                Outcome { file, ..of_error(session, error) }
            }
        })
    })
    .await
}

/// True if a success of the operation is a file or a stream.
fn has_files(operation: &Operation) -> bool {
    let is_file = |response: &Response| matches!(response, Response::File | Response::Stream(..));
    is_file(&operation.response) || operation.successes.iter().any(|success| is_file(&success.response))
}

/// Reads the next page of a listing.
pub(super) async fn next_page(session: &Session, number: u64) -> Outcome {
    match session.listings.take(number) {
        Some(listing) => read_page(session, listing).await,
        None => Outcome::failed("this listing is no longer available: send the call again"),
    }
}

async fn read_page(session: &Session, mut listing: Listing) -> Outcome {
    measured(session, async {
        let Some(page) = listing.pages.next().await else {
            return Ok(Outcome { is_end: true, ..Outcome::default() });
        };
        let page = match page {
            Ok(page) => page,
            Err(error) => {
                // The page can be asked for again.
                let next = again(session, listing);
                return Ok(Outcome { next, ..of_error(session, error) });
            }
        };
        let operation = listing.form.operation;
        let mut body = page.body;
        let count = page.items.len() as i64;
        if let Some(paging) = operation.paging {
            put(&mut body, paging.items, Json::Array(page.items));
        }
        let total = listing.pages.total();
        let read = listing.pages.offset();
        let is_end = total.is_some_and(|total| read >= total) || count == 0;
        let next = (!is_end).then(|| session.keep_listing(listing));
        let page = Outcome::of(operation, &operation.response, &body);
        Ok(Outcome { next, total, read: Some(read), is_end, ..page })
    })
    .await
}

/// Keeps a listing at the page that could not be read.
fn again(session: &Session, listing: Listing) -> Option<u64> {
    let Setting { client, region, .. } = session.setting();
    let call = listing.form.call(client, region, Use::Send).ok()?;
    let pages = JsonPages::new(call).resume_at(listing.pages.position().clone());
    Some(session.keep_listing(Listing { pages, ..listing }))
}

/// Puts the items of a page back into its body.
fn put(body: &mut Json, path: &[&str], items: Json) {
    let Some((name, owners)) = path.split_last() else {
        *body = items;
        return;
    };
    let mut place = body;
    for owner in owners {
        if !place.is_object() {
            return;
        }
        place = &mut place[*owner];
    }
    if place.is_null() {
        *place = Json::Object(Map::new());
    }
    if let Some(entries) = place.as_object_mut() {
        entries.insert((*name).to_owned(), items);
    }
}

/// Runs a call, and adds its status, request id, attempts and time.
async fn measured(session: &Session, call: impl Future<Output = Result<Outcome, Error>>) -> Outcome {
    let start = Instant::now();
    let (result, seen) = counted(call).await;
    let mut outcome = match result {
        Ok(outcome) => outcome,
        Err(error) => of_error(session, error),
    };
    outcome.status = seen.status;
    outcome.request_id = seen.request_id;
    outcome.attempts = seen.attempts;
    outcome.milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    outcome
}

fn of_error(session: &Session, error: Error) -> Outcome {
    let body = match &error {
        Error::Api(error) => serde_json::from_slice::<Json>(&error.body).ok(),
        _ => None,
    };
    let json = body.as_ref().and_then(json_text);
    Outcome { json, ..Outcome::failed(&Failure::Client(error).text(&session.site.program)) }
}
