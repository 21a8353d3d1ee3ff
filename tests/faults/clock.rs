//! A wrong clock.

use hss_client::prelude::*;

use crate::setting::{all_ids, client, list, mock, post};

#[tokio::test]
async fn twenty_minutes_off_are_corrected_once_and_then_known() {
    for seconds in [20 * 60, -20 * 60] {
        let mock = mock().clock_ahead(seconds).start().unwrap();
        let client = client(&mock);
        list(&client).await.unwrap();
        let statuses: Vec<_> = mock.requests().iter().filter_map(|request| request.status).collect();
        assert_eq!(statuses, [401, 200], "{seconds}");
        post(&client).await.unwrap();
        let (ids, error) = all_ids(&client).await;
        assert!(error.is_none() && ids.len() == 57, "{error:?}");
        let refused = mock.requests().iter().filter(|request| request.status == Some(401)).count();
        assert_eq!(refused, 1, "five refusals lock an access key");
    }
}

#[tokio::test]
async fn twenty_calls_at_once_make_one_refused_request() {
    let mock = mock().clock_ahead(20 * 60).start().unwrap();
    let client = client(&mock);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { list(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let refused = mock.requests().iter().filter(|request| request.status == Some(401)).count();
    assert_eq!((refused, mock.requests().len()), (1, 21));
}

#[tokio::test]
async fn a_call_that_may_not_happen_twice_is_sent_again_only_when_it_was_turned_away() {
    let mock = mock().clock_ahead(20 * 60).start().unwrap();
    post(&client(&mock)).await.unwrap();
    let statuses: Vec<_> = mock.requests().iter().filter_map(|request| request.status).collect();
    assert_eq!(statuses, [401, 200]);
}

#[tokio::test]
async fn a_difference_of_a_few_minutes_is_not_corrected() {
    let mock = mock().clock_ahead(4 * 60).start().unwrap();
    let response = client(&mock).image().list_image_scan_task(hss_client::image::TaskKind::ImageScan);
    response.send_with_metadata().await.unwrap();
    assert_eq!(mock.requests().len(), 1);
}
