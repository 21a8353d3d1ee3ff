//! Bodies that may be null, constraints by media type, and parts that are a file or a text.

use hss_runtime::prelude::*;
use hss_runtime::{Error, FileContent, Nullable};

use crate::paging::Server;
use harbour::ships::{Berth, Photos, body};

mod harbour {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/harbour");
}

fn client(server: &Server) -> harbour::Client {
    harbour::Client::builder().endpoint("https://h.example.com").transport(server.clone()).build().unwrap()
}

#[tokio::test]
async fn a_body_that_may_be_null_is_sent_as_null() {
    let server = Server::bodies(&["{}"]);
    let ships = client(&server).ships();
    ships.set_berth(Berth::new("north")).send().await.unwrap();
    ships.set_berth(None).send().await.unwrap();
    ships.set_berth(Nullable::Null).send().await.unwrap();
    // What is given is held to its model as ever.
    let refused = ships.set_berth(Berth::empty()).send().await.unwrap_err();
    assert!(matches!(refused, Error::Validation(_)), "{refused}");
    assert_eq!(
        server.seen(),
        [
            r#"https://h.example.com/berth {"pier":"north"}"#,
            "https://h.example.com/berth null",
            "https://h.example.com/berth null",
        ]
    );
}

#[tokio::test]
async fn each_media_type_of_a_body_has_its_own_null_and_bounds() {
    let server = Server::bodies(&["{}"]);
    let ships = client(&server).ships();
    let list = |count: usize| vec!["a".to_owned(); count];
    ships.moor_ships().send().await.unwrap();
    ships.moor_ships().body(list(2)).send().await.unwrap();
    ships.moor_ships().body(None).send().await.unwrap();
    let refused = ships.moor_ships().body(list(3)).send().await.unwrap_err();
    assert!(refused.to_string().contains("a list of 3"), "{refused}");
    let vendor = body::MoorShips::ApplicationVndMooringsJson;
    ships.moor_ships().body(vendor(list(3))).send().await.unwrap();
    let refused = ships.moor_ships().body(vendor(list(4))).send().await.unwrap_err();
    assert!(refused.to_string().contains("a list of 4"), "{refused}");
    assert_eq!(
        server.seen(),
        [
            "https://h.example.com/moorings",
            r#"https://h.example.com/moorings ["a","a"]"#,
            "https://h.example.com/moorings null",
            r#"https://h.example.com/moorings ["a","a","a"]"#,
        ]
    );
}

#[tokio::test]
async fn a_text_in_the_place_of_a_file_is_a_value_and_several_files_are_several_parts() {
    let server = Server::bodies(&["{}"]);
    let png = FileContent::new("a.png", &b"1"[..]).with_content_type("image/png");
    let photos =
        Photos::empty().photo([png.clone(), png]).cover(FileContent::from("https://p.example.com/1"));
    client(&server).ships().send_photos(photos).send().await.unwrap();
    let [sent] = server.seen().try_into().unwrap();
    let file = "name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n1\r\n";
    assert_eq!(sent.matches(file).count(), 2, "{sent}");
    assert!(sent.contains("name=\"cover\"\r\n\r\nhttps://p.example.com/1\r\n"), "{sent}");
}
