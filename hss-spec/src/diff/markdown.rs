//! A report as Markdown, for a changelog or a pull request.

use std::fmt::Write as _;

use super::finding::Finding;
use super::report::Report;
use super::rule::Effect;
use super::text::few;

/// The headings of a changelog.
const HEADINGS: [(Effect, &str); 4] = [
    (Effect::Breaking, "Breaking changes"),
    (Effect::Addition, "Added"),
    (Effect::Behaviour, "Changed behaviour"),
    (Effect::Docs, "Documentation"),
];

impl Report {
    /// The report as Markdown: the verdict, then a section per effect with a bullet per change. Changes without effect on
    /// code are only counted.
    pub fn to_markdown(&self) -> String {
        self.to_markdown_with_names(&|_| None)
    }

    /// Like [`to_markdown`](Self::to_markdown), with the name in code that `code_name` returns after each change.
    pub fn to_markdown_with_names(&self, code_name: &dyn Fn(&Finding) -> Option<String>) -> String {
        let mut text = format!("**{}** ({})\n", self.verdict().name(), self.counts());
        if let Some(reason) = self.reason() {
            let _ = writeln!(text, "\nThe reason: {}.", reason.sentence(code));
        }
        for (effect, heading) in HEADINGS {
            let is_in = |finding: &&Finding| finding.effect == effect && finding.accepted.is_none();
            let shown = self.by_heading().flat_map(|findings| Self::folded(findings).0).filter(is_in);
            let (in_code, rest): (Vec<_>, Vec<_>) = shown.partition(|finding| finding.rule.is_in_code);
            add_section(&mut text, heading, in_code.into_iter(), rest.len(), code_name);
        }
        let accepted = self.findings.iter().filter(|finding| finding.accepted.is_some());
        add_section(&mut text, "Accepted", accepted, 0, code_name);
        for dead in &self.dead_acceptances {
            let _ = writeln!(text, "\n{}", escaped(&dead.complaint()));
        }
        text
    }
}

fn add_section<'f>(
    text: &mut String,
    heading: &str,
    findings: impl Iterator<Item = &'f Finding>,
    not_in_code: usize,
    code_name: &dyn Fn(&Finding) -> Option<String>,
) {
    let mut findings = findings.peekable();
    if findings.peek().is_none() && not_in_code == 0 {
        return;
    }
    let _ = writeln!(text, "\n### {heading}\n");
    for finding in findings {
        let _ = write!(text, "- {}: {}", code(&finding.scope.heading), finding.sentence(code));
        if let Some(name) = code_name(finding) {
            let _ = write!(text, ": {}", code(&name));
        }
        if let [_, _, ..] = &*finding.scope.operations {
            let _ = write!(text, " (used by {})", code(&few(&finding.scope.operations)));
        }
        if let Some(reason) = &finding.accepted {
            let _ = write!(text, " – accepted: {}", escaped(reason));
        }
        text.push('\n');
    }
    if not_in_code > 0 {
        let _ = writeln!(text, "- {not_in_code} more without effect on code");
    }
}

/// A name or value as a code span; it may contain backquotes.
fn code(value: &str) -> String {
    let line: String = value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let longest = line.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space separates the fence from a backquote; Markdown strips one at either end.
    let needs_space = line.starts_with('`') || line.ends_with('`') || line.trim().is_empty();
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

/// A sentence written by a person, with its markup escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            letter if letter.is_control() => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}
