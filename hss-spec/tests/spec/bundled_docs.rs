//! The sentences of the bundled spec: which items have one, and whose words they are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hss_spec::model::Spec;

/// All sentences of the spec, each with its place.
fn sentences(spec: &Spec) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |place: String, text: Option<&str>| all.extend(text.map(|text| (place, text.to_owned())));
    for (name, doc) in &spec.service.group_docs {
        add(format!("group {name}"), Some(doc));
    }
    for (list, terms) in spec.glossary.lists() {
        for (name, term) in &terms.0 {
            for meaning in term.general.iter().chain(term.by_group.values()) {
                add(format!("glossary {list} {name}"), Some(&meaning.doc));
            }
        }
    }
    for (_, operation) in spec.operations() {
        add(operation.id.clone(), operation.doc.as_deref());
        for parameter in &operation.parameters {
            add(format!("{}.{}", operation.id, parameter.field.name), parameter.field.doc.as_deref());
        }
    }
    let groups = spec.groups.values().map(|group| &group.definitions);
    for definitions in groups.chain([&spec.shared]) {
        for (name, model) in &definitions.models {
            add(name.clone(), model.doc.as_deref());
            for field in &model.fields {
                add(format!("{name}.{}", field.name), field.doc.as_deref());
            }
        }
        for (name, one) in &definitions.enums {
            add(name.clone(), one.doc.as_deref());
            for value in &one.values {
                add(format!("{name}={}", value.value), value.doc.as_deref());
            }
        }
    }
    all
}

/// A new operation has none until one is written. `cargo xtask ci` checks the number of those that have one.
#[test]
fn no_sentence_only_repeats_a_name() {
    let documentation = Spec::bundled().unwrap().documentation();
    let missing = documentation.missing.to_string();
    assert!(!missing.contains("repeats its name"), "{missing}");
}

#[test]
fn sentences_have_one_form() {
    let spec = Spec::bundled().unwrap();
    for (place, text) in sentences(&spec) {
        let first = text.chars().next().unwrap_or(' ');
        assert!(
            first.is_ascii_uppercase() || "`0123456789".contains(first) || place.contains('='),
            "{place}: {text}"
        );
        assert!(text.ends_with('.') && !text.ends_with(".."), "{place}: {text}");
        assert!(text.chars().all(|letter| letter.is_ascii() || "–’".contains(letter)), "{place}: {text}");
        assert!(!text.contains("  ") && text.matches('`').count() % 2 == 0, "{place}: {text}");
    }
    for (_, operation) in spec.operations() {
        let Some(title) = operation.title.as_deref() else { continue };
        assert!((4..=60).contains(&title.len()) && !title.ends_with('.'), "{}: {title}", operation.id);
    }
}

/// The vendor's own sentences stay out. Its documents are beside the repository where the tests are written, and
/// nowhere else.
#[test]
fn no_sentence_is_the_vendors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let Ok(files) = fs::read_dir(folder) else { return };
    let mut theirs = BTreeSet::new();
    for file in
        files.filter_map(Result::ok).filter(|file| file.file_name().to_string_lossy().contains("openapi"))
    {
        let text = fs::read_to_string(file.path()).unwrap();
        for piece in text.split("\"description\":").skip(1) {
            let description =
                piece.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
            theirs.insert(plain(description));
        }
    }
    assert!(theirs.len() > 1000, "{} descriptions", theirs.len());
    let spec = Spec::bundled().unwrap();
    let copied: Vec<_> =
        sentences(&spec).into_iter().filter(|(_, text)| theirs.contains(&plain(text))).collect();
    assert!(copied.is_empty(), "{copied:#?}");
}

fn plain(text: &str) -> String {
    text.trim().trim_end_matches(['.', '。']).to_lowercase()
}
