//! Several successes, media types, headers, error bodies and streams, from a document to a client.

use std::fs;
use std::time::Duration;

use hss_mock::{Fault, Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::{Download, Error, Events, FileContent, JsonLines};
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use client::parcels::{
    Colour, CreateParcelError, CreateParcelRequestBodyFormData, Job, Missing, Parcel, ParcelsApi, Problem,
    body, builder, response,
};

pub(crate) mod client {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/parcels");
}

pub(crate) fn start() -> (Mock, ParcelsApi) {
    let spec = hss_spec::read_folder(&crate::folder("parcels")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = client::Client::builder().endpoint(mock.base_url()).build().unwrap();
    let parcels = client.parcels();
    (mock, parcels)
}

fn last(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

fn text(request: &RecordedRequest) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

#[test]
fn the_spec_is_that_of_the_document() {
    let name = crate::folder("documents").join("parcels.yaml");
    let text = fs::read_to_string(&name).unwrap();
    let read = read_openapi(&Document::new("parcels.yaml", &text), false).unwrap();
    let known = hss_spec::read_folder(&crate::folder("parcels")).unwrap();
    let imported = import(&Spec::new(known.service.clone()), read.drafts, None).unwrap();
    assert_eq!(imported.notes, []);
    let report = hss_spec::diff::diff(&known, &imported.spec);
    assert_eq!(report.to_text().lines().next(), Some("verdict: none (no changes)"), "{}", report.to_text());
}

#[tokio::test]
async fn successes_of_several_types_are_an_enumeration_by_status() {
    let (mock, parcels) = start();
    let create = || parcels.create_parcel(Parcel::new("a")).send();
    let response::CreateParcel::Created(parcel) = create().await.unwrap() else { panic!("201 expected") };
    assert!(parcel.name.is_some());
    let respond = |status: u16, content: &str| {
        mock.clear_faults();
        mock.fault(Fault::status("CreateParcel", status).body("application/json", content));
    };
    respond(202, r#"{ "job_id": "j", "done": false }"#);
    let response::CreateParcel::Accepted(job) = create().await.unwrap() else { panic!("202 expected") };
    assert_eq!(job.job_id.as_deref(), Some("j"));
    respond(204, "");
    assert!(matches!(create().await.unwrap(), response::CreateParcel::NoContent));
    // Of a class, and of no documented status.
    respond(207, r#"["a", "b"]"#);
    let response::CreateParcel::Success(names) = create().await.unwrap() else { panic!("2XX expected") };
    assert_eq!(names, ["a", "b"]);
    respond(201, "<p>");
    assert!(matches!(create().await.unwrap_err(), Error::Decode(_)));
}

#[tokio::test]
async fn a_success_without_content_beside_one_with_content_is_none() {
    let (mock, parcels) = start();
    assert!(parcels.show_parcel("7").send().await.unwrap().is_some());
    mock.fault(Fault::status("ShowParcel", 204).body("application/json", ""));
    assert_eq!(parcels.show_parcel("7").send().await.unwrap(), None);
    let mut label = parcels.print_label().send().await.unwrap().unwrap();
    assert!(!label.text(100_000).await.unwrap().is_empty());
    mock.fault(Fault::status("PrintLabel", 204).body("text/plain", ""));
    assert!(parcels.print_label().send().await.unwrap().is_none());
}

#[tokio::test]
async fn documented_headers_have_constants() {
    let (mock, parcels) = start();
    let created = parcels.create_parcel(Parcel::new("a")).send_with_metadata().await.unwrap();
    let left = created.header(builder::CreateParcel::X_PARCELS_LEFT).unwrap();
    assert!(left.parse::<i64>().is_ok(), "{left}");
    assert!(created.header(builder::CreateParcel::LOCATION).is_some());
    mock.fault(Fault::status("CreateParcel", 202).body("application/json", "{}"));
    let accepted = parcels.create_parcel(Parcel::new("a")).send_with_metadata().await.unwrap();
    assert_eq!(accepted.header(builder::CreateParcel::X_PARCELS_LEFT), None);
    assert_eq!(builder::CheckParcel::X_SIZE, "X-Size");
}

#[tokio::test]
async fn error_bodies_have_their_documented_types() {
    let (mock, parcels) = start();
    let body = r#"{ "title": "Busy", "status": 409, "reason": "full" }"#;
    mock.fault(Fault::status("CreateParcel", 409).body("application/problem+json", body));
    let error = parcels.create_parcel(Parcel::new("a")).send().await.unwrap_err();
    assert_eq!(error.body_as::<Problem>().unwrap().title.as_deref(), Some("Busy"));
    assert_eq!(error.body_as::<CreateParcelError>().unwrap().reason.as_deref(), Some("full"));
    mock.fault(Fault::status("ShowParcel", 404).body("application/json", r#"{ "id": "7" }"#));
    let error = parcels.show_parcel("7").send().await.unwrap_err();
    assert_eq!(error.body_as::<Missing>().unwrap().id.as_deref(), Some("7"));
}

#[tokio::test]
async fn a_head_has_headers_and_no_body_whatever_is_documented() {
    let (mock, parcels) = start();
    let () = parcels.check_parcel("7").send().await.unwrap();
    assert_eq!(last(&mock).method, "HEAD");
    let checked = parcels.check_parcel("7").send_with_metadata().await.unwrap();
    assert_eq!((checked.status.as_u16(), checked.body.len()), (200, 0));
}

#[tokio::test]
async fn the_caller_asks_for_another_media_type() {
    let (mock, parcels) = start();
    let mut table: Download = parcels.show_parcel("7").send_as("text/csv").await.unwrap();
    assert!(!table.bytes(100_000).await.unwrap().is_empty());
    assert_eq!(last(&mock).header("accept"), Some("text/csv"));
    let mut lines: JsonLines<Parcel> =
        parcels.show_parcel("7").send_as("application/x-ndjson").await.unwrap();
    assert!(lines.next().await.unwrap().unwrap().name.is_some());
    // A service that does not know better is found out.
    mock.fault(Fault::status("ShowParcel", 200).body("application/json", "{}"));
    let error = parcels.show_parcel("7").send_as::<Download>("text/csv").await.unwrap_err().to_string();
    assert!(error.contains(r#"it is "application/json", but "text/csv" is documented"#), "{error}");
    let error = parcels.show_parcel("7").send_as::<Download>("text/\n").await.unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
}

#[tokio::test]
async fn the_caller_chooses_the_media_type_of_a_body() {
    let (mock, parcels) = start();
    let parcel = || Parcel::new("a b").labels(["x", "y"]);
    let cases: [(body::CreateParcel, &str, &str); 4] = [
        (parcel().into(), "application/json", r#"{"name":"a b","labels":["x","y"]}"#),
        (body::CreateParcel::Form(parcel()), "application/x-www-form-urlencoded", "name=a%20b&labels=x%2Cy"),
        (
            body::CreateParcel::ApplicationVndParcelV2Json(parcel()),
            "application/vnd.parcel.v2+json",
            r#"{"name":"a b","labels":["x","y"]}"#,
        ),
        (body::CreateParcel::TextCsv(FileContent::new("", &b"a,b"[..])), "text/csv", "a,b"),
    ];
    for (body, media_type, sent) in cases {
        parcels.create_parcel(body).send().await.unwrap();
        let request = last(&mock);
        assert_eq!((request.header("content-type"), text(&request)), (Some(media_type), sent));
        assert_eq!(request.status, Some(201));
    }
    // Each is checked as what it is.
    let broken: Parcel = hss_runtime::Model::empty();
    for body in [body::CreateParcel::Json(broken.clone()), body::CreateParcel::Form(broken)] {
        let error = parcels.create_parcel(body).send().await.unwrap_err();
        assert!(matches!(error, Error::Validation(_)), "{error}");
    }
}

#[tokio::test]
async fn objects_are_parameters_in_every_location() {
    let (mock, parcels) = start();
    let colour = || Colour::new(100).g(200);
    let call = || parcels.search_parcels(colour(), colour());
    call()
        .filter([("since".to_owned(), serde_json::json!({ "year": 2026, "parts": ["a", "b"] }))].into())
        .labels([("x y".to_owned(), "1&2".to_owned())].into())
        .shade(colour())
        .area(colour())
        .word("a b")
        .x_colour(colour())
        .send()
        .await
        .unwrap();
    let request = last(&mock);
    assert_eq!(request.path, "/search/R=100,G=200");
    let query: Vec<String> = request.query.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let mut expected = [
        "filter[since][parts]=a",
        "filter[since][parts]=b",
        "filter[since][year]=2026",
        "labels[x y]=1&2",
        "shade=R,100,G,200",
        r#"area={"R":100,"G":200}"#,
        r#"word="a b""#,
    ];
    expected[..3].sort_unstable();
    assert_eq!(query, expected);
    assert_eq!(request.header("x-colour"), Some("R,100,G,200"));
    assert_eq!(request.header("cookie"), Some("theme=R%2C100%2CG%2C200"));
    // What is in an object is checked.
    let error = call().shade(Colour::new(256)).send().await.unwrap_err();
    assert!(error.to_string().contains("shade.R"), "{error}");
}

#[tokio::test]
async fn a_form_has_several_files_json_and_a_media_type_per_part() {
    let (mock, parcels) = start();
    let file = |name: &str| FileContent::new(name, name.as_bytes().to_vec());
    let form = CreateParcelRequestBodyFormData::new(file("front.bin"))
        .pages([file("1").with_content_type("text/plain"), file("2")])
        .details(Parcel::new("a"))
        .note("*fragile*")
        .stamp(file("stamp").with_content_type("image/png"));
    parcels.create_parcel(body::CreateParcel::Multipart(form)).send().await.unwrap();
    let request = last(&mock);
    let boundary = request.header("content-type").unwrap().split("boundary=").nth(1).unwrap().to_owned();
    let part = |head: &str, content: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let expected = [
        part("name=\"photo\"; filename=\"front.bin\"\r\nContent-Type: application/octet-stream", "front.bin"),
        part("name=\"pages\"; filename=\"1\"\r\nContent-Type: text/plain", "1"),
        part("name=\"pages\"; filename=\"2\"\r\nContent-Type: application/octet-stream", "2"),
        part("name=\"details\"\r\nContent-Type: application/vnd.parcel+json", r#"{"name":"a"}"#),
        part("name=\"note\"\r\nContent-Type: text/markdown", "*fragile*"),
        part("name=\"stamp\"; filename=\"stamp\"\r\nContent-Type: image/png", "stamp"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(text(&request), expected.concat());
}

async fn events(mock: &Mock, parcels: &ParcelsApi, content: &str) -> Vec<Result<Job, Error>> {
    mock.clear_faults();
    mock.fault(Fault::status("WatchEvents", 200).body("text/event-stream; charset=utf-8", content));
    let mut stream = parcels.watch_events().send().await.unwrap();
    let mut jobs = Vec::new();
    while let Some(event) = stream.next().await {
        jobs.push(event.map(|event| event.data));
    }
    assert!(stream.next().await.is_none());
    jobs
}

#[tokio::test]
async fn server_sent_events_are_read_as_the_standard_says() {
    let (mock, parcels) = start();
    // What the mock makes up.
    let mut stream: Events<Job> = parcels.watch_events().send().await.unwrap();
    let mut count = 0;
    while let Some(event) = stream.next().await {
        assert!(event.unwrap().data.job_id.is_some());
        count += 1;
    }
    assert_eq!(count, 3);
    assert_eq!(last(&mock).header("accept"), Some("text/event-stream"));

    let content = "\u{feff}: hello\r\n\r\nid: 1\r\nevent: job\r\nretry: 50\r\ndata: {\"job_id\":\r\ndata:\"a\"}\r\n\r\n\
                   data: {\"job_id\": \"b\"}\r\rdata\n\nunknown: x\nid\ndata: {}\n\ndata: [DONE]\n\ndata: {}\n\n";
    mock.fault(Fault::status("WatchEvents", 200).body("text/event-stream", content));
    let mut stream = parcels.watch_events().send().await.unwrap();
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_deref(), first.id.as_deref()), (Some("job"), Some("1")));
    assert_eq!(first.data.job_id.as_deref(), Some("a"));
    assert_eq!((stream.last_id(), stream.retry()), (Some("1"), Some(Duration::from_millis(50))));
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!((second.event, second.id.as_deref()), (None, Some("1")));
    assert_eq!(second.data.job_id.as_deref(), Some("b"));
    // Empty data is not JSON; the stream ends with the error.
    assert!(matches!(stream.next().await.unwrap().unwrap_err(), Error::Decode(_)));
    assert!(stream.next().await.is_none());

    let jobs = events(&mock, &parcels, "data: {}\n\ndata: [DONE]\n\ndata: {}\n\n").await;
    assert_eq!(jobs.into_iter().map(Result::unwrap).count(), 1);
    let jobs = events(&mock, &parcels, "data: {}\n\n: end\n").await;
    assert_eq!(jobs.into_iter().map(Result::unwrap).count(), 1);
}

#[tokio::test]
async fn events_of_text_are_given_as_they_are() {
    let (mock, parcels) = start();
    let content = "event: line\ndata: one\ndata:\ndata:  two\n\ndata: [DONE]\n\n";
    mock.fault(Fault::status("FollowLog", 200).body("text/event-stream", content));
    let mut stream = parcels.follow_log().send().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "one\n\n two");
    assert_eq!(stream.next().await.unwrap().unwrap().data, "[DONE]");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_is_cut_or_too_large_or_of_another_type_is_an_error() {
    let (mock, parcels) = start();
    for cut in ["data: {}\n\ndata: {}\n", "data: {}\n\ndata: {", "data: {}\n\ndata: {}"] {
        let mut jobs = events(&mock, &parcels, cut).await;
        let error = jobs.pop().unwrap().unwrap_err().to_string();
        assert!(error.contains("the stream ended within an item"), "{error}");
        assert_eq!(jobs.into_iter().map(Result::unwrap).count(), 1);
    }
    mock.clear_faults();
    mock.fault(Fault::truncate("WatchEvents"));
    let mut stream = parcels.watch_events().send().await.unwrap();
    let mut result = Ok(());
    while let Some(event) = stream.next().await {
        result = event.map(|_| ());
    }
    assert!(matches!(result.unwrap_err(), Error::Download(_)));

    let long = format!("data: \"{}\"\n\n", "x".repeat(100));
    mock.clear_faults();
    mock.fault(Fault::status("FollowLog", 200).body("text/event-stream", long.as_str()));
    let mut stream = parcels.follow_log().send().await.unwrap().max_item_bytes(50);
    let error = stream.next().await.unwrap().unwrap_err().to_string();
    assert!(error.contains("an item is larger than the limit of 50 bytes"), "{error}");
    mock.clear_faults();
    mock.fault(Fault::status("FollowLog", 200).body("text/html", "<p>"));
    let error = parcels.follow_log().send().await.unwrap_err().to_string();
    assert!(error.contains(r#"it is "text/html", but "text/event-stream" is documented"#), "{error}");
}

async fn lines(mock: &Mock, parcels: &ParcelsApi, media_type: &str, content: &str) -> Vec<String> {
    mock.clear_faults();
    mock.fault(Fault::status("ExportLines", 200).body(media_type, content));
    let mut stream = parcels.export_lines().send().await.unwrap().max_item_bytes(40);
    let mut names = Vec::new();
    while let Some(parcel) = stream.next().await {
        names.push(match parcel {
            Ok(parcel) => parcel.name.unwrap_or_default(),
            Err(error) => error.to_string(),
        });
    }
    names
}

#[tokio::test]
async fn lines_of_json_are_values() {
    let (mock, parcels) = start();
    let mut stream = parcels.export_lines().send().await.unwrap();
    assert!(stream.next().await.unwrap().unwrap().name.is_some());
    drop(stream);
    let two = "{\"name\":\"a\"}\r\n\n{\"name\":\"b\"}";
    assert_eq!(lines(&mock, &parcels, "application/jsonl", two).await, ["a", "b"]);
    // A text sequence may have line breaks within a value.
    let sequence = "\u{1e}{\n\"name\":\"a\"}\n\u{1e}{\"name\":\"b\"}\n";
    assert_eq!(lines(&mock, &parcels, "application/json-seq", sequence).await, ["a", "b"]);
    let cut = lines(&mock, &parcels, "application/x-ndjson", "{\"name\":\"a\"}\n{\"name\":").await;
    assert_eq!(cut.len(), 2);
    assert!(cut[1].contains("the stream ended within an item"), "{}", cut[1]);
    let wrong = lines(&mock, &parcels, "application/x-ndjson", "{\"name\":\"a\"}\n7\n{}\n").await;
    assert_eq!(wrong.len(), 2);
    assert!(wrong[1].contains("the response cannot be read"), "{}", wrong[1]);
    let long = format!("{{\"name\":\"{}\"}}\n", "x".repeat(50));
    let long = lines(&mock, &parcels, "application/x-ndjson", &long).await;
    assert!(long[0].contains("an item is larger than the limit of 40 bytes"), "{}", long[0]);
}

#[tokio::test]
async fn a_call_asks_for_the_media_types_of_all_its_successes() {
    let (mock, parcels) = start();
    parcels.request_label().send().await.unwrap();
    assert_eq!(last(&mock).header("accept"), Some("text/plain, application/json"));
}

#[tokio::test]
async fn reserved_characters_are_sent_as_they_are_where_the_document_says_so() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let client = client::Client::builder().endpoint(endpoint).build().unwrap();
    let value = "https://a.example.com/b?c=d&e#f+[g],%2Fh%ü 100%";
    let call = tokio::spawn(client.parcels().print_label().of(value).at("a/b%2F").send());
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.unwrap());
    }
    socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
    assert!(call.await.unwrap().unwrap().is_none());
    let head = String::from_utf8(head).unwrap();
    let expected = "GET /label?of=https://a.example.com/b?c=d%26e%23f%2B%5Bg%5D,%2Fh%25%C3%BC%20100%25&at=a%2Fb%252F HTTP/1.1";
    assert_eq!(head.lines().next(), Some(expected));
}
