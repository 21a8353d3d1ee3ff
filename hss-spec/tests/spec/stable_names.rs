//! Names stay: whichever document of an operation is imported over a spec, the models keep the names that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hss_spec::diff::diff;
use hss_spec::import::{
    Document, Draft, apply_constraints, apply_explorer, gone, import, read_explorer, read_openapi,
};
use hss_spec::model::{Field, Location, Spec};

use crate::import::page_files::vendor_pages;

/// A document of one operation whose body is a model of that name with these fields.
fn document(body: &str, fields: &[&str]) -> Vec<Draft> {
    let properties = |names: &[&str]| {
        let field = |name: &&str| format!("        {name}: {{ type: string, enum: [wool, silk] }}\n");
        names.iter().map(field).collect::<String>()
    };
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Looms, version: '1' }}\npaths:\n  /v1/{{project_id}}/looms:\n    post:\n      \
         operationId: CreateLoom\n      parameters:\n      - {{ name: project_id, in: path, required: true, schema: {{ \
         type: string }} }}\n      requestBody:\n        content:\n          application/json:\n            schema: {{ \
         $ref: '#/components/schemas/{body}' }}\n      responses: {{ '200': {{ description: Done }} }}\ncomponents:\n  \
         schemas:\n    {body}:\n      properties:\n{}        threads: {{ type: array, items: {{ $ref: \
         '#/components/schemas/{body}Thread' }} }}\n    {body}Thread:\n      properties:\n{}",
        properties(fields),
        properties(&["yarn"]),
    );
    let document = Document::new("looms.yaml", &text);
    read_openapi(&document, false).unwrap_or_else(|problems| panic!("{problems}")).drafts
}

fn taken(spec: &Spec, drafts: Vec<Draft>) -> Spec {
    import(spec, drafts, None).unwrap_or_else(|problems| panic!("{problems}")).spec
}

fn models(spec: &Spec) -> Vec<&str> {
    spec.groups["looms"].definitions.models.keys().map(String::as_str).collect()
}

#[test]
fn a_model_of_the_same_shape_keeps_the_name_that_the_spec_has() {
    let spec = taken(&Spec::default(), document("NewLoom", &["cloth", "edge"]));
    assert_eq!(models(&spec), ["NewLoom", "NewLoomThread"]);
    let again = taken(&spec, document("CreateLoomRequestBody", &["cloth", "edge"]));
    assert_eq!(diff(&spec, &again).to_text(), "verdict: none (no changes)\n");
    assert_eq!(again, spec, "not even a file changes");
}

#[test]
fn a_field_that_has_come_or_gone_renames_no_model() {
    let spec = taken(&Spec::default(), document("NewLoom", &["cloth"]));
    let more = taken(&spec, document("CreateLoomRequestBody", &["cloth", "edge"]));
    assert_eq!(models(&more), ["NewLoom", "NewLoomThread"]);
    assert!(more.model("looms", "NewLoom").is_some_and(|model| model.field("edge").is_some()));
    assert_eq!(taken(&more, document("LoomInfo", &["cloth"])), spec);
}

#[test]
fn a_model_of_another_shape_takes_its_documents_name() {
    let spec = taken(&Spec::default(), document("NewLoom", &["cloth"]));
    let other = taken(&spec, document("LoomOrder", &["customer"]));
    assert_eq!(models(&other), ["LoomOrder", "NewLoomThread"], "its content is unchanged");
}

#[test]
fn a_header_that_the_client_fills_in_outlives_a_document_that_leaves_it_out() {
    let mut spec = taken(&Spec::default(), document("NewLoom", &["cloth"]));
    spec.service.client_parameters = vec!["X-Auth-Token".to_owned()];
    let with_token = {
        let mut drafts = document("NewLoom", &["cloth"]);
        let parameters = &mut drafts[0].operation.parameters;
        let mut token = parameters[0].clone();
        token.location = Location::Header;
        token.field.name = "X-Auth-Token".to_owned();
        token.field.doc = Some("The token.".to_owned());
        parameters.insert(0, token);
        taken(&spec, drafts)
    };
    assert_eq!(taken(&with_token, document("NewLoom", &["cloth"])), with_token);
}

#[test]
fn each_vendor_page_over_the_committed_spec_changes_nothing_that_callers_see() {
    let Some(pages) = vendor_pages() else {
        println!("skipped: no vendor pages beside the repository");
        return;
    };
    let mut spec = Spec::bundled().expect("the spec");
    spec.retain(|group, _| group == "image");
    for folder in ["md", "text"] {
        for file in fs::read_dir(pages.join(folder)).expect("a folder") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a text");
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let draft =
                crate::import::page_files::read(name, &text).unwrap_or_else(|problems| panic!("{problems}"));
            let report = diff(&spec, &taken(&spec, vec![draft]));
            assert_eq!(report.verdict().name(), "none", "{name}: {}", report.to_text());
        }
    }
}

/// The documents that the committed spec is made of, in the order in which they were imported.
#[test]
fn importing_everything_again_leaves_the_committed_spec_as_it_is() {
    let Some(pages) = vendor_pages() else {
        println!("skipped: no vendor documents beside the repository");
        return;
    };
    let committed = Spec::bundled().expect("the spec");
    let read = |path: &Path| fs::read_to_string(path).expect("a text");
    let data = pages.with_file_name("data");
    let text = read(&data.join("hss-3.1.219.openapi.json"));
    let api = read_openapi(&Document::new("hss.json", &text), false);
    let mut drafts = api.unwrap_or_else(|problems| panic!("{problems}")).drafts;
    let constraints = read(&data.join("machine_query_constraints.json"));
    apply_constraints(&Document::new("constraints", &constraints), &mut drafts).expect("constraints");
    let mut spec = taken(&committed, drafts);
    let seen: Vec<_> = diff(&committed, &spec)
        .findings
        .iter()
        .filter(|finding| finding.verdict().name() != "none")
        .map(|finding| (finding.rule.id, finding.at.clone()))
        .collect();
    // Only the page knows how long a project's id may be.
    assert_eq!(seen, [("bound-removed", "image/ListImageScanTask.path.project_id".to_owned())]);
    for folder in ["md", "text"] {
        let mut files: Vec<_> = fs::read_dir(pages.join(folder))
            .expect("a folder")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort();
        let drafts = files.iter().map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            crate::import::page_files::read(name, &read(path)).unwrap_or_else(|problems| panic!("{problems}"))
        });
        spec = taken(&spec, drafts.collect());
    }
    let mut definitions: Vec<_> = fs::read_dir(pages.with_file_name("explorer"))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    definitions.sort();
    let definitions: Vec<_> = definitions
        .iter()
        .flat_map(|path| {
            let text = read(path);
            read_explorer(&Document::new("definition.json", &text))
                .unwrap_or_else(|problems| panic!("{problems}"))
        })
        .collect();
    apply_explorer(&mut spec, &definitions);
    let (before, after) = (committed.to_files(), spec.to_files());
    let changed: Vec<_> = after.iter().filter(|(file, text)| before.get(*file) != Some(text)).collect();
    assert!(changed.is_empty() && before.len() == after.len(), "{changed:?}");
}

/// A document of two listings with a parameter `thread` of these values each.
fn threads(of_looms: &str, of_mills: &str) -> Vec<Draft> {
    let path = |name: &str, values: &str| {
        format!(
            "  /v1/looms/{name}: {{ get: {{ operationId: list{name}, parameters: [{{ name: thread, in: query, schema: {{ \
             type: string, enum: [{values}] }} }}], responses: {{ '204': {{ description: ok }} }} }} }}\n"
        )
    };
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Looms, version: '1' }}\npaths:\n{}{}",
        path("Looms", of_looms),
        path("Mills", of_mills)
    );
    let document = Document::new("looms.yaml", &text);
    read_openapi(&document, false).unwrap_or_else(|problems| panic!("{problems}")).drafts
}

/// The changes between two specs: the rule, the place, and the old or new value.
fn changes(old: &Spec, new: &Spec) -> Vec<String> {
    let findings = diff(old, new).findings;
    let value = |text: &Option<String>| text.clone().unwrap_or_default();
    findings
        .iter()
        .map(|one| format!("{} {} {}{}", one.rule.id, one.at, value(&one.old), value(&one.new)))
        .collect()
}

#[test]
fn a_value_that_one_of_two_documents_drops_is_reported_and_renames_no_enumeration() {
    let both = taken(&Spec::default(), threads("wool, silk", "wool, silk"));
    let place = "looms/ListLooms.query.thread";
    let without = taken(&both, threads("wool", "wool, silk"));
    assert_eq!(changes(&both, &without), [format!("field-value-removed {place} silk")]);
    assert_eq!(diff(&both, &without).verdict().name(), "major");
    let file = &without.to_files()["looms/ListLooms.json"];
    assert!(file.contains("\"type\": \"Thread\", \"unlisted\": [\"silk\"]"), "{file}");
    assert_eq!(taken(&without, threads("wool", "wool, silk")), without, "it is reported once");

    // The other document alone, or one that lists the value again.
    let mills =
        || threads("wool", "wool, silk").into_iter().filter(|draft| draft.operation.id == "ListMills");
    assert_eq!(taken(&without, mills().collect()), without);
    let again = taken(&without, threads("wool, silk", "wool, silk"));
    assert_eq!(changes(&without, &again), [format!("field-value-added {place} silk")]);
    assert_eq!(again, both);

    // A value more for one is none for the other, and no other type.
    let more = taken(&both, threads("wool, silk", "wool, silk, flax"));
    assert_eq!(changes(&both, &more), ["enum-value-added looms/Thread=flax "]);
    assert!(more.to_files()["looms/ListLooms.json"].contains("\"unlisted\": [\"flax\"]"));
    assert_eq!(taken(&both, threads("wool, silk", "wool, silk, flax").split_off(1)), more);

    // Where both drop it, it is gone.
    let gone = taken(&without, threads("wool", "wool"));
    assert_eq!(changes(&without, &gone), ["enum-value-removed looms/Thread=silk "]);
    assert!(!gone.to_files()["looms/ListLooms.json"].contains("unlisted"));
}

/// The values that documents list for each parameter and field, whatever the enumerations are called; else its type.
fn listed(spec: &Spec) -> BTreeMap<String, BTreeSet<String>> {
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |group: &str, place: String, field: &Field| {
        let known = field.ty.name().and_then(|name| spec.enumeration(group, name));
        let text = known.map_or(field.ty.to_string(), |known| {
            let values = known.values.iter().map(|value| value.value.as_str());
            let own: BTreeSet<&str> =
                values.filter(|value| !field.unlisted.iter().any(|other| other == value)).collect();
            format!("{} {own:?}{}", known.kind.name(), if known.open { " and more" } else { "" })
        });
        listed.entry(place).or_default().insert(text);
    };
    for (group, operation) in spec.operations() {
        for parameter in &operation.parameters {
            let place = format!("{}.{}.{}", operation.id, parameter.location.name(), parameter.field.name);
            add(group, place, &parameter.field);
        }
    }
    let groups = spec.groups.iter().map(|(name, group)| (name.as_str(), &group.definitions));
    for (group, definitions) in groups.chain([("", &spec.shared)]) {
        for (name, model) in &definitions.models {
            model.fields.iter().for_each(|field| add(group, format!("{name}.{}", field.name), field));
        }
    }
    listed
}

fn enumerations(spec: &Spec) -> BTreeSet<&String> {
    let groups = spec.groups.values().map(|group| &group.definitions);
    groups.chain([&spec.shared]).flat_map(|definitions| definitions.enums.keys()).collect()
}

/// A fresh import makes an enumeration for each list; where lists came to differ, a history has one for all of them.
#[test]
fn a_history_has_the_values_of_a_fresh_import_under_the_names_that_it_had() {
    let both = taken(&Spec::default(), threads("wool, silk", "wool, silk"));
    let later = || threads("wool", "wool, silk, flax");
    let (history, fresh) = (taken(&both, later()), taken(&Spec::default(), later()));
    assert_eq!(enumerations(&history), BTreeSet::from([&"Thread".to_owned()]));
    assert_eq!(enumerations(&fresh).len(), 2);
    assert_eq!(listed(&history), listed(&fresh));
}

#[test]
fn the_vendors_history_has_the_values_of_a_fresh_import() {
    let Some(pages) = vendor_pages() else {
        println!("skipped: no vendor documents beside the repository");
        return;
    };
    let read = |version: &str| {
        let path = pages.with_file_name("data").join(format!("hss-{version}.openapi.json"));
        let text = fs::read_to_string(path).expect("a document");
        read_openapi(&Document::new("hss.json", &text), false).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let bundled = Spec::bundled().expect("the spec");
    let mut none = Spec::new(bundled.service.clone());
    none.names = bundled.names.clone();
    let mut history = taken(&none, read("3.1.175").drafts);
    let last = read("3.1.219");
    let gone = gone(&history, &last.drafts, &last.notes).into_iter().collect();
    history.remove(&gone);
    let fresh = taken(&none, last.drafts.clone());
    let history = taken(&history, last.drafts);
    assert_ne!(enumerations(&history), enumerations(&fresh), "else this is nothing to explain");
    let (history, fresh) = (listed(&history), listed(&fresh));
    assert!(history.keys().eq(fresh.keys()));
    // One enumeration for several lists is open if one of them is.
    let is_wider = |one: &String, other: &String| *one == format!("{other} and more");
    let is_alike = |place: &String, fresh: &BTreeSet<String>| {
        let history = &history[place];
        history.len() == fresh.len()
            && history.iter().zip(fresh).all(|(one, other)| one == other || is_wider(one, other))
    };
    let differ = fresh.iter().filter(|(place, listed)| !is_alike(place, listed));
    let differ: Vec<&String> = differ.map(|(place, _)| place).collect();
    // Its last description lists the value in words that are not understood, so the known one is kept as unread.
    assert_eq!(differ, ["ListAntivirusHandleHistory.query.sort_key"]);
}
