//! Values as they are written, and the forms in which a document may be written.

use hss_spec::import::{Document, is_openapi, other_kind};
use hss_spec::model::{ConstraintKind, Format, Type};

use super::document::{
    body_model, draft, field, notes, only, query, read, refuse, text as text_of, with_fields, with_operation,
};

#[test]
fn a_string_keeps_the_text_of_its_value() {
    let written = "[1.10, 1.0, 007, 0x1F, 0o17, 1e3, 1_000, 2020-01-01, 12:30:45, NO, off, y, True, ~]";
    let expected = [
        "1.10",
        "1.0",
        "007",
        "0x1F",
        "0o17",
        "1e3",
        "1_000",
        "2020-01-01",
        "12:30:45",
        "NO",
        "off",
        "y",
        "True",
    ];
    let yaml = with_operation(&format!(
        "operationId: listThings\nparameters: [{{ name: code, in: query, schema: {{ type: string, enum: {written}, default: 007 }} }}]"
    ));
    let api = read(&yaml);
    let values = &only(&api).values["query.code"].values;
    let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values, expected);
    assert_eq!(
        query(only(&api), "code").default.page.as_ref().map(ToString::to_string),
        Some("007".to_owned())
    );
    let json = r#"{"openapi": "3.0.3", "info": {"title": "T", "version": 1.10}, "paths": {"/a": {"get": {"operationId": "getA",
        "parameters": [{"name": "v", "in": "query", "schema": {"type": "string", "enum": [1.10, 1e3, 2]}}],
        "responses": {"204": {"description": "ok"}}}}}}"#;
    let api = read(json);
    assert_eq!(api.version, "1.10");
    let values = &only(&api).values["query.v"].values;
    assert_eq!(values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>(), ["1.10", "1e3", "2"]);
}

#[test]
fn an_integer_has_its_value_however_it_is_written() {
    let api = read(&with_operation(
        "operationId: listThings\nparameters: [{ name: code, in: query, schema: { type: integer, enum: [0x1F, 007, 1e1], minimum: 0o7 } }]",
    ));
    let values = &only(&api).values["query.code"].values;
    assert_eq!(values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>(), ["31", "7", "10"]);
    assert_eq!(text_of(query(only(&api), "code").constraints.page(ConstraintKind::Range)), "7..");
}

#[test]
fn bounds_that_are_excluded_are_read_in_both_forms() {
    let api = read(&with_fields(
        "a: { type: integer, minimum: 0, exclusiveMinimum: true }\nb: { type: integer, exclusiveMinimum: 0 }\n\
         c: { type: integer, maximum: 9, exclusiveMaximum: false }",
    ));
    let range = |name: &str| text_of(field(&api, name).constraints.page(ConstraintKind::Range));
    assert_eq!([range("a"), range("b"), range("c")], ["1..", "1..", "..=9"]);
}

#[test]
fn excluded_bounds_of_numbers_with_fractions_are_read_in_both_forms() {
    let cases = [
        ("{ type: number, minimum: 0, exclusiveMinimum: true }", "0<.."),
        ("{ type: number, exclusiveMinimum: 0 }", "0<.."),
        ("{ type: number, minimum: 0, exclusiveMinimum: false }", "0.."),
        ("{ type: number, maximum: 1.5, exclusiveMaximum: true }", "..<1.5"),
        ("{ type: number, exclusiveMinimum: 0, exclusiveMaximum: 1 }", "0<..<1"),
        ("{ type: number, minimum: 0.5, exclusiveMinimum: 0, maximum: 1 }", "0.5..=1"),
        ("{ type: number, minimum: 0, exclusiveMinimum: 0, maximum: 1 }", "0<..=1"),
        ("{ type: number, minimum: 0, allOf: [{ exclusiveMinimum: 0 }, { maximum: 2 }] }", "0<..=2"),
        ("{ type: array, items: { type: number, exclusiveMaximum: 9 } }", "..<9"),
    ];
    for (schema, expected) in cases {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(
            text_of(field(&api, "value").constraints.page(ConstraintKind::Range)),
            expected,
            "{schema}"
        );
        assert_eq!(notes(&api), "", "{schema}");
    }
    let api = read(&with_fields("value: { type: number, minimum: 1, exclusiveMaximum: 1 }"));
    assert!(field(&api, "value").constraints.is_empty());
    assert!(notes(&api).contains("whose ends leave no value between them"), "{}", notes(&api));
}

#[test]
fn what_only_the_service_sets_is_never_demanded() {
    let api = read(
        &with_fields("id: { type: string, readOnly: true }\nname: { type: string, required: true }\nnote: { type: string, required: false }")
            .replace("            schema:\n", "            schema:\n              required: [id]\n"),
    );
    let model = body_model(only(&api));
    let required = |name: &str| model.field(name).expect("a field").required.page;
    assert_eq!([required("id"), required("name"), required("note")], [Some(false), Some(true), Some(false)]);
}

#[test]
fn line_ends_and_a_mark_of_byte_order_do_not_matter() {
    let text = with_operation("operationId: listThings\nparameters: [{ name: a, in: nowhere, schema: {} }]");
    let json = "{\n\"openapi\": \"3.0.3\",\n\"paths\": {\"/a\": {\n\"get\": {\"operationId\": \"getA\", \"parameters\": [\n{\"name\": \"a\", \"in\": \"nowhere\"}],\n\"responses\": {}}}}}";
    for text in [text.as_str(), json] {
        let plain = notes(&read(text));
        assert!(!plain.is_empty());
        for end in ["\r\n", "\r"] {
            let other = format!("\u{feff}{}", text.replace('\n', end));
            assert!(is_openapi(&other));
            assert_eq!(notes(&read(&other)), plain, "{end:?}");
        }
    }
}

#[test]
fn another_kind_of_document_is_refused_by_name() {
    let cases = [
        ("asyncapi: 3.0.0\ninfo: {}\n", "an AsyncAPI document"),
        (
            r#"{"info": {"_postman_id": "1", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}, "item": []}"#,
            "a Postman collection",
        ),
        ("<!DOCTYPE html>\n<html><body>openapi</body></html>", "an HTML page"),
        (r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}"#, "a JSON Schema"),
        ("type: object\nproperties: {}\n", "a JSON Schema"),
        (r#"{"data": {"__schema": {}}}"#, "a GraphQL schema"),
        ("type Query {\n  kites: [String]\n}\n", "a GraphQL schema"),
        ("#%RAML 1.0\ntitle: T\n", "a RAML document"),
        (r#"{"swaggerVersion": "1.2"}"#, "a Swagger 1 document"),
        ("[1, 2]", "a JSON array"),
        (r#"{"a": 1}"#, "no OpenAPI document"),
    ];
    for (text, kind) in cases {
        let problems = refuse(text);
        assert!(problems.contains(&format!("{kind}, expected `openapi: 3.0.x`")), "{text}: {problems}");
        let named = other_kind(&Document::new("x", text));
        assert_eq!(named.unwrap_or("no OpenAPI document"), kind, "{text}");
    }
    for text in [with_fields("a: {}"), "swagger: '2.0'\npaths: {}\n".to_owned()] {
        assert_eq!(other_kind(&Document::new("x", &text)), None);
    }
}

#[test]
fn a_merged_operation_has_what_the_other_has_and_its_own_id() {
    let api = read(
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  \
         /a: { get: &op { operationId: getA, parameters: [{ name: q, in: query, schema: { type: integer } }], responses: { '204': { description: ok } } } }\n  \
         /b: { get: { <<: *op, operationId: getB } }\n",
    );
    assert_eq!(query(draft(&api, "GetB"), "q"), query(draft(&api, "GetA"), "q"));
}

/// The values of a field of that schema, and whether others are allowed.
fn listed(schema: &str) -> Option<(Vec<String>, bool)> {
    let api = read(&with_fields(&format!("value: {schema}")));
    let (_, values) = only(&api).values.iter().find(|(place, _)| place.ends_with(".value"))?;
    Some((values.values.iter().map(|value| value.value.clone()).collect(), values.open))
}

#[test]
fn a_choice_of_listed_values_is_one_list() {
    let cases = [
        ("{ oneOf: [{ enum: [gold, silver] }, { enum: [''] }, { enum: [null] }] }", "gold,silver,", false),
        ("{ nullable: true, anyOf: [{ type: string, enum: [a] }, { const: b, title: B }] }", "a,b", false),
        ("{ oneOf: [{ const: 1 }, { const: 2 }] }", "1,2", false),
        ("{ anyOf: [{ type: string }, { type: string, enum: [x] }] }", "x", true),
        ("{ anyOf: [{ type: string, format: date-time }, { type: string, enum: [now] }] }", "now", true),
        ("{ type: array, items: { oneOf: [{ const: a }, { const: b }] } }", "a,b", false),
    ];
    for (schema, values, open) in cases {
        let (found, is_open) = listed(schema).unwrap_or_else(|| panic!("{schema}"));
        assert_eq!((found.join(","), is_open), (values.to_owned(), open), "{schema}");
    }
    // A limit of one of the schemas, or values of several types, are more than a list says.
    for (schema, ty) in [
        ("{ anyOf: [{ type: string, maxLength: 3 }, { enum: [x] }] }", "string"),
        ("{ oneOf: [{ const: 1 }, { const: a }] }", "MakeThingRequestBodyValue"),
        ("{ oneOf: [{ const: true }, { const: false }] }", "boolean"),
    ] {
        assert_eq!(listed(schema), None, "{schema}");
        assert_eq!(
            field(&read(&with_fields(&format!("value: {schema}"))), "value").ty.to_string(),
            ty,
            "{schema}"
        );
    }
}

#[test]
fn listed_values_of_several_types_have_no_type() {
    for (schema, ty) in [
        ("{ enum: [1, a, true] }", "json"),
        ("{ enum: [a, 1] }", "json"),
        ("{ enum: [0.5] }", "json"),
        ("{ enum: [true] }", "boolean"),
        ("{ enum: [null, 2] }", "integer"),
        ("{ type: string, enum: [1, a] }", "string"),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(field(&api, "value").ty.to_string(), ty, "{schema}");
        assert_eq!(
            notes(&api).contains("listed values of other types"),
            ty == "json",
            "{schema}: {}",
            notes(&api)
        );
    }
}

#[test]
fn values_of_a_response_that_is_no_object_are_noted() {
    let document = |schema: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /pet: {{ get: {{ operationId: pet, responses: \
             {{ '200': {{ description: ok, content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }}\n"
        )
    };
    for (schema, is_noted) in [
        ("{ type: number, enum: [0.5] }", true),
        ("{ type: array, items: { type: number, enum: [0.5] } }", true),
        ("{ type: string, enum: [GOOD, BAD] }", false),
        ("{ type: array, items: { oneOf: [{ const: a }, { const: b }] } }", false),
        ("{ type: object, properties: { state: { type: string, enum: [GOOD, BAD] } } }", false),
        ("{ type: string }", false),
    ] {
        let notes = notes(&read(&document(schema)));
        assert_eq!(
            notes.contains("the values of a response that is not an object are not read"),
            is_noted,
            "{schema}: {notes}"
        );
    }
}

#[test]
fn a_model_that_could_never_be_complete_has_its_cycle_broken() {
    let text = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /trees:\n    post:\n      operationId: plant\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }\n      responses: { '204': { description: ok } }\ncomponents:\n  schemas:\n    Tree: { type: object, required: [name, root, leaves], properties: { name: { type: string }, root: { $ref: '#/components/schemas/Root' }, leaves: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }\n    Root: { type: object, required: [tree], properties: { tree: { $ref: '#/components/schemas/Tree' } } }\n";
    let api = read(text);
    let models = &only(&api).models;
    let required = |model: &str| {
        let fields = models[model].fields.iter().filter(|field| field.required.effective());
        fields.map(|field| field.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((required("Tree"), required("Root")), (vec!["name", "leaves"], vec![]));
    let notes = notes(&api);
    assert_eq!(notes.matches("the model contains itself").count(), 2, "{notes}");
}

#[test]
fn a_string_of_several_schemas_has_the_first_format_if_all_have_one() {
    let (time, day) = ("{ type: string, format: date-time }", "{ type: string, format: date }");
    let (text, id) = ("{ type: string }", "{ type: string, format: uuid }");
    for (schemas, format) in [
        (format!("{time}, {day}"), Some(Format::DateTime)),
        (format!("{day}, {time}"), Some(Format::Date)),
        (format!("{time}, {text}"), None),
        (format!("{text}, {text}"), None),
    ] {
        let api = read(&with_fields(&format!("value: {{ anyOf: [{schemas}] }}")));
        let value = field(&api, "value");
        assert_eq!((value.ty.to_string().as_str(), value.format), ("string", format), "{schemas}");
        let is_noted = notes(&api).contains("its documented form is the first");
        assert_eq!(is_noted, format.is_some(), "{schemas}: {}", notes(&api));
    }
    for (schemas, format) in [
        (format!("{{ type: integer }}, {id}"), Some(Format::Uuid)),
        (format!("{{ type: integer }}, {text}"), None),
    ] {
        let api = read(&with_operation(&format!(
            "operationId: listThings\nparameters: [{{ name: id, in: query, schema: {{ anyOf: [{schemas}] }} }}]"
        )));
        let id = query(only(&api), "id");
        assert_eq!((id.ty.to_string().as_str(), id.format), ("string", format), "{schemas}");
    }
}

#[test]
fn no_bound_is_made_of_int32() {
    for schema in ["{ type: integer, format: int32 }", "{ type: number, format: int32 }"] {
        let api = read(&with_fields(&format!("value: {schema}")));
        let value = field(&api, "value");
        assert_eq!((&value.ty, value.constraints.is_empty()), (&Type::Integer, true), "{schema}");
    }
    let api = read(&with_fields("value: { type: integer, format: int32, minimum: 0, default: 4294967296 }"));
    let value = field(&api, "value");
    assert_eq!(value.constraints.iter().count(), 1, "what the document states is enforced");
    assert!(value.default.page.is_some(), "{}", notes(&api));
}

#[test]
fn bounds_of_more_than_64_bits_refuse_no_integer() {
    for (schema, ty, range) in [
        ("minimum: 0, maximum: 18446744073709551615", Type::Unsigned, "0.."),
        ("format: uint64, maximum: 18446744073709551615", Type::Unsigned, "none"),
        ("minimum: -9223372036854775809, maximum: 9e30", Type::Integer, "none"),
        ("minimum: 0, maximum: 9223372036854775807", Type::Integer, "0..=9223372036854775807"),
    ] {
        let api = read(&with_fields(&format!("value: {{ type: integer, {schema} }}")));
        let value = field(&api, "value");
        assert_eq!(value.ty, ty, "{schema}");
        assert_eq!(text_of(value.constraints.page(ConstraintKind::Range)), range, "{schema}");
    }
}
