//! Listings: no unnecessary calls, no lost or repeated items, and no silent end.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use hss_client::Client;
use hss_client::dynamic::{Call, JsonPages};
use hss_client::prelude::*;
use hss_client::{Error, ExponentialBackoff};

use crate::server::*;
use crate::task_api::*;

fn asked(request: &http::Request<Bytes>, name: &str) -> Option<i64> {
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// A page of a listing with this many items, whose ids are their positions.
fn page(request: &http::Request<Bytes>, total: i64, stated: Option<i64>) -> Outcome {
    let (offset, limit) = (asked(request, "offset").unwrap_or(0), asked(request, "limit").unwrap_or(10));
    let items: Vec<String> =
        (offset..total.min(offset + limit)).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    let stated = stated.map_or(String::new(), |stated| format!(r#""total_num":{stated},"#));
    response(200, format!(r#"{{{stated}"data_list":[{}]}}"#, items.join(",")))
}

/// A server with this many items.
fn listing(total: i64) -> Server {
    Server::new(move |_, request| page(request, total, Some(total)))
}

async fn ids(client: &Client, limit: Option<i64>) -> Vec<i64> {
    let mut call = list_tasks(client);
    if let Some(limit) = limit {
        call = call.limit(limit);
    }
    let mut items = call.items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap());
    }
    assert!(items.next().await.is_none(), "it stays ended");
    ids
}

/// A server of 25 items that responds to some requests with this status.
fn broken_at(is_broken: fn(usize) -> bool, status: u16) -> Server {
    let broken = move |index| is_broken(index).then(|| response(status, ""));
    Server::new(move |index, request| broken(index).unwrap_or_else(|| page(request, 25, Some(25))))
}

#[tokio::test]
async fn a_listing_takes_as_many_calls_as_it_has_pages() {
    for (total, limit, calls) in [
        (0, None, 1),
        (1, None, 1),
        (10, None, 1),
        (11, None, 2),
        (20, None, 2),
        (25, None, 3),
        (400, Some(200), 2),
        (401, Some(200), 3),
        (3, Some(1), 3),
    ] {
        let server = listing(total);
        assert_eq!(ids(&server.client(), limit).await, (0..total).collect::<Vec<_>>(), "{total}");
        assert_eq!(server.count(), calls, "{total} by {limit:?}");
    }
}

#[tokio::test]
async fn without_a_total_a_short_or_empty_page_is_the_last() {
    for (total, calls) in [(0, 1), (9, 2), (10, 2), (25, 3)] {
        let server = Server::new(move |_, request| page(request, total, None));
        assert_eq!(ids(&server.client(), None).await, (0..total).collect::<Vec<_>>());
        assert_eq!(server.count(), calls, "{total}");
    }
}

#[tokio::test]
async fn an_answer_without_a_list_is_an_empty_page() {
    for body in ["{}", r#"{"data_list":null,"total_num":0}"#] {
        let server = Server::always(200, body);
        assert!(ids(&server.client(), None).await.is_empty());
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn pages_are_fetched_on_demand() {
    let server = listing(30);
    let mut pages = list_tasks(&server.client()).pages();
    assert_eq!((server.count(), pages.total()), (0, None));
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.data_list.unwrap().len(), 10);
    assert_eq!((server.count(), pages.total(), pages.offset()), (1, Some(30), 10));
}

#[tokio::test]
async fn a_listing_that_shrinks_ends_and_reports_the_change() {
    let server = Server::new(|index, request| {
        let total = if index == 0 { 25 } else { 15 };
        page(request, total, Some(total))
    });
    let mut items = list_tasks(&server.client()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!((count, server.count()), (15, 2));
    assert!(items.total_changed());
    assert_eq!(items.total(), Some(15));

    let server = Server::new(|index, request| page(request, 25, Some(if index == 0 { 25 } else { 15 })));
    let mut pages = json_pages(&server);
    pages.next().await.unwrap().unwrap();
    assert!(!pages.total_changed());
    pages.next().await.unwrap().unwrap();
    assert!(pages.total_changed());

    let steady = listing(25);
    let mut items = list_tasks(&steady.client()).items();
    while items.next().await.is_some() {}
    assert!(!items.total_changed());
}

#[tokio::test]
async fn an_empty_page_below_the_total_is_an_error() {
    let server = Server::new(|_, request| page(request, 12, Some(1_000)));
    let (count, error) = read_to_error(&server).await;
    assert_eq!((count, server.count()), (12, 3));
    assert_eq!(
        error.to_string(),
        "ListTasks: the listing is incomplete: the page at offset 12 is empty, and the total is 1000"
    );
}

#[tokio::test]
async fn a_page_that_repeats_the_previous_one_is_an_error() {
    for total in ["", r#""total_num":1000,"#] {
        let ids: Vec<String> = (0..10).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        let body = format!(r#"{{{total}"data_list":[{}]}}"#, ids.join(","));
        let server = Server::new(move |_, _| response(200, body.clone()));
        let (count, error) = read_to_error(&server).await;
        assert_eq!((count, server.count()), (10, 2));
        assert!(error.to_string().contains("has the items of the previous page"), "{error}");
    }
}

#[tokio::test]
async fn equal_items_may_follow_each_other_and_a_listing_of_one_item_still_ends() {
    // Two pages of one item that are really equal.
    for total in ["", r#""total_num":2,"#] {
        let server = Server::new(move |index, _| {
            let items = if index < 2 { r#"{"id":7}"# } else { "" };
            response(200, format!(r#"{{{total}"data_list":[{items}]}}"#))
        });
        assert_eq!(ids(&server.client(), Some(1)).await, [7, 7]);
    }
    // A service that ignores the offset.
    for (total, items) in [("", 1), (r#""total_num":1000,"#, 1), (r#""total_num":1000,"#, 10)] {
        let list = vec![r#"{"id":7}"#; items].join(",");
        let body = format!(r#"{{{total}"data_list":[{list}]}}"#);
        let server = Server::new(move |_, _| response(200, body.clone()));
        let (count, error) = read_to_error(&server).await;
        assert_eq!((count, server.count()), (2 * items, 3));
        assert!(error.to_string().contains("has the items of the previous page"), "{error}");
    }
}

#[tokio::test]
async fn a_total_of_zero_beside_items_is_not_the_end() {
    let server = Server::new(|_, request| page(request, 25, Some(0)));
    assert_eq!(ids(&server.client(), None).await, (0..25).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_null_among_the_items_counts_for_the_offset() {
    let server = Server::new(|index, _| {
        let items = ["[{\"id\":0},null,{\"id\":2}]", "[{\"id\":3}]"][index.min(1)];
        response(200, format!(r#"{{"total_num":4,"data_list":{items}}}"#))
    });
    assert_eq!(ids(&server.client(), None).await, [0, 2, 3]);
    assert_eq!(asked(&server.seen()[1], "offset"), Some(3));
}

#[tokio::test]
async fn a_limit_that_the_service_caps_loses_no_items() {
    for stated in [None, Some(25)] {
        let server = Server::new(move |_, request| {
            let offset = asked(request, "offset").unwrap_or(0);
            let items: Vec<String> =
                (offset..25.min(offset + 10)).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
            let stated = stated.map_or(String::new(), |stated: i64| format!(r#""total_num":{stated},"#));
            response(200, format!(r#"{{{stated}"data_list":[{}]}}"#, items.join(",")))
        });
        assert_eq!(ids(&server.client(), Some(200)).await, (0..25).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_full_page_after_one_beyond_the_limit_is_not_the_last() {
    let server = Server::new(|index, _| {
        let ids = [0..12, 12..22, 22..25][index.min(2)].clone();
        let items: Vec<String> = ids.map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        response(200, format!(r#"{{"data_list":[{}]}}"#, items.join(",")))
    });
    assert_eq!(ids(&server.client(), Some(10)).await, (0..25).collect::<Vec<_>>());
}

#[tokio::test]
async fn pages_as_json_read_totals_and_lists_as_typed_ones_do() {
    let server = Server::new(|index, _| {
        let list = ["[{\"id\":0},null]", "{\"id\":2}"][index.min(1)];
        response(200, format!(r#"{{"total_num":"3","data_list":{list}}}"#))
    });
    let mut pages = json_pages(&server);
    let mut items = Vec::new();
    while let Some(page) = pages.next().await {
        items.extend(page.unwrap().items);
    }
    assert_eq!(items, [serde_json::json!({"id": 0}), serde_json::json!({"id": 2})]);
    assert_eq!((pages.total(), pages.total_changed(), pages.offset()), (Some(3), false, 3));
    assert_eq!(server.count(), 2);
}

/// Reads a listing until its error; returns the number of items before it, and the error.
async fn read_to_error(server: &Server) -> (usize, hss_client::Error) {
    let mut items = list_tasks(&server.client()).items();
    let mut count = 0;
    loop {
        match items.next().await {
            Some(Ok(_)) => count += 1,
            Some(Err(error)) => return (count, error),
            None => panic!("the listing ended after {count} items"),
        }
    }
}

#[tokio::test]
async fn the_offset_cap_is_an_error_and_not_an_end() {
    let server = listing(2_000_401);
    let mut items = list_tasks(&server.client()).limit(200).items().start_at(1_999_900);
    let mut last = None;
    let error = loop {
        match items.next().await {
            Some(Ok(item)) => last = item.id,
            Some(Err(error)) => break error,
            None => panic!("it ended"),
        }
    };
    assert_eq!(last, Some(2_000_099));
    assert_eq!(
        error.to_string(),
        "ListTasks: the listing continues at offset 2000100, but the service accepts at most 2000000; \
         301 of 2000401 items were not read (narrow the listing with its filters)"
    );
    let Error::OffsetLimit(cap) = error else { panic!() };
    assert_eq!((cap.maximum, cap.offset, cap.total), (2_000_000, 2_000_100, Some(2_000_401)));
    assert!(items.next().await.is_none());

    // A listing that ends exactly at the cap is complete.
    let server = listing(2_000_200);
    let mut items = list_tasks(&server.client()).limit(200).items().start_at(2_000_000);
    for _ in 0..200 {
        items.next().await.unwrap().unwrap();
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_listing_goes_on_where_another_failed() {
    let server = broken_at(|index| index == 1, 500);
    let client = server.builder().retry(ExponentialBackoff::none()).build().unwrap();
    let mut items = list_tasks(&client).items();
    let mut ids = Vec::new();
    loop {
        match items.next().await {
            Some(Ok(item)) => ids.push(item.id.unwrap()),
            Some(Err(error)) => {
                assert_eq!(error.status().unwrap(), 500);
                assert!(items.next().await.is_none(), "an error ends it");
                items = list_tasks(&client).items().start_at(items.offset());
            }
            None => break,
        }
    }
    assert_eq!(ids, (0..25).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_offset_of_an_item_counts_items_and_not_pages() {
    let server = listing(25);
    let mut items = list_tasks(&server.client()).offset(5).items();
    assert_eq!(items.offset(), 5);
    for expected in 6..=25 {
        items.next().await.unwrap().unwrap();
        assert_eq!(items.offset(), expected);
    }
    assert!(items.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn dropping_the_future_of_the_next_item_loses_no_item() {
    // Every second response comes after a retry's wait, which the test does not wait for.
    let server = broken_at(|index| index % 2 == 0, 503);
    let mut items = list_tasks(&server.client()).items();
    let mut ids = Vec::new();
    loop {
        match tokio::time::timeout(std::time::Duration::from_millis(1), items.next()).await {
            Err(_) => {}
            Ok(Some(item)) => ids.push(item.unwrap().id.unwrap()),
            Ok(None) => break,
        }
    }
    assert_eq!(ids, (0..25).collect::<Vec<_>>());
    assert_eq!(server.count(), 6);
}

#[tokio::test]
async fn both_are_streams() {
    async fn count<S: Stream + Unpin>(mut stream: S) -> usize {
        let mut count = 0;
        while poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await.is_some() {
            count += 1;
        }
        count
    }
    let client = listing(25).client();
    assert_eq!(count(list_tasks(&client).pages()).await, 3);
    assert_eq!(count(list_tasks(&client).items()).await, 25);
}

#[tokio::test]
async fn a_violated_bound_fails_before_the_first_page() {
    let server = listing(5);
    let mut pages = list_tasks(&server.client()).limit(500).pages();
    assert!(matches!(pages.next().await, Some(Err(Error::Validation(_)))));
    assert!(pages.next().await.is_none());
    assert_eq!(server.count(), 0);
}

/// The same listing as JSON.
fn json_pages(server: &Server) -> JsonPages {
    let mut request = list_tasks(&server.client());
    let operation = request.call().operation();
    JsonPages::new(std::mem::replace(request.call(), Call::new(&server.client(), operation)))
}

#[tokio::test]
async fn a_page_repeats_although_the_rest_of_the_body_differs() {
    let server = Server::new(|index, _| {
        response(200, format!(r#"{{"request_id":"{index}","data_list":[{}]}}"#, r#"{"id":1},{"id":2}"#))
    });
    let (count, error) = read_to_error(&server).await;
    assert_eq!((count, server.count()), (2, 2));
    assert!(matches!(error, Error::IncompleteListing(_)), "{error}");
}

#[tokio::test]
async fn a_null_on_a_page_above_the_limit_counts_too() {
    let server = Server::new(|index, _| {
        let items = if index == 0 { "[{\"id\":0},null,{\"id\":2}]" } else { "[{\"id\":3}]" };
        response(200, format!(r#"{{"total_num":4,"data_list":{items}}}"#))
    });
    assert_eq!(ids(&server.client(), Some(2)).await, [0, 2, 3]);
    assert_eq!(asked(&server.seen()[1], "offset"), Some(3));
}

#[tokio::test]
async fn the_offset_of_an_item_counts_the_nulls_before_it() {
    let server = Server::always(200, r#"{"total_num":4,"data_list":[null,{"id":1},null,{"id":3}]}"#);
    let mut items = list_tasks(&server.client()).items();
    for (id, offset) in [(1, 3), (3, 4)] {
        assert_eq!(items.next().await.unwrap().unwrap().id, Some(id));
        assert_eq!(items.offset(), offset);
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn pages_as_json_are_validated_like_typed_ones() {
    for (body, expected) in [
        (r#"{"data_list":3}"#, "`data_list` is the number 3, expected a list"),
        (r#"{"total_num":"many"}"#, r#"`total_num` is the string "many", expected an integer"#),
        ("[]", "the whole value is a list, expected an object"),
        ("null", "the whole value is null, expected an object"),
    ] {
        let server = Server::always(200, body);
        let typed = list_tasks(&server.client()).pages().next().await.unwrap().err().unwrap().to_string();
        let json = json_pages(&server).next().await.unwrap().unwrap_err().to_string();
        assert!(json.contains(expected), "{json}");
        // The parser may stop at another column.
        assert_eq!(json.split(" (line").next(), typed.split(" (line").next());
    }
}
