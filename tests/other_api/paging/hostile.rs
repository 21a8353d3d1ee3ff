//! Servers whose pages lead nowhere: a listing ends with an error, and never loops, repeats or ends in silence.

use hss_runtime::PageDefect;
use hss_runtime::prelude::*;

use super::archive::boxes::SearchBoxesRequestBody;
use super::{Server, defect};

/// The number of items before the error, and the error.
async fn ends<R: Paged>(request: R) -> (usize, PageDefect, String) {
    let mut items = request.items();
    for read in 0..100_000 {
        match items.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let (defect, text) = defect(error);
                assert!(items.next().await.is_none(), "it stays ended");
                return (read, defect, text);
            }
            None => panic!("a quiet end after {read}"),
        }
    }
    panic!("no end");
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    let a = r#"{"boxes":[{"id":"1"}],"page_info":{"next_cursor":"a"}}"#;
    let b = r#"{"boxes":[{"id":"2"}],"page_info":{"next_cursor":"b"}}"#;
    let c = r#"{"boxes":[{"id":"3"}],"page_info":{"next_cursor":"a"}}"#;
    let server = Server::new(move |index, _| (200, None, [a, b, c][index % 3].to_owned()));
    let (read, defect, text) = ends(server.client().boxes().list_by_token()).await;
    assert_eq!((read, defect), (2, PageDefect::Circle));
    assert_eq!(
        text,
        "ListByToken: the listing is incomplete: the page at token `b`, after 2 items, leads back to a page that was read"
    );
    assert_eq!(server.seen().len(), 3);
    let search = SearchBoxesRequestBody::new("clay").offset("x");
    let server = Server::bodies(&[r#"{"result":{"boxes":[{"id":"1"}],"next_offset":"x"}}"#]);
    assert_eq!(ends(server.client().boxes().search_boxes(search)).await.1, PageDefect::Circle);
}

#[tokio::test]
async fn fresh_tokens_that_lead_to_pages_that_were_read_are_an_error() {
    let server = Server::new(|index, _| {
        (
            200,
            None,
            format!(r#"{{"boxes":[{{"id":"1"}},{{"id":"2"}}],"page_info":{{"next_cursor":"{index}"}}}}"#),
        )
    });
    let (read, defect, _) = ends(server.client().boxes().list_by_token()).await;
    assert_eq!((read, defect), (2, PageDefect::Repeated));
    // Back at the first page after the last one, as a cursor of 0 does.
    let server = Server::new(|index, _| {
        let id = index % 3;
        (200, None, format!(r#"{{"boxes":[{{"id":"{id}"}},{{}}],"page_info":{{"next_cursor":"{index}"}}}}"#))
    });
    let (read, defect, _) = ends(server.client().boxes().list_by_token()).await;
    assert_eq!((read, defect), (6, PageDefect::Repeated));
}

#[tokio::test]
async fn empty_pages_with_tokens_are_passed_over_and_end_some_time() {
    let page = |index: usize| format!(r#"{{"boxes":[],"page_info":{{"next_cursor":"{index}"}}}}"#);
    let server = Server::new(move |index, _| (200, None, page(index)));
    let (read, defect, _) = ends(server.client().boxes().list_by_token()).await;
    assert_eq!((read, defect), (0, PageDefect::Endless));
    assert_eq!(server.seen().len(), 1_000);
    let server = Server::new(move |index, _| {
        let last = r#"{"boxes":[{"id":"1"}],"page_info":{"next_cursor":""}}"#.to_owned();
        (200, None, if index < 20 { page(index) } else { last })
    });
    let mut items = server.client().boxes().list_by_token().items();
    assert_eq!(items.next().await.unwrap().unwrap().id.as_deref(), Some("1"));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_number_or_an_offset_that_is_ignored_is_an_error() {
    let server = Server::bodies(&[r#"{"boxes":[{"id":"1"},{"id":"2"}]}"#]);
    for (read, defect, _) in [
        ends(server.client().boxes().list_by_number().limit(2)).await,
        ends(server.client().boxes().list_by_offset().limit(2)).await,
    ] {
        assert_eq!((read, defect), (2, PageDefect::Repeated));
    }
    let server = Server::bodies(&[
        r#"{"boxes":[{"id":"1"},{"id":"2"}],"meta":{"total_pages":4}}"#,
        r#"{"boxes":[],"meta":{"total_pages":4}}"#,
    ]);
    let (read, defect, text) = ends(server.client().boxes().list_by_page()).await;
    assert_eq!((read, defect), (2, PageDefect::Empty));
    assert_eq!(text, "ListByPage: the listing is incomplete: the page at page 2, after 2 items, is empty");
    let server = Server::bodies(&[
        r#"{"boxes":[{"id":"1"}],"meta":{"total_count":3}}"#,
        r#"{"boxes":[],"meta":{"total_count":3}}"#,
    ]);
    let (read, defect, text) = ends(server.client().boxes().list_by_page()).await;
    assert_eq!((read, defect), (1, PageDefect::Empty));
    assert!(text.ends_with("is empty, and the total is 3"), "{text}");
}

#[tokio::test]
async fn a_marker_that_is_ignored_or_missing_is_an_error() {
    let (read, defect, _) =
        ends(Server::bodies(&[r#"[{"id":"1"},{"id":"2"}]"#]).client().boxes().list_by_marker()).await;
    assert_eq!((read, defect), (2, PageDefect::Repeated));
    let (read, defect, _) = ends(
        Server::bodies(&[r#"[{"id":"1"}]"#, r#"[{"id":"2"}]"#, r#"[{"id":"1"}]"#])
            .client()
            .boxes()
            .list_by_marker(),
    )
    .await;
    assert_eq!((read, defect), (2, PageDefect::Circle));
    let (read, defect, text) =
        ends(Server::bodies(&[r#"[{"id":"1"},null,{"weight":3}]"#]).client().boxes().list_by_marker()).await;
    assert_eq!((read, defect), (0, PageDefect::NoMarker));
    assert!(text.ends_with("has no marker in its last item"), "{text}");
}

#[tokio::test]
async fn credentials_go_to_no_other_server() {
    for link in [
        "<https://evil.example.com/api/links?page=2>; rel=next",
        "<//evil.example.com/api/links>; rel=next",
        "<http://archive.example.com/api/links>; rel=next",
        "<https://archive.example.com:8443/api/links>; rel=next",
        "<https://archive.example.com@evil.example.com/>; rel=next",
        "<https://archive.example.com.evil.example.com/>; rel=next",
        "<ftp://archive.example.com/>; rel=next",
        "<javascript:alert(1)>; rel=next",
    ] {
        let links: &'static [&'static str] = Vec::leak(vec![link]);
        let server = Server::links(links);
        let (_, defect, text) = ends(server.client().boxes().list_by_link()).await;
        assert_eq!(defect, PageDefect::OtherServer, "{link}");
        assert!(!text.contains("evil") && !text.contains("S3CRET"), "{text}");
        assert_eq!(server.seen().len(), 1, "{link}");
    }
    let server = Server::bodies(&[r#"{"boxes":[{"id":"1"}],"links":{"next":"//evil.example.com/?a"}}"#]);
    assert_eq!(ends(server.client().boxes().list_by_address()).await.1, PageDefect::OtherServer);
}

#[tokio::test]
async fn an_address_that_cannot_be_sent_is_an_error() {
    for address in ["/a\\\\b", "/%2e%2e/admin", "/a b", "https:links", "/\\u0007", "/ü", "/a%zz"] {
        let body = format!(r#"{{"boxes":[{{"id":"1"}}],"links":{{"next":"{address}"}}}}"#);
        let server = Server::new(move |_, _| (200, None, body.clone()));
        let (_, defect, _) = ends(server.client().boxes().list_by_address()).await;
        assert_eq!(defect, PageDefect::Unusable, "{address}");
        assert_eq!(server.seen().len(), 1, "{address}");
    }
    let server = Server::bodies(&[r#"{"boxes":[{"id":"1"}],"links":{"next":7}}"#]);
    assert_eq!(ends(server.client().boxes().list_by_address()).await.1, PageDefect::Unusable);
}

#[tokio::test]
async fn an_address_that_comes_again_is_an_error() {
    let server = Server::links(&[
        "</api/links?page=2>; rel=next",
        "</api/links?page=3>; rel=next",
        "<?page=2>; rel=next",
    ]);
    let (read, defect, text) = ends(server.client().boxes().list_by_link()).await;
    assert_eq!((read, defect), (2, PageDefect::Circle));
    assert!(text.contains("the page at address `/api/links?page=3`"), "{text}");
    // The address of the first page, whose own spelling is not known.
    let server = Server::new(|index, _| {
        (
            200,
            None,
            format!(
                r#"{{"boxes":[{{"id":"{}"}},{{}}],"links":{{"next":"/api/addresses?{index}"}}}}"#,
                index % 2
            ),
        )
    });
    assert_eq!(ends(server.client().boxes().list_by_address()).await.1, PageDefect::Repeated);
}
