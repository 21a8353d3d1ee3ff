//! Requests in all encodings that a spec can name.

use hss_mock::{Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::{Credentials, FileContent};

use letters::letters::{SealLetterRequestBody, Stamp};

mod letters {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/encodings");
}

fn start() -> (Mock, letters::Client) {
    let spec = hss_spec::read_folder(&crate::folder("encodings")).unwrap();
    let mock = Mock::builder().spec(spec).key("ACCESS", "secret").start().unwrap();
    let client = letters::Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    (mock, client)
}

fn only(mock: &Mock) -> RecordedRequest {
    let [request] = mock.requests().try_into().unwrap();
    request
}

fn header<'r>(request: &'r RecordedRequest, name: &str) -> &'r str {
    request.header(name).unwrap_or_default()
}

#[tokio::test]
async fn lists_are_sent_in_their_styles_and_accepted() {
    let (mock, client) = start();
    client
        .letters()
        .list_letters([1, 2], "a;b")
        .joined(["x", "y z"])
        .piped([3, 4])
        .each(["p", "q"])
        .page_size(5)
        .marks(["m", "n"])
        .x_ids([6, 7])
        .send()
        .await
        .unwrap();
    let request = only(&mock);
    assert_eq!(request.operation.as_deref(), Some("ListLetters"));
    assert_eq!(request.path, "/letters/1,2");
    let query: Vec<String> = request.query.iter().map(|(key, value)| format!("{key}={value}")).collect();
    assert_eq!(query, ["each=p", "each=q", "joined=x,y z", "page[size]=5", "piped=3|4"]);
    assert_eq!(header(&request, "cookie"), "session=a%3Bb; marks=m%2Cn");
    assert_eq!(header(&request, "x-ids"), "6,7");
}

#[tokio::test]
async fn a_form_is_urlencoded_with_the_styles_of_its_fields() {
    let (mock, client) = start();
    let mut stamp = Stamp::new();
    stamp.value = Some(3);
    let body = SealLetterRequestBody::new("dark red")
        .marks(["a", "b"])
        .codes([1, 2])
        .stamp(stamp.clone())
        .plain(stamp);
    client.letters().seal_letter("7", body).send().await.unwrap();
    let request = only(&mock);
    assert_eq!(
        (request.operation.as_deref(), request.path.as_str()),
        (Some("SealLetter"), "/letters/;id=7:seal")
    );
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        std::str::from_utf8(&request.body).unwrap(),
        "colour=dark%20red&marks=a&marks=b&codes=1%2C2&stamp%5Bvalue%5D=3&plain=%7B%22value%22%3A3%7D"
    );
}

#[tokio::test]
async fn bytes_go_out_as_they_are_in_the_media_type_of_the_document_or_of_the_caller() {
    for (file, media_type) in [
        (FileContent::new("", &b"Dear\0"[..]), "text/plain"),
        (FileContent::new("", &b"Dear\0"[..]).with_content_type("text/markdown"), "text/markdown"),
    ] {
        let (mock, client) = start();
        client.letters().write_letter("7", file).send().await.unwrap();
        let request = only(&mock);
        assert_eq!((&request.body[..], header(&request, "content-type")), (&b"Dear\0"[..], media_type));
    }
}

#[tokio::test]
async fn a_signed_body_may_be_read_while_it_is_sent() {
    let (mock, client) = start();
    let file = FileContent::from_reader("", None, &b"Dear"[..]);
    client.letters().write_letter("7", file).send().await.unwrap();
    assert_eq!(only(&mock).body, b"Dear");
    // Its hash would be part of the signature.
    let json = FileContent::from_reader("", None, &b"{}"[..]).with_content_type("application/json");
    let error = client.letters().write_letter("7", json).send().await.unwrap_err().to_string();
    assert!(error.contains("JSON that is read while it is sent cannot be signed"), "{error}");
}

#[tokio::test]
async fn json_goes_out_in_its_own_media_type() {
    let (mock, client) = start();
    client.letters().change_letter("7", Stamp::new()).send().await.unwrap();
    assert_eq!(header(&only(&mock), "content-type"), "application/merge-patch+json");
}

#[tokio::test]
async fn the_caller_chooses_another_media_type() {
    let (mock, client) = start();
    let json = "application/json-patch+json";
    // Which the mock refuses, since the document has one.
    client.letters().change_letter("7", Stamp::new()).header("Content-Type", json).send().await.unwrap_err();
    let request = only(&mock);
    let types = request.headers.iter().filter(|(name, _)| name == "content-type");
    assert_eq!(types.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), [json]);
}

#[tokio::test]
async fn every_method_can_be_called() {
    let (mock, client) = start();
    client.letters().ask_letter("7").send().await.unwrap();
    assert_eq!(only(&mock).method, "OPTIONS");
}
