//! Credentials by the security schemes of a document, against a mock that checks them.

use std::sync::atomic::{AtomicUsize, Ordering};

use hss_mock::{Fault, Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::schema::{Service, Tables};
use hss_runtime::{
    AttemptStart, AuthRequest, Authenticate, BoxFuture, Builder, Credential, CredentialsError, Error, Hook,
    OAuth2, Validation, http,
};

use vault::Client;
pub(crate) mod vault {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/vault");
}

pub(crate) fn mock() -> Mock {
    let spec = hss_spec::read_folder(&crate::folder("vault")).unwrap();
    Mock::builder().spec(spec).token("secret-one").token("secret-two").start().unwrap()
}

pub(crate) fn builder(mock: &Mock) -> Builder<Client> {
    Client::builder().endpoint(mock.base_url())
}

pub(crate) fn last(mock: &Mock) -> RecordedRequest {
    let request = mock.requests().pop().unwrap();
    assert!(request.status.is_some_and(|status| status < 300), "{request:?}");
    request
}

#[tokio::test]
async fn a_token_goes_where_the_document_says() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").build().unwrap();
    client.items().list_items("p1").send().await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("authorization"), Some("Bearer secret-one"));
    assert_eq!(request.path, "/projects/p1/items");
    // A token at hand serves schemes that would fetch one.
    client.items().show_granted().send().await.unwrap();
    client.items().create_granted().send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Bearer secret-one"));
    assert_eq!(mock.requests().len(), 3);
}

#[tokio::test]
async fn schemes_that_belong_together_are_sent_together_where_their_alternative_is_the_first_with_credentials()
 {
    let mock = mock();
    let client = builder(&mock).basic("zoé", "p:w").api_key("key-in-header", "secret-two").build().unwrap();
    client.items().list_items("p1").send().await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("authorization"), Some("Basic em/DqTpwOnc="));
    assert_eq!(request.header("x-vault-key"), Some("secret-two"));

    let both = builder(&mock)
        .bearer("secret-one")
        .basic("zoe", "pw")
        .api_key("key-in-header", "secret-two")
        .api_key("key in cookie", "secret-one")
        .build()
        .unwrap();
    both.items().list_items("p1").send().await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("authorization"), Some("Bearer secret-one"));
    assert_eq!(request.header("x-vault-key"), None);
    both.items().show_both().header("Cookie", "theme=dark").send().await.unwrap();
    let request = last(&mock);
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("x-vault-key"), Some("secret-two"));
    assert_eq!(request.header("cookie"), Some("theme=dark; vault_session=secret-one"));
}

#[tokio::test]
async fn a_call_that_needs_nothing_carries_nothing() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").api_key("key-in-query", "secret-two").build().unwrap();
    client.items().show_status().send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), None);
    client.items().show_public().send().await.unwrap();
    assert_eq!(last(&mock).query_value("vault_key"), Some("secret-two"));
    let without = builder(&mock).build().unwrap();
    without.items().show_public().send().await.unwrap();
    without.items().show_status().send().await.unwrap();
    assert!(last(&mock).query.is_empty());
}

#[tokio::test]
async fn missing_credentials_are_named_with_their_settings_before_anything_is_sent() {
    let mock = mock();
    let client = builder(&mock).basic("zoe", "pw").build().unwrap();
    let error = client.items().list_items("p1").send().await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error:?}");
    let expected = "no credentials: ListItems needs one of these security schemes:
- `token` (`bearer(…)`, or VAULT_TOKEN with `from_env()`)
- `key-in-header` (`api_key(\"key-in-header\", …)`, or VAULT_API_KEY_KEY_IN_HEADER with `from_env()`)";
    assert_eq!(error.to_string(), expected);
    let error = client.items().show_granted().send().await.unwrap_err().to_string();
    assert!(error.contains("VAULT_CLIENT_ID") && error.contains("`oauth2(…)`"), "{error}");
    let error = client.items().show_digest().send().await.unwrap_err().to_string();
    assert!(error.contains("`digest`") && error.contains("`authentication(\"digest\", …)`"), "{error}");
    assert_eq!(mock.requests(), []);
}

#[tokio::test]
async fn the_environment_gives_credentials_by_documented_names() {
    let mock = mock();
    let address = mock.base_url();
    let client = |set: &[(&str, &str)]| {
        let set = set.to_vec();
        let lookup = move |name: &str| match name {
            "VAULT_ENDPOINT" => Some(address.to_owned()),
            // A key of another vendor is never read.
            "HUAWEICLOUD_SDK_AK" | "HUAWEICLOUD_SDK_SK" => panic!("{name} is read"),
            name => set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()),
        };
        Client::builder().from_lookup(&lookup).build().unwrap()
    };
    client(&[("VAULT_TOKEN", "secret-one")]).items().list_items("p1").send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Bearer secret-one"));
    let keys = [("VAULT_API_KEY_KEY_IN_HEADER", "secret-one"), ("VAULT_API_KEY_KEY_IN_COOKIE", "secret-two")];
    client(&keys).items().show_both().send().await.unwrap();
    assert_eq!(last(&mock).header("cookie"), Some("vault_session=secret-two"));
    let basic = [("VAULT_API_KEY_KEY_IN_HEADER", "secret-one"), ("VAULT_USER", "u"), ("VAULT_PASSWORD", "p")];
    client(&basic).items().list_items("p1").send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Basic dTpw"));
    let oauth2 = [("VAULT_CLIENT_ID", "me"), ("VAULT_CLIENT_SECRET", "s"), ("VAULT_SCOPES", "read write")];
    client(&oauth2).items().show_granted().send().await.unwrap();
    let [.., token, _] = &mock.requests()[..] else { panic!("no request for a token") };
    assert_eq!(token.body, b"grant_type=client_credentials&scope=read%20write");
    let user = [("VAULT_CLIENT_ID", "me"), ("VAULT_REFRESH_TOKEN", "r")];
    client(&user).items().show_granted().send().await.unwrap();
    let [.., token, _] = &mock.requests()[..] else { panic!("no request for a token") };
    assert_eq!(token.body, b"grant_type=refresh_token&refresh_token=r&client_id=me");
}

#[tokio::test]
async fn one_token_is_fetched_for_all_calls_and_renewed_once_after_a_refusal() {
    let mock = mock();
    let client = builder(&mock)
        .oauth2(OAuth2::client_credentials("id:1", "sec ret").scopes(["read"]))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..8).map(|_| tokio::spawn(client.items().show_granted().send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let tokens = |mock: &Mock| {
        mock.requests().into_iter().filter(|request| request.path == "/oauth/token").collect::<Vec<_>>()
    };
    let [token] = tokens(&mock).try_into().unwrap();
    assert_eq!(token.method, "POST");
    // `id%3A1:sec%20ret`, as RFC 6749 has it.
    assert_eq!(token.header("authorization"), Some("Basic aWQlM0ExOnNlYyUyMHJldA=="));
    assert_eq!(token.body, b"grant_type=client_credentials&scope=read");
    mock.fault(Fault::status("ShowGranted", 401).times(1));
    client.items().show_granted().send().await.unwrap();
    assert_eq!(tokens(&mock).len(), 2);
    // A service that refuses each token costs one attempt more, and no fetch with each call.
    mock.fault(Fault::status("ShowGranted", 401));
    let before = mock.requests().len();
    for _ in 0..3 {
        assert_eq!(client.items().show_granted().send().await.unwrap_err().status().unwrap(), 401);
    }
    assert_eq!(tokens(&mock).len(), 2);
    assert_eq!(mock.requests().len(), before + 3);
}

#[tokio::test]
async fn a_refresh_token_goes_to_its_own_address() {
    let mock = mock();
    let client = builder(&mock)
        .oauth2(
            OAuth2::refresh_token("long-lived").client("id", "secret").client_in_body().parameter("a", "b"),
        )
        .build()
        .unwrap();
    client.items().show_granted().send().await.unwrap();
    let token = &mock.requests()[0];
    assert_eq!((token.path.as_str(), token.query_value("kind")), ("/oauth/refresh", Some("user")));
    assert_eq!(token.header("authorization"), None);
    let body = "a=b&grant_type=refresh_token&refresh_token=long-lived&client_id=id&client_secret=secret";
    assert_eq!(std::str::from_utf8(&token.body).unwrap(), body);
}

#[tokio::test]
async fn a_refusal_of_the_token_server_is_shown_without_secrets_and_not_repeated() {
    let mock = mock();
    let address = format!("{}/no/such/path?key=hidden", mock.base_url());
    let oauth2 = OAuth2::client_credentials("id", "hidden-secret").token_url(address);
    let client = builder(&mock).oauth2(oauth2).build().unwrap();
    let error = client.items().show_granted().send().await.unwrap_err();
    let text = format!("{error} {error:?} {client:?}");
    assert!(text.contains("the token server 127.0.0.1") && text.contains("404"), "{text}");
    assert!(!text.contains("hidden"), "{text}");
    let refusing =
        OAuth2::refresh_token("hidden-token").token_url(format!("{}/oauth/token", mock.base_url()));
    let client = builder(&mock).oauth2(refusing).build().unwrap();
    client.items().show_granted().send().await.unwrap();
}

struct Given;

impl Hook for Given {
    fn before(&self, attempt: &mut AttemptStart<'_>) {
        attempt.headers.insert("authorization", http::HeaderValue::from_static("Bearer secret-two"));
    }
}

#[tokio::test]
async fn what_a_caller_or_a_hook_has_set_is_kept_and_counts_as_credentials() {
    let mock = mock();
    let client = builder(&mock).build().unwrap();
    client.items().list_items("p1").header("Authorization", "Bearer secret-one").send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Bearer secret-one"));
    let hooked = builder(&mock).hook(Given).bearer("secret-one").build().unwrap();
    hooked.items().list_items("p1").send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Bearer secret-two"));
}

/// Credentials that are good from the second time on.
#[derive(Default)]
struct Digest(AtomicUsize);

impl Authenticate for Digest {
    fn authenticate<'a>(
        &'a self,
        request: AuthRequest<'a>,
    ) -> BoxFuture<'a, Result<Credential, CredentialsError>> {
        let text =
            format!("Digest {} {} {}", request.method(), request.path(), self.0.load(Ordering::Relaxed));
        Box::pin(async move { Ok(Credential::new().header("Authorization", text)) })
    }

    fn renew(&self, refused: &Credential) -> bool {
        assert!(refused.is_same(&Credential::new().header("Authorization", "Digest GET /digest 0")));
        self.0.fetch_add(1, Ordering::Relaxed) == 0
    }
}

#[tokio::test]
async fn a_program_has_schemes_of_its_own() {
    let mock = mock();
    mock.fault(Fault::status("ShowDigest", 401).times(1));
    let client = builder(&mock).authentication("digest", Digest::default()).build().unwrap();
    client.items().show_digest().send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Digest GET /digest 1"));
    // In place of another, too.
    let own = Credential::bearer("secret-two");
    let client = builder(&mock).bearer("secret-one").authentication("token", own).build().unwrap();
    client.items().list_items("p1").send().await.unwrap();
    assert_eq!(last(&mock).header("authorization"), Some("Bearer secret-two"));
}

#[test]
fn settings_that_cannot_work_are_listed_when_the_client_is_built() {
    let error = Client::builder()
        .endpoint("https://vault.example.com")
        .bearer("a\nb")
        .basic("a:b", "c")
        .api_key("token", "k")
        .api_key("key in cookie", "a;b")
        .authentication("other", Credential::bearer("t"))
        .oauth2(
            OAuth2::client_credentials("id", "hidden").token_url("http://example.com/token?secret=hidden"),
        )
        .build()
        .unwrap_err();
    let Error::Config(config) = &error else { panic!("{error}") };
    let text = error.to_string();
    assert_eq!(config.problems.len(), 7, "{text}");
    for part in [
        "`api_key(\"token\", …)` matches no security scheme: the security schemes of `vault` are `digest`",
        "`authentication(\"other\", …)` matches no security scheme",
        "security scheme `token`: the credential for `authorization` has a character",
        "security scheme `identity`: the credential for `authorization` has a character",
        "security scheme `login`: the user name has a `:`",
        "security scheme `key in cookie`: the credential for the cookie `vault_session` has a character",
        "security scheme `grant`: token server: the endpoint `http://example.com/token` is plain HTTP",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("hidden") && !text.contains("a;b"), "{text}");
}

/// A service whose calls need schemes that no client has, in every alternative.
static SAFE: Service = Service::with_tables("safe", "https://safe.example.com", &[], &SCHEMES);
static SCHEMES: Tables =
    Tables::of_service("security\nscheme old http digest\nscheme new wallet\nneeds old\nneeds new missing");

#[test]
fn a_service_that_needs_an_unsupported_scheme_is_refused_with_what_to_do_when_the_client_is_built() {
    let safe = || hss_runtime::Client::builder(&SAFE);
    let error = safe().build().unwrap_err();
    let Error::Config(config) = &error else { panic!("{error}") };
    assert_eq!(
        config.problems,
        ["the service needs one of these security schemes:\n\
          - `old` (HTTP scheme `digest`, which needs a custom `authentication(\"old\", …)`)\n\
          - `new` (an unsupported kind, which needs a custom `authentication(\"new\", …)`) and \
          `missing` (an unsupported kind, which needs a custom `authentication(\"missing\", …)`)"]
    );
    // One alternative is enough, and needs all of its schemes.
    let own = || Credential::bearer("t");
    safe().authentication("old", own()).build().unwrap();
    let half = safe().authentication("new", own()).build().unwrap_err();
    assert!(half.to_string().contains("- `missing` (an unsupported kind"), "{half}");
    safe().authentication("new", own()).authentication("missing", own()).build().unwrap();
}

#[tokio::test]
async fn no_secret_is_in_the_error_of_a_server_that_quotes_it() {
    let spec = hss_spec::read_folder(&crate::folder("vault")).unwrap();
    let mock = Mock::builder().spec(spec).token("another").start().unwrap();
    let echo = |text: &str| Fault::status("ShowPublic", 400).body("text/plain", text);
    mock.fault(echo("bad key hidden-key%2F in /public?vault_key=hidden-key%2F, or hidden-key/"));
    let client = builder(&mock).api_key("key-in-query", "hidden-key/").build().unwrap();
    let error = client.items().show_public().send().await.unwrap_err();
    let text = format!("{error} {error:?} {client:?}");
    assert!(text.contains("[REDACTED]") && !text.contains("hidden-key"), "{text}");
}

#[tokio::test]
async fn the_order_of_a_list_is_the_caller_s() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").build().unwrap();
    client.items().list_items("p1").sort(["name", "age"]).send().await.unwrap();
    let query: Vec<String> = last(&mock).query.into_iter().map(|(_, value)| value).collect();
    assert_eq!(query, ["name", "age"]);
}

#[tokio::test]
async fn no_identity_service_is_asked_that_the_document_does_not_name() {
    let mock = mock();
    let client = builder(&mock).bearer("secret-one").region("north-1").build().unwrap();
    let error =
        client.items().list_items("").validation(Validation::Off).send().await.unwrap_err().to_string();
    assert!(error.contains("`project_id` is missing"), "{error}");
    let error = client.find_project_id().await.unwrap_err().to_string();
    assert!(error.contains("cannot be looked up"), "{error}");
    assert_eq!(mock.requests(), []);
}

mod silent {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/awkward_names");
}

#[tokio::test]
async fn what_is_set_goes_with_calls_of_which_the_document_says_nothing() {
    let spec = hss_spec::read_folder(&crate::folder("awkward_names")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = |builder: Builder<silent::Client>| builder.endpoint(mock.base_url()).build().unwrap();
    let without = client(silent::Client::builder());
    let _ = without.shared().v1("one", ["two"]).send().await;
    assert_eq!(mock.requests().pop().unwrap().header("authorization"), None);
    let with = client(silent::Client::builder().basic("u", "p"));
    let _ = with.shared().v1("one", ["two"]).send().await;
    assert_eq!(mock.requests().pop().unwrap().header("authorization"), Some("Basic dTpw"));
    let oauth2 = OAuth2::client_credentials("id", "secret");
    let error = silent::Client::builder().oauth2(oauth2).build().unwrap_err().to_string();
    assert!(error.contains("`OAuth2::token_url(…)`"), "{error}");
    let error = silent::Client::builder().api_key("k", "v").build().unwrap_err().to_string();
    assert!(error.contains("the document of `maze` has no security schemes"), "{error}");
}

#[tokio::test]
async fn a_token_has_the_scopes_that_the_document_says_a_call_needs() {
    let mock = mock();
    let client = builder(&mock).oauth2(OAuth2::client_credentials("id", "secret")).build().unwrap();
    for _ in 0..2 {
        client.items().show_granted().send().await.unwrap();
        client.items().replace_granted().send().await.unwrap();
    }
    let bodies = |mock: &Mock| -> Vec<String> {
        let tokens = mock.requests().into_iter().filter(|request| request.path == "/oauth/token");
        tokens.map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect()
    };
    // One token for each set of scopes.
    let each = ["read", "read%20write"].map(|scopes| format!("grant_type=client_credentials&scope={scopes}"));
    assert_eq!(bodies(&mock), each);
    // Those of the settings are those of all calls.
    let all = OAuth2::client_credentials("id", "secret").scopes(["all"]);
    let client = builder(&mock).oauth2(all).build().unwrap();
    client.items().show_granted().send().await.unwrap();
    client.items().replace_granted().send().await.unwrap();
    assert_eq!(bodies(&mock)[2..], ["grant_type=client_credentials&scope=all"]);
}

#[test]
fn the_documentation_of_an_operation_names_its_scopes() {
    let spec = hss_spec::read_folder(&crate::folder("vault")).unwrap();
    let code = hss_codegen::Generator::new(&spec).source().unwrap();
    assert!(code.contains("    /// Needs `grant (read, write)`.\n"));
}
