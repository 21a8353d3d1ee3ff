//! A tree from JSON.

use jsonc_parser::ast::Value as Json;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Tree, Value};
use crate::json::reader::STRICT;
use crate::model::Number;
use crate::place::{Problem, Problems};

/// Comments and trailing commas, which many editors write and most parsers read.
const LOOSE: ParseOptions = ParseOptions { allow_comments: true, allow_trailing_commas: true, ..STRICT };

/// Parses a text; `name` is that of the document.
pub(super) fn parse<'t>(name: &str, text: &'t str) -> Result<Tree<'t>, Problems> {
    let tree = Tree::empty(name);
    let mut cursor = Cursor { text, offset: 0, line: 1, column: 1 };
    let value = match parse_to_ast(text, &CollectOptions::default(), &LOOSE) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let place = tree.place(cursor.move_to(error.range().start));
            return Err(Problem::error(&place, format!("not valid JSON: {}", error.kind())).into());
        }
    };
    let Some(value) = value else {
        return Err(
            Problem::error(&tree.place((1, 1)), "the document is empty; an object is expected").into()
        );
    };
    let mut builder = Builder { tree, cursor };
    builder.add(value);
    Ok(builder.tree)
}

/// A position that only moves forward, so that lines and columns need one pass over the text.
struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
    column: u32,
}

impl Cursor<'_> {
    fn move_to(&mut self, offset: usize) -> (u32, u32) {
        let bytes = self.text.as_bytes();
        for (index, byte) in bytes.get(self.offset..offset).unwrap_or_default().iter().enumerate() {
            match byte {
                // The line feed after it ends the line.
                b'\r' if bytes.get(self.offset + index + 1) == Some(&b'\n') => {}
                b'\n' | b'\r' => (self.line, self.column) = (self.line + 1, 1),
                // Continuation bytes of a character.
                0x80..=0xbf => {}
                _ => self.column += 1,
            }
        }
        self.offset = self.offset.max(offset);
        (self.line, self.column)
    }
}

struct Builder<'t> {
    tree: Tree<'t>,
    cursor: Cursor<'t>,
}

impl<'t> Builder<'t> {
    fn add(&mut self, json: Json<'t>) -> u32 {
        let at = self.cursor.move_to(json.range().start);
        let value = match json {
            Json::NullKeyword(_) => Value::Null,
            Json::BooleanLit(boolean) => {
                Value::Boolean(boolean.value, if boolean.value { "true" } else { "false" }.into())
            }
            Json::StringLit(text) => Value::Text(text.value),
            Json::NumberLit(number) => self::number(number.value),
            Json::Array(array) => {
                let children = array.elements.into_iter().map(|element| self.add(element));
                Value::List(children.collect())
            }
            Json::Object(object) => {
                let children = object.properties.into_iter().map(|property| {
                    let key = property.name.into_string().into();
                    (key, self.add(property.value))
                });
                let entries = children.collect();
                return self.tree.add_map(at, entries);
            }
        };
        self.tree.add(at, value)
    }
}

/// A number; one that does not fit into a float is only kept as text.
fn number(text: &str) -> Value<'_> {
    if let Ok(whole) = text.parse() {
        return Value::Number(Number::Integer(whole), text.into());
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => Value::Number(Number::Float(float), text.into()),
        _ => Value::Text(text.into()),
    }
}
