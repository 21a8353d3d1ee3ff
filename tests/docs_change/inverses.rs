//! What is seen from one side is seen from the other.

use hss_spec::diff::{Finding, diff};

use crate::patch;

/// Where a finding stands on the other side.
fn counterpart(finding: &Finding) -> &str {
    finding.was.as_deref().unwrap_or(&finding.at)
}

/// Whether `back` is what `there` looks like from the other side.
fn mirrors(there: &Finding, back: &Finding) -> bool {
    there.rule.reverse.contains(&back.rule.id)
        && counterpart(there) == back.at
        && there.what == back.what
        && (&there.old, &there.new) == (&back.new, &back.old)
}

#[test]
fn both_ways_agree_on_what_they_see() {
    for name in patch::names() {
        let sides = patch::sides(&name);
        let (there, back) = (diff(&sides.old, &sides.new), diff(&sides.new, &sides.old));
        assert_eq!(
            there.findings.len(),
            back.findings.len(),
            "{name}\n{}\n{}",
            there.to_text(),
            back.to_text()
        );
        for finding in &there.findings {
            let count = back.findings.iter().filter(|back| mirrors(finding, back)).count();
            assert_eq!(count, 1, "{name}: {} at {}\n{}", finding.rule.id, finding.at, back.to_text());
        }
    }
}
