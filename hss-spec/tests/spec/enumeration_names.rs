//! Enumerations that fields share, and their names.

use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;

/// The spec with these operations taken in: each a listing with query parameters, which have those values.
fn with(spec: &Spec, operations: &[(&str, &[(&str, &str)])]) -> Spec {
    let mut text = "openapi: 3.0.3\ninfo: { title: Looms, version: '1' }\npaths:\n".to_owned();
    for (id, parameters) in operations {
        text.push_str(&format!(
            "  /v1/looms/{id}:\n    get:\n      operationId: {id}\n      responses: {{ '200': {{ description: Done }} }}\n      \
             parameters:\n"
        ));
        for (name, values) in *parameters {
            text.push_str(&format!(
                "      - {{ name: {name}, in: query, schema: {{ type: string, enum: [{values}] }} }}\n"
            ));
        }
    }
    let drafts = read_openapi(&Document::new("looms.yaml", &text), false);
    let drafts = drafts.unwrap_or_else(|problems| panic!("{problems}")).drafts;
    import(spec, drafts, None).unwrap_or_else(|problems| panic!("{problems}")).spec
}

/// The types of all operations' parameters.
fn types(spec: &Spec) -> Vec<&str> {
    let operations = spec.groups["looms"].operations.values();
    operations.flat_map(|one| &one.parameters).filter_map(|parameter| parameter.field.ty.name()).collect()
}

#[test]
fn what_is_called_the_same_and_has_the_same_values_is_one_enumeration() {
    let operations: &[(&str, &[(&str, &str)])] = &[
        ("ListA", &[("category", "wool, silk"), ("edge", "raw, sewn")]),
        ("ListB", &[("category", "wool, silk"), ("edge", "raw, sewn")]),
        ("ListC", &[("category", "up, down"), ("edge", "left, right")]),
        ("ListD", &[("category", "up, down"), ("edge", "left, right")]),
        ("ListE", &[("category", "up, down"), ("edge", "sharp")]),
        ("ListF", &[("category", "one")]),
    ];
    let expected = [
        "ListACategory",
        "Edge",
        "ListACategory",
        "Edge",
        "LoomsCategory",
        "LoomsEdge",
        "LoomsCategory",
        "LoomsEdge",
        "LoomsCategory",
        "ListEEdge",
        "ListFCategory",
    ];
    assert_eq!(types(&with(&Spec::default(), operations)), expected);
    let reversed: Vec<_> = operations.iter().rev().copied().collect();
    assert_eq!(with(&Spec::default(), &reversed), with(&Spec::default(), operations));
}

#[test]
fn the_groups_name_is_not_put_before_a_name_that_has_it_or_where_another_field_is_called_so() {
    let operations: &[(&str, &[(&str, &str)])] = &[
        ("ListA", &[("kind", "wool, silk"), ("looms_kind", "hand, power"), ("looms_type", "a, b")]),
        ("ListB", &[("kind", "wool, silk"), ("looms_type", "a, b")]),
        ("ListC", &[("looms_type", "c, d")]),
        ("ListD", &[("looms_type", "c, d")]),
    ];
    let expected =
        ["ListAKind", "LoomsKind", "LoomsType", "ListAKind", "LoomsType", "ListCLoomsType", "ListCLoomsType"];
    assert_eq!(types(&with(&Spec::default(), operations)), expected);
}

#[test]
fn a_new_operation_takes_the_enumeration_that_is_there() {
    let spec = with(&Spec::default(), &[("ListM", &[("category", "wool, silk")])]);
    assert_eq!(types(&spec), ["ListMCategory"]);
    let more = with(&spec, &[("ListA", &[("category", "wool, silk")]), ("ListB", &[("category", "wool")])]);
    assert_eq!(types(&more), ["ListMCategory", "ListBCategory", "ListMCategory"]);
}

#[test]
fn no_enumeration_is_called_like_a_model() {
    let text = "
openapi: 3.0.3
info: { title: Looms, version: '1' }
paths:
  /v1/looms: { get: { operationId: ShowLoom, responses: { '200': { description: Done, content: { application/json: { schema: { $ref: '#/components/schemas/Loom' } } } } } } }
  /v1/looms/state: { get: { operationId: ShowState, responses: { '200': { description: Done, content: { application/json: { schema: { $ref: '#/components/schemas/LoomState' } } } } } } }
components:
  schemas:
    LoomState: { type: object, properties: { state: { type: string, enum: [idle, busy] } } }
    Loom: { type: object, properties: { state: { type: string, enum: [new, old] } } }
    State: { type: object, properties: { a: { type: string } } }
";
    let drafts = read_openapi(&Document::new("looms.yaml", text), false);
    let drafts = drafts.unwrap_or_else(|problems| panic!("{problems}")).drafts;
    let spec = import(&Spec::default(), drafts, None).unwrap_or_else(|problems| panic!("{problems}")).spec;
    assert!(!spec.check().has_errors(), "{}", spec.check());
    let state = |model: &str| {
        spec.model("looms", model).and_then(|model| model.field("state")).map(|field| field.ty.to_string())
    };
    assert_eq!(state("Loom").as_deref(), Some("LoomStateValue"));
}

#[test]
fn an_operation_that_is_called_as_its_group_shares_no_enumeration_with_the_group() {
    let spec = with(
        &Spec::default(),
        &[
            ("Looms", &[("type", "up, down")]),
            ("ListA", &[("type", "raw, sewn")]),
            ("ListB", &[("type", "raw, sewn")]),
        ],
    );
    assert_eq!(types(&spec), ["LoomsType", "LoomsType", "LoomsTypeValue"]);
    let values = |name: &str| spec.groups["looms"].definitions.enums[name].values.len();
    assert_eq!((values("LoomsType"), values("LoomsTypeValue")), (2, 2));
}
