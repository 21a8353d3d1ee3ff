//! Sentences for names that recur.

use std::collections::BTreeMap;

use hss_spec::check::repeats_name;
use hss_spec::model::{Location, Spec};

const SERVICE: &str = r#"{
  "name": "zoo",
  "title": "",
  "group_docs": {
    "birds": "Birds and their eggs."
  }
}
"#;

const GLOSSARY: &str = r#"{
  "parameters": {
    "limit": { "doc": "Most animals of a page.", "unit": "animals" }
  },
  "fields": {
    "kind": {
      "doc": "Which animal it is.",
      "groups": {
        "birds": { "doc": "Which bird it is." }
      }
    },
    "limit": { "doc": "Most animals of a cage." },
    "name": {
      "groups": {
        "birds": { "doc": "What the keepers call it." }
      }
    },
    "weight": { "doc": "How heavy it is.", "unit": "kg" }
  },
  "values": {
    "owl": { "doc": "A bird of the night." }
  }
}
"#;

const OPERATION: &str = r#"{
  "operation": "ListAnimals",
  "method": "GET",
  "path": "/v1/animals",
  "title": "List animals",
  "doc": "Lists the animals of the zoo.",
  "parameters": [
    { "name": "limit", "in": "query", "type": "integer" },
    { "name": "kind", "in": "query", "type": "Kind" },
    { "name": "weight", "in": "query", "type": "string" }
  ],
  "response": { "status": 200, "type": "Animal" },
  "models": {
    "Animal": {
      "fields": [
        { "name": "kind", "type": "string" },
        { "name": "name", "type": "string" },
        { "name": "weight", "type": "number" },
        { "name": "limit", "type": "integer", "unit": "beasts", "doc": "Its own." }
      ]
    }
  },
  "enums": {
    "Kind": {
      "type": "string",
      "values": [
        { "value": "owl" },
        { "value": "cat" }
      ]
    }
  }
}
"#;

fn files() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("service.json", SERVICE),
        ("glossary.json", GLOSSARY),
        ("birds/ListAnimals.json", OPERATION),
    ])
}

fn spec(files: &BTreeMap<&str, &str>) -> Spec {
    let read = Spec::from_files("", files.iter().map(|(path, text)| (*path, *text)));
    read.expect("the spec is right")
}

#[test]
fn what_is_read_is_written_as_it_was() {
    let written = spec(&files()).to_files();
    let expected = files().into_iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(written, expected.collect::<BTreeMap<_, _>>());
}

#[test]
fn an_own_sentence_comes_first_then_that_of_the_group_then_the_general_one() {
    let spec = spec(&files());
    let animal = spec.model("birds", "Animal").expect("the model is there");
    let doc = |name: &str| spec.field_doc("birds", animal.field(name).expect("the field is there"));
    assert_eq!(doc("limit"), Some("Its own."));
    assert_eq!(doc("kind"), Some("Which bird it is."));
    assert_eq!(doc("weight"), Some("How heavy it is."));
    let elsewhere = |name: &str| spec.field_doc("fish", animal.field(name).expect("the field is there"));
    assert_eq!(elsewhere("kind"), Some("Which animal it is."));
    assert_eq!(elsewhere("name"), None);
    let unit = |name: &str| spec.field_unit("birds", animal.field(name).expect("the field is there"));
    assert_eq!((unit("limit"), unit("weight")), (Some("beasts"), Some("kg")));
    assert_eq!(spec.group_doc("birds"), Some("Birds and their eggs."));
}

#[test]
fn a_parameter_has_a_meaning_of_parameters_else_that_of_fields() {
    let spec = spec(&files());
    let (_, operation) = spec.operation("ListAnimals").expect("the operation is there");
    let parameter = |name: &str| operation.parameter(Location::Query, name).expect("the parameter is there");
    let doc = |name: &str| spec.parameter_doc("birds", parameter(name));
    assert_eq!(doc("limit"), Some("Most animals of a page."));
    assert_eq!(doc("kind"), Some("Which bird it is."));
    assert_eq!(spec.parameter_unit("birds", parameter("limit")), Some("animals"));
    assert_eq!(spec.parameter_unit("birds", parameter("weight")), None, "a text has no unit");
}

#[test]
fn a_part_of_a_spec_takes_along_the_meanings_that_it_uses() {
    let whole = spec(&files());
    let part = whole.only("ListAnimals");
    let kind = part.glossary.fields.of("fish", "kind");
    assert_eq!(kind, None, "the general meaning has no user");
    assert_eq!(part.glossary.fields.0.len(), 4);
    assert_eq!(part.check().to_string(), "");
    let mut none = whole;
    none.retain(|_, _| false);
    assert!(none.glossary.is_empty());
}

#[test]
fn the_check_tells_of_meanings_that_nothing_has() {
    let glossary = GLOSSARY
        .replace("\"owl\"", "\"yak\"")
        .replace("\"birds\": { \"doc\": \"What", "\"fish\": { \"doc\": \"What");
    let service = SERVICE.replace("birds", "bees");
    let mut files = files();
    files.insert("glossary.json", &glossary);
    files.insert("service.json", &service);
    let found = spec(&files).check().to_string();
    assert!(
        found.contains(
            "glossary.json:6:13: note: nothing uses the meaning of `kind` among the glossary's fields"
        ),
        "{found}"
    );
    assert!(
        found.contains("nothing in group `fish` uses the meaning of `name` among the glossary's fields"),
        "{found}"
    );
    assert!(found.contains("nothing uses the meaning of `yak` among the glossary's values"), "{found}");
    assert!(found.contains("`group_docs` has a line about `bees`, which is not a group"), "{found}");
}

#[test]
fn mistakes_of_a_glossary_have_their_places() {
    let cases = [
        (
            r#"{ "terms": {} }"#,
            "glossary.json:1:3: error: the glossary has an unknown key `terms`; expected one of `parameters`, `fields`, `values`",
        ),
        (r#"{ "fields": { "a": {} } }"#, "glossary.json:1:20: error: a term has no `doc`; it is required"),
        (
            r#"{ "fields": { "a": { "doc": 1 } } }"#,
            "glossary.json:1:29: error: `doc` is the number 1; a string is expected",
        ),
        (
            r#"{ "values": { "a": { "groups": { "g": { "unit": "m" } } } } }"#,
            "glossary.json:1:39: error: a term of a group has no `doc`; it is required",
        ),
    ];
    for (text, expected) in cases {
        let mut files = files();
        files.insert("glossary.json", text);
        let read = Spec::from_files("", files.iter().map(|(path, text)| (*path, *text)));
        assert_eq!(read.expect_err("the glossary is wrong").to_string(), expected);
    }
}

#[test]
fn items_without_a_sentence_are_counted_and_listed() {
    let found = spec(&files()).documentation();
    assert_eq!(
        found.to_string(),
        "1 of 1 operations, 1 of 1 groups, 3 of 3 parameters, 4 of 4 fields, 1 of 2 values"
    );
    assert_eq!(
        found.missing.to_string(),
        "birds/ListAnimals.json:28:9: note: value `cat` has no English sentence"
    );
    let mut files = files();
    let operation =
        OPERATION.replace("  \"title\": \"List animals\",\n", "").replace("Its own.", "The limits.");
    files.insert("birds/ListAnimals.json", &operation);
    let found = spec(&files).documentation().missing.to_string();
    assert!(
        found.contains(
            "birds/ListAnimals.json:1:1: note: operation `ListAnimals` has no English title or sentence"
        ),
        "{found}"
    );
    assert!(found.contains("field `limit` has a sentence that only repeats its name"), "{found}");
}

#[test]
fn a_sentence_repeats_a_name_whatever_its_case_and_number() {
    for (name, sentence) in [
        ("host_name", "Host name."),
        ("hostName", "The name of the host."),
        ("host_names", "The host's names."),
        ("AddCicdConfiguration", "Add cicd configuration."),
        ("addresses", "An address."),
        ("values", "Value."),
        ("x", ""),
    ] {
        assert!(repeats_name(name, sentence), "{name}: {sentence}");
    }
    for (name, sentence) in [
        ("host_name", "What the host is called."),
        ("limit", "Most items of a page."),
        ("id", "Number of the task."),
    ] {
        assert!(!repeats_name(name, sentence), "{name}: {sentence}");
    }
}
