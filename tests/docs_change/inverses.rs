//! A change and its inverse are reported alike.

use hss_spec::diff::{Finding, diff};
use hss_spec::model::Spec;

use crate::patch;

/// The place of a finding on the other side.
fn counterpart(finding: &Finding) -> &str {
    finding.was.as_deref().unwrap_or(&finding.at)
}

/// True if `back` is the inverse of `there`.
fn mirrors(there: &Finding, back: &Finding) -> bool {
    there.rule.reverse.contains(&back.rule.id)
        && counterpart(there) == back.at
        && there.what == back.what
        && (&there.old, &there.new) == (&back.new, &back.old)
}

fn check(name: &str, old: &Spec, new: &Spec) {
    let (there, back) = (diff(old, new), diff(new, old));
    let (there_text, back_text) = (there.to_text(), back.to_text());
    assert_eq!(there.findings.len(), back.findings.len(), "{name}\n{there_text}\n{back_text}");
    for finding in &there.findings {
        let count = back.findings.iter().filter(|back| mirrors(finding, back)).count();
        assert_eq!(count, 1, "{name}: {} at {}\n{back_text}", finding.rule.id, finding.at);
    }
}

#[test]
fn both_ways_agree_on_what_they_see() {
    for name in patch::names() {
        let sides = patch::sides(&name);
        check(&name, &sides.old, &sides.new);
    }
}

#[test]
fn both_ways_agree_where_two_patches_meet() {
    let names = patch::names();
    let specs: Vec<Spec> = names.iter().map(|name| patch::sides(name).new).collect();
    for (index, old) in specs.iter().enumerate() {
        // Each meets some others, not always the same ones.
        for other in (index % 41..specs.len()).step_by(41) {
            check(&format!("{} → {}", names[index], names[other]), old, &specs[other]);
        }
    }
}
