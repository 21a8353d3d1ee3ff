//! Coverage of English docs: items without a sentence, and sentences that only repeat a name.

use std::fmt;

use super::found::Check;
use crate::model::{Definitions, Spec, Terms};
use crate::names::snake_words;
use crate::place::{Place, Problem, Problems};

/// The kinds of items that have sentences, in the order of reports.
const KINDS: [&str; 5] = ["operations", "groups", "parameters", "fields", "values"];

/// Words that are ignored when a sentence is compared with a name.
const FILLERS: [&str; 25] = [
    "a", "all", "an", "and", "any", "at", "by", "each", "for", "from", "if", "in", "is", "it", "of", "on",
    "or", "s", "that", "the", "this", "to", "was", "when", "with",
];

/// Items of a spec with an English sentence, counted, and those without one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Documentation {
    /// The kinds of items, each with the number of those that have a sentence, and of all.
    pub counts: Vec<(&'static str, usize, usize)>,
    /// The items without one, or with one that repeats their name; in the order of files and lines.
    pub missing: Problems,
}

impl fmt::Display for Documentation {
    /// `582 of 582 operations, 43 of 43 groups, …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (kind, documented, all)) in self.counts.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{documented} of {all} {kind}")?;
        }
        Ok(())
    }
}

impl Spec {
    /// Counts the items with an English sentence. An operation needs a title as well; a parameter or a field may use the
    /// sentence of the glossary.
    pub fn documentation(&self) -> Documentation {
        let mut found = Found { counts: [(0, 0); 5], missing: Vec::new() };
        for (name, group) in &self.groups {
            found.item(1, (&self.service.place, "group"), name, self.group_doc(name));
            for (id, operation) in &group.operations {
                let place = &operation.place;
                let doc = if operation.title.is_some() { operation.doc.as_deref() } else { None };
                found.item(0, (place, "operation"), id, doc);
                for parameter in &operation.parameters {
                    let what = (&parameter.field.place, "parameter");
                    found.item(2, what, &parameter.field.name, self.parameter_doc(name, parameter));
                }
            }
            self.document_definitions(&mut found, name, &group.definitions);
        }
        self.document_definitions(&mut found, "", &self.shared);
        let counts =
            KINDS.into_iter().zip(found.counts).map(|(kind, (documented, all))| (kind, documented, all));
        let mut missing = Problems(found.missing);
        missing.sort();
        Documentation { counts: counts.collect(), missing }
    }

    fn document_definitions(&self, found: &mut Found, group: &str, definitions: &Definitions) {
        for field in definitions.models.values().flat_map(|model| &model.fields) {
            found.item(3, (&field.place, "field"), &field.name, self.field_doc(group, field));
        }
        for value in definitions.enums.values().flat_map(|one| &one.values) {
            found.item(4, (&value.place, "value"), &value.value, self.value_doc(group, value));
        }
    }
}

/// The items looked at so far.
struct Found {
    counts: [(usize, usize); 5],
    missing: Vec<Problem>,
}

impl Found {
    fn item(&mut self, kind: usize, (place, what): (&Place, &str), name: &str, doc: Option<&str>) {
        let defect = match doc {
            Some(doc) if repeats_name(name, doc) => "has a sentence that only repeats its name",
            Some(_) => "",
            None if what == "operation" => "has no English title or sentence",
            None => "has no English sentence",
        };
        if let Some((documented, all)) = self.counts.get_mut(kind) {
            *documented += usize::from(defect.is_empty());
            *all += 1;
        }
        if !defect.is_empty() {
            self.missing.push(Problem::note(place, format!("{what} `{name}` {defect}")));
        }
    }
}

/// Returns true if a sentence has no word that the name does not have, apart from articles and the like.
pub fn repeats_name(name: &str, sentence: &str) -> bool {
    let known: Vec<String> = words(name).collect();
    words(sentence).all(|word| known.contains(&word))
}

/// The words of a name or a sentence without fillers, each without the ending of a plural.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.flat_map(|part| {
        let words = snake_words(part);
        let words = words.split('_').filter(|word| !word.is_empty() && !FILLERS.contains(word));
        words.map(stem).collect::<Vec<_>>()
    })
}

/// Strips the plural ending, so that `values` equals `value`, and `addresses` equals `address`.
fn stem(word: &str) -> String {
    if word.ends_with("ss") {
        return word.to_owned();
    }
    let word = word.strip_suffix('s').unwrap_or(word);
    word.strip_suffix('e').unwrap_or(word).to_owned()
}

/// Notes the terms of the glossary that nothing uses, and sentences that only repeat a name.
pub(super) fn check(check: &mut Check) {
    let spec = check.spec;
    let used = spec.glossary.used_by(spec);
    for ((list, terms), (_, used)) in spec.glossary.lists().into_iter().zip(used.lists()) {
        check_terms(check, list, terms, used);
    }
    for group in spec.service.group_docs.keys().filter(|group| !spec.groups.contains_key(*group)) {
        check.note(
            &spec.service.place,
            format!("`group_docs` has a line about `{group}`, which is not a group"),
        );
    }
}

fn check_terms(check: &mut Check, list: &str, terms: &Terms, used: &Terms) {
    for (name, term) in &terms.0 {
        let known = used.0.get(name);
        let is_general_used = known.is_some_and(|known| known.general.is_some());
        if let Some(general) = term.general.as_ref().filter(|_| !is_general_used) {
            let message = format!("nothing uses the meaning of `{name}` among the glossary's {list}");
            check.note(&general.place, message);
        }
        for (group, meaning) in &term.by_group {
            if known.is_none_or(|known| !known.by_group.contains_key(group)) {
                let message = format!(
                    "nothing in group `{group}` uses the meaning of `{name}` among the glossary's {list}"
                );
                check.note(&meaning.place, message);
            }
        }
    }
}
