//! Sets of fields of which an object has one.

use std::fmt;

use super::Model;

/// Sets of fields of an object in a request, which has all fields of at least one set, or of exactly one.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FieldSets {
    /// The names of the fields of each set.
    pub sets: Vec<Vec<String>>,
    /// True if an object has the fields of exactly one set.
    pub exclusive: bool,
}

impl FieldSets {
    /// These sets; with `exclusive`, an object has the fields of exactly one.
    pub fn new(sets: Vec<Vec<String>>, exclusive: bool) -> Self {
        Self { sets, exclusive }
    }

    /// The name in a spec file.
    pub fn key(&self) -> &'static str {
        if self.exclusive { "one_of" } else { "any_of" }
    }

    /// The reason why a model cannot have them, as a relative clause.
    pub fn defect(&self, model: &Model) -> Option<String> {
        if model.union.is_some() {
            return Some("but is a union; only an object has some".to_owned());
        }
        if self.sets.len() < 2 || self.sets.iter().any(Vec::is_empty) {
            return Some("which must be two or more, with a field each".to_owned());
        }
        let is_field = |name: &&String| model.field(name).is_some_and(|field| !field.additional);
        let unknown = self.sets.iter().flatten().find(|name| !is_field(name))?;
        Some(format!("of which `{}` is not a field", crate::shown::shown(unknown)))
    }

    /// The reason why an object with these fields is refused, as the predicate of a sentence.
    pub fn refusal(&self, is_given: impl Fn(&str) -> bool) -> Option<String> {
        let given = self.sets.iter().filter(|set| set.iter().all(|name| is_given(name))).count();
        match given {
            0 => Some(format!("is not an object with {self}")),
            1 => None,
            _ => self.exclusive.then(|| format!("is not an object with only one of {self}")),
        }
    }
}

impl fmt::Display for FieldSets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, set) in self.sets.iter().enumerate() {
            let names: Vec<String> = set.iter().map(|name| format!("`{name}`")).collect();
            write!(f, "{}{}", if index == 0 { "" } else { ", or " }, names.join(" and "))?;
        }
        Ok(())
    }
}
