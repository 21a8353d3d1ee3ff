//! Ways to tell the schemas of a choice apart: constants, types of fields, and a parent that is a value itself.

use hss_spec::model::{Model, Type};

use super::document::{draft, field, notes, only, read, with_fields};

fn union(schemas: &str) -> (Model, String) {
    let api = read(&with_fields(&format!("value: {{ oneOf: [{schemas}] }}")));
    let Type::Named(name) = &field(&api, "value").ty else { panic!("{}", notes(&api)) };
    (only(&api).models[name].clone(), notes(&api))
}

fn variants(model: &Model) -> Vec<&str> {
    model.fields.iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn constants_of_any_scalar_type_are_a_tag() {
    let schema = |title: &str, value: &str| {
        format!(
            "{{ title: {title}, required: [ok], properties: {{ ok: {value}, more: {{ type: string }} }} }}"
        )
    };
    for (one, other) in [("{ const: true }", "{ const: false }"), ("{ enum: [1] }", "{ enum: [2, 3] }")] {
        let (model, notes) = union(&format!("{}, {}", schema("Yes", one), schema("No", other)));
        let union = model.union.as_ref().unwrap();
        assert_eq!((union.tag.as_deref(), variants(&model)), (Some("ok"), vec!["Yes", "No"]), "{notes}");
        assert!(union.values_of("Yes").all(|value| value == "true" || value == "1"), "{union:?}");
    }
}

#[test]
fn a_required_field_of_another_type_or_constant_tells_objects_apart() {
    let schema = |title: &str, value: &str| {
        format!(
            "{{ title: {title}, required: [of], properties: {{ of: {value}, more: {{ type: string }} }} }}"
        )
    };
    for (one, other, is_told) in [
        ("{ type: string }", "{ type: integer }", true),
        ("{ type: array, items: { type: string } }", "{ type: object }", true),
        ("{ enum: [a, b] }", "{ enum: [c] }", true),
        ("{ type: integer }", "{ type: number }", false),
        ("{ enum: [a, b] }", "{ enum: [b] }", false),
        ("{ type: string }", "{}", false),
    ] {
        // A third schema without that constant leaves no tag for all.
        let third = "{ title: Third, required: [third], properties: { third: { type: string } } }";
        let all = format!("{}, {}, {third}", schema("One", one), schema("Other", other));
        let api = read(&with_fields(&format!("value: {{ oneOf: [{all}] }}")));
        assert_eq!(field(&api, "value").ty != Type::Json, is_told, "{one} {other}: {}", notes(&api));
    }
}

#[test]
fn the_same_fields_of_other_types_tell_objects_apart() {
    let schema = |title: &str, ty: &str, last: &str| {
        format!("{{ title: {title}, properties: {{ from: {{ type: {ty} }}, {last}: {{ type: {ty} }} }} }}")
    };
    let of = |one: &str, other: &str| format!("value: {{ anyOf: [{one}, {other}] }}");
    let distinct = of(&schema("Numbers", "[number, 'null']", "to"), &schema("Times", "string", "to"));
    assert_ne!(field(&read(&with_fields(&distinct)), "value").ty, Type::Json);
    // A value with the field alone that only one has would be recognized by its name, but one without it would not.
    let untold = of(&schema("Numbers", "number", "to"), &schema("Times", "number", "until"));
    assert_eq!(field(&read(&with_fields(&untold)), "value").ty, Type::Json);
}

#[test]
fn a_discriminator_that_all_schemas_take_in_tells_them_apart() {
    let text = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /v:\n    get:\n      operationId: showVehicle\n      \
         responses: { '200': { description: ok, content: { application/json: { schema: { oneOf: [{ $ref: \
         '#/components/schemas/Car' }, { $ref: '#/components/schemas/Truck' }] } } } } }\ncomponents:\n  schemas:\n    \
         Vehicle: { type: object, required: [kind], discriminator: { propertyName: kind, mapping: { car: \
         '#/components/schemas/Car' } }, properties: { kind: { type: string } } }\n    Car: { allOf: [{ $ref: \
         '#/components/schemas/Vehicle' }, { type: object, properties: { doors: { type: integer } } }] }\n    Truck: { \
         allOf: [{ $ref: '#/components/schemas/Vehicle' }, { type: object, properties: { load: { type: integer } } }] }\n";
    let api = read(text);
    let draft = draft(&api, "ShowVehicle");
    let Some(Type::Named(name)) = &draft.operation.response.ty else { panic!("{}", notes(&api)) };
    let union = draft.models[name].union.as_ref().unwrap();
    assert_eq!(union.tag.as_deref(), Some("kind"));
    assert_eq!((union.values["car"].as_str(), union.values["Truck"].as_str()), ("Car", "Truck"));
    let other = text.replace(
        "'#/components/schemas/Vehicle' }, { type: object, properties: { load",
        "'#/components/schemas/Other' }, { type: object, properties: { load",
    ) + "    Other: { type: object, properties: { kind: { type: string } } }\n";
    assert_eq!(super::document::draft(&read(&other), "ShowVehicle").operation.response.ty, Some(Type::Json));
}

fn vehicles(mapping: &str, kind: &str) -> hss_spec::import::OpenApi {
    read(&format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /v:\n    get:\n      operationId: showVehicle\n      \
         responses: {{ '200': {{ description: ok, content: {{ application/json: {{ schema: {{ $ref: \
         '#/components/schemas/Vehicle' }} }} }} }} }}\ncomponents:\n  schemas:\n    Vehicle:\n      type: object\n      \
         required: [kind]\n      discriminator: {{ propertyName: kind{mapping} }}\n      properties: {{ kind: {kind}, plate: {{ type: \
         string }} }}\n    Truck: {{ allOf: [{{ $ref: '#/components/schemas/Vehicle' }}, {{ type: object, properties: {{ axles: \
         {{ type: integer }} }} }}] }}\n"
    ))
}

#[test]
fn a_parent_is_a_variant_where_a_value_of_the_tag_means_it() {
    let mapping = ", mapping: { plain: '#/components/schemas/Vehicle', truck: '#/components/schemas/Truck' }";
    for (mapping, kind, value) in [
        (mapping, "{ type: string }", "plain"),
        (mapping, "{ type: string, enum: [plain, truck] }", "plain"),
        ("", "{ type: string, enum: [Vehicle, Truck] }", "Vehicle"),
    ] {
        let api = vehicles(mapping, kind);
        let draft = draft(&api, "ShowVehicle");
        let model = &draft.models["Vehicle"];
        assert_eq!(variants(model), ["Vehicle", "Truck"], "{}", notes(&api));
        assert_eq!(model.union.as_ref().unwrap().values[value], "Vehicle");
        let own = &draft.models["VehicleObject"];
        assert_eq!(model.field("Vehicle").unwrap().ty.to_string(), "VehicleObject");
        assert_eq!(variants(own), ["kind", "plate"]);
        assert!(own.union.is_none());
    }
    // Nothing says that one is the parent alone.
    let api = vehicles("", "{ type: string }");
    assert_eq!(variants(&draft(&api, "ShowVehicle").models["Vehicle"]), ["Truck"]);
}
