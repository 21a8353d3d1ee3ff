//! A change between two specs.

use std::sync::Arc;

use super::rule::{Direction, Effect, Rule, Verdict};
use crate::place::Place;

/// Subject of a finding, such as the query parameter `limit`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subject {
    /// Kind of the subject: `operation`, `query parameter`, `field`.
    pub kind: &'static str,
    /// Its name; empty if the kind is enough.
    pub name: String,
    /// The model or enumeration that it belongs to.
    pub of: Option<String>,
}

impl Subject {
    pub(super) fn new(kind: &'static str, name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), of: None }
    }

    pub(super) fn of(mut self, owner: impl Into<String>) -> Self {
        self.of = Some(owner.into());
        self
    }

    fn words(&self, quote: &impl Fn(&str) -> String) -> String {
        let mut words = self.kind.to_owned();
        if !self.name.is_empty() {
            words = format!("{words} {}", quote(&self.name));
        }
        if let Some(owner) = &self.of {
            words = format!("{words} of {}", quote(owner));
        }
        words
    }
}

/// The part of the spec under which a finding is reported, and the operations that it affects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope {
    /// The heading: an operation as `group/OperationId`, a group, `shared` or `service`.
    pub heading: String,
    /// The operations that the change affects, each as `group/OperationId`.
    pub operations: Arc<[String]>,
}

/// A change between two specs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The kind of change.
    pub rule: &'static Rule,
    /// Effect on callers.
    pub effect: Effect,
    /// Path in the API: `image/ListImageScanTask.query.limit`, `image/ImageScanTaskInfo.task_id`. For a removed item,
    /// where it was.
    pub at: String,
    /// Old path, if it differs.
    pub was: Option<String>,
    /// The heading that it is reported under, and the operations that it affects.
    pub scope: Scope,
    /// Direction of the value; `None` for other items.
    pub direction: Option<Direction>,
    /// Subject of the change.
    pub subject: Subject,
    /// The constraint or the part of the subject that changed: `range`.
    pub what: Option<&'static str>,
    /// Old value, as text; `None` if there was none.
    pub old: Option<String>,
    /// New value, as text; `None` for a removal.
    pub new: Option<String>,
    /// Place in the new spec's files, or in the old one's for a removed item.
    pub place: Place,
    /// The reason why it is accepted, if it is.
    pub accepted: Option<String>,
}

impl Finding {
    /// The version bump that the change requires; [`Verdict::None`] if it is accepted.
    pub fn verdict(&self) -> Verdict {
        match self.accepted {
            Some(_) => Verdict::None,
            None => self.rule.verdict(self.effect),
        }
    }

    /// The change in a sentence; names and values pass through `quote`.
    pub fn sentence(&self, quote: impl Fn(&str) -> String) -> String {
        let mut sentence = String::new();
        let mut rest = self.rule.message;
        while let Some((before, after)) = rest.split_once('{') {
            sentence.push_str(before);
            let (placeholder, after) = after.split_once('}').unwrap_or((after, ""));
            sentence.push_str(&match placeholder {
                "name" => self.subject.words(&quote),
                "what" => self.what.unwrap_or_default().to_owned(),
                "old" => shown(self.old.as_deref(), &quote),
                "new" => shown(self.new.as_deref(), &quote),
                other => format!("{{{other}}}"),
            });
            rest = after;
        }
        sentence.push_str(rest);
        sentence
    }
}

/// A value in a sentence, or words for an empty or missing one.
fn shown(value: Option<&str>, quote: &impl Fn(&str) -> String) -> String {
    match value {
        None => "nothing".to_owned(),
        Some("") => "the empty string".to_owned(),
        Some(value) => quote(value),
    }
}
