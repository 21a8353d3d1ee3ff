//! Whole listings, by each way of paging.

use hss_mock::Mock;
use hss_runtime::dynamic::{Call, JsonPages};
use hss_runtime::prelude::*;
use hss_runtime::{Error, ItemPosition, Position};

use super::archive::boxes::{Carton, SearchBoxesRequestBody};
use super::{Server, archive};

fn mock(count: u32) -> Mock {
    let spec = hss_spec::read_folder(&crate::folder("archive")).unwrap();
    Mock::builder().spec(spec).token("S3CRET").items("*", count).start().unwrap()
}

fn client(mock: &Mock) -> archive::Client {
    archive::Client::builder().api_key("key", "S3CRET").endpoint(mock.base_url()).build().unwrap()
}

fn search() -> SearchBoxesRequestBody {
    SearchBoxesRequestBody::new("clay").limit(4)
}

async fn ids<R: Paged<Item = Carton>>(request: R) -> Vec<String> {
    let mut items = request.items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap());
    }
    assert!(items.next().await.is_none(), "it stays ended");
    ids
}

/// Calls the macro with each listing of a client, in pages of four.
macro_rules! each_listing {
    ($client:expr, $then:ident) => {{
        let boxes = $client.boxes();
        $then!("offset", boxes.list_by_offset().limit(4));
        $then!("page", boxes.list_by_page().per_page(4));
        $then!("number", boxes.list_by_number().limit(4));
        $then!("token", boxes.list_by_token().limit(4));
        $then!("marker", boxes.list_by_marker().limit(4));
        $then!("link", boxes.list_by_link().limit(4).kind("a&b=c d"));
        $then!("address", boxes.list_by_address().limit(4));
        $then!("body", boxes.search_boxes(search()));
    }};
}

#[tokio::test]
async fn every_item_comes_once_and_in_order() {
    for count in [0, 1, 3, 4, 5, 8, 11] {
        let mock = mock(count);
        let client = client(&mock);
        macro_rules! check {
            ($name:literal, $request:expr) => {
                let found = ids($request).await;
                let different: std::collections::BTreeSet<&String> = found.iter().collect();
                assert_eq!((found.len(), different.len()), (count as usize, count as usize), $name);
                let calls = mock.requests().len() as u32;
                let pages = count.div_ceil(4).max(1);
                assert!((pages..=pages + 1).contains(&calls), "{}: {calls} calls for {count}", $name);
                mock.clear_requests();
            };
        }
        each_listing!(client, check);
    }
}

#[tokio::test]
async fn a_listing_continues_at_its_position_in_another_process() {
    let mock = mock(11);
    let client = client(&mock);
    macro_rules! check {
        ($name:literal, $request:expr) => {
            let whole = ids($request).await;
            for read in 0..=11 {
                let mut items = $request.items();
                let mut found = Vec::new();
                for _ in 0..read {
                    found.push(items.next().await.unwrap().unwrap().id.unwrap());
                }
                let position: ItemPosition = items.position();
                let mut items = $request.items().resume_at(position);
                while let Some(item) = items.next().await {
                    found.push(item.unwrap().id.unwrap());
                }
                assert_eq!(found, whole, "{} after {read}", $name);
            }
        };
    }
    each_listing!(client, check);
}

#[tokio::test]
async fn pages_as_json_are_those_of_the_types() {
    let mock = mock(6);
    let client = client(&mock);
    macro_rules! check {
        ($name:literal, $request:expr) => {
            let mut request = $request;
            let call: &mut Call = request.call();
            let call = std::mem::replace(call, Call::new(&client, call.operation()));
            let mut pages = JsonPages::new(call);
            let mut lengths = Vec::new();
            while let Some(page) = pages.next().await {
                lengths.push(page.unwrap().items.len());
            }
            assert_eq!(lengths[..2], [4, 2], $name);
            assert!(lengths[2..].iter().all(|length| *length == 0), "{}: {lengths:?}", $name);
            assert_eq!(pages.offset(), 6, $name);
        };
    }
    each_listing!(client, check);
}

#[test]
fn blocking_listings_are_read_by_every_way() {
    let mock = mock(9);
    let client = client(&mock);
    macro_rules! check {
        ($name:literal, $request:expr) => {
            let found: Result<Vec<Carton>, Error> = $request.items_blocking().collect();
            assert_eq!(found.unwrap().len(), 9, $name);
        };
    }
    each_listing!(client, check);
}

#[tokio::test]
async fn the_inputs_of_a_body_are_set_beside_its_own_fields() {
    let server = Server::bodies(&[
        r#"{"result":{"boxes":[{"id":"1"}],"next_offset":"b"}}"#,
        r#"{"result":{"boxes":[{"id":"2"}],"next_offset":null}}"#,
    ]);
    assert_eq!(ids(server.client().boxes().search_boxes(search())).await, ["1", "2"]);
    let uri = "https://archive.example.com/api/searches?archive_key=S3CRET";
    assert_eq!(
        server.seen(),
        [
            format!(r#"{uri} {{"word":"clay","limit":4}}"#),
            format!(r#"{uri} {{"limit":4,"offset":"b","word":"clay"}}"#)
        ]
    );
}

#[tokio::test]
async fn links_are_followed_as_they_are_written() {
    let next = "https://archive.example.com/api/links";
    let server = Server::links(&[
        r#"<https://archive.example.com/api/links?page=1>; rel="prev first", </api/links?a=b%2Bc&d=e+f>; title="x, <y>"; rel="last next""#,
        "<?page=3&archive_key=OTHER>; REL=Next",
        "<../api/./links?page=4>; rel=next",
        "<HTTPS://ARCHIVE.example.com:443/api/links?page=5#top>; rel=next",
        r#"</elsewhere>; rel=next; anchor="/other", <x>; rel=nextafter"#,
    ]);
    assert_eq!(ids(server.client().boxes().list_by_link()).await, ["0", "1", "2", "3", "4"]);
    assert_eq!(
        server.seen(),
        [
            format!("{next}?archive_key=S3CRET"),
            format!("{next}?a=b%2Bc&d=e%20f&archive_key=S3CRET"),
            format!("{next}?page=3&archive_key=S3CRET"),
            format!("{next}?page=4&archive_key=S3CRET"),
            format!("{next}?page=5&archive_key=S3CRET"),
        ]
    );
}

#[tokio::test]
async fn pages_are_counted_from_the_first_one_that_is_documented() {
    let server = Server::bodies(&[
        r#"{"boxes":[{"id":"1"},{"id":"2"}],"meta":{"total_pages":"3"}}"#,
        r#"{"boxes":[{"id":"3"}],"meta":{"total_pages":3}}"#,
        r#"{"boxes":[],"meta":{"total_pages":2}}"#,
    ]);
    // The last of three pages was removed meanwhile.
    assert_eq!(ids(server.client().boxes().list_by_page()).await, ["1", "2", "3"]);
    let seen: Vec<String> =
        server.seen().iter().map(|uri| uri.split('?').nth(1).unwrap().to_owned()).collect();
    assert_eq!(seen, ["page=1&archive_key=S3CRET", "page=2&archive_key=S3CRET", "page=3&archive_key=S3CRET"]);
    let server = Server::bodies(&[r#"{"boxes":[]}"#]);
    assert_eq!(ids(server.client().boxes().list_by_number()).await, Vec::<String>::new());
    assert_eq!(server.seen(), ["https://archive.example.com/api/numbers?page=0&archive_key=S3CRET"]);
}

#[tokio::test]
async fn a_position_of_another_kind_is_an_error_before_anything_is_sent() {
    let server = Server::bodies(&["{}"]);
    let mut pages = server.client().boxes().list_by_token().pages().resume_at(Position::Page(2));
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "ListByToken: the listing has no page 2");
    assert!(matches!(error, Error::Config(_)) && pages.next().await.is_none());
    assert_eq!(server.seen(), Vec::<String>::new());
}

#[tokio::test]
async fn an_error_leaves_the_position_of_the_page_that_could_not_be_read() {
    let server = Server::new(|index, _| match index {
        1 => (400, None, "{}".to_owned()),
        0 => (200, None, r#"{"boxes":[{"id":"1"}],"page_info":{"next_cursor":"b"}}"#.to_owned()),
        _ => (200, None, r#"{"boxes":[{"id":"2"}]}"#.to_owned()),
    });
    let request = || server.client().boxes().list_by_token();
    let mut pages = request().pages();
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap().unwrap_err();
    let position = pages.position().clone();
    assert_eq!(position, Position::Token("b".into()));
    let mut rest = request().pages().resume_at(position);
    assert_eq!(rest.next().await.unwrap().unwrap().boxes.unwrap().len(), 1);
    assert!(rest.next().await.is_none());
}
