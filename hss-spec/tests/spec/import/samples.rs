//! Samples of calls on pages, and examples in definitions of the API Explorer.

use hss_spec::import::{Document, Draft, apply_explorer, import, read_explorer};
use hss_spec::model::{ConstraintKind, Location, Service, Spec};

use super::page_files;

const SAMPLES: &str = "\
#### Example Requests

Light the desk lamp:

```
POST https://{endpoint}/v1/{project_id}/lamps?limit=25&mode={mode}

{
  \"name\": \"desk lamp\",
  \"level\": 7,
  \"bulbs\": [ { \"watt\": 40 } ],
  \"login_password\": \"abc123\"
}
```

#### Example Responses

Status code: 200

{ \"lamp_id\": \"l-7\", \"name\": \"floor lamp\" }

{ \"lamp_id\": \"cut off

";

fn page(samples: &str) -> String {
    let table = |title: &str, rows: &str| {
        format!(
            "Table {title}\n\n| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n{rows}\n"
        )
    };
    let path = table("1 Path Parameters", "| project_id | Yes | String | Project. |\n");
    let query =
        table("2 Query Parameters", "| limit | No | Integer | Limit. |\n| mode | No | String | Mode. |\n");
    let body = table(
        "3 Request body parameters",
        "| name | Yes | String | Name. |\n| level | No | Integer | **Range** 1-5 |\n| bulbs | No | Array of Bulb objects | Bulbs. \
         |\n| login_password | No | String | Password. |\n",
    );
    let bulb = table("4 Bulb", "| watt | No | Integer | Power. |\n");
    let response = table(
        "5 Response body parameters",
        "| lamp_id | No | String | Lamp. |\n| name | No | String | Name. |\n",
    );
    format!(
        "# Lighting a lamp - LightLamp\n\n#### Function\n\nLights a lamp.\n\n#### URI\n\nPOST /v1/{{project_id}}/lamps\n\n\
         {path}{query}#### Request Parameters\n\n{body}{bulb}#### Response Parameters\n\nStatus code: 200\n\n{response}\
         {samples}#### Status Codes\n\n| Status Code | Description |\n|---|---|\n| 200 | OK |\n"
    )
}

fn taken(text: &str, before: &Spec) -> (Spec, Vec<String>) {
    let draft = page_files::read("LightLamp.md", text).unwrap_or_else(|problems| panic!("{problems}"));
    let imported = import(before, vec![draft], None).unwrap_or_else(|problems| panic!("{problems}"));
    (imported.spec, imported.notes.iter().map(|note| note.message.clone()).collect())
}

fn example(spec: &Spec, model: &str, field: &str) -> String {
    let field = spec.model("lamps", model).and_then(|model| model.field(field)).expect("the field");
    field.example.preferred().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_values_of_samples_are_examples() {
    let (spec, notes) = taken(&page(SAMPLES), &Spec::new(Service::default()));
    assert_eq!(example(&spec, "LightLampRequestBody", "name"), "desk lamp");
    assert_eq!(example(&spec, "Bulb", "watt"), "40");
    assert_eq!(example(&spec, "LightLampResponse", "lamp_id"), "l-7");
    assert_eq!(example(&spec, "LightLampResponse", "name"), "floor lamp");
    assert_eq!(example(&spec, "LightLampRequestBody", "login_password"), "");
    let (_, operation) = spec.operation("LightLamp").expect("the operation");
    let query = |name: &str| &operation.parameter(Location::Query, name).expect("a parameter").field.example;
    assert_eq!(query("limit").preferred().map(ToString::to_string).as_deref(), Some("25"));
    assert!(query("mode").is_empty());
    // The value outside of its bound is a finding: one of both is wrong.
    assert_eq!(example(&spec, "LightLampRequestBody", "level"), "");
    let finding = "`LightLampRequestBody.level`: the example `7` is outside of the field's own range 1..=5; it is not kept";
    assert!(notes.iter().any(|note| note == finding), "{notes:?}");
    // A page without samples says nothing against them.
    let (again, _) = taken(&page("#### Example Requests\n\nNone\n\n"), &spec);
    assert_eq!(again, spec);
}

fn definition(level: &str) -> Draft {
    let text = format!(
        r##"{{"info_version": "v1", "product_short": "LAMPS", "method": "post", "name": "LightLamp", "definitions": {{
  "Body": {{"type": "object", "required": ["name"], "properties": {{
    "name": {{"type": "string", "example": 12}},
    "login_password": {{"type": "string", "example": "abc123"}},
    "hue": {{"type": "string", "maxLength": 3, "example": "amber"}},
    "bulbs": {{"type": "array", "items": {{"$ref": "#/definitions/Bulb"}}}},
    "level": {{"type": "integer", {level}}}}}}},
  "Bulb": {{"type": "object", "properties": {{"watt": {{"type": "integer"}}}}}}}},
"paths": {{"/v1/{{project_id}}/lamps": {{"post": {{"operationId": "LightLamp",
  "x-request-examples-1": {{"name": "not taken", "bulbs": [{{"watt": 60}}]}},
  "parameters": [{{"in": "query", "name": "limit", "type": "integer", "x-example": 30}},
    {{"in": "path", "name": "project_id", "type": "string", "required": true, "x-example": "$${{project}}"}},
    {{"in": "body", "name": "body", "required": true, "schema": {{"$ref": "#/definitions/Body"}}}}],
  "responses": {{"200": {{"description": ""}}}}}}}}}}}}"##
    );
    let mut drafts = read_explorer(&Document::new("LightLamp.json", &text))
        .unwrap_or_else(|problems| panic!("{problems}"));
    drafts.remove(0)
}

#[test]
fn a_definition_has_examples_beside_those_of_the_page() {
    let without = page("#### Example Requests\n\nNone\n\n").replace("**Range** 1-5", "Level.");
    let (mut spec, _) = taken(&without, &Spec::new(Service::default()));
    let explored = apply_explorer(&mut spec, &[definition(r#""minimum": 1, "maximum": 31, "example": 56"#)]);
    assert_eq!(example(&spec, "LightLampRequestBody", "name"), "12");
    assert_eq!(example(&spec, "Bulb", "watt"), "60");
    assert_eq!(example(&spec, "LightLampRequestBody", "login_password"), "");
    // A bound that the definition alone has, and that its own example is outside of, refuses nothing.
    let level =
        spec.model("lamps", "LightLampRequestBody").and_then(|model| model.field("level")).expect("a field");
    assert!(level.effective(ConstraintKind::Range).is_none());
    let disputed = "the Explorer's range 1..=31 of `LightLampRequestBody.level` refuses `56`, which a source names; it is not used";
    assert!(explored.notes.iter().any(|note| note.message.contains(disputed)), "{:?}", explored.notes);
    let (_, operation) = spec.operation("LightLamp").expect("the operation");
    let of = |location, name: &str| {
        operation.parameter(location, name).expect("a parameter").field.example.clone()
    };
    assert_eq!(of(Location::Query, "limit").explorer.map(|one| one.to_string()).as_deref(), Some("30"));
    assert!(of(Location::Path, "project_id").is_empty());
    // The page's own come first.
    let (mut spec, _) = taken(&page(SAMPLES), &Spec::new(Service::default()));
    apply_explorer(&mut spec, &[definition(r#""example": 3"#)]);
    assert_eq!(example(&spec, "LightLampRequestBody", "name"), "desk lamp");
    assert_eq!(example(&spec, "LightLampRequestBody", "level"), "3");
    assert!(!spec.check().has_errors());
}
