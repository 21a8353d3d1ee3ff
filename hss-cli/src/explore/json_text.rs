//! A body that is typed as JSON: its value, and the places of values in its text.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value as Json;

use super::problem::Problem;

/// A place in a text: line and column, counted from 1, in characters.
pub(super) type Position = (usize, usize);

/// The value of a text.
///
/// # Errors
///
/// The syntax error and its place.
pub(super) fn read(text: &str) -> Result<Json, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message);
        // serde_json counts columns in bytes.
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let before = error.column().saturating_sub(1);
        let column = line.char_indices().take_while(|(index, _)| *index < before).count() + 1;
        Problem::in_body("", format!("JSON is expected: {message}")).at((error.line(), column))
    })
}

/// The place of a value in a valid text: of its name where it is in an object. A value that is missing is at the
/// nearest object or list around it.
pub(super) fn position(text: &str, path: &str) -> Option<Position> {
    let root = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value?;
    let before = text.get(..start(&root, path))?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((before.matches('\n').count() + 1, column))
}

/// The start of the value at this path inside a value, or of what is nearest to it.
fn start(value: &Value<'_>, path: &str) -> usize {
    let found = match value {
        Value::Object(object) => {
            let mut properties = object.properties.iter();
            properties.find_map(|property| {
                let rest = inside(path, property.name.as_str())?;
                let is_inside =
                    !rest.is_empty() && matches!(property.value, Value::Object(_) | Value::Array(_));
                Some(if is_inside { start(&property.value, rest) } else { property.range().start })
            })
        }
        Value::Array(array) => element(path).and_then(|(index, rest)| {
            let element = array.elements.get(index)?;
            Some(start(element, rest))
        }),
        _ => None,
    };
    found.unwrap_or_else(|| value.range().start)
}

/// The index that a path begins with, and the rest.
fn element(path: &str) -> Option<(usize, &str)> {
    let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}

/// The rest of a path after a name, which may contain the punctuation of paths.
fn inside<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name)?;
    match rest.as_bytes().first() {
        None | Some(b'[') => Some(rest),
        Some(b'.') => rest.get(1..),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"a\": {\"é\": \"}\\\"\", \"list\": [ {\"x\": 1},\n    {\"y\": [1, 22]} ]},\n  \"b.c\": 3, \"n\": null }\n";

    #[test]
    fn places_are_those_of_names_and_elements() {
        let at = |path| position(TEXT, path).unwrap();
        assert_eq!(at(""), (1, 1));
        assert_eq!(at("a"), (2, 3));
        assert_eq!(at("a.é"), (2, 9));
        assert_eq!(at("a.list"), (2, 21));
        assert_eq!(at("a.list[1]"), (3, 5));
        assert_eq!(at("a.list[1].y[1]"), (3, 15));
        assert_eq!(at("n"), (4, 13));
        assert_eq!(at("b.c"), (4, 3));
    }

    #[test]
    fn a_missing_value_is_at_the_nearest_around_it() {
        let at = |path| position(TEXT, path).unwrap();
        assert_eq!(at("missing"), (1, 1));
        assert_eq!(at("a.list[7].x"), (2, 29));
        assert_eq!(at("a.list[1].z.more"), (3, 5));
        assert_eq!(at("n.more"), (4, 13));
    }

    #[test]
    fn a_syntax_error_has_its_place_in_characters() {
        let problem = read("{\n \"é\": 1 2}").unwrap_err();
        assert_eq!(problem.message, "JSON is expected: expected `,` or `}`");
        assert_eq!((problem.line, problem.column), (Some(2), Some(9)));
        assert_eq!(read("[1,").unwrap_err().line, Some(1));
    }

    #[test]
    fn any_text_and_path_has_a_place_or_none() {
        for text in ["", " ", "{", "{\"", "{\"a\":", "[", "[[", "nul", "\"\\", "{\"a\":\"\\", "é", "{\"é"] {
            for path in ["", "a", "a.b", "[0]", "[0].a", "[", "[x]", "]", "."] {
                if let Some((line, column)) = position(text, path) {
                    assert!(line == 1 && column <= text.chars().count() + 1, "{text} {path}");
                }
            }
        }
    }
}
