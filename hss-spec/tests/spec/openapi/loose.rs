//! Documents that most parsers read, though they are not what JSON and YAML ask for.

use hss_spec::import::{Document, apply_constraints};
use hss_spec::model::Type;

use super::document::{draft, field, notes, only, read, refuse, with_fields};

#[test]
fn lines_within_brackets_and_quotes_may_be_indented_less_than_their_key() {
    let text = with_fields(
        "name:\n  type: string\n  example: {\n    \"a\": [\n    1, '}'\n],\n  }\n  \
         description: \"one\n two \\\" \"\nsize:\n  type: integer\n  example: [ {\n\"b\": \"]\"\n}, {\n}\n]",
    )
    .replace("                 two", " two");
    let text = text.replace("\n                \"b\"", "\n\"b\"").replace("\n                }, {", "\n}, {");
    let api = read(&text);
    let model = super::document::body_model(only(&api));
    let names: Vec<&str> = model.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["name", "size"]);
}

#[test]
fn a_place_behind_a_moved_line_is_that_of_the_document() {
    let text = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      x-note: {\n}\n      parameters: [\n  { name: q, in: nowhere }\n  ]\n";
    let notes = notes(&read(text));
    assert!(
        notes.contains("api.yaml:8:3: note: #/paths/~1a/get/parameters/0: `q` is in `nowhere`"),
        "{notes}"
    );
}

#[test]
fn lines_that_belong_to_nothing_are_refused_with_their_place() {
    for (text, place) in [
        ("openapi: 3.0.3\npaths:\n    /a: {}\n  /b: {}\n", "api.yaml:4:"),
        ("openapi: 3.0.3\ninfo: {\n  title: T\npaths: {}\n", "api.yaml:"),
        ("openapi: 3.0.3\ninfo: \"T\npaths: {}\n", "api.yaml:"),
    ] {
        let problems = refuse(text);
        assert!(problems.starts_with(place) && problems.contains("not valid YAML"), "{problems}");
    }
}

#[test]
fn of_a_key_that_is_given_twice_the_last_value_is_read_and_two_objects_are_joined() {
    let api = read(
        "openapi: 3.0.3\ninfo: { title: T, version: '1', title: U }\npaths:\n  \
         /a: { get: { responses: { '204': { description: ok } } } }\n  \
         /a: { put: { responses: { '204': { description: ok } } } }\n",
    );
    assert_eq!(api.title, "U");
    assert_eq!((&*draft(&api, "GetA").operation.path, &*draft(&api, "PutA").operation.path), ("/a", "/a"));
    let notes = notes(&api);
    assert!(
        notes.contains(
            "api.yaml:2:40: note: the key `title` is given twice in one object; the last one is read"
        ),
        "{notes}"
    );
    assert!(notes.contains("the key `/a` is given twice in one object; both are read"), "{notes}");
}

#[test]
fn a_key_that_is_given_twice_in_machine_readable_constraints_is_an_error() {
    let document = Document::new("machine.json", "{ \"a\": 1, \"a\": 2 }");
    let problems = apply_constraints(&document, &mut []).expect_err("refused").to_string();
    assert!(problems.contains("machine.json:1:16: error: the key `a` is given twice"), "{problems}");
}

#[test]
fn comments_and_trailing_commas_in_json_are_passed_over() {
    let api = read(
        "{ // A document\n\"openapi\": \"3\", \"paths\": { \"/a\": { \"get\": { \"responses\": {}, }, }, },\n}",
    );
    assert_eq!(only(&api).operation.id, "GetA");
    assert!(notes(&api).contains("version `3` is read as if it were 3.1"));
}

#[test]
fn a_type_by_the_word_of_another_language_or_a_format_is_what_it_means() {
    let api = read(&with_fields(
        "at: { type: date-time }\nsize: { type: int }\ncost: { type: Float }\non: { type: bool }\nname: { type: String }\n\
         any: { type: sparkle }",
    ));
    let types = ["at", "size", "cost", "on", "name", "any"].map(|name| field(&api, name).ty.clone());
    let expected = [Type::String, Type::Integer, Type::Number, Type::Boolean, Type::String, Type::Json];
    assert_eq!(types, expected);
    let notes = notes(&api);
    assert!(notes.contains("unknown type `date-time`; expected one of string, integer"), "{notes}");
    assert!(notes.contains("read as `string`") && notes.contains("read as any JSON"), "{notes}");
}

#[test]
fn a_number_that_may_also_be_written_as_text_is_a_number() {
    let api = read(&with_fields(
        "size: { type: [integer, string], format: int32, pattern: '^-?[0-9]+$' }\n\
         cost: { type: [string, number, 'null'], format: double }\nmixed: { type: [integer, string] }",
    ));
    assert_eq!((&field(&api, "size").ty, &field(&api, "cost").ty), (&Type::Integer, &Type::Number));
    assert!(field(&api, "cost").nullable && field(&api, "mixed").ty.name().is_some());
}
