//! Constraints and attributes drawn at random from imports of the vendor's documents, each compared with its text by reading. The sample is
//! data: constraints and names only. It runs where the documents are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hss_spec::import::{Document, Draft, import, read_openapi};
use hss_spec::model::{Field, Service, Spec};

use super::page_files;

/// Per line: document, place, kind, value, and the verdict of the reading.
const SAMPLE: &str = include_str!("../../sampled_constraints.tsv");

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    folder.join("services").is_dir().then_some(folder)
}

/// The spec of a document: of an SDK's, or of the pages of a service.
fn imported(shared: &Path, document: &str) -> Spec {
    let read =
        |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let drafts: Vec<Draft> = match document.strip_prefix("pages/") {
        Some(service) => {
            let folder = std::fs::read_dir(shared.join("pages/other").join(service)).expect("a folder");
            let mut pages: Vec<PathBuf> = folder.map(|file| file.expect("a file").path()).collect();
            pages.sort();
            let page = |path: &PathBuf| {
                let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
                page_files::read(name, &read(path)).unwrap_or_else(|problems| panic!("{problems}"))
            };
            pages.iter().map(page).collect()
        }
        None => {
            let text = read(&shared.join("services").join(format!("{document}.json")));
            let document = Document::new("service.json", &text);
            read_openapi(&document, false).unwrap_or_else(|problems| panic!("{problems}")).drafts
        }
    };
    let imported = import(&Spec::new(Service::default()), drafts, None);
    imported.unwrap_or_else(|problems| panic!("{problems}")).spec
}

/// All constraints and attributes of a spec, in the form of the sample.
fn constraints(spec: &Spec) -> BTreeSet<(String, String, String)> {
    let mut constraints = BTreeSet::new();
    for (group, of_group) in &spec.groups {
        for operation in of_group.operations.values() {
            for parameter in &operation.parameters {
                let owner = format!("{}.{}", operation.id, parameter.location.name());
                add(spec, group, &owner, &parameter.field, &mut constraints);
            }
        }
        for (name, model) in of_group.definitions.models.iter().chain(&spec.shared.models) {
            model.fields.iter().for_each(|field| add(spec, group, name, field, &mut constraints));
        }
    }
    constraints
}

fn add(
    spec: &Spec,
    group: &str,
    owner: &str,
    field: &Field,
    constraints: &mut BTreeSet<(String, String, String)>,
) {
    let mut add = |kind: &str, value: String| {
        constraints.insert((format!("{owner}.{}", field.name), kind.to_owned(), value));
    };
    for constraint in field.effective_constraints() {
        add(constraint.kind().name(), constraint.to_string());
    }
    if let Some(default) = &field.default.page {
        add("default", default.to_string());
    }
    if let Some(format) = field.format {
        add("format", format.name().to_owned());
    }
    if let Some(unit) = &field.unit {
        add("unit", unit.clone());
    }
    if field.deprecated {
        add("deprecated", "true".to_owned());
    }
    if let Some(values) = field.ty.name().and_then(|name| spec.enumeration(group, name)) {
        let kind = if values.open { "open set" } else { "closed set" };
        let names: Vec<&str> = values.values.iter().map(|value| value.value.as_str()).collect();
        add(kind, names.join("/"));
    }
}

fn sample() -> Vec<[&'static str; 5]> {
    let columns = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.try_into().unwrap_or_else(|columns| panic!("{columns:?}"))
    };
    SAMPLE.lines().map(columns).collect()
}

#[test]
fn at_most_one_of_two_hundred_constraints_is_wrong() {
    let sample = sample();
    let wrong = sample.iter().filter(|[.., verdict]| *verdict == "wrong").count();
    let right = sample.iter().filter(|[.., verdict]| *verdict == "right").count();
    assert_eq!((sample.len(), wrong + right), (200, 200));
    assert!(wrong <= 1, "{wrong}");
}

#[test]
fn the_sampled_constraints_are_read_as_they_were_judged() {
    let Some(shared) = shared() else {
        println!("skipped: no documents beside the repository");
        return;
    };
    let mut by_document: BTreeMap<&str, BTreeSet<(String, String, String)>> = BTreeMap::new();
    for [document, place, kind, value, verdict] in sample() {
        let constraints =
            by_document.entry(document).or_insert_with(|| constraints(&imported(&shared, document)));
        let constraint = (place.to_owned(), kind.to_owned(), value.to_owned());
        assert!(constraints.contains(&constraint) || verdict == "wrong", "{document}: {constraint:?}");
    }
}
