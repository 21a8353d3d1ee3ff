//! Strings of a documented format: their types in code, and that any text is a value.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use hss_mock::Mock;
use hss_runtime::prelude::*;
use hss_runtime::{FileContent, Nullable, decode, encode, text};
use serde_json::{Value, json};

use clinic::clinic::{
    AddPictureRequestBody, Date, FileRequestRequestBody, PatientChange, Visit, VisitReminder,
};

mod clinic {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/clinic");
}

const PATIENT: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

fn start() -> (Mock, clinic::Client) {
    let spec = hss_spec::read_folder(&crate::folder("clinic")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = clinic::Client::builder().endpoint(mock.base_url()).build().unwrap();
    (mock, client)
}

fn sent(mock: &Mock) -> hss_mock::RecordedRequest {
    mock.requests().pop().unwrap()
}

#[test]
fn the_spec_is_the_one_of_the_document() {
    let text = std::fs::read_to_string(crate::folder("documents").join("clinic.yaml")).unwrap();
    let document = hss_spec::import::Document::new("clinic.yaml", &text);
    let read = hss_spec::import::read_openapi(&document, false).unwrap();
    let known = hss_spec::read_folder(&crate::folder("clinic")).unwrap();
    let new = hss_spec::import::import(&known, read.drafts, None).unwrap();
    assert_eq!(new.spec.to_files(), known.to_files());
}

#[tokio::test]
async fn parameters_take_texts_and_times() {
    let (mock, client) = start();
    let hour = Duration::from_secs(3600);
    let filter = BTreeMap::from([("from".to_owned(), "2025-08-29".into())]);
    let call = client.clinic().list_visits(SystemTime::UNIX_EPOCH).longest(hour).trace(PATIENT);
    call.days(["2025-08-29", "someday"]).filter(filter).send().await.unwrap();
    let request = sent(&mock);
    let query: BTreeMap<&str, &str> = request.query.iter().map(|(key, value)| (&**key, &**value)).collect();
    let expected = [
        ("days", "2025-08-29,someday"),
        ("filter", r#"{"from":"2025-08-29"}"#),
        ("longest", "PT1H"),
        ("since", "1970-01-01T00:00:00Z"),
    ];
    assert_eq!(query.into_iter().collect::<Vec<_>>(), expected);
    // A string is taken as it is, whatever its format.
    client.clinic().list_visits("last week").send().await.unwrap();
    assert_eq!(sent(&mock).query, [("since".to_owned(), "last week".to_owned())]);
    client.clinic().show_patient("first").send().await.unwrap();
    assert_eq!(sent(&mock).path, "/patients/first");
}

#[test]
fn every_place_in_a_body_has_the_type() {
    let at = text::DateTime::from(SystemTime::UNIX_EPOCH);
    let visit = Visit::new(at.clone())
        .stay(Duration::from_millis(90_500))
        .patient(PATIENT)
        .reminder("2025-08-29T12:00:00Z")
        .scan(&b"hello"[..])
        .contact("user@example.com")
        .room("4b")
        .doses(BTreeMap::from([("first".to_owned(), at)]))
        .days([Some("2025-08-29".into()), None])
        .date(Date::empty().weekday("Friday"));
    let expected = json!({
        "at": "1970-01-01T00:00:00Z",
        "stay": "PT1M30.500S",
        "patient": PATIENT,
        "reminder": "2025-08-29T12:00:00Z",
        "scan": "aGVsbG8=",
        "contact": "user@example.com",
        "room": "4b",
        "doses": { "first": "1970-01-01T00:00:00Z" },
        "days": ["2025-08-29", null],
        "date": { "weekday": "Friday" }
    });
    let json: Value = serde_json::from_slice(&encode::to_vec(&visit).unwrap()).unwrap();
    assert_eq!(json, expected);
    let mut read = Visit::empty();
    decode::from_slice(expected.to_string().as_bytes(), &mut read).unwrap();
    assert_eq!(read, visit);
    assert_eq!(read.scan.unwrap().decode().unwrap(), b"hello");
    assert_eq!(VisitReminder::from("soon"), VisitReminder::from(text::DateTime::from("soon")));
}

#[test]
fn a_response_is_read_whatever_its_texts_are() {
    let json =
        json!({ "at": "yesterday", "patient": 17, "doses": { "a": "" }, "days": ["", null], "seal": "!" });
    let mut visit = Visit::empty();
    decode::from_slice(json.to_string().as_bytes(), &mut visit).unwrap();
    assert_eq!(visit.at.as_deref(), Some("yesterday"));
    assert_eq!(visit.patient.as_deref(), Some("17"));
    let error = visit.at.unwrap().parse::<SystemTime>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#""yesterday" is not a date-time: expected a form such as 2025-08-29T12:00:00Z"#
    );
}

#[test]
fn a_bound_is_enforced_and_a_format_is_not() {
    let (_mock, client) = start();
    let visit = |seal: &str| client.clinic().book_visit(Visit::new("soon").seal(seal));
    assert!(visit("not base64!").validate().is_ok());
    assert!(visit("longer than sixteen").validate().is_err());
}

#[tokio::test]
async fn null_is_apart_from_absent() {
    let (mock, client) = start();
    let change = PatientChange::empty().born(None).seen("2025-08-29T12:00:00Z").contact(Nullable::Null);
    client.clinic().change_patient(PATIENT, change).send().await.unwrap();
    let body: Value = serde_json::from_slice(&sent(&mock).body).unwrap();
    assert_eq!(body, json!({ "born": null, "seen": "2025-08-29T12:00:00Z", "contact": null }));
}

#[tokio::test]
async fn forms_carry_the_text() {
    let (mock, client) = start();
    let form = FileRequestRequestBody::new((2025, 8, 29)).at("2025-08-29T12:00:00+02:00");
    client.clinic().file_request(form).send().await.unwrap();
    assert_eq!(sent(&mock).body, b"day=2025-08-29&at=2025-08-29T12%3A00%3A00%2B02%3A00");
    let form = AddPictureRequestBody::new(FileContent::new("a.png", &b"png"[..]), "2025-08-29").of(PATIENT);
    client.clinic().add_picture(form).send().await.unwrap();
    let body = String::from_utf8(sent(&mock).body).unwrap();
    assert!(body.contains("\r\n\r\n2025-08-29\r\n") && body.contains(PATIENT), "{body}");
}

#[tokio::test]
async fn the_mock_makes_values_of_each_format() {
    let (_mock, client) = start();
    let patient = client.clinic().show_patient(PATIENT).send().await.unwrap();
    patient.id.unwrap().parse::<[u8; 16]>().unwrap();
    patient.born.unwrap().parse::<(u16, u8, u8)>().unwrap();
    let visits = client.clinic().list_visits("2025-08-29T12:00:00Z").send().await.unwrap();
    assert!(!visits.is_empty());
    for visit in visits {
        let at: Option<SystemTime> = visit.at.map(|at| at.parse()).transpose().unwrap();
        assert!(at.is_some());
        visit.stay.unwrap().parse::<Duration>().unwrap();
        visit.scan.unwrap().decode().unwrap();
        assert!(visit.contact.unwrap().contains('@'));
    }
}

#[test]
fn a_sample_has_values_of_the_format() {
    let program =
        hss_cli::Program::new(&clinic::API).spec(hss_codegen_macros::spec!(path = "other_api/clinic"));
    let sample = |operation, language| program.sample(operation, language).unwrap();
    let rust = sample("ListVisits", "rust");
    assert!(rust.contains(r#".list_visits("2025-08-29T12:00:00Z")"#), "{rust}");
    let rust = sample("BookVisit", "rust");
    assert!(rust.contains(r#"Visit::new("2025-08-29T12:00:00Z")"#), "{rust}");
    // Elements may have to differ.
    let rust = sample("MergePatients", "rust");
    assert!(rust.contains(r#"["0f8fad5b-d9cb-469f-a165-70867728950e", "IDS_2"]"#), "{rust}");
    let curl = sample("ShowPatient", "curl");
    assert!(curl.contains("/patients/0f8fad5b-d9cb-469f-a165-70867728950e"), "{curl}");
}

#[test]
fn tables_name_the_format() {
    let (_mock, client) = start();
    let operation = client.clinic().list_visits("").call().operation();
    let formats =
        operation.parameters.iter().map(|parameter| (parameter.field.name, parameter.field.format()));
    let expected = [
        ("since", Some("date-time")),
        ("days", Some("date")),
        ("longest", Some("duration")),
        ("trace", Some("uuid")),
        // Its value is the text of an object.
        ("filter", None),
    ];
    assert_eq!(formats.collect::<Vec<_>>(), expected);
}
