//! Fixups and given names: each must be of use.

use super::{each_is_reported, file};

#[test]
fn a_fixup_says_what_it_changes_why_and_for_which_operation() {
    each_is_reported(&[
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "ListAnimals", "at": "query.limit.range", "from": "0..=5", "to": "0..=5", "evidence": "seen" }
]"#,
            ),
            "\
fixups.json:2:3: error: the fixup of `ListAnimals` at `query.limit.range` changes nothing: the document says so already, or has no such place; delete it
fixups.json:2:3: error: the fixup's `from` and `to` are the same; it changes nothing",
        ),
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "ListAnimals", "at": "query.limit.range", "from": null, "to": "10..=200", "evidence": "seen" }
]"#,
            ),
            "fixups.json:2:3: error: the fixup of `ListAnimals` at `query.limit.range` changes nothing: the document says so already, or has no such place; delete it",
        ),
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "ListBeasts", "at": [], "from": null, "to": true, "evidence": " " }
]"#,
            ),
            "\
fixups.json:2:3: error: the fixup has no `evidence`; say what shows that the document is wrong
fixups.json:2:3: error: the fixup has no place in `at`
fixups.json:2:3: error: the fixup is for operation `ListBeasts`, which the spec does not have",
        ),
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "*", "at": "*.range", "from": "1..=2", "to": "1..=3", "evidence": "seen" }
]"#,
            ),
            "fixups.json:2:3: error: the fixup at `*.range` changes nothing in any operation; delete it",
        ),
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "ListAnimals", "at": 3, "from": [], "to": true }
]"#,
            ),
            "\
fixups.json:2:3: error: a fixup has no `evidence`; it is required
fixups.json:2:39: error: `at` is the number 3; a string is expected
fixups.json:2:50: error: `from` must be a string, a number, true, false or null",
        ),
        (
            file(
                "fixups.json",
                r#"[
  { "operation": "ListAnimals", "at": "query.limit.range", "source": "fax", "from": "1..", "to": "2..", "evidence": "seen" }
]"#,
            ),
            "fixups.json:2:70: error: `source` is `fax`; expected one of `text`, `markdown`, `html`, `openapi`",
        ),
    ]);
}

#[test]
fn a_given_name_is_the_one_in_use() {
    each_is_reported(&[
        (file("names.json", r#"{ "enums": { "zoo/ListAnimals.query.kind": "Kind" } }"#), ""),
        (
            file("names.json", r#"{ "enums": { "zoo/ListAnimals.query.kind": "Sort" } }"#),
            "names.json:1:14: error: `zoo/ListAnimals.query.kind` is named `Sort` here, but the spec has `Kind`; import its document again",
        ),
        (
            file("names.json", r#"{ "enums": { "zoo/ListAnimals.query.sort": "Sort" } }"#),
            "names.json:1:14: error: `zoo/ListAnimals.query.sort` is not a place in the spec; `group/Operation.query.name` or `group/Model.field` is expected",
        ),
        (
            file("names.json", r#"{ "enums": { "zoo/Animal.name": "Name" } }"#),
            "names.json:1:14: error: `zoo/Animal.name` is named `Name` here, but it has no listed values; delete the name",
        ),
        (file("names.json", r#"{ "values": { "zoo/State": { "-1": "asleep" } } }"#), ""),
        (
            file("names.json", r#"{ "values": { "zoo/State": { "-1": "awake" } } }"#),
            "names.json:1:30: error: value `-1` of `zoo/State` is named `awake` here, but the spec has `asleep`; import its document again",
        ),
        (
            file("names.json", r#"{ "values": { "zoo/State": { "-2": "asleep" } } }"#),
            "names.json:1:30: error: `zoo/State` has no value `-2`; delete the name",
        ),
        (
            file("names.json", r#"{ "values": { "zoo/Mood": { "-1": "asleep" } } }"#),
            "names.json:1:29: error: `zoo/Mood` is not an enumeration of the spec; `group/Name` is expected",
        ),
        (
            file("names.json", r#"{ "values": { "zoo/Kind": { "bird": "Feathered" } } }"#),
            "names.json:1:29: error: value `bird` of `zoo/Kind` is named `Feathered` here, but the spec has no name for it; import its document again",
        ),
    ]);
}
