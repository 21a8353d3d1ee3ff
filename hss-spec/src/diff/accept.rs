//! Changes that were reviewed and accepted.

use super::finding::Finding;
use super::rule::Rule;
use super::rules;
use crate::json::reader::Reader;
use crate::place::{Place, Problems};

/// An accepted change, which no longer counts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Acceptance {
    /// The kind of change.
    pub rule: &'static Rule,
    /// Path in the API, as reports print it.
    pub at: String,
    /// The reason why it is accepted.
    pub reason: String,
    /// Place of the acceptance.
    pub place: Place,
}

impl Acceptance {
    pub(super) fn is_for(&self, finding: &Finding) -> bool {
        self.rule.id == finding.rule.id && self.at == finding.at
    }

    /// The note for an acceptance that matches no change any more.
    pub(super) fn complaint(&self) -> String {
        let (rule, at) = (self.rule.id, &self.at);
        format!("{}: the acceptance of {rule} at {at} matches no change; delete it", self.place)
    }
}

/// Reads the acceptances of a file: a list of objects with `rule`, `at` and `reason`.
///
/// # Errors
///
/// All problems of the file with line and column, such as an unknown rule or a missing reason.
pub fn read_acceptances(file: &str, text: &str) -> Result<Vec<Acceptance>, Problems> {
    let mut problems = Vec::new();
    let mut acceptances = Vec::new();
    if let Some((mut reader, value)) = Reader::parse(file, text, &mut problems) {
        for value in reader.list(&value, "the acceptances") {
            acceptances.extend(read_acceptance(&mut reader, value));
        }
    }
    if problems.is_empty() { Ok(acceptances) } else { Err(Problems(problems)) }
}

fn read_acceptance<'p>(reader: &mut Reader<'p>, value: &jsonc_parser::ast::Value<'p>) -> Option<Acceptance> {
    let what = "an acceptance";
    let object = reader.object(value, what, &["rule", "at", "reason"])?;
    let id_value = reader.needed(object, "rule", what)?;
    let id = reader.text(id_value, "`rule`")?;
    let rule = rules::rule(&id);
    if rule.is_none() {
        reader.error(id_value, format!("there is no rule `{id}`; reports name their rules in brackets"));
    }
    let at = reader.needed(object, "at", what)?;
    let at = reader.text(at, "`at`")?;
    let reason_value = reader.needed(object, "reason", what)?;
    let reason = reader.text(reason_value, "`reason`")?;
    if reason.trim().is_empty() {
        reader.error(reason_value, "`reason` is empty; say why the change is acceptable to callers");
        return None;
    }
    Some(Acceptance { rule: rule?, at, reason, place: reader.place(value) })
}
