//! Types of other APIs: unions and what tells their variants apart.

use hss_mock::Mock;
use hss_runtime::prelude::*;
use hss_runtime::{Error, Nullable, decode, encode};
use serde_json::{Value, json};

use zoo::zoo::{
    Animal, Cage, CageDoor, CageKeeper, CageKeeperWithEmail, CageKeeperWithPhone, CageMode, CageSize,
    CageSizeString, Cat, Dog, Event, EventBorn, EventBornType, Pet, Visitor, VisitorChange,
    VisitorChangeMode,
};

mod zoo {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/zoo");
}

fn start() -> (Mock, zoo::Client) {
    let spec = hss_spec::read_folder(&crate::folder("zoo")).unwrap();
    let mock = Mock::builder().spec(spec).start().unwrap();
    let client = zoo::Client::builder().endpoint(mock.base_url()).build().unwrap();
    (mock, client)
}

fn decoded<T: hss_runtime::generated::slot::Content>(json: &Value) -> T {
    let mut value = T::empty();
    decode::from_slice(json.to_string().as_bytes(), &mut value).unwrap();
    value
}

fn encoded<T: hss_runtime::generated::slot::Content>(value: &T) -> Value {
    serde_json::from_slice(&encode::to_vec(value).unwrap()).unwrap()
}

#[test]
fn the_spec_is_the_one_of_the_document() {
    let text = std::fs::read_to_string(crate::folder("documents").join("zoo.yaml")).unwrap();
    let document = hss_spec::import::Document::new("zoo.yaml", &text);
    let read = hss_spec::import::read_openapi(&document, false).unwrap();
    let known = hss_spec::read_folder(&crate::folder("zoo")).unwrap();
    let new = hss_spec::import::import(&known, read.drafts, None).unwrap();
    assert_eq!(new.spec.to_files(), known.to_files());
}

#[test]
fn a_variant_is_known_by_its_tag_and_sent_with_it() {
    let cat = json!({"kind": "kitten", "name": "Tom", "lives": 9});
    let pet: Pet = decoded(&cat);
    let Pet::Cat(tom) = &pet else { panic!("{pet:?}") };
    assert_eq!((tom.name.as_deref(), tom.lives), (Some("Tom"), Some(9)));
    // The model has no field of the tag, so the union adds it.
    assert_eq!(encoded(&Pet::from(Cat::new("Tom"))), json!({"kind": "cat", "name": "Tom"}));
    // This one has, and says it itself.
    let dog = Dog::new("Dog").friend(Cat::new("Tom"));
    let sent = json!({"kind": "Dog", "friend": {"kind": "cat", "name": "Tom"}});
    assert_eq!(encoded(&Pet::from(dog)), sent);
    let pet: Pet = decoded(&sent);
    assert_eq!(pet.clone(), pet);
    assert_eq!(format!("{pet:?}"), r#"Dog { kind: "Dog", friend: Cat { name: "Tom" } }"#);
    assert_eq!(encoded(&pet), sent);
}

#[tokio::test]
async fn a_response_that_is_a_union_is_one_of_its_variants() {
    let (_mock, client) = start();
    for name in ["Tom", "Tim", "Tam", "Tum"] {
        let pet = client.zoo().add_pet(Cat::new(name)).send().await.unwrap();
        assert!(matches!(pet, Pet::Cat(_) | Pet::Dog(_)), "{pet:?}");
    }
}

#[test]
fn an_unknown_variant_is_kept_with_its_name() {
    let bird = json!({"kind": "bird", "wings": [1, {"span": 0.5}]});
    let pet: Pet = decoded(&bird);
    let Pet::Unknown(unknown) = &pet else { panic!("{pet:?}") };
    assert_eq!((unknown.name(), unknown.json()), (Some("bird"), &bird));
    assert_eq!(encoded(&pet), bird);
    assert_eq!(pet.clone(), pet);
    assert_ne!(pet, decoded::<Pet>(&json!({"kind": "bird"})));
    for other in [json!({"wings": 2}), json!({"kind": 3}), json!("text"), json!([1]), json!(true)] {
        let pet: Pet = decoded(&other);
        assert!(matches!(&pet, Pet::Unknown(unknown) if unknown.name().is_none()), "{pet:?}");
        assert_eq!(encoded(&pet), other);
    }
}

#[test]
fn the_json_type_tells_variants_apart() {
    assert_eq!(decoded::<CageSize>(&json!(3)), CageSize::Integer(3));
    assert_eq!(decoded::<CageSize>(&json!("small")), CageSize::String(CageSizeString::Small.into()));
    assert!(matches!(decoded::<CageSize>(&json!(1.5)), CageSize::Unknown(_)));
    assert_eq!(decoded::<CageDoor>(&json!("oak")), CageDoor::from("oak"));
    assert_eq!(
        decoded::<CageDoor>(&json!(["oak", "iron"])),
        vec!["oak".to_owned(), "iron".to_owned()].into()
    );
    assert_eq!(decoded::<CageDoor>(&json!(false)), CageDoor::Boolean(false));
    // A value that is of none of the types is kept.
    assert!(matches!(decoded::<CageDoor>(&json!([{"a": 1}])), CageDoor::Unknown(_)));
}

#[test]
fn required_fields_and_constants_tell_objects_apart() {
    let email = json!({"email": "a@b.c", "note": "x"});
    let phone = json!({"note": "x", "phone": "1"});
    assert_eq!(decoded::<CageKeeper>(&email), CageKeeperWithEmail::new("a@b.c").note("x").into());
    assert_eq!(decoded::<CageKeeper>(&phone), CageKeeperWithPhone::new("1").note("x").into());
    assert!(matches!(decoded::<CageKeeper>(&json!({"note": "x"})), CageKeeper::Unknown(_)));
    let born = json!({"type": "born", "at": "noon"});
    assert_eq!(decoded::<Event>(&born), Event::Born(decoded(&born)));
    assert_eq!(decoded::<EventBorn>(&born).r#type, Some(EventBornType::Born.into()));
    assert!(
        matches!(decoded::<Event>(&json!({"type": "lost"})), Event::Unknown(one) if one.name() == Some("lost"))
    );
}

#[test]
fn schemas_that_take_in_one_with_a_discriminator_are_its_variants() {
    let lion: Animal = decoded(&json!({"species": "Lion", "name": "Leo", "mane": true}));
    let Animal::Lion(leo) = lion else { panic!("{lion:?}") };
    assert_eq!((leo.name.as_deref(), leo.mane), (Some("Leo"), Some(true)));
    let snake: Animal = decoded(&json!({"species": "Snake"}));
    assert!(matches!(snake, Animal::Unknown(one) if one.name() == Some("Snake")));
}

#[tokio::test]
async fn unions_are_sent_validated_and_received() {
    let (mock, client) = start();
    let zoo = client.zoo();
    zoo.add_pet(Cat::new("Tom")).send().await.unwrap();
    let cage = Cage::new(CageSizeString::Small)
        .inside([("left".to_owned(), Cat::new("Tom").into())].into())
        .door(["oak".to_owned()].to_vec())
        .mode(CageMode::Day)
        .keeper(CageKeeperWithPhone::new("1"));
    zoo.put_cage(cage).send().await.unwrap();
    let body: Value = serde_json::from_slice(&mock.requests().pop().unwrap().body).unwrap();
    assert_eq!(
        body,
        json!({
            "size": "small",
            "inside": {"left": {"kind": "cat", "name": "Tom"}},
            "door": ["oak"],
            "keeper": {"phone": "1"},
            "mode": "day",
        })
    );
    assert!(!zoo.list_pets().send().await.unwrap().is_empty());
    assert!(zoo.list_events().send().await.unwrap().events.is_some());
    assert!(!zoo.list_animals().send().await.unwrap().is_empty());
    // The limits of variants hold: of a number, and of a field at any depth.
    let refused =
        zoo.put_cage(Cage::new(CageSize::Integer(0)).owner(Cat::new("T"))).send().await.unwrap_err();
    let Error::Validation(violations) = refused else { panic!("{refused}") };
    let places: Vec<&str> = violations.iter().map(|one| one.parameter.as_str()).collect();
    assert_eq!(places, ["size", "owner.name"]);
    let refused = zoo.add_pet(Dog::new("Dog").friend(Cat::new("T"))).send().await.unwrap_err();
    assert!(refused.to_string().contains("friend.name"), "{refused}");
}

#[test]
fn a_field_of_a_request_is_absent_null_or_a_value() {
    let change =
        VisitorChange::new("A1").name(None).age(7).tags(["x".to_owned()]).mode(VisitorChangeMode::Day);
    assert_eq!((change.name.is_null(), change.pet.is_absent(), change.age.value()), (true, true, Some(&7)));
    let sent = json!({"ticket": "A1", "name": null, "age": 7, "tags": ["x"], "mode": "day"});
    assert_eq!(encoded(&change), sent);
    assert_eq!(change.clone(), change);
    assert_ne!(change, change.clone().name("Jo"));
    assert_eq!(decoded::<VisitorChange>(&sent), change);
    assert_eq!(
        format!("{change:?}"),
        r#"VisitorChange { ticket: "A1", name: Null, age: 7, tags: ["x"], mode: Day }"#
    );
    let change =
        VisitorChange::new(None).pet(Cat::new("Tom")).best(Pet::from(Cat::new("Tom"))).code(Nullable::Null);
    let cat = json!({"name": "Tom"});
    let best = json!({"kind": "cat", "name": "Tom"});
    assert_eq!(encoded(&change), json!({"ticket": null, "pet": cat, "best": best, "code": null}));
    // A response says no more by null than by leaving a field out.
    assert_eq!(decoded::<Visitor>(&json!({"name": null})), Visitor::empty());
}

#[test]
fn keys_that_are_no_field_are_kept() {
    let visitor = json!({"x": [1, null], "additional_properties": "own", "name": "Jo", "y": {"z": 2}});
    let read: Visitor = decoded(&visitor);
    assert_eq!(read.name.as_deref(), Some("Jo"));
    assert_eq!(read.additional_properties.as_deref(), Some("own"));
    let others = read.other_properties.as_ref().unwrap();
    assert_eq!(others.keys().collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!(encoded(&read), visitor);
    assert_eq!(read.clone(), read);
    let change = VisitorChange::new("A").additional_properties([("hats".to_owned(), 2)].into());
    assert_eq!(encoded(&change), json!({"ticket": "A", "hats": 2}));
    // A key with the name that the field has in code is a key as any other.
    let odd: VisitorChange = decoded(&json!({"additional_properties": 3}));
    assert_eq!(odd.additional_properties, Some([("additional_properties".to_owned(), 3)].into()));
    let mut change = VisitorChange::empty();
    let error = decode::from_slice(br#"{"hats": "many"}"#, &mut change).unwrap_err();
    assert!(error.to_string().starts_with("`hats` is the string"), "{error}");
}

#[test]
fn integers_above_the_signed_ones_are_kept() {
    let change: VisitorChange = decoded(&json!({"serial": u64::MAX}));
    assert_eq!(change.serial, Some(u64::MAX));
    assert_eq!(encoded(&change), json!({"serial": u64::MAX}));
    assert_eq!(decoded::<VisitorChange>(&json!({"serial": u64::MAX.to_string()})), change);
    let mut negative = VisitorChange::empty();
    let error = decode::from_slice(br#"{"serial": -1}"#, &mut negative).unwrap_err();
    assert!(error.to_string().contains("an integer from 0"), "{error}");
}

#[tokio::test]
async fn limits_of_numbers_lists_and_maps_hold() {
    let (mock, client) = start();
    let good = VisitorChange::new(None)
        .name(None)
        .steps(15)
        .share(0.3)
        .rooms(["a", "b"])
        .sizes([("a".to_owned(), 1)].into())
        .serial(u64::MAX)
        .additional_properties([("hats".to_owned(), 9)].into());
    client.zoo().change_visitor("1", good).send().await.unwrap();
    assert_eq!(mock.requests().pop().unwrap().header("content-type"), Some("application/merge-patch+json"));
    let bad = VisitorChange::new("x")
        .name("x")
        .steps(7)
        .share(0.35)
        .rooms(["a", "b", "a"])
        .sizes([].into())
        .additional_properties([("hats".to_owned(), 10)].into());
    let Error::Validation(violations) = client.zoo().change_visitor("1", bad).send().await.unwrap_err()
    else {
        panic!("a violation is expected")
    };
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            r#"body field `name` is "x" (1 characters), must have 2.. characters"#,
            "body field `steps` is 7, must be a multiple of 5",
            "body field `share` is 0.35, must be a multiple of 0.1",
            "body field `rooms` is a list whose element 2 is a duplicate, must be a list of different elements",
            "body field `sizes` is a map of 0, must have 1..=2 elements",
            "body field `hats` is 10, must be in ..=9",
        ]
    );
}

#[test]
fn every_call_of_the_document_can_be_written() {
    let spec = hss_spec::read_folder(&crate::folder("zoo")).unwrap();
    for (group, operation) in spec.operations() {
        let calls = hss_codegen::Calls::of(&spec, group, quote::quote! { crate }).unwrap();
        for extent in [hss_samples::Extent::Required, hss_samples::Extent::Everything] {
            let sample = hss_samples::sample(&spec, group, operation, extent);
            let input = hss_codegen::CallInput::new(&sample.parameters).body(sample.body.as_ref());
            calls.call(&operation.id, &quote::quote! { client }, &input).unwrap();
        }
    }
}
