//! Each shape of the service, sent by the generated client to the mock, which checks it, and read from its response.

use hss_client::event::{
    DelIsolatedFileRequestInfo, DeleteIsolatedFileRequestInfo, ExportEventRequestCategory, SeverityList,
};
use hss_client::image::{PrivateImageRepositoryInfoImageType, RunImageSynchronizeRequestBody};
use hss_client::prelude::*;
use hss_client::report::UploadReportLogoRequestBody;
use hss_client::runtime::Known as _;
use hss_client::{Client, Credentials, FileContent};
use hss_mock::{Fault, Mock, RecordedRequest};

fn start() -> (Mock, Client) {
    let mock = Mock::builder().start().unwrap();
    let client = Client::builder()
        .endpoint(mock.base_url())
        .region("cn-north-4")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    (mock, client)
}

fn last(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

#[tokio::test]
async fn a_body_that_is_a_list_of_lists_and_query_lists_joined_by_commas() {
    let (mock, client) = start();
    let category = ExportEventRequestCategory::all()[0];
    let severities = [SeverityList::all()[0], SeverityList::all()[1]];
    let call = client.event().export_event_request(category, "e-1").severity_list(severities);
    call.tag_list(["a", "b"]).body([vec!["x", "y"], vec!["z"], vec![]]).send().await.unwrap();
    let sent = last(&mock);
    assert_eq!(sent.body, br#"[["x","y"],["z"],[]]"#);
    let values = |key: &str| {
        let values = sent.query.iter().filter(|(known, _)| known == key);
        values.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values("tag_list"), ["a,b"]);
    assert_eq!(values("severity_list"), [severities.map(|one| one.as_str()).join(",")]);
}

#[tokio::test]
async fn a_delete_with_a_body_and_an_empty_response() {
    let (mock, client) = start();
    let file = DelIsolatedFileRequestInfo::new("h", "f".repeat(64), "/tmp/x", "a");
    client.event().delete_isolated_file(DeleteIsolatedFileRequestInfo::new([file])).send().await.unwrap();
    let sent = last(&mock);
    assert_eq!((sent.method.as_str(), sent.status), ("DELETE", Some(200)));
    assert!(sent.body.starts_with(br#"{"data_list":[{"host_id":"h","#));
}

#[tokio::test]
async fn a_form_with_a_file() {
    let (mock, client) = start();
    let logo = FileContent::new("logo.png", &b"\x89PNG"[..]).with_content_type("image/png");
    let response =
        client.report().upload_report_logo(UploadReportLogoRequestBody::new(logo)).send().await.unwrap();
    assert!(response.logo_id.is_some());
    let sent = last(&mock);
    assert!(sent.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    let body = String::from_utf8_lossy(&sent.body);
    assert!(body.contains("name=\"file\"; filename=\"logo.png\"") && body.contains("image/png"), "{body}");
}

#[tokio::test]
async fn headers_of_an_operation() {
    let (mock, client) = start();
    client
        .security_check()
        .show_security_check_cluster_report("r-1")
        .x_language("en-us")
        .send()
        .await
        .unwrap();
    assert_eq!(last(&mock).header("x-language"), Some("en-us"));
    client.product().show_productdata_offering_infos().region("cn-north-9").send().await.unwrap();
    assert_eq!(last(&mock).header("region"), Some("cn-north-9"));
}

#[tokio::test]
async fn responses_that_are_a_bare_list_and_a_map_in_one_of_them() {
    let (_mock, client) = start();
    let names: Vec<String> = client.container_network().list_namespaces("c-1").send().await.unwrap();
    assert!(!names.is_empty());
    let offers = client.product().show_productdata_offering_infos().send().await.unwrap();
    let versions = offers.iter().filter_map(|offer| offer.version_info.as_ref());
    let periods: Vec<_> = versions.flat_map(|versions| versions.values()).flatten().collect();
    assert!(!periods.is_empty(), "a map from a version to its periods");
}

#[tokio::test]
async fn a_data_list_that_is_an_object() {
    let (_mock, client) = start();
    let hot = client.overview().show_hot_information().send().await.unwrap();
    assert!(hot.data_list.unwrap().title.is_some());
}

#[tokio::test]
async fn a_path_without_a_project() {
    let (mock, client) = start();
    client.setting().list_organization_tree().send().await.unwrap();
    assert_eq!(last(&mock).path, "/v5/setting/account/organization-tree");
}

#[tokio::test]
async fn fields_of_any_json_and_floats() {
    let (mock, client) = start();
    let body = r#"{"total_num":1,"data_list":[{"geo_info":{"a":[1,{"b":null}]},"app_info":"text"}]}"#;
    mock.fault(Fault::status("ListSecurityEvents", 200).body("application/json", body));
    let category = ExportEventRequestCategory::all()[0];
    let page = client.event().list_security_events(category).send().await.unwrap();
    let event = &page.data_list.unwrap()[0];
    assert_eq!(event.geo_info.as_ref().unwrap()["a"][1]["b"], serde_json::Value::Null);
    assert_eq!(event.app_info.as_ref().unwrap(), "text");
    let body = r#"{"data_list":[{"cvss_score":7.5}]}"#;
    mock.fault(Fault::status("ListVulnerabilityCve", 200).body("application/json", body));
    let page = client.image().list_vulnerability_cve("v-1").send().await.unwrap();
    assert_eq!(page.data_list.unwrap()[0].cvss_score, Some(7.5));
}

/// A failure with a status of success: typed fields of the response say that the work failed. It is not an error, since
/// the status is one of success, and nothing hides it.
#[tokio::test]
async fn a_failure_inside_a_successful_response_can_be_read() {
    let (mock, client) = start();
    let call = || {
        let kind = PrivateImageRepositoryInfoImageType::PrivateImage;
        #[allow(deprecated, reason = "withdrawn by the vendor, and still in service")]
        client.image().run_image_synchronize(RunImageSynchronizeRequestBody::new(kind))
    };
    let body = r#"{"error_code":1012,"error_description":"the registry is locked"}"#;
    mock.fault(Fault::status("RunImageSynchronize", 200).body("application/json", body).times(1));
    let response = call().send_with_metadata().await.unwrap();
    assert_eq!(response.value.error_code, Some(1012));
    assert_eq!(response.value.error_description.as_deref(), Some("the registry is locked"));
    assert!(response.request_id.is_some(), "for the vendor's support");
    // The same fields in a response without success are those of the error.
    let refused = r#"{"error_code":"HSS.1012","error_description":"the registry is locked"}"#;
    mock.fault(Fault::status("RunImageSynchronize", 400).body("application/json", refused).times(1));
    let error = call().send().await.unwrap_err();
    assert_eq!(error.code(), Some("HSS.1012"));
    // And one of success that carries other content is still read.
    mock.fault(Fault::status("RunImageSynchronize", 200).body("application/json", "{}").times(1));
    assert_eq!(call().send().await.unwrap().error_code, None);
}
