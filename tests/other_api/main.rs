//! A service that isn't HSS: from its pages to a spec, from the spec to a client, from the client to a response.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bodies;
mod command;
mod command_forms;
mod encodings;
mod formats;
#[cfg(unix)]
mod guide;
mod media_types;
mod namesakes;
mod orchard;
mod paging;
mod parcels;
mod responses;
mod security;
mod servers;
mod types;
mod unusual_shapes;
mod uploads;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use hss_mock::{Fault, Mock};
use hss_runtime::prelude::*;
use hss_runtime::schema::Service;
use hss_runtime::{Client, Credentials, Error};
use hss_spec::import::{Document, PageForm, import, read_page};
use hss_spec::model::Spec;
use hss_spec::{read_folder, write_folder};

use lamps::lanterns::{CreateLanternRequestBody, Fuel, LanternOption, LanternsApi, LanternsKind, Tag};

mod lamps {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/spec");
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("other_api").join(name)
}

fn spec() -> Spec {
    read_folder(&folder("spec")).unwrap()
}

/// The doc pages imported into a spec that only knows the service's name.
fn imported() -> Spec {
    let read = |id: &str| {
        let name = format!("{id}.html");
        let text = fs::read_to_string(folder("pages").join(&name)).unwrap();
        assert_eq!(PageForm::detect(&text), Some(PageForm::Html));
        read_page(&Document::new(&name, &text), PageForm::Html, None, false).unwrap()
    };
    let new = Spec::new(spec().service);
    let imported = import(&new, vec![read("ListLanterns"), read("CreateLantern")], None).unwrap();
    assert_eq!(imported.notes, []);
    imported.spec
}

fn start() -> (Mock, LanternsApi) {
    let mock = Mock::builder().spec(spec()).key("ACCESS", "secret").items("ListLanterns", 4).start().unwrap();
    let client = lamps::Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    let lanterns = client.lanterns();
    (mock, lanterns)
}

#[test]
fn importing_the_pages_gives_the_committed_spec() {
    let imported = imported();
    assert_eq!(imported.check().0, []);
    assert_eq!(imported.to_files(), spec().to_files());
}

#[test]
fn importing_them_again_changes_no_file() {
    let copy = tempfile::tempdir().unwrap();
    write_folder(&spec(), copy.path()).unwrap();
    assert_eq!(write_folder(&imported(), copy.path()).unwrap(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_list_is_read_into_its_models() {
    let (mock, lanterns) = start();
    let found = lanterns.list_lanterns().fuel([Fuel::Oil, Fuel::Gas]).max_height(900).send().await.unwrap();
    let found = found.lanterns.unwrap();
    assert_eq!(found.len(), 4);
    for lantern in &found {
        assert!(
            matches!(lantern.kind, Some(hss_runtime::Open::Known(LanternsKind::Oil | LanternsKind::Gas))),
            "{:?}",
            lantern.kind
        );
        assert!((1..=900).contains(&lantern.height.unwrap()));
        assert!(lantern.tags.iter().flatten().all(|tag| tag.key.is_some()));
    }
    let [request] = mock.requests().try_into().unwrap();
    assert_eq!(request.operation.as_deref(), Some("ListLanterns"));
    assert_eq!(request.path, "/v2/0123456789abcdef0123456789abcdef/lanterns");
    // Sent in the order in which they are signed.
    let query: Vec<(&str, &str)> = request.query.iter().map(|(key, value)| (&**key, &**value)).collect();
    assert_eq!(query, [("fuel", "GAS"), ("fuel", "OIL"), ("max_height", "900")]);
}

#[tokio::test]
async fn a_body_is_sent_as_it_was_built() {
    let (mock, lanterns) = start();
    let lantern = LanternOption::new("Corner", 310).kind(LanternsKind::Gas).watch(2).tags([Tag::new("old")]);
    let created = lanterns.create_lantern(CreateLanternRequestBody::new(lantern)).send().await.unwrap();
    assert!(created.lantern.unwrap().id.is_some());
    let [request] = mock.requests().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.status), ("POST", Some(201)));
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    let expected = serde_json::json!({
        "lantern": { "name": "Corner", "kind": "gas", "height": 310, "watch": 2, "tags": [{ "key": "old" }] }
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn what_the_pages_forbid_is_not_sent() {
    let (mock, lanterns) = start();
    let lantern = LanternOption::new("x".repeat(65), 901);
    let error = lanterns.create_lantern(CreateLanternRequestBody::new(lantern)).send().await.unwrap_err();
    let Error::Validation(violations) = &error else { panic!("{error}") };
    assert_eq!(violations.iter().count(), 2, "{error}");
    let text = error.to_string();
    assert!(text.contains("lantern.name") && text.contains("lantern.height"), "{text}");
    assert_eq!(mock.requests(), []);
}

#[tokio::test]
async fn an_error_of_the_service_is_an_error_with_its_code() {
    let (mock, lanterns) = start();
    mock.fault(Fault::status("CreateLantern", 409));
    let body = CreateLanternRequestBody::new(LanternOption::new("Corner", 310));
    let Error::Api(error) = lanterns.create_lantern(body).send().await.unwrap_err() else {
        panic!("another error")
    };
    assert_eq!(error.status, 409);
    assert!(error.code.is_some() && error.request_id.is_some(), "{error:?}");
}

#[tokio::test]
async fn a_client_of_the_runtime_is_one_of_the_service() {
    let (mock, _) = start();
    let runtime = Client::builder(&lamps::SERVICE)
        .endpoint(mock.base_url())
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    LanternsApi::new(&runtime).list_lanterns().send().await.unwrap();
    let client = lamps::Client::from(runtime);
    client.lanterns().list_lanterns().send().await.unwrap();
    let request = mock.requests().pop().unwrap();
    let agent = concat!("lamps-client/", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent));
}

#[test]
fn a_region_leads_to_the_services_own_host_and_to_no_other() {
    let build = |region: &str| {
        let credentials = Credentials::new("ACCESS", "secret");
        lamps::Client::builder().region(region).credentials(credentials).build()
    };
    assert_eq!(build("harbour-1").unwrap().endpoint(), "https://lamps.harbour-1.example.com");
    for region in ["", "x.example.org/", "x@example.org", "a.b", "a\n"] {
        let error = build(region).unwrap_err().to_string();
        assert!(error.contains("is not a region id"), "{error}");
    }
}

#[test]
fn a_service_without_regions_has_its_one_endpoint() {
    static LIGHTHOUSE: Service = Service::new("lighthouse", "https://light.example.com", &[]);
    let credentials = Credentials::new("ACCESS", "secret");
    let client = Client::builder(&LIGHTHOUSE).credentials(credentials).build().unwrap();
    assert_eq!(client.endpoint(), "https://light.example.com");
}
