//! The vendor's machine-readable constraints as a second source.

use hss_spec::import::{Document, OpenApi, apply_constraints};
use hss_spec::model::ConstraintKind;

use super::document::{draft, query, read, text};

/// The warehouse, constrained by the keywords of `ListCrates`' query; and the notes, a line each.
fn constrained(keywords: &str) -> (OpenApi, String) {
    let mut api = read(include_str!("../../openapi/warehouse.yaml"));
    let text = format!(
        "{{\"ListCrates\": {{\"method\": \"GET\", \"path\": \"/v2/{{project_id}}/crates\", \"query\": {keywords}}}}}"
    );
    let notes = apply_constraints(&Document::new("constraints.json", &text), &mut api.drafts);
    let notes = notes.unwrap_or_else(|problems| panic!("{problems}"));
    (api, notes.iter().map(|note| format!("{note}\n")).collect())
}

#[test]
fn bounds_stand_beside_the_page_s() {
    let (api, _) = constrained(
        "{\"limit\": {\"type\": \"integer\", \"format\": \"int32\", \"minimum\": 0, \"maximum\": 200}}",
    );
    let limit = query(draft(&api, "ListCrates"), "limit");
    assert_eq!(
        (
            text(limit.constraints.page(ConstraintKind::Range)),
            text(limit.constraints.machine(ConstraintKind::Range))
        ),
        ("1..=100".to_owned(), "0..=200".to_owned())
    );
    let range = limit.constraints.get(ConstraintKind::Range).expect("a range");
    assert!(range.is_disputed());
    assert_eq!(text(range.effective()), "0..=200");
}

#[test]
fn a_missing_keyword_is_not_a_source() {
    let (api, _) = constrained(
        "{\"limit\": {\"type\": \"integer\"}, \"tags\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 9}}",
    );
    let limit = query(draft(&api, "ListCrates"), "limit");
    assert!(
        limit.required.machine.is_none()
            && limit.constraints.machine(ConstraintKind::Range).is_none()
            && limit.default.machine.is_none()
    );
    assert_eq!(
        text(query(draft(&api, "ListCrates"), "tags").constraints.machine(ConstraintKind::Items)),
        "1..=9"
    );
}

#[test]
fn required_and_default_may_be_disputed() {
    let (api, _) = constrained("{\"offset\": {\"type\": \"integer\", \"required\": true, \"default\": 1}}");
    let offset = query(draft(&api, "ListCrates"), "offset");
    assert!(offset.required.is_disputed() && !offset.required.effective());
    assert_eq!(
        (text(offset.default.page.clone()), text(offset.default.machine.clone())),
        ("0".to_owned(), "1".to_owned())
    );
}

#[test]
fn the_limits_of_a_type_are_constraints_like_others() {
    let (api, _) = constrained("{\"offset\": {\"minimum\": 0, \"maximum\": 9223372036854775807}}");
    assert_eq!(
        text(query(draft(&api, "ListCrates"), "offset").constraints.machine(ConstraintKind::Range)),
        "0..=9223372036854775807"
    );
}

#[test]
fn values_of_either_source_are_taken() {
    let (api, notes) = constrained(
        "{\"kind\": {\"enum\": [\"open\", \"lost\"]}, \"tags\": {\"type\": \"array\", \"enum\": [\"old\"]}}",
    );
    let listed = |place: &str| {
        let values = &draft(&api, "ListCrates").values[place].values;
        values.iter().map(|value| value.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed("query.kind"), ["open", "sealed", "lost"]);
    assert_eq!(listed("query.tags"), ["old"]);
    assert!(
        notes.contains("#/ListCrates/query/kind/enum: the operation's page lists other values"),
        "{notes}"
    );
}

#[test]
fn what_only_one_source_knows_is_noted() {
    let (_, notes) = constrained("{\"colour\": {\"type\": \"string\"}}");
    assert!(notes.contains("query/colour: `ListCrates`: query parameter `colour` is only here"), "{notes}");
    assert!(
        notes.contains("query: `ListCrates`: query parameter `limit` is only on the operation's page"),
        "{notes}"
    );
}

#[test]
fn what_does_not_fit_the_parameter_is_noted_and_not_read() {
    let (api, notes) = constrained(
        "{\"limit\": {\"type\": \"string\", \"minLength\": 1, \"default\": \"ten\", \"colour\": 1}, \"offset\": {\"minimum\": 3, \"maximum\": 1}}",
    );
    let limit = query(draft(&api, "ListCrates"), "limit");
    assert!(limit.constraints.machine(ConstraintKind::Length).is_none() && limit.default.machine.is_none());
    assert!(query(draft(&api, "ListCrates"), "offset").constraints.machine(ConstraintKind::Range).is_none());
    for expected in [
        "/limit/type: the type is `string` here",
        "/limit/minLength: ",
        "/limit/default: ",
        "/limit/colour: ",
        "/offset/minimum: ",
    ] {
        assert!(notes.contains(expected), "{expected}: {notes}");
    }
}

#[test]
fn a_file_of_another_form_is_refused() {
    for (text, expected) in [
        ("[]", "expected an object of operations"),
        ("{\"ListCrates\": 1}", "#/ListCrates: `ListCrates` has no `query`"),
        ("{", "not valid JSON"),
    ] {
        let mut api = read(include_str!("../../openapi/warehouse.yaml"));
        let refused = apply_constraints(&Document::new("constraints.json", text), &mut api.drafts);
        assert!(refused.is_err_and(|problems| problems.to_string().contains(expected)), "{text}");
    }
}
