//! A report as text for people.

use std::fmt::Write as _;

use super::finding::Finding;
use super::report::Report;

impl Report {
    /// The report as text, one heading an operation and the verdict last.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for findings in self.by_heading() {
            let heading = findings.first().map_or("", |first| first.scope.heading.as_str());
            let _ = writeln!(text, "{}", plain(heading));
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
            let _ = write!(text, ", for {}: {}", plain(&reason.at), reason.sentence(quoted));
        }
        text.push('\n');
        text
    }
}

fn add(text: &mut String, finding: &Finding) {
    let effect = if finding.accepted.is_some() { "accepted" } else { finding.effect.name() };
    let _ = writeln!(text, "  {effect:<9}  {}  [{}]", finding.sentence(quoted), finding.rule.id);
    if !finding.place.file.is_empty() {
        let _ = writeln!(text, "             at {}", plain(&finding.place.to_string()));
    }
    if let [_, _, ..] = finding.scope.operations.as_slice() {
        let _ = writeln!(text, "             used by {}", plain(&few(&finding.scope.operations)));
    }
    if let Some(reason) = &finding.accepted {
        let _ = writeln!(text, "             because {}", plain(reason));
    }
}

/// The first of many names, and how many there are besides.
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
    format!("`{}`", plain(value))
}

/// A text on one line: what moves the cursor is escaped.
fn plain(text: &str) -> String {
    let is_plain = |letter: char| !letter.is_control();
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let escape = |letter: char| match is_plain(letter) {
        true => letter.to_string(),
        false => letter.escape_default().to_string(),
    };
    text.chars().map(escape).collect()
}
