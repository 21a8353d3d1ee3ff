//! Look-up of the project id.

use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Client, Credentials, Error};

use super::credentials::count_of;
use crate::server::*;
use crate::task_api::*;

fn projects(list: &'static str) -> Server {
    Server::new(move |_, request| match request.uri().path() {
        "/v3/projects" => response(200, list),
        _ => response(200, "{}"),
    })
}

fn without_project(server: &Server) -> Client {
    Client::builder()
        .region("cn-north-4")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .clock(noon)
        .transport(server.clone())
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_project_is_looked_up_once() {
    let server = projects(r#"{"projects":[{"id":"0a1b2c","name":"cn-north-4"}]}"#);
    let client = without_project(&server);
    assert_eq!(client.project_id(), None);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(client.project_id(), Some("0a1b2c"));
    assert_eq!(client.find_project_id().await.unwrap(), "0a1b2c");
    let seen = server.seen();
    assert_eq!(
        seen[0].uri().to_string(),
        "https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4"
    );
    assert!(seen[0].headers().contains_key("authorization"));
    assert!(!seen[0].headers().contains_key("x-project-id"));
    assert_eq!(count_of(&server, "/v3/projects"), 1);
    assert_eq!(count_of(&server, "/v5/0a1b2c/image/tasks"), 20);
    assert!(seen[1..].iter().all(|request| request.headers()["x-project-id"] == "0a1b2c"));
}

#[tokio::test]
async fn none_or_several_projects_are_an_error_that_lists_them() {
    let none = list_tasks(&without_project(&projects(r#"{"projects":[]}"#))).send().await.unwrap_err();
    assert!(none.to_string().contains("lists no project named `cn-north-4`"), "{none}");
    let several =
        projects(r#"{"projects":[{"id":"0a","name":"cn-north-4"},{"id":"0b","name":"cn-north-4"}]}"#);
    let several = list_tasks(&without_project(&several)).send().await.unwrap_err();
    assert!(matches!(several, Error::Config(_)));
    let text = several.to_string();
    assert!(text.contains("0a (cn-north-4)") && text.contains("0b (cn-north-4)"), "{text}");
    // A value that is not an id is not put into a path.
    let wrong = projects(r#"{"projects":[{"id":"../x","name":"cn-north-4"}]}"#);
    list_tasks(&without_project(&wrong)).send().await.unwrap_err();
    assert_eq!(wrong.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_look_up_that_failed_is_tried_again_by_the_next_call_and_none_outlasts_the_deadline() {
    let server = Server::new(|index, request| match request.uri().path() {
        "/v3/projects" if index == 0 => response(403, r#"{"error_msg":"no"}"#),
        "/v3/projects" => response(200, r#"{"projects":[{"id":"0a","name":"cn-north-4"}]}"#),
        _ => response(200, "{}"),
    });
    let client = without_project(&server);
    let error = list_tasks(&client).send().await.unwrap_err();
    assert_eq!(error.to_string(), "KeystoneListProjects: 403 Forbidden: no");
    tokio::time::sleep(Duration::from_secs(31)).await;
    list_tasks(&client).send().await.unwrap();

    let server = Server::new(|_, _| Outcome::Hang);
    let start = tokio::time::Instant::now();
    let call = list_tasks(&without_project(&server)).deadline(Duration::from_secs(5));
    call.send().await.unwrap_err();
    assert!(start.elapsed() <= Duration::from_millis(5_010));
}

#[tokio::test(start_paused = true)]
async fn a_look_up_that_was_refused_is_not_repeated_at_once() {
    for (status, body, part) in [
        (401, r#"{"error_msg":"wrong key"}"#, "wrong key"),
        (403, r#"{"error_msg":"not allowed"}"#, "not allowed"),
        (404, r#"{"error_msg":"no such path"}"#, "no such path"),
        (200, r#"{"projects":[]}"#, "lists no project named `cn-north-4`"),
    ] {
        let server = Server::always(status, body);
        let client = without_project(&server);
        let concurrent: Vec<_> = (0..5).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
        for call in concurrent {
            let error = call.await.unwrap().unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
        }
        for _ in 0..5 {
            let error = client.find_project_id().await.unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
        }
        assert_eq!(server.count(), 1, "{status}");
        tokio::time::sleep(Duration::from_secs(31)).await;
        list_tasks(&client).send().await.unwrap_err();
        assert_eq!(server.count(), 2, "{status}");
    }
    // A server error is not a rejection, so the look-up is repeated.
    let server = Server::new(|index, request| match request.uri().path() {
        "/v3/projects" if index < 4 => response(503, ""),
        "/v3/projects" => response(200, r#"{"projects":[{"id":"0a","name":"cn-north-4"}]}"#),
        _ => response(200, "{}"),
    });
    let client = without_project(&server);
    list_tasks(&client).send().await.unwrap_err();
    list_tasks(&client).send().await.unwrap();
}
