//! Examples of values: in every place of a document, kept without any effect as bounds.

use hss_spec::import::import;
use hss_spec::model::{Literal, Location, Spec};

use super::document::{body_model, only, read};

const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Looms, version: '1' }
servers: [{ url: https://looms.example.com }]
paths:
  /looms:
    post:
      operationId: makeLoom
      parameters:
        - { name: limit, in: query, example: 20, schema: { type: integer, maximum: 50 } }
        - { name: colour, in: query, schema: { type: string, example: red } }
        - { name: threads, in: query, schema: { type: array, items: { type: string } }, examples: { two: { value: [warp, weft] } } }
        - { name: Api-Token, in: header, example: abc123, schema: { type: string } }
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Loom' }
            example: { name: desk loom, width: 30, frame: { wood: oak }, passphrase: hidden }
      responses:
        '200':
          description: Done
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Made' }
              examples: { one: { $ref: '#/components/examples/made' } }
components:
  examples: { made: { value: { id: l-7 } } }
  schemas:
    Loom:
      required: [name]
      properties:
        name: { type: string }
        width: { type: number, examples: [12.5] }
        height: { type: integer, maximum: 9, example: 12 }
        state: { type: string, enum: [idle, busy], example: busy }
        note: { type: string, example: 'A loom that is by the window of the old mill.' }
        passphrase: { type: string }
        frame: { $ref: '#/components/schemas/Frame' }
    Frame: { type: object, properties: { wood: { type: string }, age: { type: integer } }, example: { age: 40 } }
    Made: { type: object, properties: { id: { type: string } } }
";

fn shown(example: Option<&Literal>) -> String {
    example.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn each_value_has_the_first_example_of_its_places() {
    let api = read(DOCUMENT);
    let draft = only(&api);
    let parameters = draft.operation.parameters.iter();
    let given: Vec<String> = parameters.map(|one| shown(one.field.example.preferred())).collect();
    assert_eq!(given, ["20", "red", "warp", "abc123"]);
    let of = |model: &str, field: &str| {
        shown(draft.models[model].field(field).and_then(|field| field.example.preferred()))
    };
    let loom = body_model(draft);
    let name = loom.field("name").and_then(|field| field.example.preferred());
    assert_eq!(shown(name), "desk loom");
    assert_eq!(
        (of("Loom", "width"), of("Frame", "wood"), of("Frame", "age")),
        ("12.5".into(), "oak".into(), "40".into())
    );
    assert_eq!(of("Made", "id"), "l-7");
}

#[test]
fn a_spec_keeps_values_and_no_sentences_or_secrets() {
    let imported = import(&Spec::default(), read(DOCUMENT).drafts, None).expect("a spec");
    let spec = &imported.spec;
    let (group, operation) = spec.operation("MakeLoom").expect("the operation");
    let query = |name: &str| operation.parameter(Location::Query, name).expect("a parameter");
    assert_eq!(shown(query("limit").field.example.preferred()), "20");
    let token = operation.parameter(Location::Header, "Api-Token").expect("a parameter");
    assert!(token.field.secret && token.field.example.is_empty());
    let loom = spec.model(group, "Loom").expect("the model");
    let of = |name: &str| shown(loom.field(name).expect("a field").example.preferred());
    assert_eq!(
        (of("state"), of("note"), of("passphrase")),
        ("busy".to_owned(), String::new(), String::new())
    );
    // An example bounds nothing, and is not kept where it is outside of a bound.
    let height = loom.field("height").expect("a field");
    assert!(height.example.is_empty());
    assert_eq!(height.effective_constraints().map(|one| one.to_string()).collect::<Vec<_>>(), ["..=9"]);
    let notes: Vec<String> = imported.notes.iter().map(|note| note.message.clone()).collect();
    assert_eq!(
        notes,
        ["`Loom.height`: the example `12` is outside of the field's own range ..=9; it is not kept"]
    );
    // Its files have the examples, and so has the spec that is read from them.
    let files = spec.to_files();
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let again = Spec::from_files("", texts).expect("the files");
    assert_eq!(again.to_files(), files);
    assert!(!again.check().has_errors());
}

#[test]
fn a_spec_may_want_no_examples() {
    let mut spec = Spec::default();
    spec.service.no_examples = true;
    let imported = import(&spec, read(DOCUMENT).drafts, None).expect("a spec");
    assert!(imported.spec.to_files().values().all(|text| !text.contains("\"example\"")));
    assert!(imported.notes.iter().any(|note| note.message.contains("`Loom.height`")));
}
