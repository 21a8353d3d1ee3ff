//! Requests that break a documented bound are refused before they are sent.

use hss_client::prelude::*;
use hss_client::{Error, Validation};

use crate::{builder, client, list, mock_with, statuses};

#[tokio::test]
async fn a_limit_of_500_fails_before_anything_is_sent() {
    let mock = mock_with(30);
    let error = list(&client(&mock)).limit(500).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListImageScanTask: 1 violation in the request\n  query parameter `limit` is 500, must be in 10..=200 \
         (https://support.huaweicloud.com/api-hss2.0/ListImageScanTask.html)"
    );
    assert!(mock.requests().is_empty());
    let mut items = list(&client(&mock)).limit(500).items();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(&error, Error::Validation(violations) if violations.len() == 1), "{error}");
    assert!(items.next().await.is_none(), "a listing ends with its error");
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn all_violations_come_together() {
    let mock = mock_with(30);
    let call = list(&client(&mock)).limit(9).offset(-1).task_name("").task_id("i".repeat(257));
    let Err(Error::Validation(violations)) = call.send().await else { panic!("it was sent") };
    let found: Vec<_> =
        violations.iter().map(|found| (found.parameter.as_str(), found.allowed.as_str())).collect();
    assert_eq!(
        found,
        [
            ("offset", "0..=2000000"),
            ("limit", "10..=200"),
            ("task_name", "1..=256 characters"),
            ("task_id", "1..=256 characters")
        ]
    );
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn without_validation_the_service_itself_refuses() {
    let mock = mock_with(30);
    let error =
        list(&client(&mock)).limit(500).validation(Validation::Off).send_with_metadata().await.unwrap_err();
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!((api.status.as_u16(), api.code.as_deref()), (400, Some("HSS.0001")));
    let message = api.message.as_deref().unwrap();
    assert!(message.contains("`limit`") && message.contains("500") && message.contains("200"), "{message}");
    let id = api.request_id.as_deref().expect("the mock gives each request an id");
    assert!(error.to_string().starts_with("ListImageScanTask: 400 Bad Request, HSS.0001: "), "{error}");
    assert!(error.to_string().ends_with(&format!("(request id {id})")), "{error}");
    let requests = mock.requests();
    assert_eq!(requests.len(), 1, "a refusal is final");
    assert_eq!(requests[0].query_value("limit"), Some("500"));
}

#[tokio::test]
async fn a_clients_own_setting_holds_unless_the_call_has_one() {
    let mock = mock_with(30);
    for (of_client, of_call, sent) in [
        (Validation::Off, None, true),
        (Validation::Warn, None, true),
        (Validation::Enforce, None, false),
        (Validation::Off, Some(Validation::Enforce), false),
        (Validation::Enforce, Some(Validation::Warn), true),
    ] {
        mock.clear_requests();
        let client = builder(mock.base_url()).validation(of_client).build().unwrap();
        let mut call = list(&client).limit(201);
        if let Some(of_call) = of_call {
            call = call.validation(of_call);
        }
        let error = call.send().await.unwrap_err();
        assert_eq!(matches!(error, Error::Api(_)), sent, "{of_client:?} {of_call:?}: {error}");
        assert_eq!(statuses(&mock).len(), usize::from(sent), "{of_client:?} {of_call:?}");
    }
}

#[tokio::test]
async fn both_ends_of_a_bound_are_taken_by_client_and_service() {
    let mock = mock_with(1);
    let client = client(&mock);
    for limit in [10, 200] {
        for offset in [0, 2_000_000] {
            list(&client).limit(limit).offset(offset).send().await.unwrap();
        }
    }
    for name in ["x".to_owned(), "像".repeat(256)] {
        list(&client).task_name(name).send().await.unwrap();
    }
    assert_eq!(statuses(&mock), [Some(200); 6]);
}
