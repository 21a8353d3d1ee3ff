//! Bodies that may be null, and the constraints of further media types.

use hss_spec::import::{OpenApi, import};
use hss_spec::model::{Constraint, ConstraintKind, Content, Format, Spec};

use super::document::{notes, only, read, with_operation};

fn with_content(content: &str) -> OpenApi {
    read(&with_operation(&format!(
        "operationId: putThings\nrequestBody:\n  required: true\n  content:\n{content}"
    )))
}

/// The spec of a document, which has to be the same once it is written and read, and once it is exported and imported.
fn settled(api: &OpenApi) -> Spec {
    let spec =
        import(&Spec::default(), api.drafts.clone(), None).expect("the drafts belong to one service").spec;
    let files = spec.to_files();
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let again = Spec::from_files("", texts).expect("a written spec can be read");
    assert_eq!(again.to_files(), files);
    #[cfg(feature = "export")]
    {
        let exported = read(&hss_spec::export::openapi(&spec));
        let same = import(&spec, exported.drafts, None).expect("an export can be imported").spec;
        assert_eq!(same.to_files(), files);
    }
    spec
}

#[test]
fn a_body_may_be_null_where_the_document_says_so() {
    let object = "properties: { a: { type: string } }";
    for (schema, nullable) in [
        (format!("{{ type: [object, 'null'], {object} }}"), true),
        (format!("{{ type: object, nullable: true, {object} }}"), true),
        (format!("{{ oneOf: [{{ type: object, {object} }}, {{ type: 'null' }}] }}"), true),
        ("{ type: [array, 'null'], items: { type: string } }".to_owned(), true),
        (format!("{{ type: object, {object} }}"), false),
        // Any JSON is null, too.
        ("{ nullable: true }".to_owned(), false),
    ] {
        let api = with_content(&format!("    application/json: {{ schema: {schema} }}"));
        let body = only(&api).operation.body.as_ref().unwrap();
        assert_eq!((body.nullable, body.required), (nullable, true), "{schema}: {}", notes(&api));
        let spec = settled(&api);
        let (_, operation) = spec.operations().next().unwrap();
        assert_eq!(operation.body.as_ref().unwrap().nullable, nullable);
    }
    let form = with_content(
        "    application/x-www-form-urlencoded: { schema: { type: [object, 'null'], properties: { a: {} } } }",
    );
    assert!(!only(&form).operation.body.as_ref().unwrap().nullable, "a form has no null");
}

#[test]
fn each_media_type_of_a_body_has_its_own_constraints() {
    let api = with_content(
        "    application/json: { schema: { type: array, maxItems: 5, items: { type: string, maxLength: 9 } } }\n    \
         application/vnd.things+json: { schema: { type: array, maxItems: 50, items: { type: string, pattern: '^a' } } }",
    );
    let body = only(&api).operation.body.as_ref().unwrap();
    let [other] = body.alternatives.as_slice() else { panic!("{:?}", body.alternatives) };
    let items = |one: Option<&Constraint>| one.map(ToString::to_string);
    assert_eq!(items(body.constraints.page(ConstraintKind::Items)).as_deref(), Some("..=5"));
    assert_eq!(items(other.constraints.page(ConstraintKind::Items)).as_deref(), Some("..=50"));
    assert!(other.constraints.page(ConstraintKind::Pattern).is_some());
    assert!(!notes(&api).contains("not enforced"), "{}", notes(&api));
    let spec = settled(&api);
    let (_, operation) = spec.operations().next().unwrap();
    assert_eq!(operation.body.as_ref().unwrap().alternatives, std::slice::from_ref(other));
}

#[test]
fn what_is_not_read_of_a_body_as_bytes_is_noted() {
    let api = with_content("    text/plain: { schema: { type: string, maxLength: 9, enum: [a, b] } }");
    assert_eq!(only(&api).operation.body.as_ref().unwrap().content, Content::Bytes);
    let text = notes(&api);
    for keyword in ["maxLength", "enum"] {
        let expected =
            format!("`{keyword}` is not read: it is not enforced for a body that is given as bytes");
        assert!(text.contains(&expected), "{text}");
    }
    let other = "    application/json: { schema: { type: string } }\n    application/vnd.things+json: { schema: { type: string, enum: [a] } }";
    let text = notes(&with_content(other));
    assert!(
        text.contains("the values of a body in a further media type that is not an object are not read"),
        "{text}"
    );
}

#[test]
fn the_strings_of_a_body_have_their_format_in_each_media_type() {
    let api = with_content(
        "    application/json: { schema: { type: array, items: { type: string, format: uuid } } }\n    \
         application/vnd.day+json: { schema: { type: string, format: date } }",
    );
    let spec = settled(&api);
    let (_, operation) = spec.operations().next().unwrap();
    let body = operation.body.as_ref().unwrap();
    let formats = [body.as_field("").format, body.alternatives[0].as_field("").format];
    assert_eq!(formats, [Some(Format::Uuid), Some(Format::Date)]);
}
