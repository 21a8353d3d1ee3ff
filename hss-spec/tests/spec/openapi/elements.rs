//! Elements that may be null, numbers of fields, constants, and what bodies and parameters consist of.

#[cfg(feature = "export")]
use std::collections::BTreeMap;

#[cfg(feature = "export")]
use hss_spec::import::import;
use hss_spec::model::{Constraint, ConstraintKind, EnumKind, Type};
#[cfg(feature = "export")]
use hss_spec::model::{Part, Spec};

use super::document::{body_model, field, notes, only, query, read, with_fields, with_operation};

#[test]
fn elements_may_be_null_where_the_document_says_so() {
    for (schema, ty) in [
        ("{ type: array, items: { type: [string, 'null'] } }", "[string?]"),
        ("{ type: array, items: { type: string, nullable: true } }", "[string?]"),
        ("{ type: array, items: { anyOf: [{ type: integer }, { type: 'null' }] } }", "[integer?]"),
        ("{ type: object, additionalProperties: { type: [number, 'null'] } }", "{number?}"),
        ("{ type: array, items: { type: [array, 'null'], items: { type: boolean } } }", "[[boolean]?]"),
        ("{ type: array, items: { type: string } }", "[string]"),
        ("{ type: array, items: {} }", "[json]"),
        ("{ type: [array, 'null'], items: { type: string } }", "[string]"),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        let found = &field(&api, "value").ty;
        assert_eq!(found.to_string(), ty, "{schema}");
        assert_eq!(ty.parse(), Ok(found.clone()));
    }
    // Bounds and formats are those of the elements that are not null.
    let schema =
        "value: { type: array, maxItems: 3, items: { type: [string, 'null'], format: uuid, minLength: 2 } }";
    let api = read(&with_fields(schema));
    let value = field(&api, "value");
    assert_eq!(value.constraints.iter().count(), 2);
    assert!(value.format.is_some());
    // Null has no form in a parameter.
    let parameter =
        "{ name: tags, in: query, schema: { type: array, items: { type: string, nullable: true } } }";
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    assert_eq!(query(only(&api), "tags").ty.to_string(), "[string]");
}

#[test]
fn types_with_a_mark_for_null_are_read_inside_a_list_or_a_map_only() {
    for text in ["string?", "[string??]", "?[string]", "[?string]", "[string]?"] {
        assert!(text.parse::<Type>().is_err(), "{text}");
    }
}

fn body(rest: &str) -> (Option<String>, String) {
    let document = with_fields("a: { type: string }\nb: { type: string }");
    let document = document.replace(
        "            schema:\n",
        &format!("            schema:\n              type: object\n              {rest}\n"),
    );
    let api = read(&document);
    (body_model(only(&api)).size.map(|size| size.to_string()), notes(&api))
}

#[test]
fn the_number_of_fields_of_an_object_is_read_where_a_caller_can_keep_to_it() {
    for (rest, size) in [
        ("minProperties: 1", Some("1..")),
        ("maxProperties: 1", Some("..=1")),
        ("{ minProperties: 1, maxProperties: 2 }", None),
        ("additionalProperties: { type: string }\n              minProperties: 5", Some("5..")),
    ] {
        if rest.starts_with('{') {
            continue;
        }
        let (found, notes) = body(rest);
        assert_eq!(found.as_deref(), size, "{rest}: {notes}");
        assert!(!notes.contains("not read"), "{notes}");
    }
    for (rest, why) in [
        ("minProperties: 3", "more than the fields that there are"),
        ("minProperties: 2\n              maxProperties: 1", "whose minimum is above its maximum"),
        ("required: [a, b]\n              maxProperties: 1", "less than the fields that are required"),
    ] {
        let (found, notes) = body(rest);
        assert_eq!(found, None, "{rest}");
        assert!(notes.contains(why) && notes.contains("not read"), "{rest}: {notes}");
    }
}

#[test]
fn a_boolean_of_one_value_is_a_constant() {
    for (schema, only) in [
        ("{ type: boolean, enum: [true] }", Some(true)),
        ("{ const: false }", Some(false)),
        ("{ type: [boolean, 'null'], enum: [true, null] }", Some(true)),
        ("{ type: boolean, enum: [true, false] }", None),
        ("{ type: boolean }", None),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        let value = field(&api, "value");
        assert_eq!(value.ty, Type::Boolean, "{schema}");
        assert_eq!(value.effective(ConstraintKind::Only), only.map(Constraint::Only), "{schema}");
        assert!(!notes(&api).contains("not read"), "{}", notes(&api));
    }
    let api = read(&with_fields("value: { type: boolean, enum: [true], default: false }"));
    assert!(
        field(&api, "value").default.page.is_none() && notes(&api).contains("only value"),
        "{}",
        notes(&api)
    );
}

fn with_bodies(schema: &str) -> hss_spec::import::OpenApi {
    let media = format!("content: {{ application/json: {{ schema: {schema} }} }}");
    read(&format!(
        "{}components: {{ schemas: {{ Mode: {{ type: string, enum: [day, night] }} }} }}\n",
        with_operation(&format!(
            "operationId: setMode\nrequestBody: {{ {media} }}\nresponses: {{ '200': {{ description: ok, {media} }} }}"
        ))
    ))
}

#[test]
fn the_listed_values_of_a_body_are_called_as_their_component_or_by_the_operation() {
    for (schema, ty, request, response) in [
        ("{ $ref: '#/components/schemas/Mode' }", "string", "request.Mode", "response.Mode"),
        ("{ type: string, enum: [a] }", "string", "request.SetModeBody", "response.SetModeResponse"),
        (
            "{ type: array, items: { $ref: '#/components/schemas/Mode' } }",
            "[string]",
            "request.Mode",
            "response.Mode",
        ),
        ("{ type: integer, enum: [1, 2] }", "integer", "request.SetModeBody", "response.SetModeResponse"),
    ] {
        let api = with_bodies(schema);
        let draft = only(&api);
        assert_eq!(draft.operation.body.as_ref().unwrap().ty.to_string(), ty);
        let places: Vec<&str> = draft.values.keys().map(String::as_str).collect();
        assert_eq!(places, [request, response], "{schema}: {}", notes(&api));
        let kind = if ty == "integer" { EnumKind::Integer } else { EnumKind::String };
        assert!(draft.values.values().all(|values| values.kind == kind));
        assert!(!notes(&api).contains("enum"), "{}", notes(&api));
        // In the spec, they are enumerations of that name.
        let name = request.trim_start_matches("request.");
        let new = hss_spec::model::Spec::new(hss_spec::model::Service::default());
        let spec = hss_spec::import::import(&new, api.drafts.clone(), None).unwrap().spec;
        let group = spec.groups.values().next().unwrap();
        assert!(group.definitions.enums.contains_key(name), "{:?}", group.definitions);
        let operation = group.operations.values().next().unwrap();
        assert_eq!(operation.body.as_ref().unwrap().ty.name(), Some(name));
        assert_eq!(
            operation.response.ty.as_ref().unwrap().name(),
            Some(response.trim_start_matches("response."))
        );
        // And keep their names in the next import.
        let again = hss_spec::import::import(&spec, api.drafts, None).unwrap().spec;
        assert_eq!(again.to_files(), spec.to_files());
    }
}

#[test]
fn a_response_may_be_null_where_the_document_says_so() {
    for (schema, is_nullable) in [
        ("{ oneOf: [{ $ref: '#/components/schemas/Mode' }, { type: 'null' }] }", true),
        ("{ type: number, nullable: true }", true),
        ("{ nullable: true, allOf: [{ $ref: '#/components/schemas/Mode' }] }", true),
        ("{ $ref: '#/components/schemas/Mode' }", false),
        // Any JSON is null, too.
        ("{ nullable: true }", false),
    ] {
        let api = with_bodies(schema);
        assert_eq!(only(&api).operation.response.nullable, is_nullable, "{schema}: {}", notes(&api));
    }
}

#[test]
fn lists_of_objects_are_parameters() {
    let schema =
        "{ type: array, items: { type: object, properties: { a: { type: string, nullable: true } } } }";
    for (parameter, ty) in [
        (format!("{{ name: x, in: query, schema: {schema} }}"), "[ListThingsX]"),
        (format!("{{ name: x, in: query, style: deepObject, schema: {schema} }}"), "[ListThingsX]"),
        (format!("{{ name: x, in: query, content: {{ application/json: {{ schema: {schema} }} }} }}"), "[ListThingsX]"),
        ("{ name: x, in: query, schema: { type: array, items: { type: array, items: { type: integer } } } }".to_owned(), "[[integer]]"),
    ] {
        let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
        assert_eq!(query(only(&api), "x").ty.to_string(), ty, "{parameter}: {}", notes(&api));
    }
}

#[test]
fn the_headers_of_a_part_are_read() {
    let api = read(&with_operation(
        "operationId: addPhoto\nrequestBody:\n  content:\n    multipart/form-data:\n      schema: { type: object, properties: { photo: \
         { type: string, format: binary } } }\n      encoding: { photo: { headers: { X-Sum: { required: true, schema: { type: \
         integer } }, X-Angle: {}, Content-Type: {} } } }",
    ));
    let body = only(&api).operation.body.as_ref().unwrap();
    let headers = &body.parts["photo"].headers;
    let found: Vec<_> = headers.iter().map(|one| (one.name.as_str(), one.required.effective())).collect();
    assert_eq!(found, [("X-Sum", true), ("X-Angle", false)], "{}", notes(&api));
}

#[test]
fn the_headers_of_a_part_have_bounds() {
    let header = |schema: &str| {
        format!(
            "operationId: addPhoto\nrequestBody:\n  content:\n    multipart/form-data:\n      schema: {{ type: object, \
             properties: {{ photo: {{ type: string, format: binary }} }} }}\n      encoding: {{ photo: {{ headers: {{ X-Sum: \
             {{ schema: {schema} }} }} }} }}"
        )
    };
    for (schema, expected) in [
        ("{ type: integer, minimum: 0, maximum: 359 }", "range 0..=359"),
        ("{ type: number, exclusiveMinimum: 0 }", "range 0<.."),
        (
            "{ type: string, minLength: 4, maxLength: 8, pattern: '^[0-9a-f]+$' }",
            "length 4..=8, pattern ^[0-9a-f]+$",
        ),
        ("{ type: boolean, enum: [true] }", "only value true"),
        ("{ type: array, items: { type: string, maxLength: 3 } }", ""),
    ] {
        let api = read(&with_operation(&header(schema)).replace("3.0.3", "3.1.0"));
        let found = &only(&api).operation.body.as_ref().unwrap().parts["photo"].headers[0];
        let found: Vec<_> =
            found.effective_constraints().map(|one| format!("{} {one}", one.kind().label())).collect();
        assert_eq!(found.join(", "), expected, "{schema}: {}", notes(&api));
        let note =
            "`maxLength` is not read: it is not enforced for a header of a part that is given as joined text";
        assert_eq!(notes(&api).contains(note), schema.contains("array"), "{schema}: {}", notes(&api));
    }
    let api = read(&with_operation(&header("{ type: string, enum: [a, b] }")));
    assert!(notes(&api).contains("the values of a header of a part are not read"), "{}", notes(&api));
}

#[cfg(feature = "export")]
#[test]
fn the_bounds_of_a_part_s_header_come_back_from_the_spec_and_its_export() {
    let document = with_operation(
        "operationId: addPhoto\nrequestBody:\n  content:\n    multipart/form-data:\n      schema: { type: object, properties: \
         { photo: { type: string, format: binary } } }\n      encoding: { photo: { headers: { X-Angle: { schema: { type: integer, \
         maximum: 359 } } } } }",
    );
    let of = |spec: &Spec| spec.operations().next().unwrap().1.body.clone().unwrap().parts;
    let imported = import(&Spec::default(), read(&document).drafts, None).unwrap().spec;
    let files = imported.to_files();
    let again =
        Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap();
    assert_eq!(again.to_files(), files);
    let wider = read(&document.replace("359", "360"));
    let wider = import(&Spec::default(), wider.drafts, None).unwrap().spec;
    let report = hss_spec::diff::diff(&imported, &wider);
    let sentences: String = report.findings.iter().map(|one| one.sentence(|text| text.to_owned())).collect();
    assert!(sentences.contains("X-Angle (range ..=360)"), "{sentences}");
    let exported = read(&hss_spec::export::openapi(&imported));
    let constraints = |parts: &BTreeMap<String, Part>| parts["photo"].headers[0].constraints.clone();
    let found = only(&exported).operation.body.clone().unwrap().parts;
    assert_eq!(constraints(&found), constraints(&of(&imported)));
}
