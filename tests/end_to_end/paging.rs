//! Listings over any number of pages.

use std::collections::BTreeSet;

use hss_client::Error;
use hss_client::image::builder::ListImageScanTask;
use hss_client::prelude::*;
use hss_mock::Mock;

use crate::{client, list, mock_with};

async fn ids(mut items: hss_client::Items<ListImageScanTask>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(task) = items.next().await {
        ids.push(task.unwrap().task_id.unwrap());
    }
    ids
}

fn all(mock: &Mock) -> hss_client::Items<ListImageScanTask> {
    list(&client(mock)).limit(200).items()
}

#[tokio::test]
async fn every_task_comes_once_in_order_and_no_call_is_made_for_nothing() {
    for count in [0, 1, 9, 10, 11, 200, 201, 1000] {
        let mock = mock_with(count);
        let by_200 = ids(all(&mock)).await;
        assert_eq!(by_200.len(), count as usize);
        assert_eq!(by_200.iter().collect::<BTreeSet<_>>().len(), count as usize, "{count}: none comes twice");
        assert_eq!(mock.requests().len(), count.div_ceil(200).max(1) as usize, "{count} by 200");
        mock.clear_requests();
        let by_default = ids(list(&client(&mock)).items()).await;
        assert_eq!(by_default, by_200);
        assert_eq!(mock.requests().len(), count.div_ceil(10).max(1) as usize, "{count} by the default of 10");
    }
}

#[tokio::test]
async fn the_total_is_known_from_the_first_page_on() {
    let mock = mock_with(25);
    let mut tasks = list(&client(&mock)).limit(10).items();
    assert_eq!(tasks.total(), None);
    tasks.next().await.unwrap().unwrap();
    assert_eq!((tasks.total(), tasks.offset(), mock.requests().len()), (Some(25), 1, 1));
    while tasks.next().await.is_some() {}
    assert_eq!((tasks.total(), tasks.total_changed(), tasks.offset()), (Some(25), false, 25));
}

#[tokio::test]
async fn pages_are_as_long_as_the_limit_but_for_the_last() {
    let mock = mock_with(45);
    let mut pages = list(&client(&mock)).limit(20).pages();
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.total_num, Some(45));
        lengths.push(page.data_list.unwrap().len());
    }
    assert_eq!(lengths, [20, 20, 5]);
}

#[tokio::test]
async fn a_listing_goes_on_where_another_one_stopped() {
    let mock = mock_with(50);
    let everything = ids(all(&mock)).await;
    for stop in [0, 1, 19, 20, 21, 49, 50] {
        let mut first = list(&client(&mock)).limit(20).items();
        let mut read = Vec::new();
        while read.len() < stop {
            read.push(first.next().await.unwrap().unwrap().task_id.unwrap());
        }
        let rest = ids(list(&client(&mock)).limit(20).items().start_at(first.offset())).await;
        assert_eq!([read, rest].concat(), everything, "stopped after {stop}");
    }
}

#[tokio::test]
async fn a_listing_begins_at_the_calls_own_offset() {
    let mock = mock_with(30);
    let everything = ids(all(&mock)).await;
    assert_eq!(ids(list(&client(&mock)).offset(13).items()).await, everything[13..]);
}

#[tokio::test]
async fn a_page_that_fails_ends_the_listing_which_can_go_on_from_there() {
    let mock = mock_with(30);
    let everything = ids(all(&mock)).await;
    mock.fault(hss_mock::Fault::status("*", 404).after(1).times(1));
    let mut tasks = list(&client(&mock)).items();
    let mut read = Vec::new();
    let error = loop {
        match tasks.next().await.expect("it does not end quietly") {
            Ok(task) => read.push(task.task_id.unwrap()),
            Err(error) => break error,
        }
    };
    assert!(error.is_not_found(), "{error}");
    assert!(tasks.next().await.is_none());
    assert_eq!((read.len(), tasks.offset()), (10, 10));
    let rest = ids(list(&client(&mock)).items().start_at(tasks.offset())).await;
    assert_eq!([read, rest].concat(), everything);
}

#[tokio::test]
async fn a_listing_longer_than_the_largest_offset_says_so() {
    let mock = mock_with(2_000_300);
    let mut tasks = list(&client(&mock)).limit(200).items().start_at(1_999_950);
    let mut read = 0;
    let error = loop {
        match tasks.next().await.expect("it does not end quietly") {
            Ok(_) => read += 1,
            Err(error) => break error,
        }
    };
    let Error::OffsetLimit(cap) = &error else { panic!("{error}") };
    assert_eq!((read, cap.offset, cap.maximum, cap.total), (200, 2_000_150, 2_000_000, Some(2_000_300)));
    assert_eq!(
        error.to_string(),
        "ListImageScanTask: the listing continues at offset 2000150, but the service accepts at most 2000000; 150 of \
         2000300 items were not read (narrow the listing with its filters)"
    );
    assert_eq!(mock.requests().len(), 1);
}
