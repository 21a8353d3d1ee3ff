//! The report: a line per document and its refusals, then the totals.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hss_spec::shown::shown;
use serde_json::{Value, json};

use super::judged::{Judged, JudgedCall};
use super::verdict::Verdict;

/// Maximum characters of a message on a line; JSON has the whole message.
const SHOWN: usize = 240;

/// Refusals of a document that are shown one by one.
const LISTED: usize = 12;

/// Figures of a document, or of all.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    operations: usize,
    taken: usize,
    compiled: usize,
    called: usize,
    accepted: usize,
    /// Refused for a reason that is on the list.
    excused: usize,
    responses: usize,
    decoded: usize,
}

impl Figures {
    fn of(judged: &Judged) -> Self {
        let is_response =
            |call: &JudgedCall| matches!(call.verdict, Verdict::Decoded | Verdict::NotDecoded(_));
        Self {
            operations: judged.operations,
            taken: judged.taken,
            compiled: judged.compiled,
            called: judged.calls.len(),
            accepted: judged.count(|call| call.verdict.is_accepted()),
            excused: judged.count(|call| call.is_known && !call.verdict.is_accepted()),
            responses: judged.count(is_response),
            decoded: judged.count(|call| call.verdict == Verdict::Decoded),
        }
    }

    fn add(self, other: Self) -> Self {
        Self {
            operations: self.operations + other.operations,
            taken: self.taken + other.taken,
            compiled: self.compiled + other.compiled,
            called: self.called + other.called,
            accepted: self.accepted + other.accepted,
            excused: self.excused + other.excused,
            responses: self.responses + other.responses,
            decoded: self.decoded + other.decoded,
        }
    }

    fn json(self) -> Value {
        json!({
            "operations": self.operations,
            "taken": self.taken,
            "compiled": self.compiled,
            "called": self.called,
            "accepted": self.accepted,
            "excused": self.excused,
            "responses": self.responses,
            "decoded": self.decoded,
        })
    }

    /// The figures on a line, each with its total.
    fn line(self, name: &str) -> String {
        let excused = if self.excused == 0 { String::new() } else { format!(" (+{} listed)", self.excused) };
        format!(
            "{name:32} taken {}  compiled {}  accepted {}{excused}  decoded {}\n",
            part(self.taken, self.operations),
            part(self.compiled, self.taken),
            part(self.accepted, self.called),
            part(self.decoded, self.responses),
        )
    }
}

fn part(part: usize, whole: usize) -> String {
    format!("{part:>4} of {whole:>4}")
}

/// `document: of its operations taken, of those compiled, …`, and a line per refusal.
pub(crate) fn text(judged: &Judged) -> String {
    let mut text = Figures::of(judged).line(&cut(&judged.document));
    if let Some(failure) = &judged.failure {
        let _ = writeln!(text, "    failed: {}", cut(failure));
    }
    for left in &judged.left {
        let _ = writeln!(
            text,
            "    left out: {} {}: {}",
            left.operation.method,
            cut(&left.operation.path),
            cut(&left.reason.message)
        );
    }
    let shown = |call: &&JudgedCall| !call.is_known && call.verdict != Verdict::Decoded;
    for call in judged.calls.iter().filter(shown).take(LISTED) {
        let words = cut(&call.verdict.words().join("; "));
        let _ = writeln!(
            text,
            "    {}: {} ({}): {words}",
            call.verdict.name(),
            cut(&call.operation),
            call.extent
        );
    }
    let more = judged.calls.iter().filter(shown).count().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(text, "    and {more} more: `--format json` has all");
    }
    text
}

/// The figures of all documents, and the most frequent refusals, without the names in them.
pub(crate) fn totals(all: &[Judged]) -> String {
    let sum = all.iter().map(Figures::of).fold(Figures::default(), Figures::add);
    let mut text = format!("\n{}", sum.line(&format!("{} documents", all.len())));
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let _ = writeln!(
        text,
        "{:32} taken {:.1} %  compiled {:.1} %  accepted {:.1} %  decoded {:.1} %",
        "",
        share(sum.taken, sum.operations),
        share(sum.compiled, sum.taken),
        share(sum.accepted, sum.called - sum.excused),
        share(sum.decoded, sum.responses),
    );
    let mut kinds: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for call in all.iter().flat_map(|judged| &judged.calls).filter(|call| !call.is_known) {
        for words in call.verdict.words() {
            let message = words.split_once(": ").map_or(words, |(_, message)| message);
            *kinds.entry((call.verdict.name(), message.to_owned())).or_default() += 1;
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    for ((verdict, message), count) in kinds.iter().take(LISTED) {
        let _ = writeln!(text, "{count:>6} {verdict}: {}", cut(message));
    }
    text
}

/// All figures, and each call without a decoded response, with its request.
pub(crate) fn json(all: &[Judged]) -> Value {
    let sum = all.iter().map(Figures::of).fold(Figures::default(), Figures::add);
    let documents = all.iter().map(|judged| {
        let mut document = Figures::of(judged).json();
        document["document"] = json!(judged.document);
        document["failure"] = json!(judged.failure);
        let left = judged.left.iter().map(|left| {
            json!({
                "method": left.operation.method,
                "path": left.operation.path,
                "pointer": left.reason.pointer,
                "reason": left.reason.message,
            })
        });
        document["left_out"] = left.collect();
        let calls = judged.calls.iter().filter(|call| call.verdict != Verdict::Decoded).map(|call| {
            json!({
                "operation": call.operation,
                "extent": call.extent,
                "verdict": call.verdict.name(),
                "words": call.verdict.words(),
                "listed": call.is_known,
                "exchange": call.exchange,
            })
        });
        document["calls"] = calls.collect();
        document
    });
    let documents: Vec<Value> = documents.collect();
    json!({ "documents": documents, "total": sum.json() })
}

/// Text of a document or a server, on one line and truncated.
fn cut(text: &str) -> String {
    let mut letters = shown(text)
        .chars()
        .map(|letter| if letter == '\n' { ' ' } else { letter })
        .collect::<Vec<_>>()
        .into_iter();
    let mut cut: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    cut
}
