//! Models and their values: what is sent comes back as it was, known or not.

use hss_client::image::{
    GlobalImageType, ImageScanTaskInfo, ListImageScanTaskResponse, ScanScope, ScanStatus, TaskType,
};
use hss_client::prelude::*;
use hss_client::{Model, Open};
use hss_mock::Fault;
use serde_json::{Value, json};

use crate::{LISTING, client, list, mock_with};

/// Models cross threads, although `Model` does not ask for it.
const _: fn() = || {
    fn crosses_threads<M: Model + Send + Sync>() {}
    crosses_threads::<ListImageScanTaskResponse>();
};

/// The client's reading of this response.
async fn received(body: &Value) -> ListImageScanTaskResponse {
    let mock = mock_with(0);
    mock.fault(Fault::status(LISTING, 200).body("application/json", body.to_string()));
    list(&client(&mock)).send().await.unwrap()
}

#[tokio::test]
async fn a_page_comes_back_from_json_as_it_was() {
    let mock = mock_with(60);
    let response = list(&client(&mock)).limit(60).send_with_metadata().await.unwrap();
    let written = serde_json::to_value(&response.value).unwrap();
    let sent: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(written, sent, "nothing is lost and nothing is added");
    let read: ListImageScanTaskResponse = serde_json::from_value(written).unwrap();
    assert_eq!(read, response.value);
    assert_eq!(read.data_list.unwrap().len(), 60);
}

#[tokio::test]
async fn values_that_this_version_does_not_know_survive() {
    let body = json!({"total_num": 1, "data_list": [{
        "task_type": "byMoonlight", "image_type": "", "task_status": -17, "scan_scope": 0x4000_0000_0001_i64,
        "failed_images": [{"registry_type": "swrprivate"}],
    }]});
    let page = received(&body).await;
    assert_eq!(serde_json::to_value(&page).unwrap(), body);
    let task = &page.data_list.as_ref().unwrap()[0];
    let Some(Open::Unknown(unknown)) = &task.task_type else { panic!("{:?}", task.task_type) };
    assert_eq!(unknown.as_str(), "byMoonlight");
    let Some(ScanStatus::Unknown(unknown)) = task.task_status else { panic!("{:?}", task.task_status) };
    assert_eq!(unknown.code(), -17);
    assert!(!ScanScope::all().contains(task.scan_scope.unwrap()));
}

#[tokio::test]
async fn fields_that_this_version_does_not_know_and_those_left_out_do_no_harm() {
    let body = json!({"new": {"deep": [1]}, "total_num": "2", "data_list": [
        {}, {"task_name": null, "failed_num": "12", "is_all": "true", "extra": [null]},
    ]});
    let page = received(&body).await;
    assert_eq!(page.total_num, Some(2));
    let tasks = page.data_list.unwrap();
    assert_eq!(tasks[0], ImageScanTaskInfo::empty());
    assert_eq!((tasks[1].failed_num, tasks[1].is_all, &tasks[1].task_name), (Some(12), Some(true), &None));
}

#[tokio::test]
async fn a_status_is_a_progress_or_an_end() {
    for (code, expected) in [
        (0, ScanStatus::Progress(0)),
        (42, ScanStatus::Progress(42)),
        (99, ScanStatus::Progress(99)),
        (100, ScanStatus::Finished),
        (-1, ScanStatus::Stopped),
        (-2, ScanStatus::TimedOut),
        (-3, ScanStatus::Failed),
    ] {
        let page = received(&json!({"data_list": [{"task_status": code}]})).await;
        assert_eq!(page.data_list.unwrap()[0].task_status, Some(expected));
        assert_eq!((i64::from(expected), ScanStatus::from(code)), (code, expected));
    }
    for code in [101, -4, i64::MAX, i64::MIN] {
        assert!(matches!(ScanStatus::from(code), ScanStatus::Unknown(unknown) if unknown.code() == code));
    }
}

#[tokio::test]
async fn scopes_combine_and_are_sent_as_numbers() {
    let mock = mock_with(0);
    let client = client(&mock);
    let both = ScanScope::VULNERABILITIES | ScanScope::MALICIOUS_FILES;
    for (scope, number) in [
        (ScanScope::NONE, "0"),
        (ScanScope::ALL, "2147483647"),
        (ScanScope::VULNERABILITIES, "983040"),
        (ScanScope::BASELINE, "61440"),
        (ScanScope::MALICIOUS_FILES, "3840"),
        (ScanScope::SENSITIVE_INFORMATION, "240"),
        (ScanScope::SOFTWARE_COMPLIANCE, "15"),
        (both, "986880"),
    ] {
        list(&client).scan_scope(scope).send().await.unwrap();
        assert_eq!(mock.requests().last().unwrap().query_value("scan_scope"), Some(number));
    }
    let page = received(&json!({"data_list": [{"scan_scope": 986_880}]})).await;
    let scope = page.data_list.unwrap()[0].scan_scope.unwrap();
    assert_eq!(scope, both);
    assert!(scope.contains(ScanScope::VULNERABILITIES) && !scope.intersects(ScanScope::BASELINE));
    assert_eq!(scope.to_string(), "VULNERABILITIES | MALICIOUS_FILES");
}

#[tokio::test]
async fn filters_reach_the_service() {
    let mock = mock_with(120);
    let mut tasks = list(&client(&mock))
        .task_type(TaskType::Manual)
        .global_image_type(GlobalImageType::Local)
        .limit(200)
        .items();
    let mut count = 0;
    while let Some(task) = tasks.next().await {
        assert_eq!(task.unwrap().task_type, Some(TaskType::Manual.into()));
        count += 1;
    }
    assert!((1..120).contains(&count), "{count}");
}
