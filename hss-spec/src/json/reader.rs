//! JSON with positions: every value has a line and a column, and all mistakes are collected.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::model::{Source, Sources};
use crate::place::{Place, Problem};

/// Reads the values of one file and collects its problems.
pub(crate) struct Reader<'p> {
    file: Arc<str>,
    text: &'p str,
    line_starts: Vec<usize>,
    problems: &'p mut Vec<Problem>,
}

/// Standard JSON. The parser itself refuses deep nesting.
pub(crate) const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

impl<'p> Reader<'p> {
    /// Parses a file; for a syntax error, records a problem and returns `None`.
    pub(crate) fn parse(
        file: &str,
        text: &'p str,
        problems: &'p mut Vec<Problem>,
    ) -> Option<(Reader<'p>, Value<'p>)> {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let reader = Reader { file: file.into(), text, line_starts, problems };
        match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(result) => match result.value {
                Some(value) => Some((reader, value)),
                None => {
                    let place = reader.place_at(0);
                    reader
                        .problems
                        .push(Problem::error(&place, "the file is empty; a JSON object is expected"));
                    None
                }
            },
            Err(error) => {
                let place = reader.place_at(error.range().start);
                reader.problems.push(Problem::error(&place, format!("not valid JSON: {}", error.kind())));
                None
            }
        }
    }

    fn place_at(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place { file: self.file.clone(), line: line as u32, column: column as u32 }
    }

    pub(crate) fn place(&self, node: &impl Ranged) -> Place {
        self.place_at(node.range().start)
    }

    pub(crate) fn error(&mut self, node: &impl Ranged, message: impl Into<String>) {
        let place = self.place(node);
        self.problems.push(Problem::error(&place, message));
    }

    fn mismatch(&mut self, value: &Value, name: &str, expected: &str) {
        let found = describe(value);
        self.error(value, format!("{name} is {found}; {expected} is expected"));
    }

    /// Reads `value` as an object whose keys are among `allowed`; other keys are mistakes.
    pub(crate) fn object<'v>(
        &mut self,
        value: &'v Value<'p>,
        name: &str,
        allowed: &[&str],
    ) -> Option<&'v Object<'p>> {
        let object = self.map(value, name)?;
        for property in &object.properties {
            let key = property.name.as_str();
            if !allowed.contains(&key) {
                let known = allowed.join("`, `");
                self.error(property, format!("{name} has an unknown key `{key}`; expected one of `{known}`"));
            }
        }
        Some(object)
    }

    /// Reads `value` as an object with any keys, each at most once.
    pub(crate) fn map<'v>(&mut self, value: &'v Value<'p>, name: &str) -> Option<&'v Object<'p>> {
        let Value::Object(object) = value else {
            self.mismatch(value, name, "an object");
            return None;
        };
        let mut seen = BTreeSet::new();
        for property in &object.properties {
            let key = property.name.as_str();
            if !seen.insert(key) {
                self.error(property, format!("{name} has the key `{key}` twice; once is expected"));
            }
        }
        Some(object)
    }

    /// Reads `value` as a list.
    pub(crate) fn list<'v>(&mut self, value: &'v Value<'p>, name: &str) -> &'v [Value<'p>] {
        match value {
            Value::Array(array) => &array.elements,
            _ => {
                self.mismatch(value, name, "a list");
                &[]
            }
        }
    }

    /// Reads `value` as a string.
    pub(crate) fn text(&mut self, value: &Value, name: &str) -> Option<String> {
        match value {
            Value::StringLit(text) => Some(text.value.clone().into_owned()),
            _ => {
                self.mismatch(value, name, "a string");
                None
            }
        }
    }

    pub(crate) fn boolean(&mut self, value: &Value, name: &str) -> Option<bool> {
        match value {
            Value::BooleanLit(boolean) => Some(boolean.value),
            _ => {
                self.mismatch(value, name, "true or false");
                None
            }
        }
    }

    /// Parses a string; `expected` describes its form in the error.
    pub(crate) fn parsed<T: FromStr>(&mut self, value: &Value, name: &str, expected: &str) -> Option<T> {
        self.parsed_by(value, name, expected, |text| text.parse().ok())
    }

    /// Like [`parsed`](Self::parsed), with a parse function.
    pub(crate) fn parsed_by<T>(
        &mut self,
        value: &Value,
        name: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(value, name)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.error(value, format!("{name} is `{text}`; {expected} is expected"));
        }
        parsed
    }

    /// Reads one of several words.
    pub(crate) fn word<T: Clone>(&mut self, value: &Value, name: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(value, name)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| meaning.clone());
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.error(value, format!("{name} is `{text}`; expected one of `{}`", known.join("`, `")));
        }
        found
    }

    /// The values of all sources: a plain value is from the doc page, an object has a key per source.
    pub(crate) fn sources<T>(
        &mut self,
        value: &Value<'p>,
        name: &str,
        mut read: impl FnMut(&mut Self, &Value<'p>, &str) -> Option<T>,
    ) -> Sources<T> {
        if !matches!(value, Value::Object(_)) {
            return Sources::from(read(self, value, name));
        }
        let mut sources = Sources::default();
        let Some(object) = self.object(value, name, &Source::ALL.map(|(key, _)| key)) else { return sources };
        for (key, source) in Source::ALL {
            sources.set(source, object_get(object, key).and_then(|value| read(self, value, name)));
        }
        sources
    }

    /// A required value.
    pub(crate) fn needed<'v>(
        &mut self,
        object: &'v Object<'p>,
        key: &str,
        name: &str,
    ) -> Option<&'v Value<'p>> {
        let value = object_get(object, key);
        if value.is_none() {
            self.error(object, format!("{name} has no `{key}`; it is required"));
        }
        value
    }

    /// The string at a key, if the key exists.
    pub(crate) fn optional_text(&mut self, object: &Object<'p>, key: &str) -> Option<String> {
        object_get(object, key).and_then(|value| self.text(value, &format!("`{key}`")))
    }

    /// The flag at a key; false if the key is missing.
    pub(crate) fn flag(&mut self, object: &Object<'p>, key: &str) -> bool {
        object_get(object, key).and_then(|value| self.boolean(value, &format!("`{key}`"))).unwrap_or(false)
    }
}

/// The value at a key.
pub(crate) fn object_get<'v, 'p>(object: &'v Object<'p>, key: &str) -> Option<&'v Value<'p>> {
    object.properties.iter().find(|property| property.name.as_str() == key).map(|property| &property.value)
}

fn describe(value: &Value) -> String {
    match value {
        Value::StringLit(text) => {
            let mut short: String = text.value.chars().take(40).collect();
            if short.len() < text.value.len() {
                short.push('…');
            }
            format!("the string `{short}`")
        }
        Value::NumberLit(number) => format!("the number {}", number.value),
        Value::BooleanLit(boolean) => boolean.value.to_string(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::NullKeyword(_) => "null".to_owned(),
    }
}
