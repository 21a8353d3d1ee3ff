//! Names of types, from those of schemas or their places.

use super::document::{body_model, field, notes, only, read, with_fields};

#[test]
fn names_of_components_become_names_of_types() {
    let document = with_fields(
        "a: { $ref: '#/components/schemas/failed_images' }\nb: { $ref: '#/components/schemas/7days' }\n\
         c: { properties: { x: {} } }",
    ) + "components:\n  schemas:\n    failed_images: { properties: { x: {} } }\n    7days: { properties: { x: {} } }\n    \
         MakeThingRequestBodyC: { properties: { y: {} } }\n";
    let api = read(&document);
    let types: Vec<_> = body_model(only(&api)).fields.iter().map(|field| field.ty.to_string()).collect();
    assert_eq!(types, ["FailedImages", "Model7days", "MakeThingRequestBodyCObject"]);
}

#[test]
fn two_components_of_one_name_are_told_apart_whatever_their_order() {
    let fields = "a: { $ref: '#/components/schemas/big_box' }\nb: { $ref: '#/components/schemas/BigBox' }\n\
                  c: { $ref: '#/components/schemas/bigBox' }";
    let schemas = [
        "    BigBox: { properties: { x: {} } }\n",
        "    big_box: { properties: { y: {} } }\n",
        "    bigBox: { properties: { z: {} } }\n",
    ];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let schemas: String = order.iter().map(|index| schemas[*index]).collect();
        let api = read(&(with_fields(fields) + "components:\n  schemas:\n" + &schemas));
        let types = ["a", "b", "c"].map(|name| field(&api, name).ty.to_string());
        assert_eq!(types, ["BigUnderscoreBox", "BigBox", "BigBoxInCamelCase"]);
        assert!(
            notes(&api).contains("#/components/schemas/big_box: is model `BigUnderscoreBox`"),
            "{}",
            notes(&api)
        );
    }
}

#[test]
fn an_object_deep_inside_has_a_name_of_the_last_words_of_its_place() {
    let names: Vec<String> = (0..14).map(|depth| format!("a{depth}WithQuiteALongName")).collect();
    let inner = names.iter().rev().fold("{ type: string }".to_owned(), |inner, name| {
        format!("{{ type: object, properties: {{ {name}: {inner} }} }}")
    });
    let api = read(&with_fields(&format!("outer: {inner}")));
    let models = &only(&api).models;
    assert!(models.keys().all(|name| name.len() <= 200), "{:?}", models.keys());
    assert_eq!(models.len(), 15, "one for each object, and the body");
}
