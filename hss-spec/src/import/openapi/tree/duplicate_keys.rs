//! Keys that one object has twice.
//!
//! Parsers of JSON take the last value. Two objects without a common key are joined, so that a path that is written
//! twice keeps the operations of both.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Map, Tree, Value, short};
use crate::place::{NoteKind, Place, Problem};

/// A key that is given again.
pub(super) struct DuplicateKey {
    place: Place,
    key: String,
    /// True if the object has what both values have.
    is_joined: bool,
}

impl DuplicateKey {
    pub(super) fn error(&self) -> Problem {
        let message =
            format!("the key `{}` is given twice in one object; expected it once", short(&self.key));
        Problem::error(&self.place, message)
    }

    fn note(self) -> Problem {
        let key = short(&self.key);
        match self.is_joined {
            true => Problem::note(
                &self.place,
                format!("the key `{key}` is given twice in one object; both are read"),
            ),
            false => {
                let message = format!("the key `{key}` is given twice in one object; the last one is read");
                Problem::note(&self.place, message).of(NoteKind::Keyword)
            }
        }
    }
}

impl<'t> Tree<'t> {
    /// Adds a map; of two values of one key, the last one counts.
    pub(super) fn add_map(&mut self, at: (u32, u32), entries: Vec<(Cow<'t, str>, u32)>) -> u32 {
        let map = Map::new(entries);
        let key = |entry: u32| map.entries.get(entry as usize).map(|(key, _)| key);
        let is_whole = map.by_key.windows(2).all(|pair| key(pair[0]) != key(pair[1]));
        let map = if is_whole { map } else { self.without_duplicates(map.entries) };
        self.add(at, Value::Map(map))
    }

    fn without_duplicates(&mut self, entries: Vec<(Cow<'t, str>, u32)>) -> Map<'t> {
        let mut once: Vec<(Cow<'t, str>, u32)> = Vec::new();
        let mut by_key: HashMap<Cow<'t, str>, usize> = HashMap::new();
        for (key, value) in entries {
            let Some(known) = by_key.get(&key).and_then(|index| once.get_mut(*index)) else {
                by_key.insert(key.clone(), once.len());
                once.push((key, value));
                continue;
            };
            let first = std::mem::replace(&mut known.1, value);
            let joined = self.joined(first, value);
            if let (Some(joined), Some(known)) =
                (joined, by_key.get(&key).and_then(|index| once.get_mut(*index)))
            {
                known.1 = joined;
            }
            if let Some(data) = self.nodes.get(value as usize) {
                let place = self.place((data.line, data.column));
                self.duplicate_keys.push(DuplicateKey {
                    place,
                    key: key.into_owned(),
                    is_joined: joined.is_some(),
                });
            }
        }
        Map::new(once)
    }

    /// A map with the entries of two others that have no common key.
    fn joined(&mut self, first: u32, second: u32) -> Option<u32> {
        let (one, other) = (self.nodes.get(first as usize)?, self.nodes.get(second as usize)?);
        let (Value::Map(a), Value::Map(b)) = (&one.value, &other.value) else { return None };
        if a.entries.iter().any(|(key, _)| b.get(key).is_some()) {
            return None;
        }
        let at = (one.line, one.column);
        let entries = a.entries.iter().chain(&b.entries).cloned().collect();
        Some(self.add(at, Value::Map(Map::new(entries))))
    }

    /// Notes on the keys that are given twice.
    pub(in crate::import) fn take_notes(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.duplicate_keys).into_iter().map(DuplicateKey::note).collect()
    }
}
