//! Fixups on pages of our own: they correct what the page says, and tell when it says something else.

use hss_spec::import::{Imported, import};
use hss_spec::model::{Bounds, Constraint, ConstraintKind, Location, Operation, Spec, Type};
use hss_spec::place::Problems;

/// The import of the page `ListLanternJobs` into a spec with these fixups.
fn imported(page: &str, fixups: &str) -> Result<Imported, Problems> {
    let files = [("service.json", r#"{ "name": "lantern" }"#), ("fixups.json", fixups)];
    let spec = Spec::from_files("", files).expect("the spec is right");
    import(&spec, vec![crate::import::page_files::page(page)], None)
}

fn markdown(fixups: &str) -> Result<Imported, Problems> {
    imported("ListLanternJobs.en.md", fixups)
}

fn operation(imported: &Imported) -> &Operation {
    let (group, operation) = imported.spec.operation("ListLanternJobs").expect("it was imported");
    assert_eq!(group, "lantern");
    operation
}

fn notes(imported: &Imported) -> Vec<String> {
    imported.notes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_fact_is_corrected_and_the_operation_lists_its_place() {
    let imported = markdown(
        r#"[
  { "operation": "ListLanternJobs", "at": ["query.limit.range", "LanternJob.progress.unit"], "from": "10..=200", "to": "1..=50", "evidence": "tried" },
  { "operation": "ListLanternJobs", "at": "LanternJob.progress.unit", "from": null, "to": "percent", "evidence": "0 to 100" }
]"#,
    );
    let problems = imported.expect_err("the unit is not what the first fixup expects");
    assert_eq!(
        problems.to_string(),
        "fixups.json:2:3: error: the fixup of ListLanternJobs at `LanternJob.progress.unit` expects the document to \
         say `10..=200`, but it says `nothing`; look at the page and correct the fixup"
    );
    let imported = markdown(
        r#"[
  { "operation": "ListLanternJobs", "at": "query.limit.range", "from": "10..=200", "to": "1..=50", "evidence": "tried" },
  { "operation": "ListLanternJobs", "at": "query.limit.default", "from": "10", "to": null, "evidence": "tried" },
  { "operation": "ListLanternJobs", "at": "query.kind.required", "from": true, "to": false, "evidence": "tried" }
]"#,
    )
    .expect("it fits");
    let operation = operation(&imported);
    let field = |name: &str| &operation.parameter(Location::Query, name).expect("a parameter").field;
    assert_eq!(
        field("limit").constraints.page(ConstraintKind::Range),
        Some(&Constraint::Range(Bounds::between(1, 50)))
    );
    assert!(field("limit").default.is_empty());
    assert!(!field("kind").required.effective());
    assert_eq!(operation.fixed, ["query.kind.required", "query.limit.default", "query.limit.range"]);
    assert_eq!(imported.spec.check().to_string(), "");
}

#[test]
fn a_fixup_that_the_page_no_longer_needs_is_reported_with_its_line() {
    let imported = markdown(
        r#"[
  { "operation": "ListLanternJobs", "at": "query.limit.range", "from": "10..=99", "to": "10..=200", "evidence": "tried" }
]"#,
    )
    .expect("a dead fixup stops nothing");
    assert_eq!(
        notes(&imported),
        [
            "fixups.json:2:3: note: dead fixup: the document of ListLanternJobs itself has this value at `query.limit.range` now; \
          delete it"
        ]
    );
    assert!(operation(&imported).fixed.is_empty());
    assert!(imported.spec.check().to_string().contains("changes nothing"), "the check fails on it");
}

#[test]
fn a_page_that_says_something_third_is_an_error() {
    let problems = markdown(
        r#"[
  { "operation": "ListLanternJobs", "at": "query.limit.range", "from": "10..=99", "to": "10..=100", "evidence": "tried" },
  { "operation": "ListLanternJobs", "at": "query.speed.range", "from": null, "to": "1..", "evidence": "tried" },
  { "operation": "ListLanternJobs", "at": "query.limit.range", "from": "10..=200", "to": "ten", "evidence": "tried" }
]"#,
    )
    .expect_err("none of them fits");
    assert_eq!(
        problems.to_string(),
        "fixups.json:2:3: error: the fixup of ListLanternJobs at `query.limit.range` expects the document to say \
         `10..=99`, but it says `10..=200`; look at the page and correct the fixup\n\
         fixups.json:3:3: error: the fixup is for `query.speed.range`, but ListLanternJobs has no `query.speed`\n\
         fixups.json:4:3: error: the fixup's `to` is `ten`; a range such as `10..=200`, `0..` or `..=255` is expected"
    );
}

#[test]
fn a_model_is_renamed_wherever_it_is_named() {
    let imported = markdown(
        r#"[
  { "operation": "ListLanternJobs", "at": "LanternJobParts", "from": "LanternJobParts", "to": "Part", "evidence": "shorter" },
  { "operation": "ListLanternJobs", "at": "Part.weight.range", "from": "0..=10.5", "to": "0..=11", "evidence": "weighed" }
]"#,
    )
    .expect("it fits");
    let job = imported.spec.model("lantern", "LanternJob").expect("a model");
    let parts = job.field("parts").expect("a field");
    assert_eq!(parts.ty, Type::List(Box::new(Type::Named("Part".to_owned()))));
    assert!(imported.spec.model("lantern", "LanternJobParts").is_none());
    assert_eq!(operation(&imported).fixed, ["LanternJobParts", "Part.weight.range"]);
    assert_eq!(imported.spec.check().to_string(), "");
}

#[test]
fn a_fixup_for_one_form_of_a_page_leaves_the_others_alone() {
    let fixups = r#"[
  { "operation": "ListLanternJobs", "at": "query.kind.required", "source": "text", "from": null, "to": true, "evidence": "lost" }
]"#;
    let text = imported("ListLanternJobs.zh.txt", fixups).expect("it fits");
    assert_eq!(operation(&text).fixed, ["query.kind.required"]);
    assert_eq!(text.spec.check().to_string(), "");
    let markdown = markdown(fixups).expect("it is not for this one");
    assert!(operation(&markdown).fixed.is_empty());
    assert_eq!((notes(&markdown), markdown.spec.check().to_string()), (vec![], String::new()));
}

#[test]
fn a_fixup_for_every_operation_corrects_whatever_says_it() {
    let imported = markdown(
        r#"[
  { "operation": "*", "at": "*.range", "from": "0..=2147483647", "to": "0..", "evidence": "counters grow" }
]"#,
    )
    .expect("it fits");
    assert_eq!(operation(&imported).fixed, ["ListLanternJobsResponse.total_num.range"]);
    assert_eq!(imported.spec.check().to_string(), "");
}

#[test]
fn a_response_whose_document_has_lost_it_gets_its_type() {
    let fixup = |from: &str, to: &str| {
        let text = format!(
            r#"[
  {{ "operation": "UploadLanternShade", "at": "response.type", "from": {from}, "to": {to}, "evidence": "it sends the shade back" }}
]"#
        );
        imported("UploadLanternShade.en.md", &text)
    };
    let imported = fixup("null", r#""file""#).expect("it fits");
    let (_, operation) = imported.spec.operation("UploadLanternShade").expect("it was imported");
    assert_eq!(operation.response.ty, Some(Type::File));
    assert_eq!(operation.fixed, ["response.type"]);
    assert_eq!(imported.spec.check().to_string(), "");
    let refused = |from: &str, to: &str| fixup(from, to).expect_err("it does not fit").to_string();
    assert_eq!(
        refused(r#""string""#, r#""file""#),
        "fixups.json:2:3: error: the fixup of UploadLanternShade at `response.type` expects the document to say \
         `string`, but it says `nothing`; look at the page and correct the fixup"
    );
    assert_eq!(
        refused("null", r#""Shade""#),
        "fixups.json:2:3: error: the fixup's `to` is `Shade`; `file`, another type without a model, or null for an \
         empty response is expected"
    );
}

#[test]
fn a_response_that_its_document_describes_makes_the_fixup_dead() {
    let fixups = r#"[
  { "operation": "ListLanternJobs", "at": "response.type", "from": null, "to": "ListLanternJobsResponse", "evidence": "a sample" }
]"#;
    let imported = markdown(fixups).expect("a dead fixup stops nothing");
    assert!(notes(&imported)[0].contains("dead fixup"), "{:?}", notes(&imported));
}
