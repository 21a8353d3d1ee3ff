//! Servers of a document: several, with variables, and of a single operation.

use hss_runtime::prelude::*;
use hss_runtime::{Builder, Error};

use crate::paging::Server;
use harbour::Client;

mod harbour {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/harbour");
}

fn problem(builder: Builder<Client>) -> String {
    let error = builder.build().unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    error.to_string()
}

#[test]
fn the_first_server_is_called_with_the_defaults_of_its_variables() {
    assert_eq!(Client::builder().build().unwrap().endpoint(), "https://eu.harbour.example.com:8443/v1");
    let client =
        Client::builder().server_variable("site", "us-1").server_variable("port", "443").build().unwrap();
    assert_eq!(client.endpoint(), "https://us-1.harbour.example.com/v1");
}

#[test]
fn a_server_is_chosen_by_description_address_or_number() {
    for choice in ["Sandbox", "https://sandbox.example.com/{tenant}", "2"] {
        let client = Client::builder().server(choice).server_variable("tenant", "t1").build().unwrap();
        assert_eq!(client.endpoint(), "https://sandbox.example.com/t1", "{choice}");
    }
    let expected = "`server(\"4\")` is not a server: expected one of 1 (\"Main\", `{scheme}://{site}.harbour.example.com:{port}/v1`), \
                    2 (\"Sandbox\", `https://sandbox.example.com/{tenant}`), 3 (`/local`)";
    assert!(problem(Client::builder().server("4")).contains(expected));
}

#[test]
fn what_a_server_lacks_is_named_with_its_setting() {
    let sandbox = problem(Client::builder().server("Sandbox"));
    assert!(
        sandbox.contains("the server has no `tenant`: give one with `server_variable(\"tenant\", …)`"),
        "{sandbox}"
    );
    let relative = problem(Client::builder().server("3"));
    assert!(
        relative.contains(
            "the server `/local` of the document has no host: give the whole address with `endpoint(…)`"
        ),
        "{relative}"
    );
    let value = problem(Client::builder().server_variable("port", "80"));
    assert!(value.contains("`server_variable(\"port\", \"80\")`: expected one of `8443`, `443`"), "{value}");
    let name = problem(Client::builder().server_variable("place", "x"));
    assert!(
        name.contains(
            "`server_variable(\"place\", …)` matches no server: expected one of `port`, `scheme`, `sheet`, `site`, `tenant`"
        ),
        "{name}"
    );
    for site in ["a@evil.example.com/", "a?b", "a#b", "a b", ""] {
        let error = problem(Client::builder().server_variable("site", site));
        assert!(error.contains("server") || error.contains("endpoint"), "{site}: {error}");
    }
    let plain = problem(Client::builder().server_variable("scheme", "http"));
    assert!(plain.contains("plain HTTP"), "{plain}");
}

#[test]
fn the_environment_chooses_a_server_and_its_variables() {
    let lookup = |name: &str| match name {
        "HARBOUR_SERVER" => Some("Sandbox".to_owned()),
        "HARBOUR_SERVER_TENANT" => Some("t2".to_owned()),
        _ => None,
    };
    assert_eq!(
        Client::builder().from_lookup(&lookup).build().unwrap().endpoint(),
        "https://sandbox.example.com/t2"
    );
    let whole = |name: &str| (name == "HARBOUR_ENDPOINT").then(|| "https://other.example.com".to_owned());
    assert_eq!(
        Client::builder().from_lookup(&whole).build().unwrap().endpoint(),
        "https://other.example.com"
    );
}

#[tokio::test]
async fn an_operation_with_a_server_of_its_own_is_called_there() {
    let server = Server::bodies(&["{}"]);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    client.ships().list_ships("p1").send().await.unwrap();
    client.ships().upload_log().send().await.unwrap();
    client.ships().show_status().send().await.unwrap();
    let given =
        Client::builder().endpoint("https://gate.example.com").transport(server.clone()).build().unwrap();
    given.ships().upload_log().send().await.unwrap();
    assert_eq!(
        server.seen(),
        [
            "https://eu.harbour.example.com:8443/v1/projects/p1/ships",
            "https://uploads.example.com/logs",
            "https://eu.harbour.example.com:8443/status/now",
            "https://gate.example.com/logs",
        ],
        "the project is an argument as any other, and no other service is asked"
    );
}

#[tokio::test]
async fn the_variables_of_an_operation_s_own_server_are_the_same_settings() {
    let server = Server::bodies(&["{}"]);
    let client = |builder: Builder<Client>| builder.transport(server.clone()).build().unwrap();
    let plain = client(Client::builder());
    plain.ships().show_tide().send().await.unwrap();
    let missing = plain.ships().fetch_chart().send().await.unwrap_err().to_string();
    assert!(
        missing.contains("the server has no `sheet`: give one with `server_variable(\"sheet\", …)`"),
        "{missing}"
    );
    let set = client(Client::builder().server_variable("site", "us-1").server_variable("sheet", "north"));
    set.ships().show_tide().send().await.unwrap();
    set.ships().fetch_chart().send().await.unwrap();
    // The main server is at any site, that of tides at two: a call there says so, others are made.
    let far = client(Client::builder().server_variable("site", "far"));
    far.ships().upload_log().send().await.unwrap();
    let refused = far.ships().show_tide().send().await.unwrap_err().to_string();
    assert!(
        refused.contains("`server_variable(\"site\", \"far\")`: expected one of `eu`, `us-1`"),
        "{refused}"
    );
    // A value that is of no use for any server is refused when the client is built.
    let useless =
        Client::builder().server("Sandbox").server_variable("tenant", "t").server_variable("site", "far");
    assert!(problem(useless).contains("expected one of `eu`, `us-1`"));
    assert_eq!(
        server.seen(),
        [
            "https://eu.tides.example.com/tide",
            "https://us-1.tides.example.com/tide",
            "https://us-1.harbour.example.com:8443/charts/north/chart",
            "https://uploads.example.com/logs",
        ]
    );
}

#[test]
fn the_environment_sets_the_variables_of_an_operation_s_own_server() {
    let lookup = |name: &str| (name == "HARBOUR_SERVER_SHEET").then(|| "a b".to_owned());
    assert!(
        problem(Client::builder().from_lookup(&lookup)).contains("`server_variable(\"sheet\", \"a b\")`")
    );
}
