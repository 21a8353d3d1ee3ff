//! Sets of fields of which an object has one.

use hss_spec::import::OpenApi;
#[cfg(feature = "export")]
use hss_spec::import::import;
#[cfg(feature = "export")]
use hss_spec::model::Spec;

use super::document::{body_model, notes, only, read, with_operation};
use super::forms::sent;

/// The sets of fields of which the body has one, after the keyword that says of how many.
fn sets(api: &OpenApi) -> String {
    let sets = body_model(only(api)).field_sets.as_ref();
    sets.map_or_else(|| "none".to_owned(), |sets| format!("{} {sets}", sets.key()))
}

#[test]
fn a_form_of_one_of_several_objects_needs_the_fields_of_one() {
    let url = "{ type: object, required: [url], properties: { url: { type: string }, note: { type: string, maxLength: 9 } } }";
    let file = "{ type: object, required: [file, name], properties: { file: { type: string, format: binary }, name: { type: string }, note: { type: string, maxLength: 9 } } }";
    let closed =
        |schema: &str| schema.replacen("type: object", "type: object, additionalProperties: false", 1);
    let two = "`url`, or `file` and `name`";
    for (schema, expected) in [
        (format!("{{ oneOf: [{url}, {file}] }}"), format!("one_of {two}")),
        (format!("{{ anyOf: [{url}, {file}] }}"), format!("any_of {two}")),
        (format!("{{ anyOf: [{}, {}] }}", closed(url), closed(file)), format!("one_of {two}")),
        // One with both is an object of the second schema alone.
        (format!("{{ oneOf: [{}, {file}] }}", closed(url)), format!("any_of {two}")),
        // A value may be what the first schema does not allow, so that the object is one of the second schema alone.
        (
            format!(
                "{{ oneOf: [{}, {file}] }}",
                url.replace("{ type: string }", "{ type: string, enum: [a] }")
            ),
            format!("any_of {two}"),
        ),
        (
            format!("{{ oneOf: [{}, {file}] }}", url.replace("maxLength: 9", "maxLength: 8")),
            format!("any_of {two}"),
        ),
        (
            format!("{{ oneOf: [{url}, {}] }}", file.replace("name: {", "url: { type: string }, name: {")),
            format!("any_of {two}"),
        ),
        // Null is said by leaving it out.
        (
            format!(
                "{{ oneOf: [{url}, {}] }}",
                file.replace("name: { type: string }", "name: { type: string, nullable: true }")
            ),
            "one_of `url`, or `file`".to_owned(),
        ),
        // An object of the second schema is one of the first, too.
        (format!("{{ oneOf: [{url}, {}] }}", file.replace("[file, name]", "[url, file]")), "none".to_owned()),
        (format!("{{ oneOf: [{url}, {}] }}", file.replace("[file, name]", "[]")), "none".to_owned()),
        ("{ $ref: '#/components/schemas/Mail' }".to_owned(), "any_of `motif`, or `weight`".to_owned()),
        ("{ $ref: '#/components/schemas/Parcel' }".to_owned(), "none".to_owned()),
    ] {
        let api = sent("multipart/form-data", &schema);
        assert_eq!(sets(&api), expected, "{schema}: {}", notes(&api));
    }
}

#[test]
fn alternatives_that_only_require_fields_are_sets_of_fields() {
    let object = |alternatives: &str| {
        format!(
            "{{ type: object, required: [c], properties: {{ a: {{ type: string }}, b: {{ type: string }}, c: {{ type: string }} }}, {alternatives} }}"
        )
    };
    for (alternatives, expected) in [
        ("oneOf: [{ required: [a] }, { required: [b, c] }]", "one_of `a`, or `b`"),
        ("anyOf: [{ required: [a] }, { required: [b] }]", "any_of `a`, or `b`"),
        ("oneOf: [{ required: [a] }, { required: [a, b] }]", "none"),
        ("anyOf: [{ required: [a] }, { required: [c] }]", "none"),
        ("anyOf: [{ required: [a] }, { required: [d] }]", "none"),
        ("oneOf: [{ required: [a] }, { not: { required: [b] } }]", "none"),
    ] {
        for media_type in ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"] {
            let api = sent(media_type, &object(alternatives));
            assert_eq!(sets(&api), expected, "{alternatives}: {}", notes(&api));
            let is_noted = notes(&api).contains("alternative requirements are not checked");
            assert_eq!(is_noted, alternatives.contains("not:"), "{alternatives}: {}", notes(&api));
        }
    }
}

#[cfg(feature = "export")]
#[test]
fn sets_of_fields_come_back_from_the_spec_and_its_export() {
    let spec = |keyword: &str| {
        let schema = format!(
            "{{ {keyword}: [{{ type: object, required: [a], properties: {{ a: {{ type: string }} }} }}, \
             {{ type: object, required: [b], properties: {{ b: {{ type: string }} }} }}] }}"
        );
        import(&Spec::default(), sent("multipart/form-data", &schema).drafts, None).unwrap().spec
    };
    for (keyword, key) in [("oneOf", "one_of"), ("anyOf", "any_of")] {
        let spec = spec(keyword);
        let files = spec.to_files();
        let text: String = files.values().cloned().collect();
        assert!(text.contains(&format!("\"{key}\"")), "{text}");
        let again =
            Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap();
        assert_eq!(again.to_files(), files);
        let exported = read(&hss_spec::export::openapi(&spec));
        assert_eq!(sets(&exported), format!("{key} `a`, or `b`"));
    }
    let report = hss_spec::diff::diff(&spec("oneOf"), &spec("anyOf"));
    assert_eq!(
        report.findings.len(),
        1,
        "{:?}",
        report.findings.iter().map(|one| &one.at).collect::<Vec<_>>()
    );
}

/// The parameters of the call with this one in the query, and the model of the last of them.
fn in_query(parameter: &str) -> (Vec<String>, String) {
    let api = read(&with_operation(&format!(
        "operationId: ListThings\nparameters: [{{ name: f, in: query, {parameter} }}]\nresponses: {{ '204': {{ description: x }} }}"
    )));
    let draft = only(&api);
    let names = draft.operation.parameters.iter().map(|one| one.field.name.clone()).collect();
    let model = draft.operation.parameters.last().and_then(|one| draft.models.get(one.field.ty.name()?));
    let sets = model.map(|model| {
        let sets = model.field_sets.as_ref().map(|sets| format!("{} {sets}", sets.key()));
        sets.or_else(|| model.size.map(|size| format!("size {size}"))).unwrap_or_default()
    });
    (names, sets.unwrap_or_else(|| notes(&api)))
}

#[test]
fn an_object_in_the_query_with_sets_of_fields_is_one_parameter() {
    let object = |more: &str| {
        format!(
            "schema: {{ type: object, properties: {{ a: {{ type: string }}, b: {{ type: string }} }}, {more} }}"
        )
    };
    let any = object("anyOf: [{ required: [a] }, { required: [b] }]");
    let one = |name: &str| vec![name.to_owned()];
    for (parameter, expected) in [
        (format!("style: deepObject, {any}"), "any_of `a`, or `b`"),
        (format!("style: form, {any}"), "any_of `a`, or `b`"),
        (format!("style: form, explode: false, {any}"), "any_of `a`, or `b`"),
        (format!("style: deepObject, {}", object("oneOf: [{ required: [a] }, { required: [b] }]")), "one_of `a`, or `b`"),
        (format!("style: deepObject, {}", object("minProperties: 1")), "size 1.."),
        (
            "style: deepObject, schema: { oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, \
             { type: object, required: [b], properties: { b: { type: string } } }] }"
                .to_owned(),
            "one_of `a`, or `b`",
        ),
    ] {
        assert_eq!(in_query(&parameter), (one("f"), expected.to_owned()), "{parameter}");
    }
    // Nothing ties these fields together, or the pairs of one would not be those of the style.
    let plain = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    assert_eq!(
        in_query(&format!("style: deepObject, {}", object("minProperties: 3"))).0,
        plain(["f[a]", "f[b]"])
    );
    let same = object("anyOf: [{ required: [a] }, { required: [a, b] }]");
    assert_eq!(in_query(&format!("style: deepObject, {same}")).0, plain(["f[a]", "f[b]"]));
    let inner = "schema: { type: object, anyOf: [{ required: [a] }, { required: [b] }], properties: { a: { type: string }, \
                 b: { type: object, properties: { c: { type: string } } } } }";
    assert_eq!(in_query(&format!("style: form, {inner}")).0, plain(["a", "b[c]"]));
    assert_eq!(in_query(&format!("style: deepObject, {inner}")).0, one("f"));
}

#[test]
fn the_values_of_a_map_in_the_query_have_their_bounds() {
    for parameter in ["style: deepObject", "style: form", "style: form, explode: false"] {
        let schema =
            "schema: { type: object, additionalProperties: { type: integer, minimum: 3, multipleOf: 3 } }";
        let api = read(&with_operation(&format!(
            "operationId: ListThings\nparameters: [{{ name: f, in: query, {parameter}, {schema} }}]\nresponses: {{ '204': {{ description: x }} }}"
        )));
        let field = &only(&api).operation.parameters[0].field;
        let bounds: Vec<String> = field.effective_constraints().map(|one| one.to_string()).collect();
        assert_eq!(bounds, ["3..", "3"], "{parameter}: {}", notes(&api));
    }
}
