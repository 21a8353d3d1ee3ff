//! Types as pages write them.

use crate::model::Type;

const WORDS: [(&str, Type); 28] = [
    ("String", Type::String),
    ("Integer", Type::Integer),
    ("Int", Type::Integer),
    ("Int32", Type::Integer),
    ("Long", Type::Long),
    ("Int64", Type::Long),
    ("Boolean", Type::Boolean),
    ("Bool", Type::Boolean),
    ("Double", Type::Number),
    ("Float", Type::Number),
    ("Number", Type::Number),
    ("BigDecimal", Type::Number),
    ("Object", Type::Json),
    ("Any", Type::Json),
    ("File", Type::File),
    ("Binary", Type::File),
    ("Date", Type::String),
    ("DateTime", Type::String),
    ("UUID", Type::String),
    ("Map", Type::Json),
    ("Dict", Type::Json),
    ("AnyType", Type::Json),
    ("Json", Type::Json),
    ("JsonObject", Type::Json),
    ("Json object", Type::Json),
    ("Structure", Type::Json),
    ("Struct", Type::Json),
    ("Short", Type::Integer),
];

/// Plural words for the elements in `Array of …`.
const PLURALS: [(&str, Type); 10] = [
    ("strings", Type::String),
    ("integers", Type::Integer),
    ("longs", Type::Long),
    ("booleans", Type::Boolean),
    ("doubles", Type::Number),
    ("floats", Type::Number),
    ("numbers", Type::Number),
    ("objects", Type::Json),
    ("maps", Type::Json),
    ("files", Type::File),
];

/// Accepted texts in the type column, for messages.
pub(super) const EXPECTED: &str = "String, Integer, Long, Boolean, Double, Float, Number, Object, File, `X object`, \
     `Array of strings` (or another plural), `Array of X objects` or `Map<String,String>`";

/// Maximum depth of nested lists and maps; only hostile documents nest deeper.
const DEPTH: usize = 8;

/// The type that a cell names; models keep the name that the page gives them.
pub(super) fn parse(text: &str) -> Option<Type> {
    parse_nested(text.trim(), DEPTH)
}

/// Returns true if a cell is exactly a type, in the letter case that pages use: `file` may be a name, `File` is a type.
pub(super) fn is_type(text: &str) -> bool {
    let is_word = WORDS.iter().any(|(word, _)| *word == text);
    let is_built = ["Array", "List", "Map<"].iter().any(|start| text.starts_with(start));
    (is_word || is_built || text.ends_with(" object")) && parse(text).is_some()
}

fn parse_nested(text: &str, depth: usize) -> Option<Type> {
    let depth = depth.checked_sub(1)?;
    if let Some((_, found)) = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(found.clone());
    }
    if ["array", "list", "json array", "jsonarray"].iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Some(list(Type::Json));
    }
    if let Some(element) = strip_any(text, &["Array of ", "List of ", "array of ", "list of "]) {
        return parse_element(element.trim(), depth).map(list);
    }
    if let Some(element) = strip_any(text, &["Array<", "List<"]) {
        return parse_inner(element.strip_suffix('>')?.trim(), depth).map(list);
    }
    if let Some(pair) = text.strip_prefix("Map<") {
        let (_, value) = pair.strip_suffix('>')?.split_once(',')?;
        return parse_inner(value.trim(), depth).map(|value| Type::Map(Box::new(value)));
    }
    if let Some(element) = strip_last(text, &[" array", " Array", " list", " List"]) {
        return parse_inner(element.trim(), depth).map(list);
    }
    model(text.strip_suffix(" object")?)
}

/// A type inside a list or a map, where no word follows the name of a model.
fn parse_inner(text: &str, depth: usize) -> Option<Type> {
    parse_nested(text, depth).or_else(|| model(text))
}

fn parse_element(text: &str, depth: usize) -> Option<Type> {
    if let Some((_, found)) = PLURALS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(found.clone());
    }
    match text.strip_suffix(" objects") {
        Some(name) => model(name),
        None => parse_nested(text, depth.checked_sub(1)?),
    }
}

fn strip_last<'a>(text: &'a str, suffixes: &[&str]) -> Option<&'a str> {
    suffixes.iter().find_map(|suffix| text.strip_suffix(suffix))
}

fn strip_any<'a>(text: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
}

pub(super) fn list(element: Type) -> Type {
    Type::List(Box::new(element))
}

fn model(name: &str) -> Option<Type> {
    let name = name.trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.len() <= 200
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    is_name.then(|| Type::Named(name.to_owned()))
}
