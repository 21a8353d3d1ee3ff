//! A session: created resources stay, and scans progress with the mock's time.

use std::time::Duration;

use hss_mock::Mock;
use serde_json::Value;

use crate::client::{call, get};
use crate::{builder, start};

fn animals(mock: &Mock, query: &str) -> Value {
    get(format!("/v1/p/animals?kind=bird&{query}")).send(mock).json()
}

fn create(mock: &Mock, name: &str) -> Value {
    let body = format!(r#"{{"animal_name": "{name}", "kind": "bird"}}"#);
    let response = call("POST", "/v1/p/animals").body(body).send(mock);
    assert_eq!(response.status, 201, "{}", response.text());
    response.json()
}

#[test]
fn created_resources_are_listed_first_with_their_fields() {
    let mock = start();
    let before = animals(&mock, "limit=50")["total_num"].as_u64().unwrap();
    create(&mock, "Wendy");
    let latest = create(&mock, "Xaver");
    let listing = animals(&mock, "limit=50");
    assert_eq!(listing["total_num"], before + 2);
    assert_eq!(listing["data_list"][0]["animal_name"], "Xaver");
    assert_eq!(listing["data_list"][0]["animal_id"], latest["animal_id"]);
    assert_eq!(listing["data_list"][1]["animal_name"], "Wendy");
}

#[test]
fn pages_continue_from_created_resources_to_generated_ones() {
    let mock = start();
    let all = animals(&mock, "limit=50");
    create(&mock, "Wendy");
    let second = animals(&mock, "offset=1&limit=3");
    assert_eq!(second["data_list"].as_array().unwrap()[..], all["data_list"].as_array().unwrap()[..3]);
}

#[test]
fn only_the_latest_creations_are_remembered() {
    let mock = builder().creation_limit(2).start().unwrap();
    let before = animals(&mock, "limit=50")["total_num"].as_u64().unwrap();
    for name in ["Vera", "Wendy", "Xaver"] {
        create(&mock, name);
    }
    let listing = animals(&mock, "limit=50");
    assert_eq!(listing["total_num"], before + 2);
    assert_eq!(listing["data_list"][0]["animal_name"], "Xaver");
    assert_eq!(listing["data_list"][1]["animal_name"], "Wendy");
}

#[test]
fn mocks_share_no_state() {
    create(&start(), "Wendy");
    let other = start();
    assert_ne!(animals(&other, "limit=50")["data_list"][0]["animal_name"], "Wendy");
}

/// Progress, remaining minutes and end of all scans.
fn scans(mock: &Mock) -> Vec<(i64, i64, i64)> {
    let body = get("/v5/p/image/tasks?type=image_scan&limit=20").send(mock).json();
    let number = |scan: &Value, name: &str| scan[name].as_i64().unwrap();
    let scans = body["data_list"].as_array().unwrap().iter();
    scans
        .map(|scan| (number(scan, "task_status"), number(scan, "remain_min"), number(scan, "end_time")))
        .collect()
}

#[test]
fn scans_progress_with_the_mocks_time_until_they_are_done() {
    let mock = Mock::builder().start().unwrap();
    let start = scans(&mock);
    assert_eq!(start, scans(&mock), "nothing goes on unless the time does");
    mock.advance(Duration::from_secs(120));
    let later = scans(&mock);
    mock.advance(Duration::from_secs(24 * 3600));
    let end = scans(&mock);
    let running: Vec<usize> = (0..start.len()).filter(|at| (0..100).contains(&start[*at].0)).collect();
    assert!(!running.is_empty());
    for at in 0..start.len() {
        if running.contains(&at) {
            assert!(later[at].0 > start[at].0, "{at}: {start:?} {later:?}");
            assert!(start[at].1 > 0 && start[at].1 >= later[at].1, "{at}: {start:?} {later:?}");
            assert_eq!(start[at].2, 0, "what runs has no end yet");
            assert_eq!((end[at].0, end[at].1), (100, 0));
            assert!(end[at].2 > 0);
        } else {
            assert_eq!(start[at], end[at]);
        }
    }
}

#[test]
fn each_request_moves_the_time_where_that_is_wanted() {
    let mock = Mock::builder().step(Duration::from_secs(60)).start().unwrap();
    assert_ne!(scans(&mock), scans(&mock));
    let other = Mock::builder().step(Duration::from_secs(60)).start().unwrap();
    let again = Mock::builder().step(Duration::from_secs(60)).start().unwrap();
    assert_eq!((scans(&other), scans(&other)), (scans(&again), scans(&again)));
}

#[test]
fn a_started_scan_begins_at_zero_and_ends() {
    let mock = Mock::builder().start().unwrap();
    let response = call("POST", "/v5/p/image/image-scan/tasks").body("{}").send(&mock);
    assert_eq!(response.status, 200, "{}", response.text());
    assert_eq!(scans(&mock)[0].0, 0);
    mock.advance(Duration::from_secs(3600));
    assert_eq!(scans(&mock)[0].0, 100);
}
