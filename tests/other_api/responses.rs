//! Responses that have no content, another media type, headers, or an error body of a documented type.

use std::collections::BTreeMap;

use hss_mock::Fault;
use hss_runtime::Error;
use hss_runtime::prelude::*;

use crate::security::vault::items::StartExportResponse;
use crate::security::{builder, last, mock};

#[tokio::test]
async fn a_response_without_content_is_an_empty_value() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").build().unwrap();
    for status in [200, 204, 205] {
        mock.clear_faults();
        mock.fault(Fault::status("ListItems", status).body("application/json", ""));
        let items = client.items().list_items("p1").send().await.unwrap();
        assert!(items.names.is_none(), "{status}");
    }
    // A listing without names and a response that breaks off are not the same.
    mock.clear_faults();
    mock.fault(Fault::status("ListItems", 200).body("application/json", " "));
    let error = client.items().list_items("p1").send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn another_media_type_than_documented_is_an_error_with_both() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").build().unwrap();
    mock.fault(Fault::status("ListItems", 200).body("text/html; charset=utf-8", "<p>Log in</p>"));
    let error = client.items().list_items("p1").send().await.unwrap_err().to_string();
    assert!(
        error.contains(r#"it is "text/html; charset=utf-8", but "application/json" is documented"#),
        "{error}"
    );
    mock.fault(Fault::status("StartExport", 200).body("text/plain", "soon"));
    let error = client.items().start_export().send().await.unwrap_err().to_string();
    assert!(error.contains(r#""text/plain", but "application/vnd.vault.v2+json" is documented"#), "{error}");
    mock.fault(Fault::status("ExportItems", 200).body("application/json", "{}"));
    let error = client.items().export_items().send().await.unwrap_err().to_string();
    assert!(error.contains(r#"it is "application/json", but "text/csv" is documented"#), "{error}");
    // JSON by any other name is read, and bytes may be anything.
    mock.clear_faults();
    mock.fault(Fault::status("ListItems", 200).body("text/plain", r#"{ "names": ["a"] }"#));
    assert_eq!(client.items().list_items("p1").send().await.unwrap().names.unwrap(), ["a"]);
    for media_type in ["TEXT/CSV; header=present", "application/octet-stream"] {
        mock.clear_faults();
        mock.fault(Fault::status("ExportItems", 200).body(media_type, "a,b"));
        let mut file = client.items().export_items().send().await.unwrap();
        assert_eq!(file.bytes(10).await.unwrap(), "a,b");
    }
}

#[tokio::test]
async fn the_documented_media_type_is_asked_for_and_a_call_without_a_body_names_none() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").build().unwrap();
    client.items().start_export().send().await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("accept"), Some("application/vnd.vault.v2+json"));
    assert_eq!((request.header("content-type"), request.header("content-length")), (None, Some("0")));
    let mut file = client.items().export_items().send().await.unwrap();
    file.bytes(100_000).await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("accept"), Some("text/csv"));
    assert_eq!((request.header("content-type"), request.header("content-length")), (None, None));
    client.items().list_items("p1").header("Accept", "application/x.items+json").send().await.unwrap();
    assert_eq!(last(&mock).header("accept"), Some("application/x.items+json"));
}

#[tokio::test]
async fn headers_are_readable_by_name() {
    let mock = mock();
    let client = builder(&mock).build().unwrap();
    let response = client.items().start_export().send_with_metadata().await.unwrap();
    assert_eq!(response.header("Content-Type"), Some("application/vnd.vault.v2+json"));
    assert_eq!(response.header("X-Missing"), None);
    assert!(response.value.id.is_some());
}

#[tokio::test]
async fn an_error_body_is_read_as_a_documented_type() {
    let mock = mock();
    let client = builder(&mock).build().unwrap();
    mock.fault(
        Fault::status("StartExport", 409).body("application/problem+json", r#"{ "id": 7, "title": "Busy" }"#),
    );
    let error = client.items().start_export().send().await.unwrap_err();
    assert_eq!(error.body_as::<StartExportResponse>().unwrap().id, Some(7));
    assert_eq!(error.body_as::<BTreeMap<String, serde_json::Value>>().unwrap()["title"], "Busy");
    assert!(error.body_as::<Vec<String>>().is_none());
    let unsent = client.items().list_items("p1").send().await.unwrap_err();
    assert!(unsent.body_as::<StartExportResponse>().is_none());
}
