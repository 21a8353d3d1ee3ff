//! Groups that are called like what every client has itself.

use hss_mock::Mock;
use hss_runtime::prelude::*;
use hss_runtime::{Credentials, Region};

use railway::Client;

mod railway {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/namesakes");
}

#[tokio::test]
async fn they_are_escaped_and_the_client_keeps_its_own() {
    let spec = hss_spec::read_folder(&crate::folder("namesakes")).unwrap();
    let mock = Mock::builder().spec(spec).key("ACCESS", "secret").start().unwrap();
    let client = Client::builder()
        .region("north-1")
        .endpoint(mock.base_url())
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    assert_eq!(client.region(), Some(&Region::new("north-1")));
    client.value_region().show_region().send().await.unwrap();
    client.value_from_env().show_environment().send().await.unwrap();
    client.signal_box().show_signal_box().send().await.unwrap();
    assert_eq!(mock.requests().len(), 3);
}

mod maze {
    #![deny(warnings, missing_docs, unreachable_pub)]
    hss_codegen_macros::api!(path = "other_api/awkward_names");
}

/// The same code as `generate` writes it, which is no longer of a macro, in a module that nothing leads to.
#[test]
fn each_part_of_generated_source_allows_unused_items() {
    let folder = crate::folder("awkward_names");
    let source = hss_codegen::Generator::from_folder(folder).unwrap().source().unwrap();
    let parts = source.lines().filter(|line| line.starts_with("pub mod ")).count();
    let allowed = source.lines().filter(|line| *line == "#[allow(dead_code, unreachable_pub)]").count();
    // The service, its setup, the client's methods and the whole API, too.
    assert_eq!(allowed, parts + 4);
}

#[test]
fn whatever_a_document_calls_its_things_compiles() {
    use maze::builder::{Kind, Marks, MazeOption, State, ValueOption, builder};

    let client = hss_runtime::Client::builder(&maze::SERVICE)
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    let client = maze::Client::from(client);
    let option = ValueOption::new();
    let maze = MazeOption::new(Kind::Number1a).marks(Marks::SELF).state(State::Dash1).all([option]);
    let _: builder::MazeOption =
        client.value_builder().maze_option("one", ["two"], maze).id_in_query("three");
    let _: builder::ValueOption = client.value_builder().option("one", ["two"]).value_body("four");
    let words = maze::crate_::Body::new(["a"], ["b"], "c", ["d"]).r#gen("e").dash("f").value_new(["g"]);
    let _: maze::crate_::builder::With =
        client.crate_().with("one", words).r#async("h").value_send("i").u9879_u76ee("j");
    let _ = client.r#async().send("one").value_timeout("k");
    let _ = client.shared().v1("one", ["two"]);
    let _ = maze::value_shared::SharedApi::new(&client).v1("one", ["two"]);
}
