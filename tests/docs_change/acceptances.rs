//! Accepted changes: they no longer count, and an acceptance that matches nothing is reported.

use hss_spec::diff::{Report, Verdict, diff, read_acceptances};
use hss_spec::model::Method;

use crate::patch;

fn report(name: &str, acceptances: &str) -> Report {
    let sides = patch::sides(name);
    let mut report = diff(&sides.old, &sides.new);
    report.accept(&read_acceptances("accepted.json", acceptances).unwrap());
    report
}

const LIMIT: &str = r#"[
  { "rule": "bound-tightened", "at": "things/ListThings.query.limit", "reason": "never held" }
]"#;

#[test]
fn an_accepted_change_no_longer_counts() {
    let report = report("bound-tightened", LIMIT);
    assert_eq!(report.verdict(), Verdict::None);
    assert_eq!(report.count_accepted(), 1);
    assert!(report.dead_acceptances.is_empty());
    let text = report.to_text();
    assert!(text.contains("accepted") && text.contains("because never held"), "{text}");
    assert!(text.ends_with("verdict: none (1 accepted)\n"), "{text}");
}

#[test]
fn an_acceptance_is_for_its_rule_and_its_place_only() {
    let report = report("parameter-removed", LIMIT);
    assert_eq!(report.verdict(), Verdict::Major);
    assert_eq!(report.dead_acceptances.len(), 1);
    let complaint = "accepted.json:2:3: the acceptance of bound-tightened at things/ListThings.query.limit matches \
                     no change; delete it";
    assert!(report.to_text().contains(complaint), "{}", report.to_text());
}

#[test]
fn a_change_of_the_accepted_kind_elsewhere_and_another_change_there_still_count() {
    for (rule, at) in [
        ("bound-tightened", "things/ListThings.query.offset"),
        ("field-removed", "things/ListThings.query.limit"),
    ] {
        let acceptances = format!(r#"[{{ "rule": "{rule}", "at": "{at}", "reason": "never held" }}]"#);
        let report = report("bound-tightened", &acceptances);
        assert_eq!((report.verdict(), report.count_accepted()), (Verdict::Major, 0), "{rule} at {at}");
        assert_eq!(report.dead_acceptances.len(), 1, "{rule} at {at}");
    }
}

#[test]
fn the_reason_of_the_verdict_is_the_worst_change_that_is_not_accepted() {
    let mut sides = patch::sides("bound-tightened");
    let owners = sides.new.groups.get_mut("owners").unwrap().operations.get_mut("ListOwners").unwrap();
    owners.method = Method::Post;
    owners.doc = Some("Lists owners.".to_owned());
    let mut report = diff(&sides.old, &sides.new);
    assert_eq!(report.reason().unwrap().rule.id, "method-changed");
    let method = r#"[{ "rule": "method-changed", "at": "owners/ListOwners", "reason": "never worked" }]"#;
    report.accept(&read_acceptances("accepted.json", method).unwrap());
    let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, ["method-changed", "docs-changed", "bound-tightened"]);
    assert_eq!(report.reason().unwrap().rule.id, "bound-tightened");
}

#[test]
fn what_is_wrong_with_a_file_of_acceptances_is_told_with_its_line() {
    let problems = |text: &str| read_acceptances("accepted.json", text).unwrap_err().to_string();
    assert!(problems("{}").contains("a list is expected"));
    assert!(problems("[\n1]").starts_with("accepted.json:2:1"));
    assert!(problems("[{\"at\": \"x\", \"reason\": \"y\"}]").contains("no `rule`"));
    assert!(problems("[{\"rule\": \"nonsense\", \"at\": \"x\", \"reason\": \"y\"}]").contains("`nonsense`"));
    assert!(
        problems("[{\"rule\": \"field-removed\", \"at\": \"x\", \"reason\": \" \"}]")
            .contains("`reason` is empty")
    );
    assert!(problems("[").contains("not valid JSON"));
}
