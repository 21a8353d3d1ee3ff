//! A summary of notes: the number of each kind and the most frequent messages.

use std::collections::BTreeMap;

use crate::place::{NoteKind, Problem, Problems};

/// Maximum number of different messages per kind in a summary.
const SHOWN: usize = 8;

impl Problems {
    /// A line per kind of note, with its most frequent messages: `37 operations left out: 30 …; 7 …`. Names that
    /// messages quote are omitted where they differ. Empty without notes.
    pub fn summary(&self) -> String {
        let mut kinds: BTreeMap<NoteKind, BTreeMap<String, (usize, &str)>> = BTreeMap::new();
        for note in self.0.iter().filter(|problem| !problem.is_error()) {
            let message = without_pointer(note);
            // The line already says that the operation is left out.
            let reason = message.split_once("left out: ").filter(|_| note.kind == NoteKind::Operation);
            let message = reason.map_or(message, |(_, reason)| reason);
            let same = kinds.entry(note.kind).or_default().entry(pattern(message)).or_insert((0, message));
            same.0 += 1;
            if same.1 != message {
                same.1 = "";
            }
        }
        kinds.iter().map(|(kind, messages)| line(*kind, messages)).collect()
    }
}

/// A kind with its messages, the most frequent first.
fn line(kind: NoteKind, messages: &BTreeMap<String, (usize, &str)>) -> String {
    let mut counted: Vec<(usize, &str)> = messages
        .iter()
        .map(|(pattern, (count, message))| (*count, if message.is_empty() { pattern } else { *message }))
        .collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let all: usize = counted.iter().map(|(count, _)| count).sum();
    let rest: usize = counted.iter().skip(SHOWN).map(|(count, _)| count).sum();
    let shown = counted.iter().take(SHOWN).map(|(count, message)| match counted.len() {
        1 => (*message).to_owned(),
        _ => format!("{count} {message}"),
    });
    let rest = (rest > 0).then(|| format!("{rest} others"));
    let shown: Vec<String> = shown.chain(rest).collect();
    format!("{}: {}\n", kind.count(all), shown.join("; "))
}

/// The message without the JSON pointer before it.
fn without_pointer(note: &Problem) -> &str {
    let (pointer, message) = note.message.split_once(": ").unwrap_or(("", &note.message));
    if pointer.starts_with('#') { message } else { &note.message }
}

/// The message without the names that it quotes, but with media types, since there are few.
fn pattern(message: &str) -> String {
    let is_media_type =
        |text: &str| text.find('/').is_some_and(|at| at > 0) && !text.contains([' ', '{', '#']);
    let parts = message.split('`').enumerate();
    let shown = |(index, part)| if index % 2 == 0 || is_media_type(part) { part } else { "…" };
    parts.map(shown).collect::<Vec<_>>().join("`")
}
