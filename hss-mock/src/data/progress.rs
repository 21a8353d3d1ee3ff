//! Progress over time: codes that count up to an end.

use hss_spec::model::{EnumKind, Enumeration, Field, Model, Type};

use super::names::UNTIL_DONE;
use super::number::whole_ends;
use super::{Generator, Position};

const MINUTE_MS: i64 = 60_000;

impl<'s> Generator<'s> {
    /// The progress of the object at this position; `start` was its progress when the session began.
    pub(super) fn progressed(&self, enumeration: &Enumeration, start: i64, at: Position) -> i64 {
        let Some((least, most)) = counting(enumeration) else { return start };
        let (start, since) = match at.born {
            Some(born) => (least, born),
            None => (start, 0),
        };
        if is_known(enumeration, start) || !(least..=most).contains(&start) {
            return start;
        }
        let passed = self.now.saturating_sub(since).max(0);
        let gained = passed.saturating_mul(most - least) / self.duration(at);
        start.saturating_add(gained).min(most)
    }

    /// The duration of the object at this position from its beginning to its end, in milliseconds.
    fn duration(&self, at: Position) -> i64 {
        at.seed().text("duration").between(10, 40) * MINUTE_MS
    }

    /// The remaining minutes of the object; `None` if no field of it is a progress.
    pub(super) fn remaining_minutes(&self, model: &'s Model, progress: &str, at: Position) -> Option<i64> {
        let field = model.field(progress)?;
        let (least, most) = match &field.ty {
            Type::Named(name) => counting(self.enumeration(name)?)?,
            _ => (0, 100),
        };
        let progress = self.number(model, progress, at)?;
        if !(least..most).contains(&progress) {
            return Some(0);
        }
        let left = (most - progress).saturating_mul(self.duration(at)) / (most - least).max(1);
        Some((left / MINUTE_MS).max(1))
    }

    /// Zero for a time that is not known before the object is done.
    pub(super) fn not_yet(&self, model: &'s Model, field: &Field, at: Position) -> Option<i64> {
        let word = field.name.split('_').next()?;
        if !UNTIL_DONE.contains(&word) {
            return None;
        }
        let runs = model.fields.iter().any(|other| match &other.ty {
            Type::Named(name) => self.enumeration(name).and_then(counting).is_some_and(|(least, most)| {
                self.number(model, &other.name, at).is_some_and(|number| (least..most).contains(&number))
            }),
            _ => false,
        });
        runs.then_some(0)
    }
}

/// The range of counts of an enumeration.
fn counting(enumeration: &Enumeration) -> Option<(i64, i64)> {
    let (least, most) = whole_ends(Some(enumeration.range.filter(|_| enumeration.kind == EnumKind::Codes)?));
    (least > i64::MIN && most < i64::MAX && least < most).then_some((least, most))
}

fn is_known(enumeration: &Enumeration, number: i64) -> bool {
    enumeration.values.iter().any(|value| value.number() == Some(number))
}
