//! Headers of the parts of a form: those that a document bounds, given as text.

use hss_client::dynamic::{Call, DynamicValue};
use hss_client::runtime::schema::{Kind, Tables};
use hss_client::runtime::validate::Rule;
use hss_client::{Client, Error, Request, Violation};

use crate::server::*;

static SEND_PHOTO: Tables = Tables::new(
    "operation SendPhoto image POST /v5/photos
doc Sends a photo.
form @Photo
part front default
part-header X-Lit only=true : Flash.
part-header X-Angle range=0..359 : Degrees.
part-header X-Ratio number-range=0..1 : Width by height.
part-header X-Step multiple=0.5 : Steps.
part-header X-Note length=1..4 : Note.
part-header X-Code pattern=^[a-z]+$ length=..2 : Code.
part back default
part-header X-Angle required range=90..180 : Degrees.

model Photo
front string
back string",
);

struct SendPhoto(Call);

impl Request for SendPhoto {
    type Response = ();

    fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

/// A call with these parts.
fn send_photo(client: &Client, parts: &str) -> SendPhoto {
    let mut photo = DynamicValue::new(Kind::Model(SEND_PHOTO.model(1)));
    hss_client::runtime::decode::from_slice(parts.as_bytes(), &mut photo).unwrap();
    SendPhoto(Call::of(client, &SEND_PHOTO).with_form(photo))
}

/// The violations of a call, without the page.
async fn refused(call: SendPhoto) -> Vec<String> {
    match call.send().await {
        Ok(()) => Vec::new(),
        Err(Error::Validation(violations)) => violations.iter().map(without_page).collect(),
        Err(error) => panic!("{error}"),
    }
}

fn without_page(violation: &Violation) -> String {
    violation.to_string().trim_end_matches(" ()").to_owned()
}

/// The violation of a header of the front.
async fn front(name: &str, value: &str) -> Option<String> {
    let client = Server::always(200, "{}").client();
    let call = send_photo(&client, r#"{"front": "f"}"#).part_header("front", name, value);
    let found = refused(call).await;
    assert!(found.len() <= 1, "{found:?}");
    found.into_iter().next()
}

#[tokio::test]
async fn values_within_the_bounds_are_accepted() {
    for (name, values) in [
        ("X-Lit", &["true"][..]),
        ("X-Angle", &["0", "359", "90"]),
        ("X-Ratio", &["0", "1", "0.25", "1e-3"]),
        ("X-Step", &["0", "1", "1.5", "-0.5"]),
        ("X-Note", &["a", "abcd", "1", "true"]),
        ("X-Code", &["ab"]),
    ] {
        for value in values {
            assert_eq!(front(name, value).await, None, "{name}: {value}");
        }
    }
}

#[tokio::test]
async fn values_outside_of_the_bounds_are_refused() {
    for (name, value, expected) in [
        ("X-Lit", "false", "is false, must be `true`"),
        ("X-Lit", "yes", "is \"yes\", must be `true`"),
        ("X-Angle", "360", "is 360, must be in 0..=359"),
        ("X-Angle", "1.5", "is \"1.5\", must be an integer in 0..=359"),
        ("X-Angle", "flat", "is \"flat\", must be an integer in 0..=359"),
        ("X-Ratio", "1.5", "is 1.5, must be in 0..=1"),
        ("X-Ratio", "2", "is 2, must be in 0..=1"),
        ("X-Ratio", "wide", "is \"wide\", must be a number in 0..=1"),
        ("X-Ratio", "NaN", "is \"NaN\", must be a number in 0..=1"),
        ("X-Ratio", "inf", "is \"inf\", must be a number in 0..=1"),
        ("X-Step", "0.7", "is 0.7, must be a multiple of 0.5"),
        ("X-Step", "many", "is \"many\", must be a multiple of 0.5"),
        ("X-Note", "abcde", "is \"abcde\" (5 characters), must have 1..=4 characters"),
        ("X-Code", "A", "is \"A\", must match `^[a-z]+$`"),
    ] {
        let found = front(name, value).await.unwrap_or_default();
        assert_eq!(found, format!("header `front.{name}` {expected}"));
    }
}

#[tokio::test]
async fn a_header_is_that_of_its_part_and_only_if_the_part_is_given() {
    let server = Server::always(200, "{}");
    let client = server.client();
    let missing = "header `back.X-Angle` is missing, it is required";
    let both = || send_photo(&client, r#"{"front": "f", "back": "b"}"#);
    assert_eq!(refused(both()).await, [missing]);
    assert_eq!(refused(both().part_header("front", "X-Angle", "90")).await, [missing]);
    assert_eq!(server.count(), 0);
    // The bounds of the other part do not hold.
    let angles = both().part_header("front", "X-Angle", "0").part_header("back", "x-angle", "90");
    assert_eq!(refused(angles).await, [""; 0]);
    let angles = both().part_header("front", "X-Angle", "90").part_header("back", "X-Angle", "0");
    assert_eq!(refused(angles).await, ["header `back.X-Angle` is 0, must be in 90..=180"]);
    assert_eq!(refused(send_photo(&client, r#"{"front": "f"}"#)).await, [""; 0]);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn each_rule_that_a_header_breaks_is_told() {
    let client = Server::always(200, "{}").client();
    let call = send_photo(&client, r#"{"front": "f"}"#).part_header("front", "X-Code", "ABC");
    let Err(Error::Validation(violations)) = call.send().await else { panic!() };
    let rules: Vec<Rule> = violations.iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, [Rule::Pattern, Rule::Length]);
}
