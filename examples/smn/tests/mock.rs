//! The client against a mock of its own spec.

use std::path::Path;

use hss_mock::Mock;
use hss_runtime::prelude::*;
use hss_runtime::{Credentials, Error};
use smn::Client;
use smn::notifications::{CreateTopicRequestBody, PublishMessageRequestBody};

fn start() -> (Mock, Client) {
    let spec = hss_spec::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("spec")).unwrap();
    let mock = Mock::builder().spec(spec).key("ACCESS", "secret").items("ListTopics", 12).start().unwrap();
    let client = Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    (mock, client)
}

#[tokio::test]
async fn a_topic_is_created_and_a_message_published_in_it() {
    let (mock, smn) = start();
    let topic = CreateTopicRequestBody::new("lamps", "Lamps of the house");
    let created = smn.notifications().create_topic(topic).send().await.unwrap();
    let urn = created.topic_urn.unwrap();
    let message = PublishMessageRequestBody::new().subject("Lamp").message("It is dark.");
    let published = smn.notifications().publish_message(&urn).body(message).send().await.unwrap();
    assert!(published.message_id.is_some());
    let topics = smn.notifications().list_topics().limit(5).send().await.unwrap().topics.unwrap();
    assert!(topics.iter().all(|topic| topic.topic_urn.is_some()) && !topics.is_empty());
    let requests = mock.requests();
    let operations: Vec<&str> = requests.iter().filter_map(|request| request.operation.as_deref()).collect();
    assert_eq!(operations, ["CreateTopic", "PublishMessage", "ListTopics"]);
}

#[tokio::test]
async fn a_bound_of_the_document_is_refused_before_anything_is_sent() {
    let (mock, smn) = start();
    let error = smn.notifications().list_topics().limit(500).send().await.unwrap_err();
    assert!(matches!(&error, Error::Validation(_)) && error.to_string().contains("1..=100"), "{error}");
    assert!(mock.requests().is_empty());
}

#[test]
fn regions_have_the_endpoints_of_the_list() {
    let regions: Vec<_> = Client::regions().collect();
    assert_eq!(regions.len(), 33);
    for (name, endpoint) in [
        ("cn-north-4", "https://smn.cn-north-4.myhuaweicloud.com"),
        ("cn-north-2", "https://smn.cn-north-2.myhuaweicloud.cn"),
        ("eu-west-101", "https://smn.eu-west-101.myhuaweicloud.eu"),
    ] {
        let client = Client::builder()
            .region(name)
            .credentials(Credentials::new("ACCESS", "secret"))
            .project_id("0123456789abcdef0123456789abcdef")
            .build()
            .unwrap();
        assert_eq!(client.endpoint().trim_end_matches('/'), endpoint);
    }
}

#[test]
fn the_command_line_lists_all_pages_of_its_own_mock() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_smn"))
        .args(["notifications", "list-topics", "--mock", "--mock-items", "12", "--limit", "5", "--all"])
        .args(["--output", "csv", "--columns", "name"])
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{stderr}");
    assert_eq!(stdout.lines().count(), 13, "the names of the columns and 12 topics: {stdout}");
}
