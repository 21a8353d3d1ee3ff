//! A report in JSON, of which each change leads to its operation.

use maud::{Markup, html};

use crate::explore::markdown::spans;
use crate::explore::page;
use crate::explore::report_form::{Changes, Finding, Outcome};
use crate::explore::site::Site;
use crate::shown;

/// The form of reports that is known.
const FORM: u32 = 1;

/// The headings of changes by their effect, the worst first.
const HEADINGS: [(&str, &str); 4] = [
    ("breaking", "Breaking changes"),
    ("addition", "Added"),
    ("behaviour", "Changed behaviour"),
    ("docs", "Documentation"),
];

/// Reads a report of `diff`, or the outcome of `import`.
///
/// # Errors
///
/// The reason why a JSON text is not a report.
pub(super) fn read(text: &str) -> Result<Outcome, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let wrong = |error: serde_json::Error| format!("not a report of `hss-codegen`: {error}");
    let outcome = if value.get("findings").is_some() {
        Outcome::of(serde_json::from_value(value).map_err(wrong)?)
    } else if value.get("changes").is_some() {
        serde_json::from_value(value).map_err(wrong)?
    } else {
        return Err(
            "not a report of `hss-codegen diff` or `import`: it has neither `findings` nor `changes`"
                .to_owned(),
        );
    };
    match outcome.changes.form {
        FORM => Ok(outcome),
        form => Err(format!("the report has form {form}; this command reads form {FORM}")),
    }
}

pub(super) fn shown(site: &Site, outcome: &Outcome) -> Markup {
    let changes = &outcome.changes;
    let is_open = |finding: &&Finding| finding.accepted.is_none();
    html! {
        h1 { "What changed" }
        p { "Version bump: " strong { (shown::cell(&changes.verdict)) } (counts(changes)) }
        @if changes.findings.is_empty() { p { "No changes." } }
        @for (effect, heading) in HEADINGS {
            @let found: Vec<&Finding> = changes.findings.iter().filter(is_open).filter(|one| one.effect == effect).collect();
            (section(site, heading, &found))
        }
        @let accepted: Vec<&Finding> = changes.findings.iter().filter(|one| one.accepted.is_some()).collect();
        (section(site, "Accepted", &accepted))
        @let gone = outcome.operations.iter().filter(|one| one.state == "gone");
        (list("Gone", gone.map(|one| format!("`{}`", one.operation)).collect()))
        (list("Unreadable", outcome.unreadable.iter().map(|one| format!("`{}`: {}", one.document, one.reason)).collect()))
        (list("Unread", outcome.unread.iter().map(|one| one.message.clone()).collect()))
        (list("Notes", changes.notes.iter().chain(&outcome.problems).map(|one| one.message.clone()).collect()))
    }
}

/// The numbers of changes by effect, in the order and the words of the headings.
fn counts(changes: &Changes) -> String {
    let count = |effect: &str| changes.counts.get(effect).copied().filter(|count| *count > 0);
    let known = HEADINGS.iter().chain([&("accepted", "Accepted")]);
    let counts: Vec<String> =
        known.filter_map(|(effect, heading)| Some(format!("{heading}: {}", count(effect)?))).collect();
    if counts.is_empty() { String::new() } else { format!(". {}", counts.join(", ")) }
}

fn section(site: &Site, title: &str, findings: &[&Finding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            h2 { (title) " " small { (findings.len()) } }
            @for same in findings.chunk_by(|one, other| one.heading == other.heading) {
                @if let Some(first) = same.first() { h3 { (place(site, &first.heading)) } }
                ul { @for one in same { li { (finding(site, one)) } } }
            }
        }
    }
}

fn finding(site: &Site, finding: &Finding) -> Markup {
    let users = finding.operations.iter().filter(|name| **name != finding.heading);
    let users: Vec<Markup> = users.map(|name| place(site, name)).collect();
    html! {
        (spans(&finding.message))
        @if let Some(why) = &finding.why { span.hint { " – " (spans(why)) } }
        @if let Some(reason) = &finding.accepted { span.hint { " – accepted: " (shown::paragraph(reason)) } }
        @if !users.is_empty() {
            details { summary { "used by " (users.len()) } ul { @for user in &users { li { (user) } } } }
        }
    }
}

/// A place of a report, as a link where it is an operation of this API: `image/ListImageScanTask`.
fn place(site: &Site, name: &str) -> Markup {
    let operation = name.split_once('/').and_then(|(group, id)| {
        site.program.catalog.operations().find(|known| known.group == group && known.id == id)
    });
    let name = html! { code { (shown::cell(name)) } };
    match operation {
        Some(operation) => html! { a href=(page::address(site, operation)) { (name) } },
        None => name,
    }
}

fn list(title: &str, items: Vec<String>) -> Markup {
    html! { @if !items.is_empty() { h2 { (title) " " small { (items.len()) } } ul { @for item in &items { li { (spans(item)) } } } } }
}
