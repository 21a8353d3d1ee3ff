//! The form of requests: paths, media types of bodies, styles of parameters.

use hss_spec::import::OpenApi;
use hss_spec::model::{Body, BodyContent, Content, Location, Parameter, ParameterStyle, Type};

use super::document::{notes, only, read, with_operation};

fn at_path(path: &str, parameters: &str) -> OpenApi {
    let document = with_operation(&format!("operationId: ShowThing\nparameters: [{parameters}]"));
    read(&document.replace("/things:", &format!("{path:?}:")))
}

fn path_parameter(name: &str) -> String {
    format!("{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}")
}

#[test]
fn placeholders_stand_anywhere_in_a_segment() {
    let cases = [
        ("/jobs/{id}:cancel", "id"),
        ("/files/{name}.json", "name"),
        ("/indexes('{name}')/docs", "name"),
        ("/a/{b-c}@2", "b-c"),
    ];
    for (path, name) in cases {
        let api = at_path(path, &path_parameter(name));
        assert_eq!(only(&api).operation.path, path);
        assert_eq!(only(&api).operation.placeholders().collect::<Vec<_>>(), [name]);
        assert_eq!(notes(&api), "", "{path}");
    }
    let two = [path_parameter("from"), path_parameter("to")].join(", ");
    let api = at_path("/range/{from}..{to}", &two);
    assert_eq!(only(&api).operation.placeholders().collect::<Vec<_>>(), ["from", "to"]);
}

#[test]
fn what_is_never_sent_is_no_part_of_a_path() {
    let cases = [
        ("/things#two", "/things", "the fragment `#two`"),
        ("things", "/things", "is read as `/things`"),
        ("/my things", "/my%20things", ""),
    ];
    for (path, sent, note) in cases {
        let api = at_path(path, "");
        assert_eq!(only(&api).operation.path, sent);
        assert!(notes(&api).contains(note) && notes(&api).is_empty() == note.is_empty(), "{}", notes(&api));
    }
    let api = at_path("/keys/{key+}", &path_parameter("key"));
    assert_eq!(only(&api).operation.path, "/keys/{key}");
    assert!(notes(&api).contains("a `/` in `{key+}` is escaped"), "{}", notes(&api));
}

#[test]
fn a_query_in_a_path_is_read_as_parameters_of_one_value() {
    let api = at_path("/things?acl&version=2&id={id}", "{ name: acl, in: query, schema: { type: boolean } }");
    let draft = only(&api);
    assert_eq!(draft.operation.path, "/things");
    let found: Vec<_> = draft
        .operation
        .parameters
        .iter()
        .map(|one| (one.field.name.as_str(), one.field.required.page))
        .collect();
    assert_eq!(found, [("acl", Some(true)), ("version", Some(true))]);
    let values: Vec<_> = draft.values["query.version"].values.iter().map(|value| &value.value).collect();
    assert_eq!(values, ["2"]);
}

fn body(content: &str) -> (Body, String) {
    let api = read(&with_operation(&format!(
        "operationId: MakeThing\nrequestBody: {{ required: true, content: {{ {content} }} }}"
    )));
    (only(&api).operation.body.clone().expect("a body"), notes(&api))
}

#[test]
fn a_body_has_the_media_type_in_which_it_is_sent() {
    let fields = "{ schema: { type: object, properties: { a: { type: string } } } }";
    let model = Type::Named("MakeThingRequestBody".to_owned());
    let cases = [
        (format!("application/json: {fields}"), Content::Json, None, model.clone()),
        (format!("application/json;charset=utf-8: {fields}"), Content::Json, None, model.clone()),
        (
            format!("application/merge-patch+json: {fields}"),
            Content::Json,
            Some("application/merge-patch+json"),
            model.clone(),
        ),
        (format!("application/x-www-form-urlencoded: {fields}"), Content::Urlencoded, None, model.clone()),
        ("application/x-www-form-urlencoded: {}".to_owned(), Content::Urlencoded, None, Type::Json),
        (
            "application/x-www-form-urlencoded: { schema: { type: string } }".to_owned(),
            Content::Bytes,
            Some("application/x-www-form-urlencoded"),
            Type::File,
        ),
        (format!("multipart/form-data: {fields}"), Content::Multipart, None, model.clone()),
        ("multipart/form-data: {}".to_owned(), Content::Bytes, Some("multipart/form-data"), Type::File),
        ("application/octet-stream: {}".to_owned(), Content::Bytes, None, Type::File),
        (
            "text/plain: { schema: { type: string } }".to_owned(),
            Content::Bytes,
            Some("text/plain"),
            Type::File,
        ),
        (format!("application/xml: {fields}"), Content::Bytes, Some("application/xml"), Type::File),
        ("application/x-ndjson: {}".to_owned(), Content::Bytes, Some("application/x-ndjson"), Type::File),
        (
            "'*/*': { schema: { type: string, format: binary } }".to_owned(),
            Content::Bytes,
            Some("*/*"),
            Type::File,
        ),
    ];
    for (content, encoding, media_type, ty) in cases {
        let (body, _) = body(&content);
        assert_eq!(
            (body.content, body.media_type.as_deref(), body.ty),
            (encoding, media_type, ty),
            "{content}"
        );
        assert!(body.required, "{content}");
    }
    let (_, notes) = body(&format!("application/xml: {fields}"));
    assert!(
        notes.contains("content/application~1xml: a body of `application/xml` is given as bytes"),
        "{notes}"
    );
    let choice = "{ schema: { oneOf: [{ type: string }, { type: object, required: [b], properties: { b: { type: string } } }] } }";
    for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let (body, notes) = body(&format!("{media_type}: {choice}"));
        assert_eq!(body.content, Content::Bytes);
        assert!(notes.contains(&format!("a body of `{media_type}` is given as bytes")), "{notes}");
    }
}

#[test]
fn json_is_chosen_before_forms_and_forms_before_bytes() {
    let fields = "{ schema: { type: object, properties: { a: { type: string } } } }";
    let all =
        ["text/csv", "application/x-www-form-urlencoded", "multipart/form-data", "'*/*'", "application/json"];
    let expected = [Content::Bytes, Content::Urlencoded, Content::Multipart, Content::Json, Content::Json];
    for count in 1..=all.len() {
        let content: Vec<String> = all[..count].iter().map(|name| format!("{name}: {fields}")).collect();
        let (body, _) = body(&content.join(", "));
        assert_eq!(body.content, expected[count - 1], "{content:?}");
        // The others can be chosen, apart from a range of media types, which names none.
        let others: Vec<&str> = body.alternatives.iter().map(BodyContent::media_type).collect();
        let named = all[..count].iter().filter(|name| !name.contains('*'));
        let own = body.media_type.as_deref().unwrap_or(body.content.media_type());
        assert_eq!(others, named.filter(|name| **name != own).copied().collect::<Vec<_>>(), "{content:?}");
    }
}

#[test]
fn the_encoding_of_the_fields_of_a_form_is_kept() {
    let (body, _) = body(
        "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: object, properties: \
         { b: { type: string } } }, c: { type: array, items: { type: string } } } }, encoding: { a: { style: deepObject, \
         explode: true }, c: { explode: false, contentType: text/plain } } }",
    );
    let part = |name: &str| body.parts.get(name).cloned().unwrap_or_default();
    assert_eq!((part("a").style, part("a").explode), (Some(ParameterStyle::DeepObject), Some(true)));
    assert_eq!((part("c").explode, part("c").media_type.as_deref()), (Some(false), Some("text/plain")));
}

fn parameters(parameter: &str) -> Vec<Parameter> {
    let api = at_path("/things/{id}", &format!("{}, {parameter}", path_parameter("id")));
    only(&api).operation.parameters.iter().filter(|one| one.field.name != "id").cloned().collect()
}

#[test]
fn a_list_keeps_its_style() {
    let list = "schema: { type: array, items: { type: integer } }";
    let cases = [
        ("in: query", ParameterStyle::Form, true),
        ("in: query, explode: false", ParameterStyle::Form, false),
        ("in: query, style: pipeDelimited", ParameterStyle::PipeDelimited, false),
        ("in: query, style: spaceDelimited", ParameterStyle::SpaceDelimited, false),
        ("in: header", ParameterStyle::Simple, false),
        ("in: cookie, explode: false", ParameterStyle::Form, false),
    ];
    for (attributes, style, explode) in cases {
        let found = parameters(&format!("{{ name: a, {attributes}, {list} }}"));
        assert_eq!((found[0].style, found[0].explode), (style, explode), "{attributes}");
        assert_eq!(found[0].field.ty.to_string(), "[integer]", "{attributes}");
    }
    let api = at_path(
        "/things/{a}",
        &format!("{{ name: a, in: path, style: matrix, explode: true, required: true, {list} }}"),
    );
    let found = only(&api).operation.parameter(Location::Path, "a").expect("a parameter");
    assert_eq!((found.style, found.explode), (ParameterStyle::Matrix, true));
    let odd = at_path("/things", &format!("{{ name: a, in: query, style: matrix, {list} }}"));
    assert!(
        notes(&odd).contains("no parameter in `query` has the style `matrix`; read as `form`"),
        "{}",
        notes(&odd)
    );
}

#[test]
fn an_object_in_the_query_is_a_parameter_for_each_field() {
    let object = "schema: { type: object, required: [x], properties: { x: { type: integer, maximum: 9 }, \
                  y: { type: object, properties: { z: { type: string } } } } }";
    let names = |attributes: &str| {
        let found = parameters(&format!("{{ name: page, in: query, {attributes}, {object} }}"));
        found.iter().map(|one| (one.field.name.clone(), one.field.required.page)).collect::<Vec<_>>()
    };
    let named = |name: &str, required| (name.to_owned(), Some(required));
    assert_eq!(names("style: deepObject"), [named("page[x]", false), named("page[y][z]", false)]);
    assert_eq!(
        names("style: deepObject, required: true"),
        [named("page[x]", true), named("page[y][z]", false)]
    );
    assert_eq!(names("style: form"), [named("x", false), named("y[z]", false)]);
    // Its pairs share one value, so it is one parameter.
    assert_eq!(names("style: form, explode: false"), [named("page", false)]);
    let list = parameters(
        "{ name: expand, in: query, style: deepObject, schema: { type: array, items: { type: string } } }",
    );
    assert_eq!(list[0].field.name, "expand[]");
}

#[test]
fn an_encoded_parameter_keeps_its_media_type() {
    let found = parameters(
        "{ name: filter, in: query, content: { application/json: { schema: { type: object } } } }",
    );
    assert_eq!(found[0].media_type.as_deref(), Some("application/json"));
    assert_eq!((found[0].field.ty.clone(), found[0].is_json()), (Type::Json, true));
    // A value in JSON may be one of several objects, which have names of their own.
    let one = |name: &str| {
        format!("{{ type: object, required: [{name}], properties: {{ {name}: {{ type: string }} }} }}")
    };
    let choice = format!("{{ oneOf: [{}, {}] }}", one("a"), one("b"));
    let choice =
        format!("{{ name: filter, in: query, content: {{ application/json: {{ schema: {choice} }} }} }}");
    assert_eq!(parameters(&choice)[0].field.ty, Type::Named("ShowThingFilter".to_owned()));
    let text = parameters("{ name: filter, in: query, content: { text/csv: { schema: { type: object } } } }");
    assert_eq!((text[0].field.ty.clone(), text[0].is_json()), (Type::String, false));
}

#[test]
fn a_response_that_is_no_json_keeps_its_media_type() {
    for (media_type, schema, kept) in [
        ("text/csv", "{}", Some("text/csv")),
        ("application/json", "{}", None),
        // What is not an object may also be text.
        ("'*/*'", "{}", Some("*/*")),
        ("'*/*'", "{ type: string }", Some("*/*")),
        ("'*/*'", "{ type: object, properties: { a: { type: string } } }", None),
        ("'*/*'", "{ type: string, format: binary }", None),
    ] {
        let content = format!("{{ {media_type}: {{ schema: {schema} }} }}");
        let api = read(&with_operation(&format!(
            "operationId: ListThings\nresponses: {{ '200': {{ content: {content} }} }}"
        )));
        assert_eq!(only(&api).operation.response.media_type.as_deref(), kept);
    }
}

#[test]
fn reserved_characters_are_kept_where_the_document_says_so() {
    let reserved = |value: &str| {
        let parameter =
            format!("{{ name: a, in: query, allowReserved: {value}, schema: {{ type: string }} }}");
        let api = at_path("/things", &parameter);
        assert_eq!(notes(&api), "");
        only(&api).operation.parameters[0].reserved
    };
    assert!(reserved("true") && !reserved("false"));
}

#[test]
fn what_has_no_own_form_is_noted() {
    let api = at_path("/things", "{ name: a, in: header, allowReserved: true, schema: { type: string } }");
    let note = "`allowReserved` is read only for query parameters that are not objects; reserved characters are escaped";
    assert!(notes(&api).contains(note), "{}", notes(&api));
}

#[test]
fn what_says_nothing_of_a_call_is_passed_over_in_silence() {
    let api = read(&with_operation(
        "operationId: ListThings\nexternalDocs: { url: https://a.example.com }\nx-order: 1\nsummary: S\nresponses: { '200': \
         { description: D, links: { next: {} }, content: { application/json: { schema: { type: string }, examples: {} } } }, \
         '404': { description: Gone, content: { application/json: { schema: { type: object } } } } }",
    ));
    assert_eq!(notes(&api), "");
    assert_eq!(only(&api).operation.response.ty, Some(Type::String));
}
