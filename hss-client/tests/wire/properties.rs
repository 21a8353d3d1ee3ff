//! Properties of every signed request and of every error that is read.

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::sign::{self, Algorithm, Parts, Signed, canonical_query};
use hss_client::{Credentials, Error, ExponentialBackoff};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;

use crate::server::*;
use crate::task_api::*;

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((".{0,8}", ".{0,12}"), 0..6)
}

fn headers() -> impl Strategy<Value = HeaderMap> {
    let name = "[a-zA-Z][a-zA-Z0-9_-]{0,10}";
    let value = prop::collection::vec(any::<u8>(), 0..12);
    prop::collection::vec((name, value), 0..6).prop_map(|headers| {
        let header = |(name, value): (String, Vec<u8>)| {
            Some((HeaderName::try_from(name).ok()?, HeaderValue::from_bytes(&value).ok()?))
        };
        headers.into_iter().filter_map(header).collect()
    })
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof!["/[ -~]{0,20}", "(/[a-z0-9%._~-]{0,6}){0,5}/?", ".{0,20}"]
}

fn signed(path: &str, query: &[(String, String)], headers: &HeaderMap, body: &[u8]) -> Signed {
    let parts = Parts::new("POST", "hss.example.com", path).query(query).headers(headers).body(body);
    sign::sign(&parts, &Credentials::new("AK", "SK"), &Algorithm::default(), noon()).unwrap()
}

/// The pairs that a server reads from a query string.
fn parsed(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap();
            (decode(key), decode(value))
        })
        .collect()
}

proptest! {
    #[test]
    fn any_request_can_be_signed_and_the_lines_of_what_is_signed_are_counted(
        path in path(),
        query in pairs(),
        headers in headers(),
        body in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let signed = signed(&path, &query, &headers, &body);
        let mut names: Vec<&str> =
            signed.headers.keys().map(HeaderName::as_str).filter(|name| !name.contains('_') && *name != "authorization").collect();
        names.sort_unstable();
        let declared = signed.authorization.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
        prop_assert_eq!(declared, names.join(";"));
        // Method, path, query, a line a value, an empty one, the names, the hash: nothing given adds a line.
        let values: usize = names.iter().map(|name| signed.headers.get_all(*name).iter().count()).sum();
        prop_assert_eq!(signed.canonical_request.split('\n').count(), 6 + values);
    }

    #[test]
    fn a_query_means_the_same_after_sorting_and_escaping(query in pairs()) {
        let mut sorted = query.clone();
        sorted.sort();
        prop_assert_eq!(parsed(&canonical_query(&query)), sorted);
        prop_assert!(canonical_query(&query).bytes().all(|byte| byte.is_ascii_graphic()));
    }

    #[test]
    fn the_order_of_the_query_does_not_matter_and_its_content_does(
        query in pairs().prop_shuffle(),
        other in pairs(),
    ) {
        let headers = HeaderMap::new();
        let mut reversed = query.clone();
        reversed.reverse();
        let first = signed("/", &query, &headers, b"").authorization;
        prop_assert_eq!(&first, &signed("/", &reversed, &headers, b"").authorization);
        let (mut a, mut b) = (query, other.clone());
        a.sort();
        b.sort();
        prop_assert_eq!(a == b, first == signed("/", &other, &headers, b"").authorization);
    }

    #[test]
    fn every_byte_of_the_body_and_the_path_is_signed(
        body in prop::collection::vec(any::<u8>(), 1..40),
        path in "/[a-z]{1,10}",
        at: prop::sample::Index,
    ) {
        let headers = HeaderMap::new();
        let original = signed(&path, &[], &headers, &body).authorization;
        let mut changed = body.clone();
        changed[at.index(body.len())] ^= 1;
        prop_assert_ne!(&original, &signed(&path, &[], &headers, &changed).authorization);
        prop_assert_ne!(&original, &signed(&(path + "x"), &[], &headers, &body).authorization);
    }

    #[test]
    fn any_error_response_is_an_error_that_shows_no_secret(
        status in 300_u16..=599,
        content in response(),
        request_id in prop::option::of("[ -~]{0,20}"),
        retry_after in prop::option::of("[ -~]{0,20}"),
    ) {
        let body = content.clone();
        let server = Server::new(move |_, _| {
            let mut headers = vec![("date", "Fri, 29 Aug 2025 12:00:00 GMT")];
            headers.extend(request_id.as_deref().map(|id| ("x-request-id", id)));
            headers.extend(retry_after.as_deref().map(|after| ("retry-after", after)));
            response_with(status, &headers, body.clone())
        });
        let credentials = Credentials::temporary("AK", SECRET, "token/of+mine");
        let client = server.builder().credentials(credentials).retry(ExponentialBackoff::none()).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let error = runtime.block_on(list_tasks(&client).send()).unwrap_err();
        let Error::Api(api) = &error else { panic!("{error}") };
        prop_assert_eq!(api.status, status);
        prop_assert!(!String::from_utf8_lossy(&api.body).contains(SECRET));
        prop_assert!(!format!("{error} {error:?}").contains(SECRET), "{}", error);
        prop_assert!(error.to_string().chars().count() < content.len() * 4 + 1_000);
    }
}

const SECRET: &str = "SK/secret+marker";

/// A body: anything, something in the vendor's shapes, a page, each perhaps with a secret in it.
fn response() -> impl Strategy<Value = Bytes> {
    let text =
        || prop_oneof![Just(SECRET.to_owned()), ".{0,30}", Just(format!("x{SECRET}|canonical_request:a|b"))];
    let name = prop::sample::select(vec![
        "error_code",
        "error_msg",
        "errorCode",
        "errorMsg",
        "code",
        "message",
        "error",
        "request_id",
        "encoded_authorization_message",
        "other",
    ]);
    let value = prop_oneof![
        text().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    let flat = prop::collection::btree_map(name.prop_map(str::to_owned), value, 0..5)
        .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect()));
    let nested = (flat.clone(), flat.clone(), "[a-z]{1,5}").prop_map(|(mut outer, inner, name)| {
        outer[name] = inner;
        outer
    });
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80).prop_map(Bytes::from),
        prop_oneof![flat, nested].prop_map(|json| Bytes::from(json.to_string())),
        text().prop_map(|text| Bytes::from(format!("<html><title>{text}</title>{text}"))),
        text().prop_map(Bytes::from),
    ]
}
