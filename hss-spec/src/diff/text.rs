//! A report as text, for people.

use std::fmt::Write as _;

use super::finding::Finding;
use super::report::Report;
use crate::shown::shown;

impl Report {
    /// The report as text, one heading per operation and the verdict last.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for findings in self.by_heading() {
            let heading = findings.first().map_or("", |first| first.scope.heading.as_str());
            let _ = writeln!(text, "{}", shown(heading));
            let (shown, folded) = Self::folded(findings);
            for finding in shown {
                add(&mut text, finding);
            }
            match folded {
                0 => {}
                1 => text.push_str("             with a type that only it uses\n"),
                _ => {
                    let _ = writeln!(text, "             with {folded} types that only it uses");
                }
            }
            text.push('\n');
        }
        for dead in &self.dead_acceptances {
            let _ = writeln!(text, "{}", dead.complaint());
        }
        if !self.dead_acceptances.is_empty() {
            text.push('\n');
        }
        let _ = write!(text, "verdict: {} ({})", self.verdict().name(), self.counts());
        if let Some(reason) = self.reason() {
            let _ = write!(text, ", for {}: {}", shown(&reason.at), reason.sentence(quoted));
        }
        text.push('\n');
        text
    }
}

fn add(text: &mut String, finding: &Finding) {
    let effect = if finding.accepted.is_some() { "accepted" } else { finding.effect.name() };
    let _ = writeln!(text, "  {effect:<9}  {}  [{}]", finding.sentence(quoted), finding.rule.id);
    if !finding.place.file.is_empty() {
        let _ = writeln!(text, "             at {}", shown(&finding.place.to_string()));
    }
    if let [_, _, ..] = &*finding.scope.operations {
        let _ = writeln!(text, "             used by {}", shown(&few(&finding.scope.operations)));
    }
    if let Some(reason) = &finding.accepted {
        let _ = writeln!(text, "             because {}", shown(reason));
    }
}

/// The first of many names, and the number of the others.
pub(super) fn few(names: &[String]) -> String {
    match names {
        [first, second, third, rest @ ..] if rest.len() > 1 => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        names => names.join(", "),
    }
}

/// A name or value in backquotes.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", shown(value))
}
