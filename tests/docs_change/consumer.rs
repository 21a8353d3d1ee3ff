//! Changes reported as breaking fail to compile at the reported place.
//!
//! `pages/` holds a page of our own and the same one changed. The specs that they are imported into are in
//! `tests/ui/specs/docs_change_{before,after}`; `tests/ui/docs-change/` compiles one program against the clients of
//! both, with the compiler's messages beside it. Here the specs and the messages are held against the import and its
//! report.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hss_spec::diff::{Effect, diff};
use hss_spec::import::{Document, PageForm, import, read_page};
use hss_spec::model::Spec;
use hss_spec::{read_folder, write_folder};

use crate::patch;

fn imported(spec: &Spec, page: &str) -> Spec {
    let text = fs::read_to_string(patch::folder().join("pages").join(page)).unwrap();
    let document = Document::new(page, &text);
    let draft = read_page(&document, PageForm::Markdown, None, false).unwrap();
    import(spec, vec![draft], None).unwrap().spec
}

fn ui(path: &str) -> PathBuf {
    patch::workspace().join("tests/ui").join(path)
}

/// The specs before and after the page has changed.
fn specs() -> (Spec, Spec) {
    let mut empty = Spec::default();
    empty.service.name = "lanterns".to_owned();
    empty.service.client_parameters = vec!["project_id".to_owned(), "X-Auth-Token".to_owned()];
    let before = imported(&empty, "ListLanternJobs.before.md");
    let after = imported(&before, "ListLanternJobs.after.md");
    (before, after)
}

#[test]
fn the_specs_that_the_consumer_is_compiled_against_are_those_of_the_pages() {
    let (before, after) = specs();
    for (name, spec) in [("docs_change_before", before), ("docs_change_after", after)] {
        let folder = ui("specs").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            write_folder(&spec, &folder).unwrap();
        }
        assert_eq!(
            read_folder(&folder).unwrap().to_files(),
            spec.to_files(),
            "UPDATE_EXPECT=1 writes {name}"
        );
    }
}

#[test]
fn the_compiler_complains_about_what_the_report_calls_breaking() {
    let (before, after) = specs();
    let report = diff(&before, &after);
    let messages = fs::read_to_string(ui("docs-change/after.stderr")).unwrap();
    let breaking = report.findings.iter().filter(|finding| finding.effect == Effect::Breaking);
    // A bound is checked when a request is sent; the rule says why that breaks callers.
    let (at_run_time, to_compile): (Vec<_>, Vec<_>) =
        breaking.partition(|finding| finding.rule.why.is_some());
    let rules: BTreeSet<_> = to_compile.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, BTreeSet::from(["enum-value-removed", "field-removed", "parameter-removed"]));
    assert_eq!(at_run_time.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["bound-tightened"]);
    for finding in to_compile {
        let name = finding.subject.name.to_lowercase();
        assert!(messages.to_lowercase().contains(&format!("`{name}`")), "{name} is not in:\n{messages}");
    }
    assert_eq!(messages.matches("error[").count(), 3, "{messages}");
}
