//! Specs with thousands of operations and models are compared in linear time.

use std::time::{Duration, Instant};

use hss_spec::diff::{Report, diff};
use hss_spec::model::Spec;

const OPERATIONS: usize = 2_000;
const MODELS: usize = 1_500;

/// A spec whose operations all reach nearly all of its models, which are called with this ending. Each model refers to
/// three that come after it, so that one renamed model is recognised only after those.
fn spec(ending: &str, most: usize) -> Spec {
    let model = |number: usize| {
        let fields = [1, 2, 5].map(|step| number + step).into_iter().filter(|next| *next < MODELS);
        let fields =
            fields.map(|next| format!(r#", {{ "name": "next{next}", "type": "Model{next}{ending}" }}"#));
        format!(
            r#""Model{number}{ending}": {{ "fields": [
                {{ "name": "size", "type": "integer", "range": "0..={}" }}{}] }}"#,
            number + most,
            fields.collect::<String>()
        )
    };
    let types = format!(r#"{{ "models": {{ {} }} }}"#, (0..MODELS).map(model).collect::<Vec<_>>().join(", "));
    let operations: Vec<(String, String)> = (0..OPERATIONS)
        .map(|number| {
            let text = format!(
                r#"{{ "operation": "ShowThing{number}", "method": "GET", "path": "/v1/things/{number}",
                "response": {{ "status": 200, "type": "Model{}{ending}" }} }}"#,
                number % 10
            );
            (format!("group{}/ShowThing{number}.json", number % 20), text)
        })
        .collect();
    let mut files = vec![("service.json", r#"{ "name": "things" }"#), ("types.json", types.as_str())];
    files.extend(operations.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    Spec::from_files("", files).expect("the spec can be read")
}

/// The report, and the assertion that it took no longer than linear time allows; quadratic time is minutes.
fn timely_diff(old: &Spec, new: &Spec) -> Report {
    let start = Instant::now();
    let report = diff(old, new);
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(10), "the comparison takes {taken:?}");
    report
}

#[test]
fn equal_specs_and_specs_with_each_model_changed_or_renamed_take_linear_time() {
    let old = spec("", 100);
    assert!(timely_diff(&old, &old).is_empty());

    let changed = timely_diff(&old, &spec("", 101));
    assert_eq!(changed.findings.len(), MODELS);
    assert!(changed.findings.iter().all(|finding| finding.rule.id == "bound-loosened"));
    let last = changed.findings.iter().find(|finding| finding.at.contains(&format!("Model{}.", MODELS - 1)));
    assert_eq!(last.map(|finding| finding.scope.operations.len()), Some(OPERATIONS));

    let renamed = timely_diff(&old, &spec("X", 100));
    assert_eq!(renamed.findings.len(), MODELS);
    assert!(renamed.findings.iter().all(|finding| finding.rule.id == "model-renamed"));
}
