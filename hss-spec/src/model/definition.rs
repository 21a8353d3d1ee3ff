//! Models and enumerations: the types that operations share by name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bounds, Constraint, Field, FieldSets, Number, Source};
use crate::place::Place;

/// A JSON object with known fields, in the order of the doc page; or a union, whose fields are its variants.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Model {
    /// Its meaning, in one English sentence written for this spec.
    pub doc: Option<String>,
    /// Its fields; for a union, its variants.
    pub fields: Vec<Field>,
    /// The way the variants are distinguished; `None` for an object.
    pub union: Option<Union>,
    /// The number of fields that an object in a request may have.
    pub size: Option<Bounds>,
    /// The sets of fields of which an object in a request has one.
    pub field_sets: Option<FieldSets>,
    /// The name that an exported spec states for it; only during an import.
    pub(crate) stated_name: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

/// The way the variants of a union are distinguished. A value of the union is a value of exactly one variant.
///
/// Without a tag, the JSON type determines the variant, and among several objects the required fields.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Union {
    /// The field whose value determines the variant.
    pub tag: Option<String>,
    /// The values of the tag, each with the name of its variant.
    pub values: BTreeMap<String, String>,
}

impl Union {
    /// A union whose variants are distinguished by the value of a field.
    pub fn tagged(tag: impl Into<String>, values: BTreeMap<String, String>) -> Self {
        Self { tag: Some(tag.into()), values }
    }

    /// The values of the tag that identify a variant.
    pub fn values_of(&self, variant: &str) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(_, name)| *name == variant).map(|(value, _)| value.as_str())
    }
}

impl Model {
    /// A model with those fields.
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// The reason why no object can have such a number of fields, as a relative clause.
    pub fn size_defect(&self, size: Bounds) -> Option<&'static str> {
        if let Some(defect) = Constraint::Items(size).defect() {
            return Some(defect);
        }
        let count = |fields: usize| Number::Integer(i64::try_from(fields).unwrap_or(i64::MAX));
        let required = self.fields.iter().filter(|field| field.required.effective()).count();
        if size.max.is_some_and(|max| max.is_less_than(count(required))) {
            return Some("which is less than the fields that are required");
        }
        let takes_others = self.fields.iter().any(|field| field.additional);
        let is_above = size.min.is_some_and(|min| count(self.fields.len()).is_less_than(min));
        (is_above && !takes_others).then_some("which is more than the fields that there are")
    }

    /// The field with that wire name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The kind of an enumeration's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumKind {
    /// Strings, one of which is sent.
    String,
    /// Integers, one of which is sent; they stay numbers in the client.
    Integer,
    /// Bit masks, any combination of which is sent, in decimal.
    Flags,
    /// Integers of which some have a special meaning and the rest are a count, such as a progress.
    Codes,
}

impl EnumKind {
    /// All kinds with their names in a spec file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("flags", Self::Flags),
        ("codes", Self::Codes),
    ];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value on the wire, as the doc page writes it: `autoSync`, `-1`, `0x000f0000`.
    pub value: String,
    /// Its name in English words (`vulnerabilities`), if the value is not a name.
    pub name: Option<String>,
    /// Its meaning, in English.
    pub doc: Option<String>,
    /// The vendor's description, kept only on request.
    pub vendor_description: Option<String>,
    /// The only source that lists it, if that is not the doc page.
    pub listed_by: Option<Source>,
    /// Its place in a file.
    pub place: Place,
}

impl EnumValue {
    /// A value without other attributes.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            name: None,
            doc: None,
            vendor_description: None,
            listed_by: None,
            place: Place::default(),
        }
    }

    /// The value as a number: decimal, or hexadecimal after `0x`.
    pub fn number(&self) -> Option<i64> {
        match self.value.strip_prefix("0x").or_else(|| self.value.strip_prefix("0X")) {
            Some(digits) => i64::from_str_radix(digits, 16).ok(),
            None => self.value.parse().ok(),
        }
    }
}

/// A set of known values.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Enumeration {
    /// The kind of the values.
    pub kind: EnumKind,
    /// True if there may be more values than these, so that a request may carry any value. A set is closed only if
    /// the document announces it and each of its lines was read as one value.
    pub open: bool,
    /// The words that introduce the set in the document: `取值范围`, `The options are`, `enum`.
    pub announced: Option<String>,
    /// Its meaning, in one English sentence written for this spec.
    pub doc: Option<String>,
    /// The range of counts in [`EnumKind::Codes`], such as a progress from 0 to 100.
    pub range: Option<Bounds>,
    /// The name of the counted quantity, in English words: `progress`.
    pub range_name: Option<String>,
    /// The known values, in the order of the doc page.
    pub values: Vec<EnumValue>,
    /// The name that an exported spec states for it; only during an import.
    pub(crate) stated_name: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

impl Enumeration {
    /// A closed set of values without other attributes.
    pub fn new(kind: EnumKind, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            kind,
            open: false,
            announced: None,
            doc: None,
            range: None,
            range_name: None,
            values: values.into_iter().map(EnumValue::new).collect(),
            stated_name: None,
            place: Place::default(),
        }
    }

    /// Returns true if `value` is one of the known values, or could be one.
    pub fn allows(&self, value: &str) -> bool {
        let number = EnumValue::new(value).number();
        let is_known = self.values.iter().any(|known| match self.kind {
            EnumKind::String => known.value == value,
            _ => number.is_some() && known.number() == number,
        });
        let is_counted = match (number, self.range) {
            (Some(number), Some(range)) => range.contains(super::Number::Integer(number)),
            _ => false,
        };
        let is_mask =
            self.kind == EnumKind::Flags && number.is_some_and(|number| number & !self.all_bits() == 0);
        self.open || is_known || is_counted || is_mask
    }

    /// All bits of all masks of [`EnumKind::Flags`].
    pub fn all_bits(&self) -> i64 {
        self.values.iter().filter_map(EnumValue::number).fold(0, |bits, mask| bits | mask)
    }
}

/// Models and enumerations by name.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Definitions {
    /// The models.
    pub models: BTreeMap<String, Model>,
    /// The enumerations.
    pub enums: BTreeMap<String, Enumeration>,
}

impl Definitions {
    /// Returns true if it has no models and no enumerations.
    pub fn is_empty(&self) -> bool {
        self.models.is_empty() && self.enums.is_empty()
    }

    /// Returns true if a model or an enumeration has that name.
    pub fn contains(&self, name: &str) -> bool {
        self.models.contains_key(name) || self.enums.contains_key(name)
    }

    /// Removes all definitions except those with these names.
    pub(super) fn retain(&mut self, names: &BTreeSet<String>) {
        self.models.retain(|name, _| names.contains(name));
        self.enums.retain(|name, _| names.contains(name));
    }
}
