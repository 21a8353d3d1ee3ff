//! Forms whose schema or whose parts are a choice, and parameters that are a value or a list.

use hss_spec::import::OpenApi;
use hss_spec::model::{Constraint, ConstraintKind, Content, Model, Type};

use super::document::{body_model, notes, only, query, read, with_operation};

const COMPONENTS: &str = "components:
  schemas:
    Postcard: { type: object, required: [to, motif], properties: { to: { type: string, maxLength: 40 }, motif: { type: string, format: binary }, kind: { const: card } } }
    Parcel: { type: object, required: [to, weight], properties: { to: { type: string, maxLength: 60 }, weight: { type: integer, minimum: 1 }, kind: { const: parcel } } }
    Marked: { allOf: [{ $ref: '#/components/schemas/Parcel' }, { type: object, required: [mark], properties: { mark: { type: string } } }] }
    Mail: { oneOf: [{ $ref: '#/components/schemas/Postcard' }, { $ref: '#/components/schemas/Parcel' }] }
    Pot: { type: object, required: [shape], discriminator: { propertyName: shape }, properties: { shape: { type: string } } }
    Vase: { allOf: [{ $ref: '#/components/schemas/Pot' }, { type: object, required: [height], properties: { height: { type: integer } } }] }
    Bowl: { allOf: [{ $ref: '#/components/schemas/Pot' }, { type: object, required: [width], properties: { width: { type: integer } } }] }
";

pub(super) fn sent(media_type: &str, schema: &str) -> OpenApi {
    let content = format!("content: {{ '{media_type}': {{ schema: {schema} }} }}");
    read(&(with_operation(&format!("operationId: sendMail\nrequestBody: {{ {content} }}")) + COMPONENTS))
}

/// The fields of a model: `to!: string`, where `!` is for required ones.
fn fields(model: &Model) -> Vec<String> {
    let field = |one: &hss_spec::model::Field| {
        format!("{}{}: {}", one.name, if one.required.effective() { "!" } else { "" }, one.ty)
    };
    model.fields.iter().map(field).collect()
}

#[test]
fn a_form_of_one_of_several_objects_has_the_fields_of_all() {
    for schema in [
        "{ $ref: '#/components/schemas/Mail' }",
        "{ oneOf: [{ $ref: '#/components/schemas/Postcard' }, { $ref: '#/components/schemas/Parcel' }] }",
        "{ anyOf: [{ $ref: '#/components/schemas/Mail' }] }",
    ] {
        let api = sent("multipart/form-data", schema);
        let body = only(&api).operation.body.as_ref().unwrap();
        assert_eq!(body.content, Content::Multipart, "{schema}: {}", notes(&api));
        let expected = ["to!: string", "motif: file", "kind: SendMailRequestBodyKind", "weight: integer"];
        let found = fields(body_model(only(&api)));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected).filter(|(_, expected)| !expected.contains("kind"))
        {
            assert_eq!(found, expected, "{schema}");
        }
        let text = notes(&api);
        assert!(text.contains("a form of one of several objects has the fields of all of them"), "{text}");
        // What two objects say differently about a field is not held against a request.
        let to = body_model(only(&api)).field("to").unwrap();
        assert_eq!(to.constraints.page(ConstraintKind::Length), None);
        let weight = body_model(only(&api)).field("weight").unwrap();
        assert!(matches!(weight.constraints.page(ConstraintKind::Range), Some(Constraint::Range(_))));
        // The constants of both are the values of the field.
        let values = only(&api).values.iter().find(|(place, _)| place.ends_with(".kind")).unwrap().1;
        assert_eq!(
            values.values.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(),
            ["card", "parcel"]
        );
    }
}

#[test]
fn the_parts_of_all_of_are_one_form() {
    let api = sent("application/x-www-form-urlencoded", "{ $ref: '#/components/schemas/Marked' }");
    let found = fields(body_model(only(&api)));
    assert_eq!(
        found,
        ["to!: string", "weight!: integer", "kind: string", "mark!: string"],
        "{}",
        notes(&api)
    );
    assert!(!notes(&api).contains("several objects"), "{}", notes(&api));
}

#[test]
fn choices_within_a_form_are_joined_with_what_is_beside_them() {
    let schema = "{ type: object, required: [stamp], properties: { stamp: { type: string } }, oneOf: \
                  [{ $ref: '#/components/schemas/Mail' }, { type: object, required: [to], properties: { to: { type: string } } }] }";
    let api = sent("application/x-www-form-urlencoded", schema);
    let model = body_model(only(&api));
    let required: Vec<&str> =
        model.fields.iter().filter(|one| one.required.effective()).map(|one| one.name.as_str()).collect();
    assert_eq!(required, ["to", "stamp"], "{}", notes(&api));
    assert_eq!(model.fields.len(), 5);
}

#[test]
fn a_form_of_a_parent_has_the_fields_of_its_children() {
    let api = sent("multipart/form-data", "{ $ref: '#/components/schemas/Pot' }");
    let found = fields(body_model(only(&api)));
    assert_eq!(found, ["shape!: string", "height: integer", "width: integer"], "{}", notes(&api));
}

#[test]
fn a_form_that_may_be_no_object_is_given_as_bytes() {
    let schema = "{ oneOf: [{ $ref: '#/components/schemas/Parcel' }, { type: string }] }";
    let api = sent("multipart/form-data", schema);
    let body = only(&api).operation.body.as_ref().unwrap();
    assert_eq!((body.content, &body.ty), (Content::Bytes, &Type::File));
    assert!(notes(&api).contains("given as bytes; its schema is not read"), "{}", notes(&api));
}

#[test]
fn the_same_choice_is_a_union_in_json_and_a_model_in_a_form() {
    let api = read(
        &(with_operation(
            "operationId: sendMail\nrequestBody:\n  content:\n    application/json: { schema: { $ref: '#/components/schemas/Mail' } }\n    \
             multipart/form-data: { schema: { $ref: '#/components/schemas/Mail' } }",
        ) + COMPONENTS),
    );
    let draft = only(&api);
    let body = draft.operation.body.as_ref().unwrap();
    assert_eq!(body.ty.to_string(), "Mail");
    assert!(draft.models["Mail"].union.is_some());
    let [form] = body.alternatives.as_slice() else { panic!("{:?}", body.alternatives) };
    assert_eq!((form.content, form.ty.to_string().as_str()), (Content::Multipart, "MailForm"));
    assert_eq!(draft.models["MailForm"].fields.len(), 4);
}

#[test]
fn a_part_that_is_a_file_or_several_is_a_list_of_files() {
    let file = "{ type: string, format: binary }";
    for (schema, ty) in [
        (format!("{{ anyOf: [{file}, {{ type: array, items: {file}, maxItems: 4 }}] }}"), "[file]"),
        (format!("{{ oneOf: [{{ type: array, items: {file} }}, {file}, {{ type: 'null' }}] }}"), "[file]"),
        (format!("{{ anyOf: [{file}, {{ type: string }}] }}"), "file"),
        (format!("{{ anyOf: [{{ type: string, format: uri }}, {file}] }}"), "file"),
        (format!("{{ anyOf: [{file}, {{ type: 'null' }}] }}"), "file"),
        ("{ anyOf: [{ type: string, contentMediaType: image/png }, { type: string }] }".to_owned(), "file"),
    ] {
        let body = format!("{{ type: object, properties: {{ photo: {schema} }} }}");
        let api = sent("multipart/form-data", &body);
        let photo = body_model(only(&api)).field("photo").unwrap();
        assert_eq!(photo.ty.to_string(), ty, "{schema}: {}", notes(&api));
    }
    let few = format!(
        "{{ type: object, properties: {{ photo: {{ anyOf: [{file}, {{ type: array, items: {file}, minItems: 2, maxItems: 4 }}] }} }} }}"
    );
    let api = sent("multipart/form-data", &few);
    assert!(
        body_model(only(&api)).field("photo").unwrap().constraints.is_empty(),
        "a single file is allowed"
    );
}

#[test]
fn a_parameter_of_a_value_or_a_list_is_a_list() {
    let colours = "{ type: string, enum: [red, blue] }";
    for (schema, ty) in [
        ("{ oneOf: [{ type: string }, { type: array, items: { type: string } }] }".to_owned(), "[string]"),
        ("{ anyOf: [{ type: integer }, { type: array, items: { type: integer } }] }".to_owned(), "[integer]"),
        ("{ anyOf: [{ type: integer }, { type: array, items: { type: string } }] }".to_owned(), "[string]"),
        (
            format!("{{ anyOf: [{colours}, {{ type: array, items: {colours} }}, {{ type: 'null' }}] }}"),
            "[string]",
        ),
        ("{ type: [string, array], items: { type: string } }".to_owned(), "[string]"),
    ] {
        for style in ["", "explode: false, ", "style: pipeDelimited, explode: false, "] {
            let parameter = format!("{{ name: tag, in: query, {style}schema: {schema} }}");
            let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
            let found = query(only(&api), "tag").ty.to_string();
            assert_eq!(found, ty, "{parameter}: {}", notes(&api));
            let text = notes(&api);
            assert!(!text.contains("given as text"), "{text}");
        }
    }
    // The values and the bounds of the elements are those of the value.
    let parameter = format!(
        "{{ name: tag, in: query, schema: {{ oneOf: [{colours}, {{ type: array, items: {colours}, maxItems: 5 }}] }} }}"
    );
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    let draft = only(&api);
    assert_eq!(draft.values["query.tag"].values.len(), 2, "{}", notes(&api));
    assert!(query(draft, "tag").constraints.page(ConstraintKind::Items).is_some());
    let text = |rest: &str| format!("{{ type: string, pattern: '^a', {rest} }}");
    for (items, is_kept) in [(text("example: ab"), true), (text("minLength: 2"), false)] {
        let schema = format!("{{ oneOf: [{}, {{ type: array, items: {items} }}] }}", text("title: One"));
        let parameter = format!("{{ name: tag, in: query, schema: {schema} }}");
        let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
        let pattern = query(only(&api), "tag").constraints.page(ConstraintKind::Pattern);
        assert_eq!(pattern.is_some(), is_kept, "{schema}: {}", notes(&api));
    }
}

#[test]
fn a_parameter_of_a_value_or_an_object_is_text_with_a_note() {
    let schema = "{ oneOf: [{ type: string }, { type: object, properties: { a: { type: string } } }] }";
    let parameter = format!("{{ name: tag, in: query, explode: false, schema: {schema} }}");
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    assert_eq!(query(only(&api), "tag").ty, Type::String);
    let note = only(&api).notes.iter().find(|note| note.to_string().contains("is given as text")).unwrap();
    assert_eq!(note.kind.name(), "type-unread");
    let lists = "{ oneOf: [{ type: array, items: { type: string } }, { type: object, properties: { a: { type: string } } }] }";
    let parameter = format!("{{ name: tag, in: query, style: deepObject, schema: {lists} }}");
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    assert_eq!(query(only(&api), "tag").ty.to_string(), "{json}");
    let note = only(&api).notes.iter().find(|note| note.to_string().contains("given as an object")).unwrap();
    assert_eq!(note.kind.name(), "type-unread");
    // A number or a text is a text, without a loss.
    let parameter = "{ name: tag, in: query, schema: { oneOf: [{ type: string }, { type: integer }] } }";
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    assert_eq!(query(only(&api), "tag").ty, Type::String);
    assert!(only(&api).notes.iter().all(|note| note.kind.name() == "remark"), "{}", notes(&api));
}

#[test]
fn a_parameter_of_an_object_or_a_value_is_a_parameter_for_each_field_and_one_for_the_value() {
    let object =
        "{ type: object, required: [gt], properties: { gt: { type: integer }, lt: { type: integer } } }";
    let of = |rest: &str| {
        let parameter = format!("{{ name: made, in: query, required: true, {rest} }}");
        let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
        let text = |one: &hss_spec::model::Parameter| {
            let required = if one.field.required.effective() { "!" } else { "" };
            format!("{}{required}: {}", one.field.name, one.field.ty)
        };
        only(&api).operation.parameters.iter().map(text).collect::<Vec<_>>()
    };
    let either = format!("schema: {{ anyOf: [{object}, {{ type: integer }}] }}");
    assert_eq!(
        of(&format!("style: deepObject, {either}")),
        ["made: integer", "made[gt]: integer", "made[lt]: integer"]
    );
    assert_eq!(of(&either), ["made: integer", "gt: integer", "lt: integer"]);
    // Of several objects, those fields are required that all require.
    let other =
        "{ type: object, required: [gt, at], properties: { gt: { type: integer }, at: { type: string } } }";
    assert_eq!(
        of(&format!("style: deepObject, schema: {{ oneOf: [{object}, {other}] }}")),
        ["made[gt]!: integer", "made[lt]: integer", "made[at]: string"]
    );
}

#[test]
fn the_other_keys_of_an_object_in_the_query_are_a_map() {
    let schema =
        "{ type: object, properties: { site: { type: string } }, additionalProperties: { type: integer } }";
    let parameter = format!("{{ name: filter, in: query, style: deepObject, schema: {schema} }}");
    let api = read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")));
    let found: Vec<_> = only(&api).operation.parameters.iter().collect();
    let [site, others] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((site.field.name.as_str(), site.field.ty.to_string().as_str()), ("filter[site]", "string"));
    assert_eq!((others.field.name.as_str(), others.field.ty.to_string().as_str()), ("filter", "{integer}"));
    assert_eq!(others.style, hss_spec::model::ParameterStyle::DeepObject);
}

#[test]
fn a_component_with_files_is_a_model_for_forms_and_one_for_json() {
    let api = read(
        &(with_operation(
            "operationId: sendMail\nrequestBody:\n  content:\n    multipart/form-data: { schema: { $ref: '#/components/schemas/Postcard' } }\n    \
             application/json: { schema: { $ref: '#/components/schemas/Postcard' } }",
        ) + COMPONENTS),
    );
    let draft = only(&api);
    let body = draft.operation.body.as_ref().unwrap();
    let motif = |name: &str| draft.models[name].field("motif").unwrap().ty.clone();
    assert_eq!(
        (body.ty.to_string().as_str(), motif("Postcard")),
        ("Postcard", Type::String),
        "{}",
        notes(&api)
    );
    let [form] = body.alternatives.as_slice() else { panic!("{:?}", body.alternatives) };
    assert_eq!((form.ty.to_string().as_str(), motif("PostcardForm")), ("PostcardForm", Type::File));
    assert!(draft.models["PostcardForm"].field("to").unwrap().required.effective());
}

#[test]
fn a_part_that_is_an_object_is_json_without_files() {
    let schema = "{ type: object, properties: { motif: { type: string, format: binary }, stamp: { type: object, properties: { scan: \
                  { type: string, format: binary } } } } }";
    let api = sent("multipart/form-data", schema);
    let draft = only(&api);
    assert_eq!(body_model(draft).field("motif").unwrap().ty, Type::File);
    let stamp = body_model(draft).field("stamp").unwrap().ty.to_string();
    assert_eq!(draft.models[&stamp].field("scan").unwrap().ty, Type::String, "{}", notes(&api));
}

#[test]
fn a_field_of_a_form_that_may_be_null_may_be_left_out_unless_it_is_required() {
    let schema = "{ type: object, required: [a, b, d], properties: { a: { type: integer, nullable: true }, b: { type: string }, c: { type: string, nullable: true }, d: { type: string, format: binary, nullable: true } } }";
    for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let api = sent(media_type, schema);
        let model = body_model(only(&api));
        // Text can be empty, and a file cannot.
        let file = if media_type.starts_with("multipart") { "d: file" } else { "d!: string" };
        assert_eq!(fields(model), ["a!: integer", "b!: string", "c: string", file], "{}", notes(&api));
        let null: Vec<_> = model.fields.iter().filter(|field| field.nullable).map(|one| &one.name).collect();
        assert_eq!(null[0], "a");
    }
    let json = sent("application/json", schema);
    assert!(body_model(only(&json)).field("a").unwrap().nullable);
}
