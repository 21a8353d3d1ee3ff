//! Two versions of a service in one spec, from their documents to calls of either.

use std::fs;

use hss_mock::Mock;
use hss_runtime::prelude::*;
use hss_spec::import::{Document, Draft, import, read_openapi};
use hss_spec::model::Spec;

use client::ferries::{Ferry, FerryV2, Harbour};

mod client {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/ferries");
}

fn drafts(version: &str) -> Vec<Draft> {
    let name = format!("ferries-{version}.yaml");
    let text = fs::read_to_string(crate::folder("documents").join(&name)).unwrap();
    read_openapi(&Document::new(&name, &text), false).unwrap().drafts
}

#[test]
fn the_spec_is_that_of_both_documents_at_once_or_one_by_one() {
    let known = hss_spec::read_folder(&crate::folder("ferries")).unwrap();
    let new = Spec::new(known.service.clone());
    let at_once = import(&new, [drafts("v2"), drafts("v1")].concat(), None).unwrap().spec;
    let first = import(&new, drafts("v1"), None).unwrap().spec;
    let one_by_one = import(&first, drafts("v2"), None).unwrap().spec;
    assert_eq!(at_once.to_files(), known.to_files());
    assert_eq!(one_by_one.to_files(), known.to_files());
}

#[tokio::test]
async fn calls_of_either_version_go_to_their_paths_with_their_models() {
    let spec = hss_spec::read_folder(&crate::folder("ferries")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = client::Client::builder().endpoint(mock.base_url()).build().unwrap();
    let ferries = client.ferries();

    let old: Vec<Ferry> = ferries.list_ferries().send().await.unwrap();
    let new: Vec<FerryV2> = ferries.list_ferries_v2().send().await.unwrap();
    assert!(!old.is_empty() && !new.is_empty());
    ferries
        .create_ferry(Ferry::new("Anna").seats(100).home(Harbour::new().name("Sund")))
        .send()
        .await
        .unwrap();
    ferries.create_ferry_v2(FerryV2::new("Anna of the Sound", 900)).send().await.unwrap();
    ferries.delete_ferry("Anna").send().await.unwrap();
    // Each has the bounds of its version.
    let error = ferries.create_ferry(Ferry::new("Anna").seats(101)).send().await.unwrap_err();
    assert!(error.to_string().contains("seats"), "{error}");

    let calls: Vec<String> =
        mock.requests().iter().map(|one| format!("{} {}", one.method, one.path)).collect();
    assert_eq!(
        calls,
        [
            "GET /v1/ferries",
            "GET /v2/ferries",
            "POST /v1/ferries",
            "POST /v2/ferries",
            "DELETE /v1/ferries/Anna"
        ]
    );
}
