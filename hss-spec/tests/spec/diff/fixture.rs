//! Small specs to compare.

use hss_spec::diff::diff;
use hss_spec::model::Spec;

/// A spec with these files, of a service with the least.
pub(super) fn spec(files: &[(&str, &str)]) -> Spec {
    with_service(r#"{ "name": "lamps" }"#, files)
}

/// A spec with these files.
pub(super) fn with_service(service: &str, files: &[(&str, &str)]) -> Spec {
    let files = [("service.json", service)].into_iter().chain(files.iter().copied());
    Spec::from_files("", files).expect("the spec can be read")
}

/// A spec whose one group, `lamp`, has these models.
pub(super) fn models(models: &str) -> Spec {
    spec(&[("lamp/types.json", &format!(r#"{{ "models": {{ {models} }} }}"#))])
}

/// A spec with one operation that has this path and these parameters.
pub(super) fn parameters(path: &str, parameters: &str) -> Spec {
    let operation = format!(
        r#"{{ "operation": "ListLamps", "method": "GET", "path": "{path}", "parameters": [{parameters}],
        "response": {{ "status": 204 }} }}"#
    );
    spec(&[("lamp/ListLamps.json", &operation)])
}

/// Each finding as its rule and its path.
pub(super) fn found(old: &Spec, new: &Spec) -> Vec<String> {
    let mut found: Vec<String> =
        diff(old, new).findings.iter().map(|one| format!("{} {}", one.rule.id, one.at)).collect();
    found.sort();
    found
}

/// Asserts what is found one way, and what is found the other way.
#[track_caller]
pub(super) fn assert_found(old: &Spec, new: &Spec, there: &[&str], back: &[&str]) {
    assert_eq!(found(old, new), there, "there");
    assert_eq!(found(new, old), back, "back");
}
