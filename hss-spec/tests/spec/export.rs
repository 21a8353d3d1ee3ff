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
    let api = read_openapi(&Document::new("export.json", &text), false);
    let api = api.unwrap_or_else(|problems| panic!("{problems}"));
    let imported = import(&spec, api.drafts, None).unwrap_or_else(|problems| panic!("{problems}"));
    let report = diff(&spec, &imported.spec);
    let findings = report.findings.iter().filter(|finding| finding.effect != Effect::Docs);
    findings.map(|one| format!("{}: {}\n", one.at, one.sentence(|text| text.to_owned()))).collect()
}

/// The spec that an import of the export makes, of a spec that is there or of none.
fn imported(text: &str, base: Option<&Spec>) -> Spec {
    let api = read_openapi(&Document::new("export.json", text), false);
    let api = api.unwrap_or_else(|problems| panic!("{problems}"));
    let mut none = Spec::default();
    api.introduce(&mut none.service);
    let imported = import(base.unwrap_or(&none), api.drafts, None);
    imported.unwrap_or_else(|problems| panic!("{problems}")).spec
}

#[cfg(feature = "bundled")]
#[test]
fn the_bundled_spec_comes_back_from_its_export() {
    let spec = Spec::bundled().unwrap();
    let found = changes(&spec);
    assert!(found.is_empty(), "{found}");
    // Over the spec itself, with all of its sources: not even a file changes.
    let text = openapi(&spec);
    let again = imported(&text, Some(&spec)).to_files();
    let mut changed = String::new();
    for (file, old) in spec.to_files() {
        let new = again.get(&file).map_or("", String::as_str);
        let line = old.lines().zip(new.lines()).find(|(old, new)| old != new);
        if let Some((old, new)) = line {
            changed.push_str(&format!("{file}:\n- {old}\n+ {new}\n"));
        }
        assert!(line.is_some() || old == new, "{file}: {new}");
    }
    assert!(changed.is_empty(), "{changed}");
}

#[cfg(feature = "bundled")]
#[test]
fn the_bundled_spec_comes_back_into_a_new_one() {
    let spec = Spec::bundled().unwrap();
    let text = openapi(&spec);
    let new = imported(&text, None);
    let report = diff(&spec, &new);
    let is_seen = |effect: Effect| effect != Effect::Docs;
    let found: Vec<_> =
        report.findings.iter().filter(|finding| is_seen(finding.effect)).map(|finding| &finding.at).collect();
    assert!(found.is_empty(), "{found:#?}");
    let mut service = spec.service.clone();
    service.sources = new.service.sources.clone();
    assert_eq!(new.service, service);
    let sentences = |spec: &Spec| -> Vec<_> {
        let one = |(group, operation): (&str, &hss_spec::model::Operation)| {
            (
                group.to_owned(),
                operation.id.clone(),
                operation.title.clone(),
                operation.doc.clone(),
                operation.date.clone(),
            )
        };
        spec.operations().map(one).collect()
    };
    assert_eq!(sentences(&new), sentences(&spec));
    assert!(openapi(&new).len() * 2 > text.len());
}

/// Two groups have an enumeration and a model of one name, and fields of one name have other lists.
const TWO_GROUPS: [(&str, &str); 4] = [
    (
        "service.json",
        r#"{ "name": "zoo", "title": "The Zoo", "endpoint": "https://zoo.{region}.example.com",
             "regions": { "north": null, "south": "https://old-zoo.example.com" },
             "security_schemes": { "huawei": { "type": "huawei" } }, "security": [{ "huawei": [] }],
             "client_parameters": ["keeper"], "groups": { "/tanks": "big-fish" } }"#,
    ),
    (
        "big-fish/ListFish.json",
        r#"{ "operation": "ListFish", "method": "GET", "path": "/tanks",
             "parameters": [{ "name": "kind", "in": "query", "type": "Sort" },
                            { "name": "level", "in": "query", "type": "Level" }],
             "response": { "status": 200, "type": "Page" },
             "models": { "Page": { "fields": [{ "name": "kind", "type": "Sort", "unlisted": ["carp"] }] } },
             "enums": { "Sort": { "type": "string", "values": [{ "value": "1", "name": "pike" }, { "value": "carp" }] },
                        "Level": { "type": "codes", "range": "0..=100", "range_name": "depth", "values": [{ "value": "-1", "name": "dry" }] } } }"#,
    ),
    (
        "birds/ListBirds.json",
        r#"{ "operation": "ListBirds", "method": "GET", "path": "/birds",
             "parameters": [{ "name": "kind", "in": "query", "type": "Sort" }],
             "response": { "status": 200, "type": "Page" },
             "models": { "Page": { "fields": [{ "name": "total", "type": "integer" }] } },
             "enums": { "Sort": { "type": "string", "open": true, "values": [{ "value": "owl" }] } } }"#,
    ),
    ("types.json", "{}"),
];

#[test]
fn names_groups_and_the_service_come_back_into_a_new_spec() {
    let spec = Spec::from_files("zoo", TWO_GROUPS).unwrap_or_else(|problems| panic!("{problems}"));
    let new = imported(&openapi(&spec), None);
    let report = diff(&spec, &new);
    let found: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.rule.id != "evidence-changed")
        .map(|one| (one.rule.id, &one.at))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(new.service.regions, spec.service.regions);
    assert_eq!(new.service.client_parameters, ["keeper"]);
    assert_eq!(new.service.name, "zoo");
    assert_eq!(new.service.groups, spec.service.groups);
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
        let Ok(api) = read_openapi(&Document::new(&name, &text), false) else { continue };
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
