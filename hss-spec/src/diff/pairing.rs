//! Pairs of models and enumerations of both specs, including those that were renamed or moved.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::Comparison;
use super::side::{Key, Side};
use crate::model::{Enumeration, Field, Model, Type};

/// Maximum number of comparisons among definitions of the same form. With a hundred that look the same in each spec,
/// no unique pair exists, and comparing all with all would take quadratic time.
const MOST_COMPARISONS: usize = 10_000;

/// Keys of the old and of the new spec.
type Candidates<'s> = (BTreeSet<Key<'s>>, BTreeSet<Key<'s>>);
type Lists<'s> = (Vec<Key<'s>>, Vec<Key<'s>>);

/// The definitions of one kind.
pub(super) struct Paired<'s, T> {
    pub(super) both: Vec<(Key<'s>, &'s T, Key<'s>, &'s T)>,
    pub(super) gone: BTreeMap<Key<'s>, &'s T>,
    pub(super) come: BTreeMap<Key<'s>, &'s T>,
}

/// All definitions.
pub(super) struct PairedDefinitions<'s> {
    pub(super) models: Paired<'s, Model>,
    pub(super) enums: Paired<'s, Enumeration>,
}

impl<'s, T> Paired<'s, T> {
    /// Pairs those that have the same name in the same group, then those that moved.
    fn new(
        mut gone: BTreeMap<Key<'s>, &'s T>,
        mut come: BTreeMap<Key<'s>, &'s T>,
        is_similar: impl Fn(&T, &T) -> bool,
    ) -> Self {
        let mut both = Vec::new();
        gone.retain(|key, old| {
            let new = come.remove(key);
            both.extend(new.map(|new| (*key, *old, *key, new)));
            new.is_none()
        });
        let mut paired = Self { both, gone, come };
        paired.pair_moved(is_similar);
        paired
    }

    /// Pairs those that have the same name in another group. Several may be merged into one, or one split into several.
    fn pair_moved(&mut self, is_similar: impl Fn(&T, &T) -> bool) {
        let mut names: BTreeMap<&str, Lists<'s>> = BTreeMap::new();
        for key in self.gone.keys() {
            names.entry(key.1).or_default().0.push(*key);
        }
        for key in self.come.keys() {
            names.entry(key.1).or_default().1.push(*key);
        }
        for (old, new) in names.into_values() {
            if old.len() > 1 && new.len() > 1 {
                continue;
            }
            let candidates = old.iter().flat_map(|old| new.iter().map(move |new| (*old, *new)));
            let moved: Vec<_> =
                candidates.filter(|(old, new)| is_similar(self.gone[old], self.come[new])).collect();
            for (old, new) in &moved {
                self.both.push((*old, self.gone[old], *new, self.come[new]));
            }
            for (old, new) in moved {
                self.gone.remove(&old);
                self.come.remove(&new);
            }
        }
    }

    /// Pairs the candidates of a group where exactly one on each side is alike; returns the new pairs.
    ///
    /// Definitions that are alike have the same form; one without a form is not paired.
    fn pair_renamed(
        &mut self,
        candidates: Candidates<'s>,
        form_of_old: impl Fn(Key<'s>, &'s T) -> Option<String>,
        form_of_new: impl Fn(Key<'s>, &'s T) -> Option<String>,
        is_alike: impl Fn(Key<'s>, &'s T, Key<'s>, &'s T) -> bool,
    ) -> Vec<(Key<'s>, Key<'s>)> {
        let mut forms: BTreeMap<(&str, String), Lists<'s>> = BTreeMap::new();
        for key in candidates.0 {
            if let Some(form) = self.gone.get(&key).and_then(|old| form_of_old(key, old)) {
                forms.entry((key.0, form)).or_default().0.push(key);
            }
        }
        for key in candidates.1 {
            if let Some(form) = self.come.get(&key).and_then(|new| form_of_new(key, new)) {
                forms.entry((key.0, form)).or_default().1.push(key);
            }
        }
        let mut pairs = Vec::new();
        for (old, new) in forms.into_values() {
            if old.len().saturating_mul(new.len()) <= MOST_COMPARISONS {
                let candidates = old.iter().flat_map(|old| new.iter().map(move |new| (*old, *new)));
                let alike =
                    candidates.filter(|(old, new)| is_alike(*old, self.gone[old], *new, self.come[new]));
                pairs.extend(unique(&alike.collect::<Vec<_>>()));
            }
        }
        for (old, new) in &pairs {
            if let (Some(before), Some(after)) = (self.gone.remove(old), self.come.remove(new)) {
                self.both.push((*old, before, *new, after));
            }
        }
        pairs
    }

    /// Those that are in no pair.
    fn left_over(&self) -> Candidates<'s> {
        (self.gone.keys().copied().collect(), self.come.keys().copied().collect())
    }

    fn keys(&self) -> impl Iterator<Item = (Key<'s>, Key<'s>)> {
        self.both.iter().map(|(old, _, new, _)| (*old, *new))
    }
}

/// The pairs whose two members are in no other pair.
fn unique<'s>(pairs: &[(Key<'s>, Key<'s>)]) -> Vec<(Key<'s>, Key<'s>)> {
    let mut counts: (BTreeMap<Key<'s>, usize>, BTreeMap<Key<'s>, usize>) = Default::default();
    for (old, new) in pairs {
        *counts.0.entry(*old).or_default() += 1;
        *counts.1.entry(*new).or_default() += 1;
    }
    let unique = pairs.iter().filter(|(old, new)| counts.0[old] == 1 && counts.1[new] == 1);
    unique.copied().collect()
}

/// Returns true if the two have at least half of the names of the smaller one in common.
fn is_half<'n>(old: impl Iterator<Item = &'n str>, new: impl Iterator<Item = &'n str>) -> bool {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.collect(), new.collect());
    old.intersection(&new).count() * 2 >= old.len().min(new.len())
}

impl<'s> Comparison<'s> {
    /// Pairs all definitions, and records which are the same.
    pub(super) fn pair_definitions(&mut self) -> PairedDefinitions<'s> {
        let mut models = Paired::new(self.old.models(), self.new.models(), |old: &Model, new: &Model| {
            is_half(
                old.fields.iter().map(|field| field.name.as_str()),
                new.fields.iter().map(|field| field.name.as_str()),
            )
        });
        let mut enums = Paired::new(self.old.enums(), self.new.enums(), |old: &Enumeration, new| {
            is_half(
                old.values.iter().map(|value| value.value.as_str()),
                new.values.iter().map(|value| value.value.as_str()),
            )
        });
        let form = |_, one: &Enumeration| Some(enumeration_form(one));
        enums.pair_renamed(enums.left_over(), form, form, |_, old, _, new| {
            enumeration_form(old) == enumeration_form(new)
        });
        self.same.extend(models.keys().chain(enums.keys()));
        let mut candidates = models.left_over();
        loop {
            let pairs = models.pair_renamed(
                candidates,
                |key, model: &Model| model_form(&self.old, key, model, |key| self.same.of_old(key)),
                |key, model: &Model| model_form(&self.new, key, model, |key| self.same.of_new(key)),
                |old_key, old, new_key, new| self.is_same_model((old_key, old), (new_key, new)),
            );
            if pairs.is_empty() {
                return PairedDefinitions { models, enums };
            }
            // A model that contains a renamed one is recognised after that one.
            candidates = (
                self.users.old.referring(pairs.iter().map(|pair| pair.0)),
                self.users.new.referring(pairs.iter().map(|pair| pair.1)),
            );
            self.same.extend(pairs);
        }
    }

    /// Returns true if the fields of two models of the same form are alike; their names are the same.
    fn is_same_model(&self, old: (Key<'s>, &'s Model), new: (Key<'s>, &'s Model)) -> bool {
        old.1.fields.iter().zip(&new.1.fields).all(|(before, after)| {
            let contains_itself = before.ty.name() == Some(old.0.1);
            contains_itself || self.is_alike(self.old.field(old.0.0, before), self.new.field(new.0.0, after))
        })
    }
}

/// Everything about an enumeration except its name and its documentation.
fn enumeration_form(one: &Enumeration) -> String {
    let values: Vec<&str> = one.values.iter().map(|value| value.value.as_str()).collect();
    format!("{:?} {:?} {:?} {values:?}", one.kind, one.open, one.range)
}

/// The names and resolved types of a model's fields; `None` for a model that cannot be paired: one
/// without fields, or with a field whose type is only in one spec.
fn model_form<'s>(
    side: &Side<'s>,
    key: Key<'s>,
    model: &'s Model,
    same: impl Fn(Key<'s>) -> Option<Key<'s>>,
) -> Option<String> {
    let type_form = |field: &'s Field| match field.ty.name() {
        Some(name) if name == key.1 => Some("itself".to_owned()),
        Some(name) if !side.is_listed_number(key.0, name) => {
            let of = same(side.key(key.0, name))?;
            Some(field.ty.with_innermost(Type::Named(format!("{of:?}"))).to_string())
        }
        Some(_) => Some(field.ty.with_innermost(Type::Integer).to_string()),
        None if field.ty.innermost().is_integer() => Some(field.ty.with_innermost(Type::Integer).to_string()),
        None => Some(field.ty.to_string()),
    };
    let mut form = String::new();
    for field in &model.fields {
        form.push_str(&format!("{:?} {:?};", field.name, type_form(field)?));
        if field.ty.name() != Some(key.1) {
            let constraints: Vec<String> =
                field.effective_constraints().map(|one| format!("{one:?}")).collect();
            let default = side.default(side.field(key.0, field));
            form.push_str(&format!("{constraints:?} {default:?};"));
        }
    }
    Some(form).filter(|form| !form.is_empty())
}
