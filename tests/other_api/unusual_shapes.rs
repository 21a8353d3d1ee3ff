//! Null elements, numbers of fields, constants, and bodies and parameters that are lists or objects.

use hss_mock::{Fault, Mock, RecordedRequest};
use hss_runtime::generated::slot::Content;
use hss_runtime::prelude::*;
use hss_runtime::{Error, FileContent, decode, encode};
use serde_json::{Value, json};

use shapes::depot::{
    AddPhotoRequestBody, AddPhotoRequestBodyPlace, AddSourceRequestBody, Crate, CrateChange, Filter, Modes,
    RangeChange, RangeChangeRange, RangeChangeRangeNumberRange, RangeChangeRangeTimeRange, RangeChangeValue,
    RangeChangeValueCounted, RangeChangeValueMany, RangeChangeValuePlain, Result as Outcome, ResultFailure,
    ResultSuccess, SetDaysBody, Truck, Vehicle, VehicleObject, WorkMode,
};

mod shapes {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/depot");
}

fn start() -> (Mock, shapes::Client) {
    let spec = hss_spec::read_folder(&crate::folder("depot")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = shapes::Client::builder().endpoint(mock.base_url()).build().unwrap();
    (mock, client)
}

fn last(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

fn body(mock: &Mock) -> Value {
    serde_json::from_slice(&last(mock).body).unwrap()
}

fn decoded<T: Content>(json: &Value) -> T {
    let mut value = T::empty();
    decode::from_slice(json.to_string().as_bytes(), &mut value).unwrap();
    value
}

fn encoded<T: Content>(value: &T) -> Value {
    serde_json::from_slice(&encode::to_vec(value).unwrap()).unwrap()
}

fn violations(error: Error) -> Vec<String> {
    let Error::Validation(violations) = error else { panic!("{error}") };
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn the_spec_is_the_one_of_the_document() {
    let text = std::fs::read_to_string(crate::folder("documents").join("depot.yaml")).unwrap();
    let document = hss_spec::import::Document::new("depot.yaml", &text);
    let read = hss_spec::import::read_openapi(&document, false).unwrap();
    let known = hss_spec::read_folder(&crate::folder("depot")).unwrap();
    let new = hss_spec::import::import(&known, read.drafts, None).unwrap();
    assert_eq!(new.spec.to_files(), known.to_files());
}

#[test]
fn elements_that_are_null_are_kept_where_the_document_allows_them() {
    let json = json!({
        "tags": ["a", null, "b"],
        "stock": {"left": 3, "right": null},
        "rows": [[1.5, null], null, []],
        "history": [{"by": "Jo"}, null],
        "modes": ["day", null, "dusk"],
    });
    let read: Crate = decoded(&json);
    assert_eq!(read.tags.as_ref().unwrap()[1], None);
    assert_eq!(read.stock.as_ref().unwrap()["right"], None);
    assert_eq!(read.rows.as_ref().unwrap()[0], Some(vec![Some(1.5), None]));
    assert_eq!(read.history.as_ref().unwrap()[0].as_ref().unwrap().by.as_deref(), Some("Jo"));
    assert_eq!(read.modes.as_ref().unwrap()[0], Some(Modes::Day.into()));
    assert_eq!(encoded(&read), json);
    assert_eq!(read.clone(), read);
    assert_ne!(read, decoded(&json!({"tags": ["a", "b"]})));
    assert_eq!(
        format!("{:?}", decoded::<Crate>(&json!({"tags": ["a", null]}))),
        r#"Crate { tags: ["a", None] }"#
    );
    assert_eq!(decoded::<Vec<Option<Crate>>>(&json!([null, {"label": "x"}])).len(), 2);
}

#[tokio::test]
async fn elements_that_are_null_are_sent_and_the_others_keep_their_bounds() {
    let (mock, client) = start();
    let change = CrateChange::new().tags([Some("ab".to_owned()), None]);
    client.depot().change_crate("1", change).send().await.unwrap();
    assert_eq!(body(&mock), json!({"tags": ["ab", null]}));
    let change = CrateChange::new().tags([Some("a".to_owned()), None, None, None]);
    assert_eq!(
        violations(client.depot().change_crate("1", change).send().await.unwrap_err()),
        [
            "body field `tags` is a list of 4, must have ..=3 elements",
            r#"body field `tags[0]` is "a" (1 characters), must have 2.. characters"#,
        ]
    );
}

#[tokio::test]
async fn the_number_of_fields_is_that_of_the_document() {
    let (mock, client) = start();
    let depot = client.depot();
    assert_eq!(
        violations(depot.change_crate("1", CrateChange::new()).send().await.unwrap_err()),
        ["the body is an object of 0, must have 1..=2 fields"]
    );
    let three = CrateChange::new().label("a").weight(1).agreed(true);
    assert_eq!(
        violations(depot.change_crate("1", three).send().await.unwrap_err()),
        ["the body is an object of 3, must have 1..=2 fields"]
    );
    // Null is sent, and so counts.
    depot.change_crate("1", CrateChange::new().label(None)).send().await.unwrap();
    assert_eq!(body(&mock), json!({"label": null}));
    // The mock counts as well.
    let change = depot.change_crate("1", CrateChange::new()).validation(hss_runtime::Validation::Off);
    let refused = change.send().await.unwrap_err().to_string();
    assert!(refused.contains("an object of 1..=2 fields"), "{refused}");
}

#[tokio::test]
async fn a_boolean_of_one_value_is_held_to_it() {
    let (mock, client) = start();
    let depot = client.depot();
    let change = CrateChange::new().agreed(false);
    assert_eq!(
        violations(depot.change_crate("1", change.clone()).send().await.unwrap_err()),
        ["body field `agreed` is false, must be `true`"]
    );
    let unchecked = depot.change_crate("1", change).validation(hss_runtime::Validation::Off);
    let refused = unchecked.send().await.unwrap_err().to_string();
    assert!(refused.contains("is not true"), "{refused}");
    depot.change_crate("1", CrateChange::new().agreed(true)).send().await.unwrap();
    assert_eq!(body(&mock), json!({"agreed": true}));
}

#[tokio::test]
async fn constants_and_types_of_fields_tell_variants_apart() {
    let (mock, client) = start();
    let success = json!({"ok": true, "count": 2});
    let Outcome::Success(read) = decoded(&success) else { panic!("a success is expected") };
    assert_eq!((read.ok, read.count), (Some(true), Some(2)));
    let failure: Outcome = decoded(&json!({"ok": false}));
    assert!(matches!(&failure, Outcome::Failure(ResultFailure { ok: Some(false), .. })), "{failure:?}");
    assert!(matches!(decoded(&json!({"ok": "maybe"})), Outcome::Unknown(_)));
    // A tag that the model leaves out is sent in its own type.
    assert_eq!(encoded(&Outcome::Success(ResultSuccess::empty())), json!({"ok": true}));
    assert!(!client.depot().list_results().send().await.unwrap().is_empty());

    let numbers = json!({"from": 1, "to": null});
    assert!(matches!(decoded(&numbers), RangeChangeRange::NumberRange(_)));
    let times = json!({"to": "2025-08-29T12:00:00Z"});
    assert!(matches!(decoded(&times), RangeChangeRange::TimeRange(_)));
    assert!(matches!(decoded(&json!({"of": "a"})), RangeChangeValue::Plain(_)));
    assert!(matches!(decoded(&json!({"of": 3, "unit": "m"})), RangeChangeValue::Counted(_)));
    assert!(matches!(decoded(&json!({"of": ["a"]})), RangeChangeValue::Many(_)));
    // An additional field does not make a string a number.
    assert!(matches!(decoded(&json!({"of": "a", "unit": "m"})), RangeChangeValue::Plain(_)));
    for (range, value, sent) in [
        (
            RangeChangeRangeNumberRange::new().from(1.5).into(),
            RangeChangeValue::from(RangeChangeValueCounted::new(3)),
            json!({"range": {"from": 1.5}, "value": {"of": 3}}),
        ),
        (
            RangeChangeRange::from(RangeChangeRangeTimeRange::new().to("2025-08-29T12:00:00Z")),
            RangeChangeValueMany::new(["a"]).into(),
            json!({"range": {"to": "2025-08-29T12:00:00Z"}, "value": {"of": ["a"]}}),
        ),
        (
            RangeChangeRangeNumberRange::new().to(None).into(),
            RangeChangeValuePlain::new("x").into(),
            json!({"range": {"to": null}, "value": {"of": "x"}}),
        ),
    ] {
        client.depot().add_range(RangeChange::new(range).value(value)).send().await.unwrap();
        assert_eq!(body(&mock), sent);
    }
}

#[tokio::test]
async fn a_parent_that_is_a_value_itself_is_a_variant() {
    let (mock, client) = start();
    let plain = json!({"kind": "vehicle", "plate": "A 1"});
    let Vehicle::Vehicle(read) = decoded(&plain) else { panic!("a vehicle is expected") };
    assert_eq!(read.plate.as_deref(), Some("A 1"));
    assert_eq!(encoded(&Vehicle::from(read)), plain);
    assert!(matches!(decoded(&json!({"kind": "truck", "axles": 3})), Vehicle::Truck(_)));
    assert!(matches!(decoded(&json!({"kind": "boat"})), Vehicle::Unknown(_)));
    client.depot().assign_vehicle("1", VehicleObject::new("vehicle").plate("A 1")).send().await.unwrap();
    assert_eq!(body(&mock), plain);
    client.depot().assign_vehicle("1", Truck::new("truck").axles(3)).send().await.unwrap();
    assert_eq!(body(&mock), json!({"kind": "truck", "axles": 3}));
}

#[tokio::test]
async fn a_body_may_be_a_listed_value_or_a_text() {
    let (mock, client) = start();
    let depot = client.depot();
    depot.set_mode(WorkMode::Automatic).send().await.unwrap();
    assert_eq!(body(&mock), json!("automatic"));
    assert!(depot.show_mode().send().await.unwrap().known().is_some());
    depot.set_days().body([SetDaysBody::Mon, SetDaysBody::Wed]).send().await.unwrap();
    assert_eq!(body(&mock), json!(["mon", "wed"]));
    let unknown: hss_runtime::Open<WorkMode> = "asleep".parse().unwrap();
    let refused = violations(depot.set_mode(unknown).send().await.unwrap_err());
    assert_eq!(refused, [r#"the body is "asleep", must be one of `manual`, `automatic`"#]);

    depot.set_note("Grüße").send().await.unwrap();
    let request = last(&mock);
    assert_eq!((request.header("content-type"), &request.body[..]), (Some("text/plain"), "Grüße".as_bytes()));
    depot
        .set_note(FileContent::new("note.txt", "x").with_content_type("text/plain; charset=ascii"))
        .send()
        .await
        .unwrap();
    assert_eq!(last(&mock).header("content-type"), Some("text/plain; charset=ascii"));
}

#[tokio::test]
async fn a_body_that_is_no_object_is_held_to_its_bounds() {
    let (mock, client) = start();
    let depot = client.depot();
    depot.set_rating(5).send().await.unwrap();
    assert_eq!(body(&mock), json!(5));
    let refused = violations(depot.set_rating(6).send().await.unwrap_err());
    assert_eq!(refused, ["the body is 6, must be in 1..=5"]);
    let unchecked = depot.set_rating(0).validation(hss_runtime::Validation::Off).send().await.unwrap_err();
    assert!(unchecked.to_string().contains("is not in 1..=5"), "{unchecked}");
    let days = |days: [SetDaysBody; 3]| depot.set_days().body(days).send();
    let refused = violations(days([SetDaysBody::Mon, SetDaysBody::Tue, SetDaysBody::Mon]).await.unwrap_err());
    assert_eq!(
        refused,
        [
            "the body is a list of 3, must have ..=2 elements",
            "the body is a list whose element 2 is a duplicate, must be a list of different elements",
        ]
    );
}

#[tokio::test]
async fn a_response_that_is_null_is_none_where_the_document_allows_it() {
    let (mock, client) = start();
    let rating: Option<f64> = client.depot().set_rating(5).send().await.unwrap();
    assert!(rating.is_some());
    mock.fault(Fault::status("SetRating", 200).body("application/json", " null\n").times(1));
    assert_eq!(client.depot().set_rating(5).send().await.unwrap(), None);
    let rater: Option<Crate> = client.depot().show_rater().send().await.unwrap();
    assert!(rater.is_some());
    mock.fault(Fault::status("ShowRater", 200).body("application/json", "null").times(1));
    assert_eq!(client.depot().show_rater().send().await.unwrap(), None);
    // Elsewhere, it is an error.
    mock.fault(Fault::status("ShowMode", 200).body("application/json", "null").times(1));
    assert!(matches!(client.depot().show_mode().send().await.unwrap_err(), Error::Decode(_)));
}

#[tokio::test]
async fn a_list_of_objects_is_a_parameter_in_the_style_of_the_document() {
    let (mock, client) = start();
    let filters = || [Filter::new("a").above(1), Filter::new("b&c")];
    let find = || client.depot().find_crates();
    let query = |request: RecordedRequest| request.query;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let (one, other) = (r#"{"by":"a","above":1}"#, r#"{"by":"b&c"}"#);
    find().filters(filters()).send().await.unwrap();
    assert_eq!(query(last(&mock)), [pair("filters", one), pair("filters", other)]);
    find().sort(filters()).send().await.unwrap();
    assert_eq!(
        query(last(&mock)),
        [pair("sort[0][by]", "a"), pair("sort[0][above]", "1"), pair("sort[1][by]", "b&c")]
    );
    find().joined(filters()).send().await.unwrap();
    assert_eq!(query(last(&mock)), [pair("joined", &format!("{one}|{other}"))]);
    find().query(filters()).send().await.unwrap();
    assert_eq!(query(last(&mock)), [pair("query", &format!("[{one},{other}]"))]);
    find().x_filters(filters()).send().await.unwrap();
    assert_eq!(last(&mock).header("x-filters"), Some(&*format!("{one},{other}")));
    // Each element is held to its bounds.
    let refused = violations(find().filters([Filter::new("a").above(-1)]).send().await.unwrap_err());
    assert_eq!(refused, ["query parameter `filters[0].above` is -1, must be in 0.."]);
    // The mock, which reads each style back, names the same place.
    let wrong = || [Filter::new("a,|"), Filter::new("b").above(-1)];
    for (place, call) in [
        ("query `filters[1]", find().filters(wrong())),
        ("query `sort[1]", find().sort(wrong())),
        ("query `joined[1]", find().joined(wrong())),
        ("query `query[1]", find().query(wrong())),
        ("header `X-Filters[1]", find().x_filters(wrong())),
    ] {
        let error = call.validation(hss_runtime::Validation::Off).send().await.unwrap_err().to_string();
        assert!(
            error.contains(&format!("Invalid parameter: {place}.above` is `-1`, which is not in 0..")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn parts_of_a_form_have_the_headers_that_the_caller_gives() {
    let (mock, client) = start();
    let photo = || AddPhotoRequestBody::new(FileContent::new("a.png", &b"png"[..]));
    let add = |body| client.depot().add_photo(body);
    let place = AddPhotoRequestBodyPlace::new().shelf(2);
    add(photo().caption("c").place(place))
        .part_header("photo", "X-Checksum", "abc")
        .part_header("photo", "x-angle", "90")
        .part_header("place", "X-Map", "east")
        .send()
        .await
        .unwrap();
    let request = last(&mock);
    let text = String::from_utf8_lossy(&request.body);
    for part in [
        "name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\nx-checksum: abc\r\nx-angle: 90\r\n\r\npng\r\n",
        "name=\"caption\"\r\n\r\nc\r\n",
        "name=\"place\"\r\nContent-Type: application/json\r\nx-map: east\r\n\r\n{\"shelf\":2}\r\n",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
    let refused = violations(add(photo()).send().await.unwrap_err());
    assert_eq!(refused, ["header `photo.X-Checksum` is missing, it is required"]);
    for (angle, expected) in [
        ("0", None),
        ("360", Some("header `photo.X-Angle` is 360, must be in 0..=359")),
        ("flat", Some("header `photo.X-Angle` is \"flat\", must be an integer in 0..=359")),
    ] {
        let call =
            add(photo()).part_header("photo", "X-Checksum", "abc").part_header("photo", "X-Angle", angle);
        let refused = call.send().await.err().map(violations).unwrap_or_default();
        assert_eq!(refused.first().map(String::as_str), expected);
    }
    for (name, value, why) in [
        ("Content-Type", "a/b", "is set by the client itself"),
        ("X-Checksum", "a\r\nX-Other: b", "other than visible ASCII"),
        ("X Checksum", "a", "is not a valid header name"),
    ] {
        let refused = add(photo()).part_header("photo", name, value).send().await.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
}

#[tokio::test]
async fn a_form_of_one_of_several_objects_has_the_fields_of_one() {
    let (mock, client) = start();
    let scan = || FileContent::new("a.png", &b"png"[..]);
    let form = |level: Option<i64>| AddSourceRequestBody::new(level);
    let add = |body| client.depot().add_source(body);
    add(form(Some(1)).url("u").weight(10.0)).send().await.unwrap();
    // The name of a required field that is null is sent, with an empty value.
    add(form(None).scan(scan()).name("n")).send().await.unwrap();
    let sent = String::from_utf8_lossy(&last(&mock).body).into_owned();
    assert!(sent.contains("name=\"level\"\r\n\r\n\r\n--"), "{sent}");
    for (body, refused) in [
        (form(None), "an object with `level`, must be an object with `url`, or `name` and `scan`"),
        (
            form(None).url("u").name("n").scan(scan()),
            "an object with `url`, `level`, `scan`, `name`, must be an object with only one of `url`, or `name` and `scan`",
        ),
    ] {
        assert_eq!(
            violations(add(body.clone()).send().await.unwrap_err()),
            [format!("the body is {refused}")]
        );
        // The mock, which reads the spec, refuses it, too.
        let error = add(body).validation(hss_runtime::Validation::Off).send().await.unwrap_err().to_string();
        assert!(error.contains("is not an object with"), "{error}");
    }
    let refused = violations(add(form(None).url("u").weight(0.0)).send().await.unwrap_err());
    assert_eq!(refused, ["body field `weight` is 0, must be in 0<..=10"]);
}

#[test]
fn every_call_of_the_document_can_be_written() {
    let spec = hss_spec::read_folder(&crate::folder("depot")).unwrap();
    for (group, operation) in spec.operations() {
        let calls = hss_codegen::Calls::of(&spec, group, quote::quote! { crate }).unwrap();
        for extent in [hss_samples::Extent::Required, hss_samples::Extent::Everything] {
            let sample = hss_samples::sample(&spec, group, operation, extent);
            let input = hss_codegen::CallInput::new(&sample.parameters).body(sample.body.as_ref());
            calls.call(&operation.id, &quote::quote! { client }, &input).unwrap();
        }
    }
}
