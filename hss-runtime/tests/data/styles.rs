//! Styles of parameters, and urlencoded forms.

use hss_runtime::encode::{self, Unsendable};
use hss_runtime::schema::{Operation, Tables};
use hss_runtime::{Value, Values};
use serde_json::json;

static SEND: Tables = Tables::new(
    "operation SendLetters letters POST /letters/{ids}{kind}/{stamps}.{form}
urlencoded json
media application/x-www-form-urlencoded
part stamp deep
part codes comma
part words space
path ids []integer required
path kind []string style=label*
path stamps []string style=matrix
path form string required
query joined []string style=comma
query piped []integer style=pipe
query spaced []string style=space
query each []string
cookie session string
cookie marks []string style=comma
header X-Ids []integer",
);

fn operation() -> &'static Operation {
    SEND.operation().get()
}

fn values(given: &[(&str, Value)]) -> Values {
    let mut values = Values::new();
    for (name, value) in given {
        let index = operation().parameters.iter().position(|one| one.field.name == *name);
        values.set(index.unwrap(), value.clone());
    }
    values
}

#[test]
fn a_list_in_the_query_is_written_in_its_style() {
    let list = || Value::from(vec!["a b", "c"]);
    let given =
        values(&[("joined", list()), ("piped", vec![1_i64, 2].into()), ("spaced", list()), ("each", list())]);
    let pairs = encode::query(operation(), &given);
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pairs, ["joined=a b,c", "piped=1|2", "spaced=a b c", "each=a b", "each=c"]);
    let empty = values(&[("joined", Value::List(Vec::new()))]);
    assert_eq!(encode::query(operation(), &empty), [], "an empty list is not sent");
}

#[test]
fn cookies_are_one_header() {
    let given = values(&[("session", "a;b=c".into()), ("marks", vec!["x", "y"].into())]);
    assert_eq!(encode::cookies(operation(), &given).as_deref(), Some("session=a%3Bb%3Dc; marks=x%2Cy"));
    assert_eq!(encode::cookies(operation(), &Values::new()), None);
}

#[test]
fn values_in_the_path_are_written_in_their_styles() {
    let all = [
        ("ids", vec![1_i64, 2].into()),
        ("kind", vec!["a/", "b"].into()),
        ("stamps", vec!["x", "y"].into()),
        ("form", "pdf".into()),
    ];
    let path = |given: &[(&str, Value)]| encode::path(operation(), &values(given), &|_| None);
    assert_eq!(path(&all).unwrap(), "/letters/1,2.a%2F.b/;stamps=x,y.pdf");
    assert_eq!(path(&all[1..]), Err(Unsendable::MissingParameter("ids")));
    let mut empty = all.clone();
    empty[0].1 = Value::List(Vec::new());
    assert_eq!(path(&empty), Err(Unsendable::MissingParameter("ids")));
}

static FILES: Tables = Tables::new(
    "operation ReadFile files GET /files/{name}./x
path name string required",
);

#[test]
fn text_around_a_placeholder_makes_no_step_of_a_path() {
    let read = |name: &str| {
        let mut values = Values::new();
        values.set(0, name.into());
        encode::path(FILES.operation().get(), &values, &|_| None)
    };
    assert_eq!(read(".").unwrap_err(), Unsendable::PathStep("name"));
    assert_eq!(read("..").unwrap(), "/files/.../x");
    assert_eq!(read("a").unwrap(), "/files/a./x");
}

#[test]
fn an_object_is_urlencoded_field_by_field() {
    let body = json!({
        "name": "a b&c",
        "count": 2,
        "tags": ["x", "y"],
        "codes": [1, 2],
        "words": ["p", "q"],
        "stamp": { "value": 3, "places": [{ "town": "é" }] },
        "extra": { "a": [1, null] },
    });
    let form = encode::urlencoded(&body, operation().parts).unwrap();
    let mut pairs: Vec<&str> = form.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "codes=1%2C2",
        "count=2",
        "extra=%7B%22a%22%3A%5B1%2Cnull%5D%7D",
        "name=a%20b%26c",
        "stamp%5Bplaces%5D%5B0%5D%5Btown%5D=%C3%A9",
        "stamp%5Bvalue%5D=3",
        "tags=x",
        "tags=y",
        "words=p%20q",
    ];
    assert_eq!(pairs, expected);
    assert_eq!(encode::urlencoded(&json!({}), &[]).unwrap(), "");
}
