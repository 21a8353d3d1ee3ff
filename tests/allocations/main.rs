//! Memory that a call allocates before it is sent: nothing for a parameter that is not set.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use allocation_counter::{AllocationInfo, measure};
use hss_client::prelude::*;
use hss_client::{Client, Credentials, Error, image};

fn client() -> Client {
    Client::builder()
        .endpoint("http://127.0.0.1:1")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap()
}

/// Allocations of building and checking a call, once its operation's table has been read.
fn allocated(client: &Client, call: impl Fn(&Client) -> Result<(), Error>) -> AllocationInfo {
    call(client).unwrap();
    measure(|| call(client).unwrap())
}

/// Number of optional parameters of an operation.
fn optional(id: &str) -> usize {
    let operation = image::OPERATIONS.iter().find(|operation| operation.id == id).unwrap();
    operation.parameters.iter().filter(|parameter| !parameter.field.is_required()).count()
}

#[test]
fn a_parameter_that_is_left_alone_allocates_nothing() {
    assert!(optional("ListRegistryImages") > 20);
    assert_eq!(optional("ShowImagePayPerScanStatistics"), 1);

    let client = client();
    let many = allocated(&client, |client| client.image().list_registry_images().validate());
    let few = allocated(&client, |client| client.image().show_image_pay_per_scan_statistics().validate());
    assert_eq!(many, few);
}

#[test]
fn a_parameter_that_is_set_allocates_what_it_holds() {
    let client = client();
    let none = allocated(&client, |client| client.image().list_registry_images().validate());
    let one =
        allocated(&client, |client| client.image().list_registry_images().image_name("nginx").validate());
    assert!(one.count_total > none.count_total, "{one:?} {none:?}");
    let few = allocated(&client, |client| {
        client.image().show_image_pay_per_scan_statistics().enterprise_project_id("nginx").validate()
    });
    assert_eq!(one, few);
}
