//! Listings by page number, token and marker: the end, positions, and pages that are missing.

use hss_client::dynamic::{Call, JsonPages};
use hss_client::prelude::*;
use hss_client::runtime::schema::Tables;
use hss_client::{Client, Error, ItemPosition, PageDefect, Position};

use crate::server::*;
use crate::task_api::*;

static BY_PAGE: Tables = Tables::new(
    "operation ListByPage image GET /v5/tasks
doc Lists tasks.
listing page=0 first=1 limit=1 items=data_list total=total_num
query page integer
query limit integer default=2",
);

static BY_NUMBER: Tables = Tables::new(
    "operation ListByNumber image GET /v5/tasks
doc Lists tasks.
listing page=0 first=0 pages=meta/pages limit=1 items=data_list total=total_num
query page integer
query limit integer default=2",
);

static BY_MARKER: Tables = Tables::new(
    "operation ListByMarker image GET /v5/tasks
doc Lists tasks.
listing marker=0 key=id limit=1 items=data_list total=total_num
query marker string
query limit integer default=2",
);

static BY_TOKEN: Tables = Tables::new(
    "operation ListByToken image GET /v5/tasks
doc Lists tasks.
listing token=0 next=meta/next limit=1 items=data_list
query cursor string
query limit integer default=2",
);

static BY_INTEGER: Tables = Tables::new(
    "operation ListByInteger image GET /v5/tasks
doc Lists tasks.
listing token=0 next=next items=data_list
query cursor integer",
);

static BY_FIELD: Tables = Tables::new(
    "operation SearchTasks image POST /v5/tasks
doc Searches tasks.
listing token=after next=next items=data_list in=body
body @Search

model Search
word string
after json",
);

/// A call of one of these operations.
struct Listing(Call);

impl Request for Listing {
    type Response = ListTasksResponse;

    fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

impl Paged for Listing {
    type Item = Task;

    fn items_of(response: &mut Self::Response) -> Option<&mut Vec<Task>> {
        response.data_list.as_mut()
    }
}

fn list(client: &Client, tables: &'static Tables) -> Listing {
    Listing(Call::of(client, tables))
}

/// A server of these bodies, the last one from then on.
fn bodies(bodies: &'static [&'static str]) -> Server {
    Server::new(move |index, _| response(200, bodies[index.min(bodies.len() - 1)]))
}

/// A server of a page, and then of one with the item 2 that is the last.
fn then_last(first: String) -> Server {
    let last = r#"{"data_list":[{"id":2}]}"#;
    Server::new(move |index, _| response(200, if index == 0 { first.clone() } else { last.to_owned() }))
}

/// The ids of all items, up to the end or an error.
async fn ids(listing: impl Paged<Item = Task>) -> (Vec<i64>, Option<PageDefect>) {
    let mut items = listing.items();
    let mut ids = Vec::new();
    loop {
        match items.next().await {
            Some(Ok(item)) => ids.push(item.id.unwrap()),
            Some(Err(Error::IncompleteListing(error))) => return (ids, Some(error.defect)),
            Some(Err(error)) => panic!("{error}"),
            None => return (ids, None),
        }
    }
}

/// The queries of the requests.
fn queries(server: &Server) -> Vec<String> {
    server.seen().iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_listing_with_a_total_ends_without_an_empty_page() {
    let full = &[
        r#"{"total_num":4,"data_list":[{"id":1},{"id":2}]}"#,
        r#"{"total_num":4,"data_list":[{"id":3},{"id":4}]}"#,
        r#"{"total_num":4,"data_list":[]}"#,
    ];
    for (tables, expected) in [(&BY_PAGE, ["page=1", "page=2"]), (&BY_MARKER, ["", "marker=2"])] {
        let server = bodies(full);
        assert_eq!(ids(list(&server.client(), tables)).await, (vec![1, 2, 3, 4], None));
        assert_eq!(queries(&server), expected);
    }
}

#[tokio::test]
async fn an_empty_page_below_the_total_is_an_error_by_every_way() {
    let short = &[r#"{"total_num":4,"data_list":[{"id":1},{"id":2}]}"#, r#"{"total_num":4,"data_list":[]}"#];
    for tables in [&BY_PAGE, &BY_MARKER] {
        let found = ids(list(&bodies(short).client(), tables)).await;
        assert_eq!(found, (vec![1, 2], Some(PageDefect::Empty)));
    }
}

#[tokio::test]
async fn a_listing_from_a_later_page_is_not_compared_with_the_total() {
    let rest = &[r#"{"total_num":4,"data_list":[{"id":3},{"id":4}]}"#, r#"{"total_num":4,"data_list":[]}"#];
    for (tables, start, expected) in [
        (&BY_PAGE, Position::Page(2), ["page=2", "page=3"]),
        (&BY_MARKER, Position::Token(2.into()), ["marker=2", "marker=4"]),
    ] {
        let server = bodies(rest);
        let mut pages = list(&server.client(), tables).pages().resume_at(start);
        let mut lengths = Vec::new();
        while let Some(page) = pages.next().await {
            lengths.push(page.unwrap().data_list.unwrap().len());
        }
        assert_eq!((lengths, pages.offset()), (vec![2, 0], 2));
        assert_eq!(queries(&server), expected);
    }
}

#[tokio::test]
async fn a_number_of_pages_decides_whatever_the_items_are() {
    // An empty page that is not the last one.
    let server =
        bodies(&[r#"{"data_list":[{"id":1}],"meta":{"pages":3}}"#, r#"{"data_list":[],"meta":{"pages":3}}"#]);
    assert_eq!(ids(list(&server.client(), &BY_NUMBER)).await, (vec![1], Some(PageDefect::Empty)));
    // A full page that is the last one, and a short one that is not.
    let server = bodies(&[
        r#"{"data_list":[{"id":1}],"meta":{"pages":2}}"#,
        r#"{"data_list":[{"id":2},{"id":3}],"meta":{"pages":2}}"#,
    ]);
    assert_eq!(ids(list(&server.client(), &BY_NUMBER)).await, (vec![1, 2, 3], None));
    assert_eq!(queries(&server), ["page=0", "page=1"]);
}

#[tokio::test]
async fn fields_of_the_same_names_in_other_objects_are_not_those_of_the_listing() {
    let server = bodies(&[
        r#"{"data_list":[{"id":1}],"meta":{"next":"b"},"other":{"next":"x","data_list":[1]},"next":"y"}"#,
        r#"{"data_list":[{"id":2}],"meta":{"next":""},"other":{"next":"x"}}"#,
    ]);
    assert_eq!(ids(list(&server.client(), &BY_TOKEN)).await, (vec![1, 2], None));
    assert_eq!(queries(&server), ["", "cursor=b"]);
}

#[tokio::test]
async fn a_token_is_sent_in_the_type_of_its_parameter() {
    for (tables, token, expected) in [
        (&BY_INTEGER, "\"7\"", Some("cursor=7")),
        (&BY_INTEGER, "7", Some("cursor=7")),
        (&BY_INTEGER, "\"seven\"", None),
        (&BY_INTEGER, "true", None),
        (&BY_INTEGER, "7.5", None),
    ] {
        let server = then_last(format!(r#"{{"data_list":[{{"id":1}}],"next":{token}}}"#));
        let (found, defect) = ids(list(&server.client(), tables)).await;
        match expected {
            Some(query) => {
                assert_eq!((found, defect), (vec![1, 2], None), "{token}");
                assert_eq!(queries(&server), ["", query]);
            }
            None => assert_eq!((found, defect), (vec![1], Some(PageDefect::Unusable)), "{token}"),
        }
    }
    // A number for a string is sent as it is written.
    for (token, query) in [("7", "cursor=7"), ("18446744073709551615", "cursor=18446744073709551615")] {
        let server = then_last(format!(r#"{{"data_list":[{{"id":1}}],"meta":{{"next":{token}}}}}"#));
        assert_eq!(ids(list(&server.client(), &BY_TOKEN)).await, (vec![1, 2], None));
        assert_eq!(queries(&server), ["", query]);
    }
}

#[tokio::test]
async fn a_token_in_a_body_is_sent_as_any_json_that_it_is() {
    for token in [r#"[7,"x"]"#, r#"{"id":7}"#, "7", r#""7""#, "true"] {
        let server = then_last(format!(r#"{{"data_list":[{{"id":1}}],"next":{token}}}"#));
        let body = serde_json::json!({"word": "w"});
        let search = Listing(Call::of(&server.client(), &BY_FIELD).with_body(body));
        assert_eq!(ids(search).await, (vec![1, 2], None), "{token}");
        let sent: serde_json::Value = serde_json::from_slice(server.seen()[1].body()).unwrap();
        let token: serde_json::Value = serde_json::from_str(token).unwrap();
        assert_eq!(sent, serde_json::json!({"word": "w", "after": token}));
    }
}

#[tokio::test]
async fn the_position_of_an_item_is_as_near_as_the_listing_allows() {
    let place = ItemPosition::new;
    let offsets = bodies(&[
        r#"{"total_num":3,"data_list":[{"id":0},{"id":1}]}"#,
        r#"{"total_num":3,"data_list":[{"id":2}]}"#,
    ]);
    let mut items = list_tasks(&offsets.client()).limit(2).items();
    for index in 0..3 {
        assert_eq!(items.position(), place(Position::Offset(index), 0));
        items.next().await.unwrap().unwrap();
    }
    let tokens =
        bodies(&[r#"{"data_list":[{"id":0},{"id":1}],"meta":{"next":"b"}}"#, r#"{"data_list":[{"id":2}]}"#]);
    let first = Position::Token("a".into());
    let mut items = Listing(Call::of(&tokens.client(), &BY_TOKEN).with(0, "a")).items();
    assert_eq!(items.position(), place(first.clone(), 0));
    items.next().await.unwrap().unwrap();
    assert_eq!(items.position(), place(first, 1));
    items.next().await.unwrap().unwrap();
    // The page is read, so that a listing from here does not fetch it again.
    let second = Position::Token("b".into());
    assert_eq!(items.position(), place(second.clone(), 0));
    items.next().await.unwrap().unwrap();
    assert_eq!(items.position(), place(second, 1));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_position_before_the_first_item_keeps_the_items_to_skip() {
    let server = bodies(&[r#"{"data_list":[{"id":0},{"id":1}]}"#]);
    let start = ItemPosition::new(Position::Token("a".into()), 1);
    let mut items = list(&server.client(), &BY_TOKEN).items().resume_at(start.clone());
    assert_eq!(items.position(), start);
    assert_eq!(items.next().await.unwrap().unwrap().id, Some(1));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_listing_as_json_continues_at_the_position_of_another() {
    let server = bodies(&[r#"{"data_list":[{"id":1}],"meta":{"next":"b"}}"#, r#"{"data_list":[{"id":2}]}"#]);
    let client = server.client();
    let mut pages = JsonPages::new(Call::of(&client, &BY_TOKEN));
    assert_eq!(pages.position(), &Position::First);
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.position(), &Position::Token("b".into()));
    let mut rest = JsonPages::new(Call::of(&client, &BY_TOKEN)).resume_at(pages.position().clone());
    assert_eq!(rest.position(), &Position::Token("b".into()));
    assert_eq!(rest.next().await.unwrap().unwrap().items, [serde_json::json!({"id": 2})]);
    assert!(rest.next().await.is_none());
    assert_eq!(queries(&server), ["", "cursor=b"]);
}

#[tokio::test]
async fn the_error_of_a_total_of_another_type_has_its_place() {
    let server = bodies(&[r#"{"data_list":[],"total_num":[1,2],"x":1}"#]);
    let mut pages = JsonPages::new(Call::of(&server.client(), &BY_PAGE));
    let error = pages.next().await.unwrap().unwrap_err().to_string();
    assert!(error.ends_with("`total_num` is a list, expected an integer (line 1, column 29)"), "{error}");
}
