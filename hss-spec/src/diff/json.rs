//! A report as JSON, for tools; `docs/diff.md` describes the format.

use super::finding::Finding;
use super::report::Report;
use super::rule::Effect;
use super::text::quoted;
use crate::json::line::{Entries, Item, print, quote};
use crate::json::problems::problem;
use crate::place::Place;

/// The version of the format; raised when a key is removed or changes its meaning.
const FORM: u32 = 1;

impl Report {
    /// The report as JSON.
    pub fn to_json(&self) -> String {
        print(&self.entries().into_object())
    }

    pub(crate) fn entries(&self) -> Entries {
        let mut entries = Entries::default();
        entries.item("form", number(FORM)).text("verdict", self.verdict().name());
        if let Some(reason) = self.reason() {
            let mut line = Entries::default();
            line.text("rule", reason.rule.id).text("at", &reason.at);
            entries.item("reason", line.into_line());
        }
        let mut counts = Entries::default();
        for (name, effect) in Effect::ALL {
            counts.item(name, number(self.count(effect)));
        }
        counts.item("accepted", number(self.count_accepted()));
        entries.item("counts", counts.into_line());
        entries.item("findings", Item::List(self.findings.iter().map(finding).collect()));
        let dead = self.dead_acceptances.iter().map(|dead| {
            let mut entries = Entries::default();
            entries.text("rule", dead.rule.id).text("at", &dead.at).text("reason", &dead.reason);
            place(&mut entries, &dead.place);
            entries.into_object()
        });
        entries.item("dead_acceptances", Item::List(dead.collect()));
        entries.item("notes", Item::List(self.notes.iter().map(problem).collect()));
        entries
    }
}

fn finding(finding: &Finding) -> Item {
    let mut entries = Entries::default();
    entries
        .text("rule", finding.rule.id)
        .text("effect", finding.effect.name())
        .text("verdict", finding.verdict().name())
        .text("at", &finding.at)
        .optional("was", finding.was.as_deref())
        .optional("direction", finding.direction.map(super::Direction::name))
        .optional("what", finding.what)
        .optional("old", finding.old.as_deref())
        .optional("new", finding.new.as_deref())
        .text("message", &finding.sentence(quoted))
        .optional("why", finding.rule.why)
        .text("heading", &finding.scope.heading);
    let operations = finding.scope.operations.iter().map(|operation| quote(operation));
    let operations = operations.collect::<Vec<_>>().join(", ");
    entries.item("operations", Item::Line(format!("[{operations}]")));
    place(&mut entries, &finding.place);
    entries.optional("accepted", finding.accepted.as_deref());
    entries.into_object()
}

/// The file and the line, if known.
fn place(entries: &mut Entries, place: &Place) {
    if !place.file.is_empty() {
        entries.text("file", &place.file);
        if place.line > 0 {
            entries.item("line", number(place.line));
        }
    }
}

fn number(number: impl ToString) -> Item {
    Item::Line(number.to_string())
}
