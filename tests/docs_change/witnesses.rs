//! Every rule has a patch that shows it, in each direction in which it has an effect of its own.

use std::collections::BTreeSet;

use hss_spec::diff::{Direction, Effect, diff, rule, rules};

use crate::patch;

#[test]
fn every_rule_has_a_witness_of_each_of_its_effects() {
    let mut seen: BTreeSet<(&str, Effect)> = BTreeSet::new();
    for name in patch::names() {
        let shown = name.split('.').next().unwrap().to_owned();
        let sides = patch::sides(&name);
        let report = diff(&sides.old, &sides.new);
        let found: Vec<_> = report.findings.iter().filter(|finding| finding.rule.id == shown).collect();
        assert!(
            !found.is_empty(),
            "{name} does not show the rule that it is named after:\n{}",
            report.to_text()
        );
        seen.extend(found.iter().map(|finding| (finding.rule.id, finding.effect)));
    }
    let needed = rules().flat_map(|rule| [(rule.id, rule.in_requests), (rule.id, rule.in_responses)]);
    let missing: BTreeSet<_> = needed.filter(|needed| !seen.contains(needed)).collect();
    assert!(missing.is_empty(), "rules without a witness in patches/: {missing:?}");
}

#[test]
fn rules_are_told_apart_and_name_each_other() {
    let mut ids = BTreeSet::new();
    for one in rules() {
        assert!(ids.insert(one.id), "{} is there twice", one.id);
        assert!(one.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{}", one.id);
        assert!(!one.description.is_empty() && one.message.contains("{name}"), "{}", one.id);
        for reverse in one.reverse {
            let back = rule(reverse).unwrap_or_else(|| panic!("{}: no rule {reverse}", one.id));
            assert!(back.reverse.contains(&one.id), "{} and {reverse} do not name each other", one.id);
        }
        assert_eq!(one.effect(Some(Direction::Both)), one.in_requests.min(one.in_responses));
    }
}
