//! Errors of the reader of JSON.

use super::{each_is_reported, edit};

#[test]
fn broken_json_is_told_where_it_breaks() {
    each_is_reported(&[
        (
            edit(r#""method": "GET","#, r#""method": "GET" // a comment"#),
            "zoo/ListAnimals.json:3:19: error: not valid JSON: Comments are not allowed",
        ),
        (
            edit(r#""method": "GET","#, r#""method": 'GET',"#),
            "zoo/ListAnimals.json:3:13: error: not valid JSON: Single-quoted strings are not allowed",
        ),
        (
            edit(r#""count", "type": "integer" }"#, r#""count", "type": "integer" },"#),
            "zoo/ListAnimals.json:17:45: error: not valid JSON: Trailing commas are not allowed",
        ),
        (
            edit(r#""method": "GET","#, r#""method": "GET""#),
            "zoo/ListAnimals.json:3:18: error: not valid JSON: Expected comma",
        ),
        (
            edit(
                r#"}
}
"#, "}\n",
            ),
            "zoo/ListAnimals.json:1:1: error: not valid JSON: Unterminated object",
        ),
    ]);
}

#[test]
fn a_value_of_another_type_is_described() {
    each_is_reported(&[
        (
            edit(r#""method": "GET""#, r#""method": 1"#),
            "zoo/ListAnimals.json:3:13: error: `method` is the number 1; a string is expected",
        ),
        (
            edit(r#""required": true"#, r#""required": "yes""#),
            "zoo/ListAnimals.json:6:69: error: `required` is the string `yes`; true or false is expected",
        ),
        (
            edit(r#"{ "status": 200, "type": "Animals" }"#, r#""Animals""#),
            "zoo/ListAnimals.json:12:15: error: `response` is the string `Animals`; an object is expected",
        ),
        (
            edit(
                r#""values": [
      { "value": "bird" },
      { "value": "fish" }
    ]"#,
                r#""values": { "bird": 1 }"#,
            ),
            "zoo/ListAnimals.json:28:43: error: `values` is an object; a list is expected",
        ),
        (
            edit(r#""default": 10"#, r#""default": null"#),
            "zoo/ListAnimals.json:9:90: error: `default` must be a string, a number, true or false",
        ),
        (
            edit(r#""default": 10"#, r#""default": 1e999"#),
            "zoo/ListAnimals.json:9:90: error: `default` is 1e999, which is too large a number",
        ),
        (
            edit(r#""status": 200"#, r#""status": 404"#),
            "zoo/ListAnimals.json:12:27: error: `status` must be a number from 200 to 299",
        ),
    ]);
}

#[test]
fn keys_are_known_and_stand_once_and_all_that_is_needed_is_there() {
    each_is_reported(&[
        (
            edit(r#""length": "1..=64""#, r#""lenght": "1..=64""#),
            "zoo/ListAnimals.json:6:75: error: a parameter has an unknown key `lenght`; expected one of `name`, `in`, `type`, `style`, `explode`, `reserved`, `media_type`, `required`, `range`, `length`, `items`, `pattern`, `multiple_of`, `unique`, `only`, `default`, `example`, `format`, `unit`, `secret`, `deprecated`, `nullable`, `additional`, `doc`, `vendor_description`, `listed_by`, `unlisted`, `unread`",
        ),
        (
            edit(r#""method": "GET""#, r#""method": "GET", "method": "PUT""#),
            "zoo/ListAnimals.json:3:20: error: an operation has the key `method` twice; once is expected",
        ),
        (
            edit(
                r#"  "method": "GET",
"#,
                "",
            ),
            "zoo/ListAnimals.json:1:1: error: an operation has no `method`; it is required",
        ),
        (
            edit(r#""name": "count", "type": "integer""#, r#""name": "count""#),
            "zoo/ListAnimals.json:17:7: error: a field has no `type`; it is required",
        ),
        (
            edit(r#""kind", "in": "query", "#, r#""kind", "#),
            "zoo/ListAnimals.json:7:5: error: parameter `kind` has no `in`; path, query, header or cookie is expected",
        ),
        (
            edit(r#""name": "count", "type""#, r#""name": "count", "in": "query", "type""#),
            "zoo/ListAnimals.json:17:7: error: field `count` of model `Animals` has `in`; only a parameter can have it",
        ),
        (
            edit(r#""items": "animals", "#, ""),
            "zoo/ListAnimals.json:13:13: error: `paging` has no `items`; it is required",
        ),
    ]);
}

#[test]
fn words_and_forms_are_the_known_ones() {
    each_is_reported(&[
        (
            edit(r#""GET""#, r#""FETCH""#),
            "zoo/ListAnimals.json:3:13: error: `method` is `FETCH`; expected one of `GET`, `POST`, `PUT`, `DELETE`, `PATCH`, `HEAD`, `OPTIONS`, `TRACE`",
        ),
        (
            edit(r#""in": "header""#, r#""in": "moon""#),
            "zoo/ListAnimals.json:10:33: error: `in` is `moon`; expected one of `path`, `query`, `header`, `cookie`",
        ),
        (
            edit(r#""10..=200""#, r#""10-200""#),
            "zoo/ListAnimals.json:9:67: error: `range` is `10-200`; a range such as `10..=200`, `0..` or `..=255` is expected",
        ),
        (
            edit(r#""type": "long""#, r#""type": "int64""#),
            "zoo/ListAnimals.json:21:33: error: `type` is `int64`; `string`, `integer`, `long`, `unsigned`, `number`, `boolean`, `json`, `file`, the name of a model or enumeration, or one of these in `[…]` or `{…}`, with `?` behind it where it may be null is expected",
        ),
        (
            edit(r#""timestamp-ms""#, r#""seconds""#),
            "zoo/ListAnimals.json:21:51: error: `format` is `seconds`; expected one of `timestamp-ms`, `date-time`, `date`, `time`, `duration`, `email`, `hostname`, `ipv4`, `ipv6`, `uri`, `uuid`, `byte`",
        ),
        (
            edit(r#""type": "codes""#, r#""type": "numbers""#),
            "zoo/ListAnimals.json:32:24: error: `type` is `numbers`; expected one of `string`, `integer`, `flags`, `codes`",
        ),
        (
            edit(r#""/v1/{zoo_id}/animals""#, r#""v1/{zoo_id}x/animals""#),
            "zoo/ListAnimals.json:4:11: error: `path` is `v1/{zoo_id}x/animals`, which does not start with `/`",
        ),
        (
            edit(
                r#""models": {"#,
                r#""models": {
    "cage": { "fields": [] },"#,
            ),
            "zoo/ListAnimals.json:15:5: error: `cage` is not a name for a model or enumeration; `UpperCamelCase` is expected",
        ),
    ]);
}
