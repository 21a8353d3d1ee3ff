//! OpenAPI documents of every kind, built from bytes: names from all of Unicode, every keyword, text that tries to break
//! out of code. The fuzz target `document_code` builds its documents here as well.

use serde_json::{Map, Value, json};

/// Names and texts that code, Markdown or a file system could take for something else.
const WORDS: [&str; 64] = [
    "a",
    "A",
    "id",
    "ID",
    "type",
    "self",
    "Self",
    "new",
    "crate",
    "fn",
    "builder",
    "shared",
    "Option",
    "Vec",
    "String",
    "v1",
    "1",
    "+1",
    "-1",
    "",
    " ",
    "_",
    "__",
    "foo_bar",
    "fooBar",
    "async",
    "await",
    "dyn",
    "gen",
    "match",
    "mod",
    "pub",
    "static",
    "super",
    "try",
    "use",
    "where",
    "core",
    "std",
    "hss_runtime",
    "Client",
    "Error",
    "Result",
    "Box",
    "Some",
    "None",
    "Default",
    "send",
    "with",
    "画像",
    "é",
    "\u{202e}evil",
    "a\u{2066}b\u{200f}",
    "\u{61c}",
    "`",
    "``` */ //",
    "\"#; fn evil() {}",
    "\\u{0}",
    "a\nb",
    "\u{0}\u{1b}[2J",
    "../../x",
    "con",
    "types",
    "{id}",
];

/// Bytes that decide what is built; without any left, the smallest.
pub(crate) struct Choices<'b>(&'b [u8]);

impl<'b> Choices<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    fn yes(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    fn letter(&mut self) -> char {
        let number = u32::from_be_bytes([0, self.byte() % 3, self.byte(), self.byte()]);
        char::from_u32(number).unwrap_or('\u{fffd}')
    }

    fn word(&mut self) -> String {
        match self.below(8) {
            0 => (0..self.below(6)).map(|_| self.letter()).collect(),
            1 => format!("{}{}", self.word_of_list(), self.word_of_list()),
            _ => self.word_of_list().to_owned(),
        }
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn word_of_list(&mut self) -> &'static str {
        self.one_of(&WORDS)
    }

    fn number(&mut self) -> Value {
        match self.below(6) {
            0 => json!(0),
            1 => json!(self.byte()),
            2 => json!(-i64::from(self.byte())),
            3 => json!(u64::MAX),
            4 => json!(i64::MIN),
            _ => json!(f64::from(self.byte()) / 7.0 * 1e300),
        }
    }

    /// A value of any kind, as a default or a listed value.
    fn value(&mut self) -> Value {
        match self.below(6) {
            0 => Value::Null,
            1 => json!(self.yes()),
            2 => self.number(),
            3 => json!([self.word()]),
            _ => json!(self.word()),
        }
    }

    /// Adds keywords of a schema, whether they fit its type or not.
    fn keywords(&mut self, schema: &mut Map<String, Value>) {
        for _ in 0..self.below(4) {
            let (key, value) = match self.below(17) {
                0 => ("description", json!(self.word())),
                1 => ("default", self.value()),
                2 => ("enum", (0..1 + self.below(4)).map(|_| self.value()).collect()),
                3 => ("minimum", self.number()),
                4 => ("maximum", self.number()),
                5 => ("minLength", self.number()),
                6 => ("maxLength", self.number()),
                7 => ("minItems", self.number()),
                8 => ("pattern", json!(self.word())),
                9 => (
                    "format",
                    json!(self.one_of(&["int32", "int64", "uint64", "date-time", "binary", "byte", "x"])),
                ),
                10 => ("nullable", json!(self.yes())),
                11 => ("multipleOf", self.number()),
                12 => ("uniqueItems", json!(self.yes())),
                13 => ("maxProperties", self.number()),
                14 => ("discriminator", self.discriminator(&[])),
                15 => ("const", self.value()),
                _ => ("title", json!(self.word())),
            };
            schema.insert(key.to_owned(), value);
        }
    }

    fn discriminator(&mut self, names: &[String]) -> Value {
        let mapping: Map<String, Value> = (0..self.below(3))
            .filter_map(|_| Some((self.word(), json!(names.get(self.below(names.len().max(1)))?))))
            .collect();
        json!({ "propertyName": self.word(), "mapping": mapping })
    }

    fn schema(&mut self, depth: usize, names: &[String]) -> Value {
        let mut schema = Map::new();
        let kinds = if depth == 0 { 7 } else { 12 };
        match self.below(kinds) {
            0 => schema.extend([("type".to_owned(), json!("string"))]),
            1 => schema.extend([("type".to_owned(), json!("integer"))]),
            2 => schema.extend([("type".to_owned(), json!("number"))]),
            3 => schema.extend([("type".to_owned(), json!("boolean"))]),
            4 => schema.extend([("type".to_owned(), json!(self.one_of(&["file", "any", "", "null"])))]),
            5 => {
                if let Some(name) = names.get(self.below(names.len().max(1))) {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    return json!({ "$ref": format!("#/components/schemas/{name}") });
                }
            }
            6 => {
                let types: Vec<&str> = (0..1 + self.below(3))
                    .map(|_| self.one_of(&["string", "integer", "number", "boolean", "null", "array"]))
                    .collect();
                schema.insert("type".to_owned(), json!(types));
            }
            7 => {
                schema.insert("type".to_owned(), json!("array"));
                schema.insert("items".to_owned(), self.schema(depth - 1, names));
            }
            8 | 9 => {
                let key = self.one_of(&["allOf", "oneOf", "anyOf"]);
                let members = (0..1 + self.below(4)).map(|_| self.schema(depth - 1, names)).collect();
                schema.insert(key.to_owned(), members);
                if self.yes() {
                    schema.insert("discriminator".to_owned(), self.discriminator(names));
                }
            }
            _ => {
                schema.insert("type".to_owned(), json!("object"));
                let properties: Map<String, Value> =
                    (0..self.below(5)).map(|_| (self.word(), self.schema(depth - 1, names))).collect();
                let required: Vec<&String> = properties.keys().filter(|_| self.yes()).collect();
                schema.insert("required".to_owned(), json!(required));
                schema.insert("properties".to_owned(), Value::Object(properties));
                match self.below(4) {
                    0 => _ = schema.insert("additionalProperties".to_owned(), json!(self.yes())),
                    1 => _ = schema.insert("additionalProperties".to_owned(), self.schema(depth - 1, names)),
                    2 => _ = schema.insert("discriminator".to_owned(), self.discriminator(names)),
                    _ => {}
                }
            }
        }
        self.keywords(&mut schema);
        Value::Object(schema)
    }

    fn parameter(&mut self, names: &[String]) -> Value {
        json!({
            "name": self.word(),
            "in": self.one_of(&["query", "path", "header", "cookie", "body"]),
            "required": self.yes(),
            "description": self.word(),
            "schema": self.schema(2, names),
        })
    }

    fn operation(&mut self, names: &[String]) -> Value {
        let media =
            self.one_of(&["application/json", "multipart/form-data", "text/plain", "application/xml"]);
        let mut operation = json!({
            "summary": self.word(),
            "description": self.word(),
            "deprecated": self.yes(),
            "tags": [self.word()],
            "parameters": (0..self.below(4)).map(|_| self.parameter(names)).collect::<Vec<_>>(),
            "responses": {
                (self.one_of(&["200", "204", "default", "404"])): {
                    "description": self.word(),
                    "content": { "application/json": { "schema": self.schema(3, names) } },
                },
            },
        });
        if self.yes() {
            operation["operationId"] = json!(self.word());
        }
        if self.yes() {
            operation["requestBody"] =
                json!({ "required": self.yes(), "content": { media: { "schema": self.schema(3, names) } } });
        }
        operation
    }

    fn path(&mut self) -> String {
        let segments = (0..self.below(4)).map(|_| match self.below(3) {
            0 => format!("/{{{}}}", self.word()),
            _ => format!("/{}", self.word()),
        });
        let path: String = segments.collect();
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// A document, as JSON.
    pub(crate) fn document(&mut self) -> String {
        let names: Vec<String> = (0..self.below(5)).map(|_| self.word()).collect();
        let schemas: Map<String, Value> =
            names.iter().map(|name| (name.clone(), self.schema(3, &names))).collect();
        let methods = ["get", "post", "put", "delete", "patch"];
        let paths: Map<String, Value> = (0..1 + self.below(4))
            .map(|_| {
                let operations: Map<String, Value> = (0..1 + self.below(2))
                    .map(|_| (self.one_of(&methods).to_owned(), self.operation(&names)))
                    .collect();
                (self.path(), Value::Object(operations))
            })
            .collect();
        json!({
            "openapi": self.one_of(&["3.0.3", "3.1.0"]),
            "info": { "title": self.word(), "version": self.word() },
            "servers": [{ "url": self.one_of(&["https://api.example.com", "/", "x"]) }],
            "paths": paths,
            "components": { "schemas": schemas },
        })
        .to_string()
    }
}
