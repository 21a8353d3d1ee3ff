//! Media types with wildcards, bodies of several parts, and pages that follow the header `Link`.

use hss_mock::{Fault, Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::{Download, Error, FileContent};

use kiosk::offers::{Offer, OffersApi};

mod kiosk {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/kiosk");
}

fn start() -> (Mock, OffersApi) {
    let spec = hss_spec::read_folder(&crate::folder("kiosk")).unwrap();
    let mock = Mock::builder().spec(spec).items("ListOffers", 25).start().unwrap();
    // The path of the document's server, which the mock takes as well.
    let endpoint = format!("{}/api/v1", mock.base_url());
    let client = kiosk::Client::builder().endpoint(endpoint).build().unwrap();
    let offers = client.offers();
    (mock, offers)
}

fn sent(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

#[tokio::test]
async fn a_body_of_any_media_type_is_json_where_it_has_a_type() {
    let (mock, offers) = start();
    let offer = offers.create_offer(Offer::new("Paper")).send().await.unwrap();
    assert!(offer.title.is_some());
    let request = sent(&mock);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    offers.set_note("tea").send().await.unwrap();
    assert_eq!(sent(&mock).body, br#""tea""#);
}

#[tokio::test]
async fn a_text_of_any_media_type_is_read_as_json_or_as_it_is() {
    let (mock, offers) = start();
    assert!(!offers.show_note().send().await.unwrap().is_empty());
    assert_eq!(sent(&mock).header("accept"), Some("application/json, */*;q=0.5"));
    for (media_type, body, text) in [
        ("application/json", r#""tea""#, "tea"),
        ("text/plain;charset=UTF-8", "tea, hot", "tea, hot"),
        // As Spring sends a text to whoever prefers JSON.
        ("application/json", "tea", "tea"),
        ("text/plain", "{\"a\":1}", "{\"a\":1}"),
    ] {
        mock.fault(Fault::status("ShowNote", 200).body(media_type, body).times(1));
        assert_eq!(offers.show_note().send().await.unwrap(), text);
    }
    mock.fault(Fault::status("ShowNote", 200).body("image/png", b"\xff\x00".to_vec()).times(1));
    let error = offers.show_note().send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    mock.fault(Fault::status("ShowFree", 200).body("text/html", "<p>").times(1));
    assert_eq!(offers.show_free().send().await.unwrap(), "<p>");
    // Of an object, only JSON is read.
    mock.fault(Fault::status("CreateOffer", 201).body("text/plain", "tea").times(1));
    assert!(offers.create_offer(Offer::new("Paper")).send().await.is_err());
}

#[tokio::test]
async fn bytes_of_any_media_type_have_that_of_the_caller() {
    let (mock, offers) = start();
    for (content_type, expected) in [(None, "application/octet-stream"), (Some("image/webp"), "image/webp")] {
        let file = FileContent::new("a", &b"bytes"[..]);
        let file = content_type.map_or(file.clone(), |name| file.with_content_type(name));
        offers.set_data(file.clone()).send().await.unwrap();
        assert_eq!(sent(&mock).header("content-type"), Some(expected));
        offers.set_picture(file).send().await.unwrap();
        assert_eq!(sent(&mock).header("content-type"), Some(expected));
    }
    for mut file in [offers.show_data().send().await.unwrap(), offers.show_picture().send().await.unwrap()] {
        assert!(!file.bytes(10_000).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_body_of_several_parts_needs_their_boundary() {
    let (mock, offers) = start();
    let body = "--x\r\nContent-Type: application/json\r\n\r\n{}\r\n--x--\r\n";
    for (content_type, call) in [("multipart/mixed", true), ("multipart/related", false)] {
        let file = FileContent::new("", body);
        let send = |file| async {
            if call { offers.send_batch(file).send().await } else { offers.send_related(file).send().await }
        };
        let error = send(file.clone()).await.unwrap_err();
        let expected = format!("the media type `{content_type}` needs the text between the parts");
        assert!(matches!(error, Error::Config(_)) && error.to_string().contains(&expected), "{error}");
        assert_eq!(mock.requests(), []);
        let whole = format!("{content_type}; boundary=x");
        send(file.with_content_type(&whole)).await.unwrap();
        let request = sent(&mock);
        assert_eq!((request.header("content-type"), &*request.body), (Some(&*whole), body.as_bytes()));
        mock.clear_requests();
    }
    let response = offers.show_batch().send_with_metadata().await.unwrap();
    let content_type = response.header("content-type").unwrap().to_owned();
    let boundary = content_type.strip_prefix("multipart/mixed; boundary=").unwrap();
    let mut file: Download = response.value;
    let body = file.bytes(10_000).await.unwrap();
    assert!(body.starts_with(format!("--{boundary}\r\n").as_bytes()));
    assert!(body.ends_with(format!("\r\n--{boundary}--\r\n").as_bytes()));
}

#[tokio::test]
async fn pages_follow_the_header_link_which_is_also_read_by_name() {
    let (mock, offers) = start();
    let mut items = offers.list_offers().per_page(10).items();
    let mut count = 0;
    while let Some(offer) = items.next().await {
        assert!(offer.unwrap().title.is_some());
        count += 1;
    }
    assert_eq!((count, mock.requests().len()), (25, 3));
    let first = offers.list_offers().per_page(10).send_with_metadata().await.unwrap();
    let link = first.header("link").unwrap();
    assert!(
        link.starts_with("</api/v1/offers?per%5Fpage=10&") && link.ends_with(">; rel=\"next\""),
        "{link}"
    );
    assert!(first.header("x-total").unwrap().parse::<i64>().is_ok());
    let all = offers.list_offers().per_page(50).send_with_metadata().await.unwrap();
    assert_eq!((all.header("link"), all.value.len()), (None, 25));
}
