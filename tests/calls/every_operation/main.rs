//! Every operation, called through the generated typed API against the mock: what goes over the wire is held against
//! the spec, and what comes back is read into its model and written again.
//!
//! The calls and what is expected of them are written by the build script. The mock checks each request by itself and
//! verifies its signature; then method, path, query, headers and body are compared with what the spec asks for. An
//! response in JSON that was read into its model and written again is the same JSON, but that null and what is left out
//! are one, and so are 1 and 1.0.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod capture;
mod documented;
mod expected;
mod form;
mod request;
mod response;
mod sent;

use std::collections::BTreeSet;

use hss_client::{Client, Connections, Credentials};
use hss_mock::Mock;

use capture::Capture;
use expected::Expected;
use response::Coverage;

/// The calls, each in a function of its own, in the order of what is expected of them.
mod calls {
    #![allow(
        deprecated,
        unused_imports,
        clippy::all,
        reason = "all of the client is called, as it happens to be"
    )]

    use crate::sent::{Sent, file, json, nothing};
    use hss_client::Client;

    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}

/// The examples in the documentation of all builders. They are compiled and not called.
mod examples {
    #![allow(
        dead_code,
        deprecated,
        unused_imports,
        unused_variables,
        clippy::all,
        reason = "some need a variable of the reader's, or do nothing with a response"
    )]

    // The groups' types name it as they do in the client.
    use hss_client::shared;

    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

/// A client of the mock, and its last response.
fn client(mock: &Mock) -> (Client, Capture) {
    let capture = Capture::over(Connections::direct().open().unwrap());
    let client = Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id(expected::PROJECT)
        .transport(capture.clone())
        .build()
        .unwrap();
    (client, capture)
}

/// Makes all calls of one extent and returns what was wrong with them, and what their responses had in them.
async fn call_all(extent: &str) -> (Vec<String>, Coverage) {
    let mock = Mock::builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    let (client, capture) = client(&mock);
    let (mut wrong, mut coverage) = (Vec::new(), Coverage::default());
    for (send, expected) in calls::CALLS.iter().zip(Expected::all()) {
        if expected.extent != extent {
            continue;
        }
        mock.clear_requests();
        let response = send(&client).await;
        let [request] = &mock.requests()[..] else {
            wrong.push(format!(
                "{}: {} requests: {:?}",
                expected.operation,
                mock.requests().len(),
                response.err()
            ));
            continue;
        };
        let mut differences = request::differences(request, &expected);
        match response {
            Ok(response) => {
                differences.extend(response::difference(&response, &capture.body(), &mut coverage))
            }
            Err(error) => differences.push(error.to_string()),
        }
        wrong.extend(
            differences.into_iter().map(|difference| format!("{}: {difference}", expected.operation)),
        );
    }
    (wrong, coverage)
}

fn assert_right(wrong: &[String]) {
    let shown: Vec<&str> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong, the first of them:\n{}", wrong.len(), shown.join("\n"));
}

#[tokio::test]
async fn with_its_required_arguments_alone_each_operation_is_sent_as_the_spec_says_and_gets_a_response() {
    let (wrong, coverage) = call_all("required").await;
    assert_right(&wrong);
    // The mock's responses have content.
    assert!(coverage.nothing > 0 && coverage.lists > 0 && coverage.values > 10_000, "{coverage:?}");
}

#[tokio::test]
async fn with_every_parameter_and_field_each_operation_is_sent_as_the_spec_says_and_gets_a_response() {
    assert_right(&call_all("everything").await.0);
}

#[test]
fn no_operation_of_the_client_is_left_out() {
    let called: BTreeSet<String> = Expected::all().map(|expected| expected.operation).collect();
    let known: BTreeSet<String> = hss_client::operations().map(|operation| operation.id.to_owned()).collect();
    assert_eq!(called, known);
    assert_eq!(calls::CALLS.len(), 2 * known.len(), "each is called twice");
}
