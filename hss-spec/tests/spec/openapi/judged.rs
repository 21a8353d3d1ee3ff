//! Forms that a judge of real documents found misread.

use hss_spec::model::{Format, Type};

use super::document::{field, notes, only, query, read, with_fields, with_operation};

#[test]
fn the_format_of_a_string_is_kept_where_it_is_known() {
    let cases = [
        ("{ type: string, format: uuid }", Some(Format::Uuid)),
        ("{ type: string, format: date-time }", Some(Format::DateTime)),
        ("{ type: array, items: { type: string, format: ipv6 } }", Some(Format::Ipv6)),
        ("{ type: object, additionalProperties: { type: string, format: uri } }", Some(Format::Uri)),
        ("{ type: string, contentEncoding: base64 }", Some(Format::Byte)),
        ("{ type: string, contentEncoding: base64url, contentMediaType: image/png }", Some(Format::Byte)),
        ("{ type: string, contentEncoding: quoted-printable }", None),
        ("{ type: string, format: uuid, contentEncoding: base64 }", Some(Format::Uuid)),
        ("{ type: string, format: colour }", None),
        ("{ type: integer, format: uuid }", None),
        ("{ type: string, format: uuid, enum: [a, b] }", None),
    ];
    for (schema, format) in cases {
        let api = read(&with_fields(&format!("value: {schema}")));
        assert_eq!(field(&api, "value").format, format, "{schema}");
    }
}

#[test]
fn a_parameter_of_a_scalar_or_a_listed_text_is_one_open_list() {
    let of = |schema: &str| {
        let parameter = format!("{{ name: consistency, in: query, schema: {schema} }}");
        read(&with_operation(&format!("operationId: listThings\nparameters: [{parameter}]")))
    };
    let api = of("{ anyOf: [{ type: integer }, { type: string, enum: [majority, all] }] }");
    let draft = only(&api);
    assert_eq!(query(draft, "consistency").ty, Type::String);
    let (_, values) = draft.values.iter().find(|(place, _)| place.ends_with(".consistency")).unwrap();
    let listed: Vec<&str> = values.values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!((listed, values.open), (vec!["majority", "all"], true));
    // A choice with an object lists no values.
    let api = of("{ anyOf: [{ type: object }, { type: string, enum: [majority, all] }] }");
    assert!(only(&api).values.iter().all(|(place, _)| !place.ends_with(".consistency")));
}

#[test]
fn elements_of_several_schemas_make_no_list_of_what_has_no_type() {
    for (schema, is_list) in [
        ("{ items: { type: string } }", true),
        ("{ items: { anyOf: [{ type: string }, { type: integer }] } }", false),
        ("{ items: { anyOf: [{ nullable: true }, { type: string, enum: [a] }] } }", false),
        ("{ type: array, items: { anyOf: [{ type: string }, { type: integer }] } }", true),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        let ty = field(&api, "value").ty.to_string();
        assert_eq!((ty.starts_with('['), ty == "json"), (is_list, !is_list), "{schema}: {ty}");
        let is_noted = notes(&api).contains("elements of several schemas without a type `array`");
        assert_eq!(is_noted, !is_list, "{schema}: {}", notes(&api));
    }
}
