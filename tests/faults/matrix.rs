//! Every fault of the mock against a call that may be repeated, one that may not, and a listing.

use std::time::{Duration, Instant};

use hss_client::shown::is_unsafe;
use hss_mock::Fault;

use crate::setting::{DEADLINE, LIST, POST, SLACK, all_ids, client, kind, list, mock, post};

/// A fault, and its effect on calls.
struct Row {
    name: &'static str,
    fault: fn(&'static str) -> Fault,
    /// The error of a call that meets it each time; `none` for a success.
    error: &'static str,
    /// True if a call that may be repeated survives a single occurrence.
    passes: bool,
}

const JSON: &str = "application/json";

fn rows() -> Vec<Row> {
    let row = |name, error, passes, fault| Row { name, fault, error, passes };
    vec![
        row("reset", "connect", true, Fault::reset),
        row("reset mid-body", "connect", true, Fault::truncate),
        row("stalled header", "timeout", true, |on| Fault::delay(on, Duration::from_secs(30))),
        row("stalled body", "timeout", true, Fault::stall),
        row("slow drip", "timeout", true, |on| Fault::drip(on, Duration::from_millis(50))),
        row("no JSON", "decode", false, Fault::malformed),
        row("429, seconds", "api", true, |on| Fault::status(on, 429).retry_after(0)),
        row("429, window in the text", "api", true, |on| {
            Fault::status(on, 429).error("APIGW.0308", "over ratelimit,limit:5,time:1 second")
        }),
        row("429, no hint", "api", true, |on| Fault::status(on, 429).body("text/plain", "slow down")),
        row("500", "api", true, |on| Fault::status(on, 500)),
        row("502 in HTML", "api", true, |on| Fault::html(on, 502)),
        row("503", "api", true, |on| Fault::status(on, 503)),
        row("504", "api", true, |on| Fault::status(on, 504)),
        row("401", "api", false, |on| Fault::status(on, 401)),
        row("404", "api", false, |on| Fault::status(on, 404)),
        row("HTML with 200", "decode", false, |on| Fault::html(on, 200)),
        row("invalid UTF-8", "decode", false, |on| {
            Fault::status(on, 200).body(JSON, b"{\"data_list\":[{\"task_id\":\"\xff\xfe\"}]}".to_vec())
        }),
        row("deep nesting", "decode", false, |on| {
            Fault::status(on, 200).body(JSON, "{\"data_list\":".to_owned() + &"[".repeat(200_000))
        }),
        // An empty response, as the documents of other APIs promise it. A listing does not end with one.
        row("an empty body", "none", false, |on| Fault::status(on, 200).body(JSON, "")),
        row("another type", "decode", false, |on| Fault::status(on, 200).body(JSON, "[1,2]")),
        row("403", "api", false, |on| Fault::status(on, 403)),
        row("503, wait without end", "api", false, |on| Fault::status(on, 503).retry_after(u64::MAX)),
        row("error body with 200", "api", false, |on| {
            Fault::status(on, 200).body(JSON, r#"{"error_code":"HSS.0001","error_msg":"try later"}"#)
        }),
        row("terminal controls", "api", false, |on| {
            Fault::status(on, 400).body(
                JSON,
                r#"{"error_code":"HSS.1\u0007","error_msg":"\u001b]0;title\u0007\nERROR forged \u009b2J \u202ex"}"#,
            )
        }),
        row("terminal controls in text", "api", false, |on| {
            Fault::status(on, 400).body("text/plain", "\u{1b}]0;title\u{7}\u{9b}2J\u{202e}x")
        }),
        row("terminal controls in a value", "decode", false, |on| {
            Fault::status(on, 200).body(JSON, r#"{"total_num":"\u001b[2J\u202e"}"#)
        }),
        row("quoted secret", "api", false, |on| {
            Fault::status(on, 400).body(JSON, r#"{"error_msg":"MARKER\/secret, \u004dARKER/secret"}"#)
        }),
        row("redirect", "api", false, |on| Fault::redirect(on, "https://example.com/")),
    ]
}

#[tokio::test]
async fn a_fault_that_stays_is_an_error_in_time_and_no_call_is_repeated_that_may_not_be() {
    for row in rows() {
        let mock = mock().fault((row.fault)("*")).start().unwrap();
        let client = client(&mock);
        let start = Instant::now();
        let result = list(&client).await;
        if row.error == "none" {
            assert!(result.is_ok(), "{}: {result:?}", row.name);
            continue;
        }
        let error = result.expect_err(row.name);
        assert_eq!(kind(&error), row.error, "{}: {error}", row.name);
        assert!(start.elapsed() < DEADLINE + SLACK, "{}: {:?}", row.name, start.elapsed());
        assert_eq!(mock.requests().len() > 1, row.passes, "{}: {error}", row.name);
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains("MARKER") && !text.contains(is_unsafe), "{}: {text:?}", row.name);
        }

        mock.clear_requests();
        let start = Instant::now();
        // Its response is empty, so a fault of the body may be none of its concern. A throttled request had no effect.
        let may_repeat = row.name.starts_with("429");
        let _ = post(&client).await;
        assert!(start.elapsed() < DEADLINE + SLACK, "{}: {:?}", row.name, start.elapsed());
        assert_eq!(mock.requests().len() > 1, may_repeat, "{}", row.name);
    }
}

#[tokio::test]
async fn a_fault_that_passes_loses_and_repeats_no_item_of_a_listing() {
    let expected = all_ids(&client(&mock().start().unwrap())).await.0;
    assert_eq!(expected.len(), 57);
    for row in rows() {
        for page in 0..6 {
            let mock = mock().fault((row.fault)(LIST).after(page).times(1)).start().unwrap();
            let (ids, error) = all_ids(&client(&mock)).await;
            let name = row.name;
            if row.passes {
                assert!(error.is_none(), "{name}: {error:?}");
                assert_eq!(ids, expected, "{name}");
            } else {
                // A page without content has no items and no total: no part of a listing.
                let listing_error = if row.error == "none" { "decode" } else { row.error };
                assert_eq!(kind(&error.expect(name)), listing_error, "{name}");
                assert_eq!(ids, expected[..page as usize * 10], "{name}");
            }
        }
    }
}

/// Pages that break a listing from the third on: a name, the page, and the end. Without an error, the listing ends whole.
const PAGES: [(&str, &str, Option<&str>); 7] = [
    (
        "offset ignored",
        r#"{"total_num":57,"data_list":[{"task_id":"a"},{"task_id":"b"}]}"#,
        Some("has the items of the previous page"),
    ),
    (
        "offset ignored, one item",
        r#"{"total_num":57,"data_list":[{"task_id":"a"}]}"#,
        Some("has the items of the previous page"),
    ),
    ("empty page", r#"{"total_num":57,"data_list":[]}"#, Some("is empty, and the total is 57")),
    ("no list", r#"{"total_num":57}"#, Some("is empty, and the total is 57")),
    ("total of another type", r#"{"total_num":[],"data_list":[]}"#, Some("`total_num` is a list")),
    ("list of another type", r#"{"total_num":57,"data_list":"x"}"#, Some("`data_list` is the string")),
    ("smaller total", r#"{"total_num":"21","data_list":{"task_id":"a"}}"#, None),
];

#[tokio::test]
async fn a_page_that_breaks_a_listing_is_an_error_and_no_quiet_end() {
    let expected = all_ids(&client(&mock().start().unwrap())).await.0;
    for (name, page, problem) in PAGES {
        let mock = mock().fault(Fault::status(LIST, 200).body(JSON, page).after(2)).start().unwrap();
        let (ids, error) = all_ids(&client(&mock)).await;
        assert_eq!(ids[..20], expected[..20], "{name}");
        match (problem, error) {
            (None, None) => assert_eq!(ids[20..], ["a"], "{name}"),
            (Some(problem), Some(error)) => assert!(error.to_string().contains(problem), "{name}: {error}"),
            (_, error) => panic!("{name}: {error:?}"),
        }
        assert!(mock.requests().len() <= 5, "{name}: {} requests", mock.requests().len());
    }
}

#[tokio::test]
async fn runs_of_server_errors_are_outlasted_up_to_the_last_attempt() {
    for status in [500, 502, 503, 504] {
        let mock = mock().fault(Fault::status("*", status).times(3)).start().unwrap();
        list(&client(&mock)).await.unwrap();
        assert_eq!(mock.requests().len(), 4);
        let mock = self::mock().fault(Fault::status("*", status).times(4)).start().unwrap();
        let error = list(&client(&mock)).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert!(error.is_retryable(), "{error}");
    }
}

#[tokio::test]
async fn a_quota_is_waited_for_by_what_its_text_says() {
    let mock = mock().fault(Fault::throttle(LIST, 2, Duration::from_secs(1))).start().unwrap();
    let client = crate::setting::builder(mock.base_url()).deadline(Duration::from_secs(30)).build().unwrap();
    let expected = all_ids(&crate::setting::client(&crate::setting::mock().start().unwrap())).await.0;
    let start = Instant::now();
    let (ids, error) = all_ids(&client).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids, expected);
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
    let throttled = mock.requests().iter().filter(|request| request.status == Some(429)).count();
    assert!(throttled <= 3, "{throttled}");
}

#[tokio::test]
async fn a_response_of_a_hundred_megabytes_is_not_read_to_its_end() {
    let mock = mock().fault(Fault::status("*", 200).body(JSON, vec![b' '; 100 << 20])).start().unwrap();
    let client = crate::setting::builder(mock.base_url()).timeout(Duration::from_secs(20)).build().unwrap();
    let start = Instant::now();
    let error = list(&client).await.unwrap_err();
    assert!(error.to_string().contains("larger than the limit of 8388608 bytes"), "{error}");
    assert!(start.elapsed() < DEADLINE + SLACK, "{:?}", start.elapsed());
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_client_as_it_was() {
    let mock = mock().fault(Fault::stall(LIST).times(20)).start().unwrap();
    let client = crate::setting::builder(mock.base_url()).max_connections(2).build().unwrap();
    for _ in 0..20 {
        let call = tokio::time::timeout(Duration::from_millis(30), list(&client));
        assert!(call.await.is_err());
    }
    list(&client).await.unwrap();
    post(&client).await.unwrap();
    assert!(mock.requests().iter().filter(|request| request.operation.as_deref() == Some(POST)).count() == 1);
}
