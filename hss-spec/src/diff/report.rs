//! All findings of a comparison in order, and the version bump that they require.

use super::accept::Acceptance;
use super::finding::Finding;
use super::rule::{Effect, Verdict};
use crate::place::Problem;

/// Differences between two specs: the headings with the worst changes first, and under each the worst first.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The changes: headings with the worst change first, and the worst change first under each.
    pub findings: Vec<Finding>,
    /// Acceptances that match no change.
    pub dead_acceptances: Vec<Acceptance>,
    /// Notes on how the two sides were read, such as a fixup that was not applied to one of them.
    pub notes: Vec<Problem>,
}

impl Report {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        let mut report = Self { findings, ..Self::default() };
        report.sort();
        report
    }

    /// Sorts the findings and removes duplicates, which arise if a definition was split.
    fn sort(&mut self) {
        let mut worst = std::collections::BTreeMap::new();
        for finding in &self.findings {
            let effect = worst.entry(finding.scope.heading.clone()).or_insert(finding.effect);
            *effect = (*effect).min(finding.effect);
        }
        let worst_of = |finding: &Finding| worst.get(&finding.scope.heading).copied();
        self.findings.sort_by_cached_key(|finding| {
            (
                worst_of(finding),
                finding.scope.heading.clone(),
                finding.effect,
                finding.at.clone(),
                finding.rule.id,
                (finding.what, finding.was.clone(), finding.old.clone()),
            )
        });
        self.findings.dedup();
    }

    /// Marks the findings that are accepted, and keeps the acceptances that match none.
    pub fn accept(&mut self, acceptances: &[Acceptance]) {
        for acceptance in acceptances {
            let mut is_alive = false;
            for finding in self.findings.iter_mut().filter(|finding| acceptance.is_for(finding)) {
                finding.accepted = Some(acceptance.reason.clone());
                is_alive = true;
            }
            if !is_alive {
                self.dead_acceptances.push(acceptance.clone());
            }
        }
    }

    /// The version bump that the changes require, without those that are accepted.
    pub fn verdict(&self) -> Verdict {
        self.findings.iter().map(Finding::verdict).max().unwrap_or(Verdict::None)
    }

    /// The finding that requires it: the first of the worst; `None` if the verdict is [`Verdict::None`].
    pub fn reason(&self) -> Option<&Finding> {
        let verdict = Some(self.verdict()).filter(|verdict| *verdict != Verdict::None)?;
        self.findings.iter().find(|finding| finding.accepted.is_none() && finding.verdict() == verdict)
    }

    /// Returns true if nothing changed.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Number of findings of an effect, without accepted ones.
    pub fn count(&self, effect: Effect) -> usize {
        let counted = |finding: &&Finding| finding.effect == effect && finding.accepted.is_none();
        self.findings.iter().filter(counted).count()
    }

    /// Number of accepted findings.
    pub fn count_accepted(&self) -> usize {
        self.findings.iter().filter(|finding| finding.accepted.is_some()).count()
    }

    /// The findings under their headings.
    pub fn by_heading(&self) -> impl Iterator<Item = &[Finding]> {
        self.findings.chunk_by(|a, b| a.scope.heading == b.scope.heading)
    }

    /// The findings under a heading that get a line, and the number of those that follow from them: the definitions that
    /// only an added or a removed operation uses.
    pub(super) fn folded(findings: &[Finding]) -> (Vec<&Finding>, usize) {
        let has = |rule: &str| findings.iter().any(|finding| finding.rule.id == rule);
        let (is_new, is_gone) = (has("operation-added"), has("operation-removed"));
        let follows = |finding: &&Finding| {
            let rule = finding.rule.id;
            (is_new && matches!(rule, "model-added" | "enum-added"))
                || (is_gone && matches!(rule, "model-removed" | "enum-removed"))
        };
        let (folded, shown): (Vec<_>, Vec<_>) = findings.iter().partition(follows);
        (shown, folded.len())
    }

    /// `2 breaking, 1 addition`, without effects that have no findings.
    pub(super) fn counts(&self) -> String {
        let counts = Effect::ALL.iter().map(|(name, effect)| (*name, self.count(*effect)));
        let accepted = std::iter::once(("accepted", self.count_accepted()));
        let words = counts.chain(accepted).filter(|(_, count)| *count > 0);
        let words: Vec<String> = words.map(|(name, count)| format!("{count} {name}")).collect();
        if words.is_empty() { "no changes".to_owned() } else { words.join(", ") }
    }
}
