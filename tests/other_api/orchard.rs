//! Parameters that are objects: which of their fields they need, and the bounds of values by any key.

use std::collections::BTreeMap;

use hss_mock::{Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::{Error, Validation};

use client::orchard::{
    FillBasketRequestBody, FindTreesAge, FindTreesCounts, FindTreesCountsSince, FindTreesPage,
    FindTreesWhere, FindTreesWherePlace, FindTreesXLimits, When, body,
};

mod client {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/orchard");
}

fn start() -> (Mock, client::Client) {
    let spec = hss_spec::read_folder(&crate::folder("orchard")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = client::Client::builder().endpoint(mock.base_url()).build().unwrap();
    (mock, client)
}

fn sent(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

fn map<T>(entries: impl IntoIterator<Item = (&'static str, T)>) -> BTreeMap<String, T> {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The violations that the client finds, and those that the mock finds if the client lets them through.
async fn refused<R: Request>(mock: &Mock, call: impl Fn() -> R) -> (String, String) {
    let before = mock.requests().len();
    let Err(Error::Validation(violations)) = call().send().await else { panic!("it is sent") };
    assert_eq!(mock.requests().len(), before);
    let Err(unchecked) = call().validation(Validation::Off).send().await else { panic!("the mock takes it") };
    (violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "), unchecked.to_string())
}

#[test]
fn the_spec_is_the_one_of_the_document() {
    let text = std::fs::read_to_string(crate::folder("documents").join("orchard.yaml")).unwrap();
    let document = hss_spec::import::Document::new("orchard.yaml", &text);
    let read = hss_spec::import::read_openapi(&document, false).unwrap();
    let known = hss_spec::read_folder(&crate::folder("orchard")).unwrap();
    let new = hss_spec::import::import(&known, read.drafts, None).unwrap();
    assert_eq!(new.spec.to_files(), known.to_files());
}

#[tokio::test]
async fn an_object_with_sets_of_fields_is_sent_in_its_style() {
    let (mock, client) = start();
    let place = FindTreesWherePlace::new().x(1).y(2);
    for (call, pairs) in [
        (
            client.orchard().find_trees().r#where(FindTreesWhere::new().sort("fig")),
            vec![("where[sort]", "fig")],
        ),
        (
            client.orchard().find_trees().r#where(FindTreesWhere::new().row(3).place(place)),
            vec![("where[place][x]", "1"), ("where[place][y]", "2"), ("where[row]", "3")],
        ),
        (client.orchard().find_trees().age(FindTreesAge::new().from(5)), vec![("from", "5")]),
        (client.orchard().find_trees().page(FindTreesPage::new().size(5)), vec![("page[size]", "5")]),
        // An object without fields is not sent.
        (client.orchard().find_trees().r#where(FindTreesWhere::new()).page(FindTreesPage::new()), vec![]),
    ] {
        call.send().await.unwrap();
        let request = sent(&mock);
        let mut found: Vec<(&str, &str)> =
            request.query.iter().map(|(name, value)| (&**name, &**value)).collect();
        found.sort_unstable();
        assert_eq!((found, request.status), (pairs, Some(204)));
    }
}

#[tokio::test]
async fn an_object_without_one_of_its_sets_of_fields_is_refused() {
    let (mock, client) = start();
    let trees = || client.orchard().find_trees();
    let (client_says, mock_says) = refused(&mock, || trees().r#where(FindTreesWhere::new().row(3))).await;
    assert_eq!(
        client_says,
        "query parameter `where` is an object with `row`, must be an object with `sort`, or `place` and `row`"
    );
    assert!(mock_says.contains("is not an object with `sort`, or `place` and `row`"), "{mock_says}");
    let (client_says, mock_says) = refused(&mock, || trees().age(FindTreesAge::new().from(1).to(2))).await;
    assert_eq!(
        client_says,
        "query parameter `age` is an object with `from`, `to`, must be an object with only one of `from`, or `to`"
    );
    assert!(mock_says.contains("is not an object with only one of `from`, or `to`"), "{mock_says}");
    let (client_says, _) = refused(&mock, || trees().r#where(FindTreesWhere::new().sort("x"))).await;
    assert_eq!(client_says, "query parameter `where.sort` is \"x\" (1 characters), must have 2.. characters");
}

#[tokio::test]
async fn values_by_any_key_are_held_to_their_bounds() {
    let (mock, client) = start();
    let trees = || client.orchard().find_trees();
    let counts = |value| FindTreesCounts::new().all(0).additional_properties(map([("figs", value)]));
    let limits = |value| FindTreesXLimits::new().additional_properties(map([("figs", value)]));
    let labels = |value: &str| map([("kind", value.to_owned())]);
    let since = |since: FindTreesCountsSince| FindTreesCounts::new().since(since);
    for (given, text) in [
        (FindTreesCountsSince::Integer(1950), "since,1950"),
        (FindTreesCountsSince::String("spring".into()), "since,spring"),
    ] {
        trees().counts(since(given)).send().await.unwrap();
        assert_eq!(sent(&mock).query_value("counts"), Some(text));
    }
    trees().counts(counts(6)).x_limits(limits(9)).labels(labels("old")).send().await.unwrap();
    let request = sent(&mock);
    assert_eq!(
        (request.query_value("counts"), request.header("x-limits")),
        (Some("all,0,figs,6"), Some("figs,9"))
    );
    for ((client_says, mock_says), expected, seen) in [
        (
            refused(&mock, || trees().counts(counts(7))).await,
            "query parameter `counts.figs` is 7, must be a multiple of 3",
            "multiple of 3",
        ),
        // Of a value of several types, those of its own.
        (
            refused(&mock, || trees().counts(since(FindTreesCountsSince::Integer(1850)))).await,
            "query parameter `counts.since` is 1850, must be in 1900..",
            "counts",
        ),
        (
            refused(&mock, || trees().x_limits(limits(10))).await,
            "header `X-Limits.figs` is 10, must be in ..=9",
            "..=9",
        ),
        (
            refused(&mock, || trees().labels(labels("Old"))).await,
            "query parameter `labels.kind` is \"Old\", must match `^[a-z]+$`",
            "^[a-z]+$",
        ),
    ] {
        assert_eq!(client_says, expected);
        assert!(mock_says.contains(seen), "{mock_says}");
    }
}

#[tokio::test]
async fn the_number_of_entries_is_that_of_the_outermost_map_or_list() {
    let (mock, client) = start();
    let fill = |body: FillBasketRequestBody| client.orchard().fill_basket(body);
    let fruit = |names: &[&'static str]| map(names.iter().map(|name| (*name, vec!["fig".to_owned()])));
    let body = FillBasketRequestBody::new().fruit(fruit(&["a", "b"])).rows([map([("c", 9)]), map([])]);
    fill(body.when(When::Now)).send().await.unwrap();
    assert_eq!(sent(&mock).body, br#"{"fruit":{"a":["fig"],"b":["fig"]},"rows":[{"c":9},{}],"when":"now"}"#);
    for (body, expected, seen) in [
        (
            FillBasketRequestBody::new().fruit(fruit(&["a"])),
            "body field `fruit` is a map of 1, must have 2.. elements",
            "`fruit`",
        ),
        (
            FillBasketRequestBody::new().rows([map([("c", 9)])]),
            "body field `rows` is a list of 1, must have 2.. elements",
            "`rows`",
        ),
        (
            FillBasketRequestBody::new().rows([map([("c", 9)]), map([("c", 10)])]),
            "body field `rows[1].c` is 10, must be in ..=9",
            "`rows[1].c`",
        ),
        (
            FillBasketRequestBody::new().fruit(map([("a", vec!["cherry".to_owned()]), ("b", vec![])])),
            "body field `fruit.a[0]` is \"cherry\" (6 characters), must have ..=5 characters",
            "`fruit.a[0]`",
        ),
    ] {
        let (client_says, mock_says) = refused(&mock, || fill(body.clone())).await;
        assert_eq!(client_says, expected);
        assert!(mock_says.contains(seen), "{mock_says}");
    }
}

#[tokio::test]
async fn a_body_in_another_media_type_is_held_to_its_own_bounds() {
    let (mock, client) = start();
    let fill = |list: &[i64]| {
        client.orchard().fill_basket(body::FillBasket::ApplicationVndOrchardJson(list.to_vec()))
    };
    fill(&[1, 5]).send().await.unwrap();
    for list in [&[1][..], &[1, 6]] {
        let (_, mock_says) = refused(&mock, || fill(list)).await;
        assert!(mock_says.contains("400"), "{mock_says}");
    }
}

#[tokio::test]
async fn a_parameter_with_the_name_of_a_function_of_calls_shadows_none() {
    let (mock, client) = start();
    client.orchard().find_trees().value_part_header("x").send().await.unwrap();
    assert_eq!(sent(&mock).query_value("part_header"), Some("x"));
    client.orchard().find_trees().part_header("a", "X-B", "c").send().await.unwrap();
    assert_eq!(sent(&mock).query_value("part_header"), None);
}

#[test]
fn the_documentation_names_the_sets_of_fields() {
    let code = hss_codegen::Generator::from_folder(crate::folder("orchard")).unwrap().source().unwrap();
    assert!(code.contains("Needs one of: `sort`, or `place` and `row`."), "{code}");
    assert!(code.contains("Needs only one of: `from`, or `to`."), "{code}");
}
