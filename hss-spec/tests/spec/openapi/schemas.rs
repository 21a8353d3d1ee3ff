//! Schemas: types, bounds, values, and what a spec cannot hold of them.

use hss_spec::model::{ConstraintKind, EnumKind, Model, Type};

use super::document::{field, notes, only, read, text, with_fields};

fn ty(schema: &str) -> String {
    field(&read(&with_fields(&format!("value: {schema}"))), "value").ty.to_string()
}

#[test]
fn types_and_formats_become_the_spec_s() {
    let cases = [
        ("{ type: string, format: uuid }", "string"),
        ("{ type: integer }", "integer"),
        ("{ type: integer, format: int32 }", "integer"),
        ("{ type: integer, format: int64 }", "long"),
        ("{ type: number, format: float }", "number"),
        ("{ type: boolean }", "boolean"),
        ("{ type: object }", "json"),
        ("{}", "json"),
        ("true", "json"),
        ("{ type: array, items: { type: array, items: { type: integer } } }", "[[integer]]"),
        ("{ type: array }", "[json]"),
        ("{ type: object, additionalProperties: { type: integer } }", "{integer}"),
        ("{ type: object, additionalProperties: true }", "{json}"),
        ("{ enum: [a, b] }", "string"),
        ("{ const: 7 }", "integer"),
        ("{ properties: { inner: { type: string } } }", "MakeThingRequestBodyValue"),
        ("{ type: [string, 'null'] }", "string"),
        ("{ type: string, nullable: true }", "string"),
        ("{ oneOf: [{ type: integer }, { type: 'null' }] }", "integer"),
        ("{ allOf: [{ type: integer }, { maximum: 4 }] }", "integer"),
    ];
    for (schema, expected) in cases {
        assert_eq!(ty(schema), expected, "{schema}");
    }
}

#[test]
fn what_has_no_type_of_its_own_is_any_json_and_noted_with_its_pointer() {
    let cases = [
        ("{ oneOf: [{ type: object }, { type: object }] }", "no required field distinguishes its objects"),
        ("{ anyOf: [{ type: integer }, {}] }", "one of them allows any value"),
        (
            "{ anyOf: [{ type: array, items: {} }, { type: array }] }",
            "nothing distinguishes one array from another array",
        ),
        ("{ type: [string, array] }", "of several types (string, array)"),
    ];
    for (schema, expected) in cases {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(field(&api, "value").ty, Type::Json, "{schema}");
        let pointer = "#/paths/~1things/post/requestBody/content/application~1json/schema/properties/value";
        assert!(notes(&api).contains(pointer) && notes(&api).contains(expected), "{schema}: {}", notes(&api));
    }
}

/// The model that is the type of the field `value`.
fn model(schema: &str) -> Model {
    let api = read(&with_fields(&format!("value: {schema}")));
    let name =
        field(&api, "value").ty.name().unwrap_or_else(|| panic!("{schema}: {}", notes(&api))).to_owned();
    only(&api).models[&name].clone()
}

#[test]
fn a_choice_of_types_that_tell_themselves_is_a_union() {
    let cases = [
        ("{ oneOf: [{ type: integer }, { type: string }] }", "Integer integer, String string"),
        ("{ type: [string, boolean, 'null'] }", "String string, Boolean boolean"),
        (
            "{ anyOf: [{ type: integer }, { type: number }, { type: boolean }] }",
            "Number number, Boolean boolean",
        ),
        (
            "{ anyOf: [{ type: string, format: date }, { type: string }, { type: array, items: { type: string } }] }",
            "String string, List [string]",
        ),
        (
            "{ oneOf: [{ type: object, title: Near, required: [x], properties: { x: {} } }, { type: object, title: Far, properties: { y: {} } }] }",
            "Near MakeThingRequestBodyValueNear, Far MakeThingRequestBodyValueFar",
        ),
    ];
    for (schema, expected) in cases {
        let union = model(schema);
        assert!(union.union.is_some(), "{schema}");
        let variants: Vec<String> =
            union.fields.iter().map(|one| format!("{} {}", one.name, one.ty)).collect();
        assert_eq!(variants.join(", "), expected, "{schema}");
    }
    assert_eq!(ty("{ oneOf: [{ type: string, format: ipv4 }, { type: string, format: ipv6 }] }"), "string");
    assert_eq!(ty("{ type: [integer, number] }"), "number");
}

#[test]
fn the_values_of_a_tag_are_those_of_the_mapping_the_constants_or_the_names() {
    let objects = |tail: &str, kinds: [&str; 2]| {
        let one = |name: &str, kind: &str| {
            format!("{{ type: object, title: {name}, required: [kind], properties: {{ kind: {kind} }} }}")
        };
        format!("{{ oneOf: [{}, {}]{tail} }}", one("Cat", kinds[0]), one("Dog", kinds[1]))
    };
    let constants = ["{ const: cat }", "{ enum: [dog, wolf] }"];
    let by_constant = model(&objects("", constants)).union.expect("a union");
    let values: Vec<(&str, &str)> =
        by_constant.values.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(by_constant.tag.as_deref(), Some("kind"));
    assert_eq!(values, [("cat", "Cat"), ("dog", "Dog"), ("wolf", "Dog")]);
    let same = model(&objects(", discriminator: { propertyName: kind }", constants)).union;
    assert_eq!(same, Some(by_constant));
    // The same value twice tells nothing.
    let api = read(&with_fields(&format!("value: {}", objects("", ["{ const: cat }", "{ const: cat }"]))));
    assert_eq!(field(&api, "value").ty, Type::Json);
}

#[test]
fn an_object_keeps_the_keys_that_are_no_field_where_it_says_so() {
    let others =
        |schema: &str| model(schema).fields.iter().find(|one| one.additional).map(|one| one.ty.to_string());
    let with =
        |additional: &str| format!("{{ properties: {{ a: {{}} }}, additionalProperties: {additional} }}");
    assert_eq!(others(&with("{ type: string }")).as_deref(), Some("{string}"));
    assert_eq!(others(&with("true")).as_deref(), Some("{json}"));
    assert_eq!(others(&with("false")), None);
    assert_eq!(others("{ properties: { a: {} } }"), None);
}

#[test]
fn steps_and_unique_elements_are_read() {
    let stated = |schema: &str, kind| {
        let api = read(&with_fields(&format!("value: {schema}")));
        text(field(&api, "value").constraints.page(kind))
    };
    assert_eq!(stated("{ type: integer, multipleOf: 5 }", ConstraintKind::MultipleOf), "5");
    assert_eq!(
        stated("{ type: array, items: { type: number, multipleOf: 0.5 } }", ConstraintKind::MultipleOf),
        "0.5"
    );
    assert_eq!(stated("{ type: array, uniqueItems: true, items: {} }", ConstraintKind::Unique), "true");
    for schema in [
        "{ type: integer, multipleOf: 0 }",
        "{ allOf: [{ type: integer, multipleOf: 2 }, { multipleOf: 3 }] }",
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(field(&api, "value").constraints.page(ConstraintKind::MultipleOf), None, "{schema}");
        assert!(notes(&api).contains("expected one number above 0"), "{schema}: {}", notes(&api));
    }
}

#[test]
fn null_is_a_value_where_the_document_says_so() {
    for schema in [
        "{ type: string, nullable: true }",
        "{ type: [string, 'null'] }",
        "{ anyOf: [{ type: string }, { type: 'null' }] }",
        "{ anyOf: [{ type: string }, { nullable: true }] }",
    ] {
        assert!(field(&read(&with_fields(&format!("value: {schema}"))), "value").nullable, "{schema}");
    }
    assert!(!field(&read(&with_fields("value: { type: string }")), "value").nullable);
}

#[test]
fn keywords_that_a_spec_cannot_hold_are_listed() {
    let cases = [
        "not: {}",
        "readOnly: true",
        "writeOnly: true",
        "if: {}",
        "then: {}",
        "else: {}",
        "contains: {}",
        "dependentRequired: {}",
        "propertyNames: {}",
        "flavour: sweet",
    ];
    for keyword in cases {
        let name = keyword.split(':').next().expect("a name");
        let api = read(&with_fields(&format!("value: {{ type: string, {keyword} }}")));
        let expected = format!("/properties/value/{name}: `{name}` is");
        assert!(notes(&api).contains(&expected), "{keyword}: {}", notes(&api));
    }
    let silent = read(&with_fields(
        "value: { type: string, title: T, example: a, examples: [a], xml: {}, $comment: c, \
                                    $id: i, $schema: s, externalDocs: {}, x-order: 1, uniqueItems: false }",
    ));
    assert_eq!(notes(&silent), "");
    for (schema, keyword) in [
        ("{ type: array, prefixItems: [{ type: string }] }", "prefixItems"),
        ("{ type: object, patternProperties: { a: { type: string } } }", "patternProperties"),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert!(notes(&api).contains(&format!("/properties/value/{keyword}: ")), "{}", notes(&api));
    }
}

#[test]
fn bounds_are_the_narrowest_that_any_part_says() {
    let cases = [
        ("{ type: integer, minimum: 1, maximum: 5 }", "1..=5"),
        ("{ type: integer, exclusiveMinimum: 1, exclusiveMaximum: 5 }", "2..=4"),
        ("{ type: integer, minimum: 0.5, maximum: 2.5 }", "1..=2"),
        ("{ type: integer, maximum: 9223372036854775807 }", "..=9223372036854775807"),
        ("{ type: number, minimum: 0.5 }", "0.5.."),
        ("{ type: integer, minimum: 1, allOf: [{ minimum: 3 }, { maximum: 8 }, { maximum: 9 }] }", "3..=8"),
        ("{ type: array, items: { type: integer, minimum: 2 } }", "2.."),
        ("{ type: string, minimum: 2 }", "none"),
    ];
    for (schema, expected) in cases {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(text(field(&api, "value").constraints.page(ConstraintKind::Range)), expected, "{schema}");
    }
}

#[test]
fn patterns_are_read_as_they_are() {
    let cases = [
        (r"{ type: string, pattern: '^a\d$' }", r"^a\d$"),
        ("{ type: array, items: { type: string, pattern: '[0-9]+' } }", "[0-9]+"),
        ("{ type: string, pattern: '^a', allOf: [{ pattern: 'b$' }] }", "^a"),
        ("{ type: integer, pattern: '^1' }", "none"),
        ("{ type: string, pattern: '' }", "none"),
    ];
    for (schema, expected) in cases {
        let api = read(&with_fields(&format!("value: {schema}")));
        let found = text(field(&api, "value").constraints.page(ConstraintKind::Pattern));
        assert_eq!(found, expected, "{schema}");
    }
    let two = read(&with_fields("value: { type: string, pattern: '^a', allOf: [{ pattern: 'b$' }] }"));
    assert!(notes(&two).contains("a second pattern of the same value is not read"), "{}", notes(&two));
}

#[test]
fn lengths_sizes_and_defaults_are_read() {
    let api = read(&with_fields(
        "name: { type: string, minLength: 1, maxLength: 64, default: crate }\n\
         list: { type: array, minItems: 1, maxItems: 20, items: { type: string, maxLength: 8 } }\n\
         map: { type: object, maxProperties: 3, additionalProperties: { type: string } }\n\
         flag: { type: boolean, default: true }\n\
         odd: { type: integer, default: many }",
    ));
    assert_eq!(text(field(&api, "name").constraints.page(ConstraintKind::Length)), "1..=64");
    assert_eq!(text(field(&api, "name").default.page.clone()), "crate");
    assert_eq!(text(field(&api, "list").constraints.page(ConstraintKind::Items)), "1..=20");
    assert_eq!(text(field(&api, "list").constraints.page(ConstraintKind::Length)), "..=8");
    assert_eq!(text(field(&api, "map").constraints.page(ConstraintKind::Items)), "..=3");
    assert_eq!(text(field(&api, "flag").default.page.clone()), "true");
    assert_eq!(field(&api, "odd").default.page, None);
    assert!(notes(&api).contains("the default is `many`, which is not a value of type `integer`"));
}

#[test]
fn values_are_read_by_type_and_null_is_none_of_them() {
    let api = read(&with_fields(
        "mode: { type: [string, 'null'], enum: [fast, slow, null] }\n\
         level: { type: integer, enum: [1, 2] }\n\
         kinds: { type: array, items: { enum: [a, b] } }\n\
         fixed: { const: only }\n\
         share: { type: number, enum: [0.5, 1.5] }\n\
         flag: { type: boolean, enum: [true] }",
    ));
    let values = &only(&api).values;
    let listed = |name: &str| {
        let found = values.get(&format!("MakeThingRequestBody.{name}"))?;
        Some((found.kind, found.values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>()))
    };
    assert_eq!(listed("mode"), Some((EnumKind::String, vec!["fast", "slow"])));
    assert_eq!(listed("level"), Some((EnumKind::Integer, vec!["1", "2"])));
    assert_eq!(listed("kinds"), Some((EnumKind::String, vec!["a", "b"])));
    assert_eq!(listed("fixed"), Some((EnumKind::String, vec!["only"])));
    assert_eq!((listed("share"), listed("flag")), (None, None));
    assert!(notes(&api).contains("/share/enum: listed values of type `number` are not enforced"));
}

#[test]
fn a_password_is_secret_and_a_deprecated_field_says_so() {
    let api = read(&with_fields(
        "key: { type: string, format: password }\nold: { type: string, deprecated: true }",
    ));
    assert!(field(&api, "key").secret && !field(&api, "old").secret);
    assert!(field(&api, "old").deprecated && !field(&api, "key").deprecated);
}

#[test]
fn descriptions_in_the_vendor_s_form_give_facts_and_the_keyword_goes_first() {
    let api = read(&with_fields(
        "name: { type: string, description: '**参数解释**: 名字 **取值范围**: 字符长度1-20位 **默认取值**: 不涉及' }\n\
         size: { type: integer, maximum: 7, description: '**参数解释**: 大小 **取值范围**: 最小值0，最大值9' }",
    ));
    assert_eq!(text(field(&api, "name").constraints.page(ConstraintKind::Length)), "1..=20");
    assert_eq!(text(field(&api, "size").constraints.page(ConstraintKind::Range)), "..=7");
    assert!(notes(&api).contains("the schema has the range ..=7, its description 0..=9"));
}

#[test]
fn a_value_of_a_list_is_no_point_in_time() {
    let api = read(&with_fields(
        "delay: { type: integer, description: '延时时间，单位：ms。 包含如下取值： - 2000（低）。 - 4000（中）。' }\n\
         zone: { type: string, description: '**参数解释**: 区 **取值范围**: 不涉及' }",
    ));
    let values: Vec<_> = only(&api).values["MakeThingRequestBody.delay"]
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!((values, field(&api, "delay").format), (vec!["2000", "4000"], None));
}

#[test]
fn descriptions_of_other_documents_say_nothing() {
    let api = read(&with_fields(
        "size: { type: integer, description: 'Sizes: - 1: small. - 2: large. Minimum 1.' }",
    ));
    assert!(
        field(&api, "size").constraints.page(ConstraintKind::Range).is_none() && only(&api).values.is_empty()
    );
}

#[test]
fn references_lead_anywhere_in_the_document() {
    let document = with_fields(
        "a: { properties: { deep: { properties: { x: {} } } } }\n\
         b: { $ref: '#/paths/~1things/post/requestBody/content/application~1json/schema/properties/a/properties/deep' }\n\
         c: { $ref: '#/components/schemas/Alias', description: Beside a reference. }\n\
         d: { $ref: '#/components/schemas/Short' }",
    ) + "components:\n  schemas:\n    Alias: { $ref: '#/components/schemas/Real%20One' }\n    'Real One': { properties: { x: {} } }\n    \
         Short: { type: string, maxLength: 3 }\n";
    let api = read(&document);
    let models = &only(&api).models;
    let Type::Named(outer) = &field(&api, "a").ty else { panic!("`a` is not a model") };
    assert_eq!(models[outer].fields[0].ty, field(&api, "b").ty);
    assert_eq!(field(&api, "c").ty, Type::Named("RealOne".to_owned()));
    assert_eq!(text(field(&api, "d").constraints.page(ConstraintKind::Length)), "..=3");
}
