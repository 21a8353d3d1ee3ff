//! Definitions of the vendor's API Explorer: a source beside the pages, which adds no operation.

use hss_spec::import::{Document, Draft, Explored, apply_explorer, import, is_explorer, read_explorer};
use hss_spec::model::{ConstraintKind, Field, Location, Service, Source, Spec, Type};

use super::page_files;

const PAGE: &str = "\
# Lighting a lamp - LightLamp

#### Function

Lights a lamp.

#### URI

POST /v1/{project_id}/lamps/{lamp_id}/light

Table 1 Path Parameters

| Parameter | Mandatory | Type | Description |
|---|---|---|---|
| project_id | Yes | String | Project. Minimum: 1 Maximum: 32 |
| lamp_id | Yes | String | Lamp. |

Table 2 Query Parameters

| Parameter | Mandatory | Type | Description |
|---|---|---|---|
| limit | No | Integer | **Range** The value ranges from 10 to 100. **Default Value** 10 |
| shade | Yes | String | **Range** - silk: soft - paper: light |

#### Request Parameters

Table 3 Request body parameters

| Parameter | Mandatory | Type | Description |
|---|---|---|---|
| wick | Yes | String | Wick. |
| oil | No | Oil object | Oil. |

Table 4 Oil

| Parameter | Mandatory | Type | Description |
|---|---|---|---|
| grade | No | Integer | **Range** The value ranges from 1 to 5. |

#### Response Parameters

Status code: 200

Table 5 Response body parameters

| Parameter | Type | Description |
|---|---|---|
| lamp_id | String | Lamp. |

#### Status Codes

| Status Code | Description |
|---|---|
| 200 | OK |
";

/// A definition of the operation of the page, as the Explorer has it.
const DEFINITION: &str = r##"{"base_path": "/", "components": null, "consumes": "", "info_version": "v1", "method": "post",
"name": "LightLamp", "product_short": "LAMPS", "schemes": ["HTTPS"], "version": "2.0", "host": "lamps.example.com",
"definitions": {
  "Body": {"type": "object", "required": ["oil", "flint"], "properties": {
    "wick": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^.*$"},
    "flint": {"type": "string"},
    "oil": {"$ref": "#/definitions/Oil"}}},
  "Oil": {"type": "object", "properties": {
    "grade": {"type": "integer", "minimum": 0, "maximum": 9}}},
  "Outcome": {"type": "object", "properties": {
    "lamp_id": {"type": "string"},
    "flame": {"$ref": "#/definitions/Flame"}}},
  "Flame": {"type": "object", "properties": {"height": {"type": "integer"}, "admin_password": {"type": "string"}}}
},
"parameters": {
  "Limit": {"in": "query", "name": "limit", "type": "integer", "minimum": 1, "maximum": 50, "default": 20},
  "Shade": {"in": "query", "name": "shade", "type": "string", "required": false, "enum": ["silk", "rice"],
    "pattern": "^silk$"},
  "Colour": {"in": "query", "name": "colour", "type": "string", "required": true, "maxLength": 8},
  "Lamp": {"in": "path", "name": "lamp_id", "type": "string", "required": true, "pattern": "^[a-z]+$"},
  "Project": {"in": "path", "name": "project_id", "type": "string", "required": true, "maxLength": 128}
},
"paths": {"/v1/{project_id}/lamps/{lamp_id}/light": {"post": {"operationId": "LightLamp",
  "parameters": [{"$ref": "#/parameters/Limit"}, {"$ref": "#/parameters/Shade"}, {"$ref": "#/parameters/Colour"},
    {"$ref": "#/parameters/Lamp"}, {"$ref": "#/parameters/Project"},
    {"in": "body", "name": "body", "required": true, "schema": {"$ref": "#/definitions/Body"}}],
  "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Outcome"}}}}}}}"##;

fn definition(text: &str) -> Draft {
    let document = Document::new("LightLamp.json", text);
    assert!(is_explorer(text));
    let mut drafts = read_explorer(&document).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(drafts.len(), 1);
    drafts.remove(0)
}

fn of_page() -> Spec {
    let draft = page_files::read("LightLamp.md", PAGE).unwrap_or_else(|problems| panic!("{problems}"));
    import(&Spec::new(Service::default()), vec![draft], None)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .spec
}

fn explored(text: &str) -> (Spec, Explored) {
    let mut spec = of_page();
    let explored = apply_explorer(&mut spec, &[definition(text)]);
    let errors: Vec<_> = spec.check().0.into_iter().filter(|problem| problem.is_error()).collect();
    assert_eq!(errors, []);
    (spec, explored)
}

fn query<'s>(spec: &'s Spec, name: &str) -> &'s Field {
    let (_, operation) = spec.operation("LightLamp").expect("the operation");
    &operation.parameter(Location::Query, name).unwrap_or_else(|| panic!("{name}")).field
}

fn effective(field: &Field, kind: ConstraintKind) -> String {
    field.effective(kind).map_or(String::new(), |one| one.to_string())
}

#[test]
fn the_wider_bound_and_the_optional_mark_hold() {
    let (spec, explored) = explored(DEFINITION);
    assert_eq!(explored.operations, ["lamps/LightLamp"]);
    let limit = query(&spec, "limit");
    assert_eq!(effective(limit, ConstraintKind::Range), "1..=100");
    assert_eq!(spec.default_of("lamps", limit).map(ToString::to_string).as_deref(), Some("10"));
    let body = spec.model("lamps", "LightLampRequestBody").expect("the body");
    assert_eq!(effective(body.field("wick").expect("wick"), ConstraintKind::Length), "1..=64");
    // The Explorer leaves it out of what is required; of `oil`, the page says that it may be left out.
    assert!(!body.field("wick").expect("wick").required.effective());
    assert!(!body.field("oil").expect("oil").required.effective());
    assert!(!query(&spec, "shade").required.effective());
    let oil = spec.model("lamps", "Oil").expect("the model");
    assert_eq!(effective(oil.field("grade").expect("grade"), ConstraintKind::Range), "0..=9");
    let notes = spec.check().to_string();
    for dispute in [
        "disputed range of query parameter `limit`: the page says 10..=100, the Explorer 1..=50; 1..=100 is used",
        "disputed default of query parameter `limit`: the page says `10`, the Explorer `20`; the page wins",
        "disputed presence of query parameter `shade`: the page says required, the Explorer optional; it is optional",
    ] {
        assert!(notes.contains(dispute), "{dispute}\n{notes}");
    }
}

#[test]
fn patterns_are_kept_and_hold_where_another_source_has_them() {
    let (mut spec, explored) = explored(DEFINITION);
    let group = spec.groups.get_mut("lamps").expect("the group");
    let operation = group.operations.get_mut("LightLamp").expect("the operation");
    let parameters = &mut operation.parameters;
    let lamp = parameters.iter_mut().find(|one| one.field.name == "lamp_id").expect("the lamp");
    let kind = ConstraintKind::Pattern;
    let stated = lamp.field.constraints.by_source(Source::Explorer, kind).expect("a pattern").clone();
    assert_eq!(stated.to_string(), "^[a-z]+$");
    // Of the Explorer alone, a pattern is documentation.
    assert_eq!(effective(&lamp.field, kind), "");
    lamp.field.constraints.set(Source::Page, stated);
    assert_eq!(effective(&lamp.field, kind), "^[a-z]+$");
    let body = spec.model("lamps", "LightLampRequestBody").expect("the body");
    assert!(body.field("wick").expect("wick").constraints.get(kind).is_none());
    // One that refuses a value which a source names is wrong.
    assert!(query(&spec, "shade").constraints.get(kind).is_none());
    let notes: Vec<String> = explored.notes.iter().map(ToString::to_string).collect();
    assert!(notes.iter().any(|note| note.contains("refuses `paper`")), "{notes:?}");
}

#[test]
fn what_only_the_explorer_lists_is_added_and_optional() {
    let (spec, _) = explored(DEFINITION);
    let shades = spec.enumeration("lamps", "Shade").expect("the values");
    let values: Vec<&str> = shades.values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!((values, shades.open), (vec!["silk", "paper", "rice"], false));
    let colour = query(&spec, "colour");
    assert_eq!((colour.required.effective(), colour.listed_by), (false, Some(Source::Explorer)));
    assert_eq!(effective(colour, ConstraintKind::Length), "..=8");
    let body = spec.model("lamps", "LightLampRequestBody").expect("the body");
    assert!(!body.field("flint").expect("flint").required.effective());
    let response = spec.model("lamps", "LightLampResponse").expect("the response");
    assert_eq!(response.field("flame").map(|field| field.ty.to_string()).as_deref(), Some("Flame"));
    let flame = spec.model("lamps", "Flame").expect("the model");
    assert!(flame.field("admin_password").expect("the field").secret);
}

#[test]
fn the_page_again_loses_nothing_and_the_definition_again_changes_nothing() {
    let (spec, _) = explored(DEFINITION);
    let draft = page_files::read("LightLamp.md", PAGE).expect("the page");
    let again = import(&spec, vec![draft], None).unwrap_or_else(|problems| panic!("{problems}")).spec;
    assert_eq!(again.to_files(), spec.to_files());
    let mut twice = again;
    apply_explorer(&mut twice, &[definition(DEFINITION)]);
    assert_eq!(twice.to_files(), spec.to_files());
}

#[test]
fn an_unknown_operation_or_another_call_is_noted_and_changes_nothing() {
    for (from, to, note) in [
        (
            "\"operationId\": \"LightLamp\"",
            "\"operationId\": \"DouseLamp\"",
            "`DouseLamp`: no page and no document",
        ),
        ("/light\": {", "/lit\": {", "`LightLamp`: the Explorer calls POST"),
    ] {
        let (spec, explored) = explored(&DEFINITION.replace(from, to));
        assert_eq!(spec, of_page());
        assert!(explored.operations.is_empty());
        assert!(explored.notes.iter().any(|found| found.to_string().contains(note)), "{:?}", explored.notes);
    }
}

/// The page and its definition, where only the definition gives the request and the response content.
fn of_bare_page() -> (Spec, Draft) {
    let start = PAGE.find("Table 3 ").expect("the body's table");
    let end = PAGE.find("#### Response Parameters").expect("the response");
    let text = format!("{}None\n\n{}", &PAGE[..start], &PAGE[end..]);
    let start = text.find("Table 5 ").expect("the response's table");
    let end = text.find("#### Status Codes").expect("the statuses");
    let text = format!("{}None\n\n{}", &text[..start], &text[end..]);
    let draft = page_files::read("LightLamp.md", &text).unwrap_or_else(|problems| panic!("{problems}"));
    let spec = import(&Spec::new(Service::default()), vec![draft.clone()], None).expect("the page").spec;
    (spec, draft)
}

#[test]
fn a_body_and_a_response_that_only_the_explorer_has_are_added() {
    let (mut spec, page) = of_bare_page();
    let (_, bare) = spec.operation("LightLamp").expect("the operation");
    assert!(bare.body.is_none() && bare.response.ty.is_none());
    let explored = apply_explorer(&mut spec, &[definition(DEFINITION)]);
    let (group, operation) = spec.operation("LightLamp").expect("the operation");
    let body = operation.body.as_ref().expect("a body");
    assert_eq!((body.required, body.ty.to_string().as_str()), (false, "Body"));
    let oil = spec.model(group, "Oil").and_then(|oil| oil.field("grade")).expect("the field");
    assert_eq!(effective(oil, ConstraintKind::Range), "0..=9");
    assert_eq!(operation.response.ty.as_ref().map(ToString::to_string).as_deref(), Some("Outcome"));
    let notes: Vec<String> = explored.notes.iter().map(ToString::to_string).collect();
    assert!(
        notes.iter().any(|note| note.contains("only the Explorer gives the request a body")),
        "{notes:?}"
    );
    let errors: Vec<_> = spec.check().0.into_iter().filter(|problem| problem.is_error()).collect();
    assert_eq!(errors, []);
    // The page again, and the definition again.
    let mut again = import(&spec, vec![page], None).expect("the page").spec;
    assert_eq!(again.to_files(), spec.to_files());
    apply_explorer(&mut again, &[definition(DEFINITION)]);
    assert_eq!(again.to_files(), spec.to_files());
}

#[test]
fn values_that_only_the_explorer_lists_are_offered_and_others_pass() {
    let values = r#""wick": {"type": "string", "enum": ["hemp", "wool"],"#;
    let text = DEFINITION.replace(r#""wick": {"type": "string","#, values);
    let (spec, _) = explored(&text);
    let wick = |spec: &Spec| {
        let body = spec.model("lamps", "LightLampRequestBody").expect("the body");
        body.field("wick").expect("wick").ty.to_string()
    };
    assert_eq!(wick(&spec), "LightLampWick");
    let values = spec.enumeration("lamps", "LightLampWick").expect("the values");
    assert!(values.open && values.values.iter().all(|value| value.listed_by == Some(Source::Explorer)));
    let page = page_files::read("LightLamp.md", PAGE).expect("the page");
    let mut again = import(&spec, vec![page], None).expect("the page").spec;
    assert_eq!(again.to_files(), spec.to_files());
    apply_explorer(&mut again, &[definition(&text)]);
    assert_eq!(again.to_files(), spec.to_files());
}

#[test]
fn no_bound_of_the_committed_spec_is_tighter_than_the_vendors_definitions() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/explorer");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: no definitions beside the repository");
        return;
    };
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let mut spec = Spec::bundled().expect("the spec");
    let before = spec.to_files();
    let definitions = paths.iter().flat_map(|path| {
        let text = std::fs::read_to_string(path).expect("a text");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        read_explorer(&Document::new(name, &text)).unwrap_or_else(|problems| panic!("{problems}"))
    });
    let definitions: Vec<Draft> = definitions.collect();
    let explored = apply_explorer(&mut spec, &definitions);
    // Four are of operations that no page and no document has.
    assert_eq!((paths.len(), explored.operations.len()), (256, 252));
    let after = spec.to_files();
    let changed: Vec<_> = after.iter().filter(|(file, text)| before.get(*file) != Some(text)).collect();
    assert!(changed.is_empty() && before.len() == after.len(), "{} files", changed.len());
    let mut compared = 0;
    let mut covered = |of: &str, field: &Field| {
        for (kind, sources) in field.constraints.iter() {
            let (Some(stated), Some(used)) = (&sources.explorer, field.effective(kind)) else { continue };
            let is_covered = match (used.bounds(), stated.bounds()) {
                (Some(used), Some(stated)) => used.covers(&stated),
                _ => used == *stated,
            };
            assert!(is_covered, "{of} {}", field.name);
            compared += 1;
        }
    };
    for (_, operation) in spec.operations() {
        operation.parameters.iter().for_each(|one| covered(&operation.id, &one.field));
    }
    let groups = spec.groups.values().map(|group| &group.definitions).chain([&spec.shared]);
    for (name, model) in groups.flat_map(|definitions| &definitions.models) {
        model.fields.iter().for_each(|field| covered(name, field));
    }
    assert!(compared > 1_000, "{compared}");
    // Every field of every response and body of the definitions is there, as far as the types are the same.
    let mut fields = 0;
    for draft in definitions.iter().filter(|draft| spec.operation(&draft.operation.id).is_some()) {
        let (group, operation) = spec.operation(&draft.operation.id).expect("the operation");
        let bodies = (
            operation.body.as_ref().map(|body| &body.ty),
            draft.operation.body.as_ref().map(|body| &body.ty),
        );
        let responses = (operation.response.ty.as_ref(), draft.operation.response.ty.as_ref());
        for (ours, theirs) in [bodies, responses] {
            let Some(theirs) = theirs else { continue };
            fields += all_fields(
                &spec,
                group,
                draft,
                ours.unwrap_or_else(|| panic!("{}", operation.id)),
                theirs,
                0,
            );
        }
    }
    assert!(fields > 2_900, "{fields}");
}

/// Checks that each field of a type of a definition is in the spec; their number.
fn all_fields(spec: &Spec, group: &str, draft: &Draft, ours: &Type, theirs: &Type, depth: u32) -> usize {
    let name = |ty: &Type| ty.innermost().name().map(str::to_owned);
    let (Some(our_name), Some(their_name)) = (name(ours), name(theirs)) else { return 0 };
    let (Some(model), Some(definition)) = (spec.model(group, &our_name), draft.models.get(&their_name))
    else {
        return 0;
    };
    if depth > 8 {
        return 0;
    }
    let mut count = 0;
    for field in &definition.fields {
        let known = model.field(&field.name);
        let known = known.unwrap_or_else(|| panic!("{}: {our_name}.{}", draft.operation.id, field.name));
        count += 1 + all_fields(spec, group, draft, &known.ty, &field.ty, depth + 1);
    }
    count
}
