//! The spec as an OpenAPI document: the same text each time, and the same spec when it is imported again.

use std::fs;
use std::path::Path;

use hss_spec::diff::{Effect, diff};
use hss_spec::export::openapi;
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::{Constraints, Definitions, Field, Source, Sources, Spec};

/// The spec with what is in effect alone, as if a single document had said it.
fn in_effect(spec: &Spec) -> Spec {
    let settle = |group: &str, field: &mut Field| {
        let mut constraints = Constraints::default();
        field.effective_constraints().for_each(|one| constraints.set(Source::Page, one));
        let required = Sources::page(field.required.effective());
        let default = Sources::from(spec.default_of(group, field).cloned());
        (field.constraints, field.required, field.default) = (constraints, required, default);
        (field.listed_by, field.unread) = (None, false);
    };
    let settle_all = |group: &str, definitions: &mut Definitions| {
        for model in definitions.models.values_mut() {
            model.fields.iter_mut().for_each(|field| settle(group, field));
        }
        for value in definitions.enums.values_mut().flat_map(|one| &mut one.values) {
            value.listed_by = None;
        }
    };
    let mut settled = spec.clone();
    settled.fixups.clear();
    settle_all("", &mut settled.shared);
    for (name, group) in &mut settled.groups {
        settle_all(name, &mut group.definitions);
        for operation in group.operations.values_mut() {
            operation.parameters.iter_mut().for_each(|one| settle(name, &mut one.field));
        }
    }
    settled
}

/// The changes but those of documentation that an import of a spec's own export makes, one per line.
fn changes(spec: &Spec) -> String {
    let spec = in_effect(spec);
    let text = openapi(&spec);
    assert!(text == openapi(&spec), "the same spec gives the same text");
    let api = read_openapi(&Document { name: "export.json", text: &text }, false);
    let api = api.unwrap_or_else(|problems| panic!("{problems}"));
    let imported = import(&spec, api.drafts, None).unwrap_or_else(|problems| panic!("{problems}"));
    let report = diff(&spec, &imported.spec);
    let findings = report.findings.iter().filter(|finding| finding.effect != Effect::Docs);
    findings.map(|one| format!("{}: {}\n", one.at, one.sentence(|text| text.to_owned()))).collect()
}

#[cfg(feature = "bundled")]
#[test]
fn the_bundled_spec_comes_back_from_its_export() {
    let found = changes(&Spec::bundled().unwrap());
    assert!(found.is_empty(), "{found}");
}

/// The documents of a folder, with those of its folders.
fn documents(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder that can be listed").path();
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "yaml") {
            found.extend(fs::read_to_string(&path).map(|text| (path.display().to_string(), text)));
        }
    }
    found.sort();
    found
}

#[test]
fn every_document_at_hand_comes_back_from_its_export() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["tests/openapi", "../tests/other_api/documents", "../tests/judge/documents"];
    let (mut read, mut failures) = (0, String::new());
    for (name, text) in
        own.iter().chain(&["../../shared/openapi"]).flat_map(|folder| documents(&root.join(folder)))
    {
        let Ok(api) = read_openapi(&Document { name: &name, text: &text }, false) else { continue };
        let mut base = Spec::default();
        api.introduce(&mut base.service);
        let Ok(imported) = import(&base, api.drafts, None) else { continue };
        read += 1;
        let found = changes(&imported.spec);
        if !found.is_empty() {
            failures.push_str(&format!(
                "{name}: {} changes\n{}",
                found.lines().count(),
                found.lines().take(25).map(|line| format!("    {line}\n")).collect::<String>()
            ));
        }
    }
    assert!(read >= 7, "{read} documents are read");
    assert!(failures.is_empty(), "{failures}");
}
