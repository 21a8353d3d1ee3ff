//! Whole documents: what becomes of everything that they usually have.

use hss_spec::import::{Document, is_openapi, read_openapi};
use hss_spec::model::{ConstraintKind, Content, EnumKind, Location, Method, SourceForm, Type};

use super::document::{body_model, draft, query, read, text};

const YAML: &str = include_str!("../../openapi/warehouse.yaml");
const JSON: &str = include_str!("../../openapi/warehouse.json");

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn named(name: &str) -> Type {
    Type::Named(name.to_owned())
}

#[test]
fn json_and_yaml_of_one_document_give_the_same_drafts() {
    let (json, yaml) = (read(JSON), read(YAML));
    assert_eq!(json.drafts.len(), 4);
    for (json, yaml) in json.drafts.iter().zip(&yaml.drafts) {
        assert_eq!(
            (&json.operation, &json.models, &json.values),
            (&yaml.operation, &yaml.models, &yaml.values)
        );
    }
    assert_eq!((&json.title, &json.version), (&yaml.title, &yaml.version));
}

#[test]
fn the_document_names_its_title_version_and_endpoint() {
    let api = read(YAML);
    assert_eq!((api.title.as_str(), api.version.as_str()), ("Warehouse", "1.4"));
    assert_eq!(api.endpoint.as_deref(), Some("https://stock.north-1.main.example.com"));
}

#[test]
fn an_operation_has_its_facts_and_the_document_as_source() {
    let api = read(YAML);
    let operation = &draft(&api, "ListCrates").operation;
    assert_eq!((operation.method, operation.path.as_str()), (Method::Get, "/v2/{project_id}/crates"));
    assert_eq!(operation.source, Some(SourceForm::OpenApi));
    assert!(!operation.deprecated && draft(&api, "GetLabel").operation.deprecated);
    assert!(operation.place.line > 0, "the place has a line");
}

#[test]
fn a_parameter_of_the_operation_goes_before_its_path_s() {
    let api = read(YAML);
    let listing = draft(&api, "ListCrates");
    let limit = query(listing, "limit");
    assert_eq!(
        (text(limit.constraints.page(ConstraintKind::Range)), limit.required.page),
        ("1..=100".to_owned(), Some(true))
    );
    let locations: Vec<_> = listing.operation.parameters.iter().map(|one| one.location).collect();
    assert_eq!(locations.iter().filter(|location| **location == Location::Query).count(), 4);
    assert_eq!(
        listing.operation.parameter(Location::Path, "project_id").map(|one| one.field.required.page),
        Some(Some(true))
    );
}

#[test]
fn a_list_in_the_query_has_its_size_and_its_elements_length() {
    let api = read(YAML);
    let tags = query(draft(&api, "ListCrates"), "tags");
    assert_eq!(tags.ty, list(Type::String));
    assert_eq!(
        (
            text(tags.constraints.page(ConstraintKind::Items)),
            text(tags.constraints.page(ConstraintKind::Length))
        ),
        ("..=5".to_owned(), "2..".to_owned())
    );
}

#[test]
fn listed_values_keep_the_plain_type_and_stand_by_place() {
    let api = read(YAML);
    let listing = draft(&api, "ListCrates");
    assert_eq!(query(listing, "kind").ty, Type::String);
    for place in ["query.kind", "Crate.kind"] {
        let values = &listing.values[place];
        let known: Vec<_> = values.values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!((values.kind, known), (EnumKind::String, vec!["open", "sealed"]));
    }
}

#[test]
fn paging_is_found() {
    let api = read(YAML);
    let paging = draft(&api, "ListCrates").operation.paging.as_ref().expect("paging");
    assert_eq!((paging.items.as_str(), paging.total.as_deref()), ("data_list", Some("total_num")));
}

#[test]
fn all_of_becomes_one_model_with_the_fields_of_its_parts() {
    let api = read(YAML);
    let listing = draft(&api, "ListCrates");
    let model = &listing.models["Crate"];
    let fields: Vec<_> = model.fields.iter().map(|field| (field.name.as_str(), field.ty.clone())).collect();
    let expected = [
        ("id", Type::String),
        ("kind", Type::String),
        ("weight", Type::Number),
        ("made_at", Type::String),
        ("inside", list(named("Crate"))),
        ("size", named("CrateSize")),
        ("labels", Type::Map(Box::new(Type::String))),
        ("extra", Type::Json),
    ];
    assert_eq!(fields, expected);
    assert_eq!(model.field("id").and_then(|id| id.required.page), Some(true));
    assert_eq!(listing.models["CrateSize"].fields[0].ty, Type::Long);
}

#[test]
fn a_draft_holds_the_models_that_it_reaches_and_no_other() {
    let api = read(YAML);
    let names = |id: &str| draft(&api, id).models.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names("ListCrates"), ["Crate", "CrateSize", "ListCratesResponse"]);
    assert_eq!(names("CreateCrate"), ["Crate", "CrateSize", "NewCrate", "Thing"]);
    assert!(names("GetLabel").is_empty());
}

#[test]
fn a_body_s_fields_say_whether_they_are_required_and_make_it_required() {
    let api = read(YAML);
    let making = draft(&api, "CreateCrate");
    let required: Vec<_> = body_model(making).fields.iter().map(|field| field.required.page).collect();
    assert_eq!(required, [Some(true), Some(false), Some(false)]);
    assert!(making.operation.body.as_ref().is_some_and(|body| body.required));
    let response = &draft(&api, "ListCrates").models["ListCratesResponse"];
    assert_eq!(response.fields[0].required.page, None);
}

#[test]
fn excluded_whole_bounds_become_the_next_number() {
    let api = read(YAML);
    let copies = body_model(draft(&api, "CreateCrate")).field("copies").expect("copies");
    assert_eq!(
        (text(copies.constraints.page(ConstraintKind::Range)), text(copies.default.page.clone())),
        ("1..=9".to_owned(), "1".to_owned())
    );
}

#[test]
fn a_nullable_reference_is_the_reference() {
    let api = read(YAML);
    assert_eq!(body_model(draft(&api, "CreateCrate")).field("owner").expect("owner").ty, named("Thing"));
}

#[test]
fn the_first_success_with_a_body_is_what_a_call_returns() {
    let api = read(YAML);
    let making = draft(&api, "CreateCrate");
    assert_eq!(
        (making.operation.response.status, making.operation.response.ty.clone()),
        (201, Some(named("Crate")))
    );
    let others: Vec<String> =
        making.operation.other_responses.iter().map(|other| other.status.to_string()).collect();
    assert_eq!(others, ["202"]);
}

#[test]
fn a_missing_id_is_made_of_method_and_path() {
    let api = read(YAML);
    let labelling = &draft(&api, "PutV2ByProjectIdCratesByCrateIdLabel").operation;
    assert_eq!(labelling.response.status, 204);
    assert_eq!(labelling.response.ty, None);
}

#[test]
fn forms_of_parts_and_downloads_have_files() {
    let api = read(YAML);
    let labelling = draft(&api, "PutV2ByProjectIdCratesByCrateIdLabel");
    let body = labelling.operation.body.as_ref().expect("a body");
    assert_eq!((body.content, body.required), (Content::Multipart, true));
    let types: Vec<_> = body_model(labelling).fields.iter().map(|field| field.ty.clone()).collect();
    assert_eq!(types, [Type::File, Type::String]);
    assert_eq!(draft(&api, "GetLabel").operation.response.ty, Some(Type::File));
}

#[test]
fn descriptions_are_kept_on_request_only() {
    let kept = read_openapi(&Document::new("api.yaml", YAML), true).expect("a document");
    assert_eq!(draft(&kept, "ListCrates").operation.vendor_description.as_deref(), Some("Lists crates."));
    assert_eq!(draft(&read(YAML), "ListCrates").operation.vendor_description, None);
}

#[test]
fn documents_are_told_from_pages() {
    assert!(is_openapi(YAML) && is_openapi(JSON));
    assert!(!is_openapi("# A page\n\n## URI\n\nGET /v2/crates\n"));
}

#[test]
fn a_document_with_its_version_at_the_end_is_told_from_a_page() {
    let filler = "    - { name: a }\n".repeat(500);
    let document = format!("info:\n  title: T\ntags:\n{filler}openapi: '3.0.3'\npaths: {{}}\n");
    assert!(is_openapi(&document));
    let page = format!("# A page\n\n{filler}\nopenapi: the way documents are written\n");
    assert!(!is_openapi(&page));
}
