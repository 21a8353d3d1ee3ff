//! JSON that diffs well: one parameter, field or value per line, keys in a fixed order.

use std::fmt::Write as _;

/// A piece of JSON to write.
pub(crate) enum Item {
    /// A value on one line.
    Line(String),
    /// An object with one key per line.
    Object(Vec<(String, Item)>),
    /// A list with one element per line.
    List(Vec<Item>),
}

/// An object being built; keys keep the order in which they are added.
#[derive(Default)]
pub(crate) struct Entries(Vec<(String, Item)>);

impl Entries {
    pub(crate) fn item(&mut self, key: &str, item: Item) -> &mut Self {
        self.0.push((key.to_owned(), item));
        self
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.item(key, Item::Line(quote(text)))
    }

    pub(crate) fn optional(&mut self, key: &str, text: Option<&str>) -> &mut Self {
        if let Some(text) = text {
            self.text(key, text);
        }
        self
    }

    /// `true`, or nothing.
    pub(crate) fn flag(&mut self, key: &str, flag: bool) -> &mut Self {
        if flag {
            self.item(key, Item::Line("true".to_owned()));
        }
        self
    }

    pub(crate) fn list(&mut self, key: &str, elements: Vec<Item>) -> &mut Self {
        if !elements.is_empty() {
            self.item(key, Item::List(elements));
        }
        self
    }

    pub(crate) fn object(&mut self, key: &str, entries: Self) -> &mut Self {
        if !entries.0.is_empty() {
            self.item(key, Item::Object(entries.0));
        }
        self
    }

    pub(crate) fn into_object(self) -> Item {
        Item::Object(self.0)
    }

    /// The object on one line: `{ "name": "limit", "in": "query" }`.
    pub(crate) fn into_line(self) -> Item {
        let mut line = String::from("{");
        for (index, (key, item)) in self.0.iter().enumerate() {
            line.push_str(if index == 0 { " " } else { ", " });
            line.push_str(&quote(key));
            line.push_str(": ");
            flatten(item, &mut line);
        }
        line.push_str(if self.0.is_empty() { "}" } else { " }" });
        Item::Line(line)
    }
}

fn flatten(item: &Item, line: &mut String) {
    match item {
        Item::Line(text) => line.push_str(text),
        Item::Object(entries) => {
            for (index, (key, item)) in entries.iter().enumerate() {
                line.push_str(if index == 0 { "{ " } else { ", " });
                line.push_str(&quote(key));
                line.push_str(": ");
                flatten(item, line);
            }
            line.push_str(" }");
        }
        Item::List(elements) => {
            line.push('[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    line.push_str(", ");
                }
                flatten(element, line);
            }
            line.push(']');
        }
    }
}

/// The text of a file.
pub(crate) fn print(item: &Item) -> String {
    let mut text = String::new();
    print_into(item, 0, &mut text);
    text.push('\n');
    text
}

fn print_into(item: &Item, depth: usize, text: &mut String) {
    let (open, close, count) = match item {
        Item::Line(line) => return text.push_str(line),
        Item::Object(entries) => ('{', '}', entries.len()),
        Item::List(elements) => ('[', ']', elements.len()),
    };
    text.push(open);
    for index in 0..count {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        match item {
            Item::Object(entries) => {
                let (key, value) = &entries[index];
                text.push_str(&quote(key));
                text.push_str(": ");
                print_into(value, depth + 1, text);
            }
            Item::List(elements) => print_into(&elements[index], depth + 1, text),
            Item::Line(_) => {}
        }
    }
    if count > 0 {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}

/// A JSON string.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                let mut units = [0; 2];
                for unit in control.encode_utf16(&mut units) {
                    let _ = write!(quoted, "\\u{unit:04x}");
                }
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
