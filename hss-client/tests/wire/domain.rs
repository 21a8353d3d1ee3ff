//! The domain (account) that a call is sent with.

use hss_client::dynamic::Call;
use hss_client::runtime::schema::{Service, Tables};
use hss_client::{Credentials, Error};
use hss_runtime::{Builder, Client};

use super::credentials::count_of;
use crate::server::*;

static SECURITY: Tables = Tables::of_service("security\nscheme huawei huawei\nneeds huawei\ndomain");
/// A service whose calls are of a domain.
static ACCOUNTS: Service =
    Service::with_tables("accounts", "https://accounts.{region}.myhuaweicloud.com", &[], &SECURITY);
/// A service whose calls are of a project.
static LAMPS: Service = Service::new("lamps", "https://lamps.{region}.myhuaweicloud.com", &[]);
static LIST: Tables = Tables::new("operation ListThings things GET /v1/things\nresponse json");
static OF_PROJECT: Tables = Tables::new(
    "operation ListOwn things GET /v1/{project_id}/things\nresponse json\npath project_id string required client",
);
static OF_DOMAIN: Tables = Tables::new(
    "operation ListAll things GET /v1/{domain_id}/things\nresponse json\npath domain_id string required client",
);

fn builder(service: &'static Service, server: &Server) -> Builder {
    Client::builder(service)
        .region("cn-north-4")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .clock(noon)
        .transport(server.clone())
}

async fn call(client: &Client, operation: &'static Tables) -> Result<(), Error> {
    Call::new(client, operation.operation().get()).execute().await.map(drop)
}

/// The headers of project and domain of the last request.
fn owner(server: &Server) -> (Option<String>, Option<String>) {
    let seen = server.seen();
    let headers = seen.last().unwrap().headers().clone();
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    (header("x-project-id"), header("x-domain-id"))
}

#[tokio::test]
async fn a_call_is_sent_with_the_domain_unless_it_is_of_a_project() {
    let server = Server::always(200, "{}");
    let (project, domain) = ((Some("p".to_owned()), None), (None, Some("d".to_owned())));
    let both = builder(&ACCOUNTS, &server).project_id("p").domain_id("d").build().unwrap();
    call(&both, &LIST).await.unwrap();
    assert_eq!(owner(&server), domain);
    call(&both, &OF_PROJECT).await.unwrap();
    assert_eq!(owner(&server), project);
    // Of another service, the domain is sent where no project is known.
    let both = builder(&LAMPS, &server).project_id("p").domain_id("d").build().unwrap();
    call(&both, &LIST).await.unwrap();
    assert_eq!(owner(&server), project);
    let alone = builder(&LAMPS, &server).domain_id("d").build().unwrap();
    call(&alone, &LIST).await.unwrap();
    assert_eq!(owner(&server), domain);
}

#[tokio::test]
async fn the_domain_is_looked_up_once_where_calls_need_it() {
    let server = Server::new(|_, request| match request.uri().path() {
        "/v3/auth/domains" => response(200, r#"{"domains":[{"id":"d0","name":"mine"}]}"#),
        _ => response(200, "{}"),
    });
    let client = builder(&ACCOUNTS, &server).build().unwrap();
    call(&client, &LIST).await.unwrap();
    call(&client, &LIST).await.unwrap();
    assert_eq!(owner(&server), (None, Some("d0".to_owned())));
    assert_eq!(
        server.seen()[0].uri().to_string(),
        "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/domains"
    );
    assert_eq!((count_of(&server, "/v3/auth/domains"), server.count()), (1, 3));
    // In a path, every service needs it.
    let client = builder(&LAMPS, &server).build().unwrap();
    call(&client, &LIST).await.unwrap();
    assert_eq!((owner(&server), server.count()), ((None, None), 4));
    call(&client, &OF_DOMAIN).await.unwrap();
    assert_eq!(server.seen().last().unwrap().uri().path(), "/v1/d0/things");
    // A token has a domain of its own.
    let token = builder(&ACCOUNTS, &server).credentials(Credentials::token("t")).build().unwrap();
    call(&token, &LIST).await.unwrap();
    assert_eq!((count_of(&server, "/v3/auth/domains"), owner(&server)), (2, (None, None)));
}

#[tokio::test]
async fn none_or_several_domains_are_an_error_that_names_the_setting() {
    let bodies = [
        (r#"{"domains":[]}"#, "the identity service lists no domain for these credentials"),
        (r#"{"domains":[{"id":"../x","name":"a"}]}"#, "the identity service lists no domain"),
        (r#"{"domains":[{"id":"d1","name":"a"},{"id":"d2","name":"b"}]}"#, "several domains; choose one"),
    ];
    for (body, expected) in bodies {
        let server = Server::always(200, body);
        let client = builder(&ACCOUNTS, &server).build().unwrap();
        let error = call(&client, &LIST).await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        let error = error.to_string();
        assert!(error.contains(expected) && error.contains("`domain_id(…)`"), "{error}");
        assert_eq!(server.count(), 1);
    }
    let error = builder(&ACCOUNTS, &Server::always(200, "{}")).domain_id("a/b").build().unwrap_err();
    assert!(error.to_string().contains("\"a/b\" is not a domain id"), "{error}");
}

#[tokio::test]
async fn the_environment_names_the_domain() {
    let server = Server::always(200, "{}");
    let lookup = |name: &str| (name == "HUAWEICLOUD_SDK_DOMAIN_ID").then(|| "d".to_owned());
    let client = builder(&ACCOUNTS, &server).from_lookup(&lookup).build().unwrap();
    call(&client, &LIST).await.unwrap();
    assert_eq!(owner(&server), (None, Some("d".to_owned())));
}

#[test]
fn only_a_service_of_a_domain_asks_for_its_variable() {
    let problems = |service: &'static Service| {
        let nothing = |_: &str| None;
        Client::builder(service).from_lookup(&nothing).build().unwrap_err().to_string()
    };
    assert!(problems(&ACCOUNTS).contains("HUAWEICLOUD_SDK_DOMAIN_ID (not set)"));
    let of_projects = problems(&LAMPS);
    assert!(of_projects.contains("HUAWEICLOUD_SDK_PROJECT_ID (not set)"), "{of_projects}");
    assert!(!of_projects.contains("DOMAIN_ID"), "{of_projects}");
}
