//! Fields, models and enumerations.

use super::{each_is_reported, edit, file, problems};

#[cfg(feature = "pattern")]
#[test]
fn patterns_are_regular_expressions_that_defaults_match() {
    each_is_reported(&[
        (
            edit(r#""length": "1..=64""#, r#""pattern": "^[a-z""#),
            "zoo/ListAnimals.json:6:5: note: path parameter `zoo_id` has the pattern ^[a-z, which is not a regular expression of ECMA-262; requests are not checked against it",
        ),
        (
            edit(r#""length": "1..=64""#, r#""pattern": "^[a-z]+$", "default": "7""#),
            "zoo/ListAnimals.json:6:5: error: the default `7` of path parameter `zoo_id` does not match `^[a-z]+$`",
        ),
    ]);
}

#[test]
fn bounds_fit_together_and_to_their_type() {
    each_is_reported(&[
        (edit(r#""10..=200""#, r#""200..=10""#), "\
zoo/ListAnimals.json:9:5: error: query parameter `limit` has the range 200..=10, whose minimum is above its maximum
zoo/ListAnimals.json:9:5: error: the default `10` of query parameter `limit` is not in 200..=10"),
        (edit(r#""10..=200", "default": 10"#, r#"{ "page": "9..=8", "machine": "10..=200" }"#), "\
zoo/ListAnimals.json:9:5: note: disputed range of query parameter `limit`: the page says 9..=8, the machine-readable file 10..=200; 9..=200 is used
zoo/ListAnimals.json:9:5: error: query parameter `limit` has the range 9..=8, whose minimum is above its maximum"),
        (edit(r#""length": "1..=64""#, r#""range": "1..=64""#), "zoo/ListAnimals.json:6:5: error: path parameter `zoo_id` has `range` but is of type `string`; only a number can have it"),
        (edit(r#""items": "0..=200""#, r#""length": "0..=200""#), "zoo/ListAnimals.json:16:7: error: field `Animals.animals` has `length` but is of type `[Animal]`; only a string can have it"),
        (
            edit(
                r#""name": "count", "type": "integer""#,
                r#""name": "count", "type": "integer", "items": "0..=5""#,
            ),
            "zoo/ListAnimals.json:17:7: error: field `Animals.count` has `items` but is of type `integer`; only a list or a map can have it",
        ),
        (edit(r#""length": "1..=64""#, r#""length": "-1..=64""#), "zoo/ListAnimals.json:6:5: error: path parameter `zoo_id` has the length -1..=64, whose ends must be integers from 0"),
        (edit(r#""items": "0..=200""#, r#""items": "0.5..=200""#), "zoo/ListAnimals.json:16:7: error: field `Animals.animals` has the list size 0.5..=200, whose ends must be integers from 0"),
        (edit(r#""name": "count", "type": "integer""#, r#""name": "count", "type": "integer", "pattern": "^a$""#), "zoo/ListAnimals.json:17:7: error: field `Animals.count` has `pattern` but is of type `integer`; only a string can have it"),
        (edit(r#""type": "long", "format""#, r#""type": "string", "format""#), "zoo/ListAnimals.json:21:7: error: field `Animal.born` has a time's format but is of type `string`; an integer is expected"),
    ]);
}

#[test]
fn what_a_field_does_not_list_is_a_value_of_its_enumeration() {
    each_is_reported(&[
        (
            edit(r#""type": "Kind", "#, r#""type": "Kind", "unlisted": ["cat"], "#),
            "zoo/ListAnimals.json:7:5: error: query parameter `kind` has `cat` in `unlisted`; a value of its enumeration is expected",
        ),
        (
            edit(r#""type": "Kind", "#, r#""type": "Kind", "unlisted": ["fish", "bird"], "#),
            "zoo/ListAnimals.json:7:5: error: query parameter `kind` has all values of its enumeration in `unlisted`; at least one is listed",
        ),
        (
            edit(r#""default": 10"#, r#""unlisted": ["9"]"#),
            "zoo/ListAnimals.json:9:5: error: query parameter `limit` has `9` in `unlisted`; a value of its enumeration is expected",
        ),
    ]);
}

#[test]
fn a_default_is_one_of_the_values_that_are_allowed() {
    each_is_reported(&[
        (
            edit(r#""default": 10"#, r#""default": 9"#),
            "zoo/ListAnimals.json:9:5: error: the default `9` of query parameter `limit` is not in 10..=200",
        ),
        (
            edit(r#""default": 10"#, r#""default": "ten""#),
            "zoo/ListAnimals.json:9:5: error: the default `ten` of query parameter `limit` is not a value of type `integer`",
        ),
        (
            edit(r#""default": "bird""#, r#""default": "cat""#),
            "zoo/ListAnimals.json:7:5: error: the default `cat` of query parameter `kind` is not among the known values",
        ),
        (
            edit(r#""length": "1..=64""#, r#""length": "1..=64", "default": """#),
            "zoo/ListAnimals.json:6:5: error: the default `` of path parameter `zoo_id` has 0 characters, must have 1..=64",
        ),
        (
            edit(r#""range": "0.5..=9000.0""#, r#""range": "0.5..=9000.0", "default": 0.25"#),
            "zoo/ListAnimals.json:22:7: error: the default `0.25` of field `Animal.weight` is not in 0.5..=9000.0",
        ),
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "boolean", "default": "yes""#),
            "zoo/ListAnimals.json:10:5: error: the default `yes` of header parameter `X-Keeper` is not a value of type `boolean`",
        ),
    ]);
}

#[test]
fn what_two_sources_dispute_is_noted() {
    each_is_reported(&[
        (
            edit(r#""10..=200""#, r#"{ "page": "10..=200", "machine": "0..=200" }"#),
            "zoo/ListAnimals.json:9:5: note: disputed range of query parameter `limit`: the page says 10..=200, the machine-readable file 0..=200; 0..=200 is used",
        ),
        (
            edit(r#""required": true"#, r#""required": { "page": true, "machine": false }"#),
            "zoo/ListAnimals.json:6:5: note: disputed presence of path parameter `zoo_id`: the page says required, the machine-readable file optional; it is required",
        ),
        (
            edit(r#""default": 10"#, r#""default": { "page": 10, "machine": 20 }"#),
            "zoo/ListAnimals.json:9:5: note: disputed default of query parameter `limit`: the page says `10`, the machine-readable file `20`; the page wins",
        ),
        (edit(r#""10..=200""#, r#"{ "page": "10..=200", "machine": "10..=200" }"#), ""),
        (
            edit(r#""10..=200""#, r#"{ "page": "10..=200", "explorer": "10..=500" }"#),
            "zoo/ListAnimals.json:9:5: note: disputed range of query parameter `limit`: the page says 10..=200, the Explorer 10..=500; 10..=500 is used",
        ),
    ]);
}

#[test]
fn a_model_can_be_complete_and_has_each_field_once() {
    each_is_reported(&[
        (
            edit(r#""type": "Animal" }"#, r#""type": "Animal", "required": true }"#),
            "zoo/ListAnimals.json:19:15: error: model `Animal` contains itself through required fields; no value could ever be complete. Make one of the fields optional or a list",
        ),
        (
            edit(
                r#""name": "parent", "type": "Animal""#,
                r#""name": "parent", "type": "Animals", "required": true"#,
            ),
            "",
        ),
        (
            edit(r#""name": "parent""#, r#""name": "name""#),
            "zoo/ListAnimals.json:24:7: error: field `Animal.name` is described twice; the first is at zoo/ListAnimals.json:20:7",
        ),
        (
            edit(r#""name": "parent""#, r#""name": "Weight""#),
            "\
zoo/ListAnimals.json:22:7: note: field `Animal.weight` is `weight_in_lower_case` in code, since another one would also be `weight`
zoo/ListAnimals.json:24:7: note: field `Animal.Weight` is `weight_in_mixed_case` in code, since another one would also be `weight`",
        ),
        (
            edit(r#""name": "parent""#, r#""name": "a\tb""#),
            r#"zoo/ListAnimals.json:24:7: error: field name `a\tb` is empty or has control characters"#,
        ),
    ]);
}

#[test]
fn a_size_is_one_that_an_object_can_have() {
    let sized = |size: &'static str| edit(r#""Animal": {"#, size);
    each_is_reported(&[
        (
            sized(r#""Animal": { "size": "90..","#),
            "zoo/ListAnimals.json:19:15: error: model `Animal` has the size `90..`, which is more than the fields that there are",
        ),
        (
            sized(r#""Animal": { "size": "2..=1","#),
            "zoo/ListAnimals.json:19:15: error: model `Animal` has the size `2..=1`, whose minimum is above its maximum",
        ),
        (
            sized(r#""Animal": { "size": "one","#),
            "zoo/ListAnimals.json:19:25: error: `size` is `one`; a range such as `10..=200`, `0..` or `..=255` is expected",
        ),
        (sized(r#""Animal": { "size": "1..","#), ""),
    ]);
}

#[test]
fn sets_of_fields_are_several_of_the_fields_that_there_are() {
    let with = |sets: &'static str| edit(r#""Animal": {"#, sets);
    let place = "zoo/ListAnimals.json:19:15: error: model `Animal` has sets of fields";
    each_is_reported(&[
        (
            with(r#""Animal": { "any_of": [["name"], ["wings"]],"#),
            &format!("{place}, of which `wings` is not a field"),
        ),
        (
            with(r#""Animal": { "one_of": [["name"], []],"#),
            &format!("{place}, which must be two or more, with a field each"),
        ),
        (
            with(r#""Animal": { "one_of": [["name"], ["born"]], "any_of": [["name"], ["born"]],"#),
            "zoo/ListAnimals.json:19:59: error: model `Animal` has both `one_of` and `any_of`; one is expected",
        ),
    ]);
}

#[test]
fn models_that_contain_each_other_are_found_over_any_distance() {
    let nested = r#""Animals": { "fields": [
      { "name": "cage", "type": "Cage", "required": true },"#;
    let cage = r#""models": {
    "Cage": { "fields": [{ "name": "listing", "type": "Animals", "required": true }] },"#;
    let edits = [edit(r#""Animals": { "fields": ["#, nested), edit(r#""models": {"#, cage)];
    assert_eq!(problems(&edits), "\
zoo/ListAnimals.json:15:13: error: model `Cage` contains itself through required fields; no value could ever be complete. Make one of the fields optional or a list
zoo/ListAnimals.json:16:16: error: model `Animals` contains itself through required fields; no value could ever be complete. Make one of the fields optional or a list");
}

#[test]
fn enumerations_have_values_that_fit_their_kind() {
    each_is_reported(&[
        (
            edit(r#"[{ "value": "-1", "name": "asleep" }]"#, "[]"),
            "zoo/ListAnimals.json:32:14: error: enumeration `State` has no values; at least one is expected",
        ),
        (
            edit(r#""value": "fish""#, r#""value": "bird""#),
            "zoo/ListAnimals.json:30:7: error: value `bird` of `Kind` is listed twice; the first is at zoo/ListAnimals.json:29:7",
        ),
        (
            edit(r#""value": "-1""#, r#""value": "low""#),
            "zoo/ListAnimals.json:32:64: error: value `low` of `State` is not an integer, but its kind is `codes`",
        ),
        (
            edit(r#""0..=100""#, r#""100..=0""#),
            "zoo/ListAnimals.json:32:14: error: the range of `State` has its minimum above its maximum",
        ),
        (
            edit(r#""type": "codes""#, r#""type": "integer""#),
            "zoo/ListAnimals.json:32:14: error: enumeration `State` has a range, but its kind is `integer`; only `codes` has one",
        ),
        (
            edit(
                r#"[{ "value": "-1", "name": "asleep" }]"#,
                r#"[{ "value": "-1", "name": "no sleep" }, { "value": "-2", "name": "no_sleep" }]"#,
            ),
            "\
zoo/ListAnimals.json:32:64: note: value `-1` of `State` is `Dash1` in code, since another one would also be `NoSleep`
zoo/ListAnimals.json:32:103: note: value `-2` of `State` is `Dash2` in code, since another one would also be `NoSleep`",
        ),
    ]);
}

#[test]
fn names_of_a_group_are_different_in_code() {
    each_is_reported(&[
        (
            edit(
                r#""enums": {"#,
                r#""enums": {
    "Animal": { "type": "string", "values": [{ "value": "a" }] },"#,
            ),
            "zoo/ListAnimals.json:28:15: error: `Animal` is an enumeration, and a model at zoo/ListAnimals.json:19:15; one of them needs another name",
        ),
        (
            edit(
                r#""models": {"#,
                r#""models": {
    "ANIMAL": { "fields": [] },"#,
            ),
            "\
zoo/ListAnimals.json:15:15: note: model `ANIMAL` is `AnimalInUpperCase` in code, since another one would also be `Animal`
zoo/ListAnimals.json:15:15: note: no operation uses model `ANIMAL`
zoo/ListAnimals.json:20:15: note: model `Animal` is `AnimalInMixedCase` in code, since another one would also be `Animal`",
        ),
        (
            edit(
                r#""models": {"#,
                r#""models": {
    "ListAnimals": { "fields": [] },"#,
            ),
            "zoo/ListAnimals.json:15:20: note: no operation uses model `ListAnimals`",
        ),
    ]);
}

#[test]
fn what_nothing_uses_is_noted_and_what_hides_another_is_wrong() {
    each_is_reported(&[
        (
            edit(
                r#""models": {"#,
                r#""models": {
    "Cage": { "fields": [] },"#,
            ),
            "zoo/ListAnimals.json:15:13: note: no operation uses model `Cage`",
        ),
        (
            edit(r#""type": "State""#, r#""type": "integer""#),
            "zoo/ListAnimals.json:32:14: note: no operation uses enumeration `State`",
        ),
        (
            file("types.json", r#"{ "models": { "Animal": { "fields": [] } } }"#),
            "zoo/ListAnimals.json:19:15: error: model `Animal` of group `zoo` hides the shared one at types.json:1:25",
        ),
        (
            file(
                "zoo/types.json",
                r#"{ "enums": { "Kind": { "type": "string", "values": [{ "value": "a" }] } } }"#,
            ),
            "zoo/types.json:1:22: error: `Kind` is defined twice; the first is at zoo/ListAnimals.json:28:13 (types that several operations use are in the group's types.json)",
        ),
    ]);
}
