//! An operation's path, parameters, body, response and paging.

use super::{each_is_reported, edit};

#[test]
fn placeholders_and_path_parameters_belong_together() {
    each_is_reported(&[
        (
            edit(r#"/v1/{zoo_id}/animals"#, r#"/v1/{zoo_id}/{house}/animals"#),
            "zoo/ListAnimals.json:1:1: error: path `/v1/{zoo_id}/{house}/animals` has the placeholder `{house}` but no path parameter of that name",
        ),
        (
            edit(r#"/v1/{zoo_id}/animals"#, r#"/v1/animals"#),
            "zoo/ListAnimals.json:6:5: error: path parameter `zoo_id` has no placeholder `{zoo_id}` in `/v1/animals`",
        ),
        (
            edit(r#""string", "required": true, "#, r#""string", "#),
            "zoo/ListAnimals.json:6:5: error: path parameter `zoo_id` is not required; a path can't be built without it",
        ),
    ]);
}

#[test]
fn parameters_have_names_of_their_own_on_the_wire_and_in_code() {
    each_is_reported(&[
        (
            edit(
                r#""kind", "in": "query", "type": "Kind", "default": "bird""#,
                r#""limit", "in": "query", "type": "integer""#,
            ),
            "\
zoo/ListAnimals.json:9:5: error: query parameter `limit` is described twice; the first is at zoo/ListAnimals.json:7:5
zoo/ListAnimals.json:28:13: note: no operation uses enumeration `Kind`",
        ),
        (
            edit(r#""X-Keeper", "in": "header""#, r#""limit", "in": "header""#),
            "\
zoo/ListAnimals.json:9:5: note: query parameter `limit` is `limit_in_query` in code, since another one would also be `limit`
zoo/ListAnimals.json:10:5: note: header parameter `limit` is `limit_in_header` in code, since another one would also be `limit`",
        ),
        (edit(r#""X-Keeper", "in": "header""#, r#""Limit", "in": "header""#), "\
zoo/ListAnimals.json:9:5: note: query parameter `limit` is `limit_in_lower_case` in code, since another one would also be `limit`
zoo/ListAnimals.json:10:5: note: header parameter `Limit` is `limit_in_mixed_case` in code, since another one would also be `limit`"),
        (edit(r#""X-Keeper""#, r#""""#), "zoo/ListAnimals.json:10:5: error: parameter name `` is empty or has control characters"),
        (
            edit(
                r#""type": "string" }
  ]"#,
                r#""type": "string" },
    { "name": "x-keeper", "in": "header", "type": "string" }
  ]"#,
            ),
            "\
zoo/ListAnimals.json:10:5: note: header parameter `X-Keeper` is `x_dash_keeper_in_mixed_case` in code, since another one would also be `x_keeper`
zoo/ListAnimals.json:11:5: note: header parameter `x-keeper` is `x_dash_keeper_in_lower_case` in code, since another one would also be `x_keeper`
zoo/ListAnimals.json:11:5: error: header parameter `x-keeper` is described twice; the first is at zoo/ListAnimals.json:10:5",
        ),
    ]);
}

#[test]
fn a_parameter_is_a_single_value_a_list_of_them_or_an_object() {
    each_is_reported(&[
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "[string?]""#),
            "zoo/ListAnimals.json:10:5: error: header parameter `X-Keeper` is of type `[string?]`; text, a number, a boolean, an enumeration, an object or a list of single values is expected",
        ),
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "file""#),
            "zoo/ListAnimals.json:10:5: error: header parameter `X-Keeper` is of type `file`; text, a number, a boolean, an enumeration, an object or a list of single values is expected",
        ),
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "json""#),
            "zoo/ListAnimals.json:10:5: error: header parameter `X-Keeper` is of type `json`; text, a number, a boolean, an enumeration, an object or a list of single values is expected",
        ),
        (edit(r#""header", "type": "string""#, r#""header", "type": "[string]""#), ""),
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "[[string]]""#),
            "zoo/ListAnimals.json:10:5: error: header parameter `X-Keeper` is of type `[[string]]`; text, a number, a boolean, an enumeration, an object or a list of single values is expected",
        ),
        (
            edit(r#""header", "type": "string""#, r#""header", "type": "[Animal]""#),
            "zoo/ListAnimals.json:10:5: error: header parameter `X-Keeper` is of type `[Animal]`; text, a number, a boolean, an enumeration, an object or a list of single values is expected",
        ),
        (edit(r#""header", "type": "string""#, r#""header", "type": "{string}""#), ""),
        (edit(r#""header", "type": "string""#, r#""header", "type": "Animal""#), ""),
    ]);
}

#[test]
fn types_that_are_named_are_there() {
    each_is_reported(&[
        (edit(r#""query", "type": "Kind", "default": "bird""#, r#""query", "type": "Sort""#), "\
zoo/ListAnimals.json:7:5: error: query parameter `kind` is of type `Sort`, which is neither a model nor an enumeration of group `zoo` or the shared types
zoo/ListAnimals.json:28:13: note: no operation uses enumeration `Kind`"),
        (edit(r#""status": 200, "type": "Animals""#, r#""status": 200, "type": "Beasts""#), "\
zoo/ListAnimals.json:12:15: error: the response is of type `Beasts`, which is neither a model nor an enumeration of group `zoo` or the shared types
zoo/ListAnimals.json:13:13: error: paging needs a response that is a model or a list
zoo/ListAnimals.json:15:16: note: no operation uses model `Animals`
zoo/ListAnimals.json:19:15: note: no operation uses model `Animal`
zoo/ListAnimals.json:32:14: note: no operation uses enumeration `State`"),
        (edit(r#""type": "State""#, r#""type": "[Stat]""#), "\
zoo/ListAnimals.json:23:7: error: field `Animal.state` is of type `Stat`, which is neither a model nor an enumeration of group `zoo` or the shared types
zoo/ListAnimals.json:32:14: note: no operation uses enumeration `State`"),
        (
            edit(
                r#"  "response""#,
                r#"  "body": { "content": "json", "type": "Beast" },
  "response""#,
            ),
            "zoo/ListAnimals.json:12:11: error: the body is of type `Beast`, which is neither a model nor an enumeration of group `zoo` or the shared types",
        ),
    ]);
}

#[test]
fn a_form_is_a_model() {
    each_is_reported(&[
        (
            edit(
                r#"  "response""#,
                r#"  "body": { "content": "multipart", "type": "[Animal]" },
  "response""#,
            ),
            "zoo/ListAnimals.json:12:11: error: a multipart body is of type `[Animal]`; a model is expected",
        ),
        (
            edit(
                r#"  "response""#,
                r#"  "body": { "content": "multipart", "type": "Animal" },
  "response""#,
            ),
            "",
        ),
    ]);
}
