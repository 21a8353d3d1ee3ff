//! Reading a table's text: see [`Tables`] for its form.

use super::text::{Read, Row, Tables};
use super::{
    Body, Counts, EnumKind, EnumValue, Enumeration, Fact, Field, Kind, Location, Method, Model, Operation,
    Paging, Parameter, Response,
};

/// The table that these lines describe; `kind` is the first word of the first.
pub(super) fn table(kind: &str, lines: Lines) -> Read {
    match kind {
        "operation" => Read::Operation(operation(lines)),
        "model" => Read::Model(model(lines)),
        "enumeration" => Read::Enumeration(enumeration(lines)),
        _ => Read::Nothing,
    }
}

/// The lines of a table's text.
pub(super) struct Lines {
    text: &'static str,
    tables: &'static Tables,
}

impl Lines {
    pub(super) fn new(text: &'static str, tables: &'static Tables) -> Self {
        Lines { text, tables }
    }

    /// The first line after its first word, and the lines that follow.
    fn split(self) -> (Words, impl Iterator<Item = Words>) {
        let tables = self.tables;
        let mut lines = self
            .text
            .trim_start_matches('\n')
            .lines()
            .map(move |line| Words { rest: Some(line.trim_start_matches(' ')), tables });
        let mut head = lines.next().unwrap_or(Words { rest: None, tables });
        head.raw();
        (head, lines)
    }
}

/// What is left of a line.
struct Words {
    /// None at its end.
    rest: Option<&'static str>,
    tables: &'static Tables,
}

impl Words {
    /// The next word as it stands there.
    fn raw(&mut self) -> Option<&'static str> {
        let (word, rest) = match self.rest?.split_once(' ') {
            Some((word, rest)) => (word, Some(rest)),
            None => (self.rest?, None),
        };
        self.rest = rest;
        Some(word)
    }

    /// The next word; nothing at the end of the line.
    fn word(&mut self) -> &'static str {
        plain(self.raw().unwrap_or_default())
    }

    /// The next word before the documentation.
    fn fact(&mut self) -> Option<&'static str> {
        self.raw().filter(|word| *word != ":")
    }

    /// The rest of the line.
    fn rest(&mut self) -> &'static str {
        plain(self.rest.take().unwrap_or_default())
    }

    fn number<T: std::str::FromStr + Default>(&mut self) -> T {
        self.raw().and_then(|word| word.parse().ok()).unwrap_or_default()
    }

    fn kind(&mut self) -> Kind {
        let word = self.raw().unwrap_or_default();
        self.kind_of(word)
    }

    fn kind_of(&self, word: &'static str) -> Kind {
        if let Some(item) = word.strip_prefix("[]") {
            return Kind::List(Box::leak(Box::new(self.kind_of(item))));
        }
        if let Some(item) = word.strip_prefix("{}") {
            return Kind::Map(Box::leak(Box::new(self.kind_of(item))));
        }
        if let Some(name) = word.strip_prefix('@') {
            return self.tables.named(name).unwrap_or(Kind::Json);
        }
        match word {
            "string" => Kind::String,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "boolean" => Kind::Boolean,
            "timestamp" => Kind::Timestamp,
            "file" => Kind::File,
            _ => Kind::Json,
        }
    }

    fn field(mut self) -> Field {
        let (name, kind) = (self.word(), self.kind());
        let mut facts = Vec::new();
        while let Some(word) = self.fact() {
            facts.extend(fact(word));
        }
        if self.rest.is_some() {
            facts.push(Fact::Doc(self.rest()));
        }
        Field { name, kind, facts: facts.leak() }
    }

    fn value(mut self, kind: EnumKind) -> EnumValue {
        let value = self.word();
        let number = if kind == EnumKind::String { 0 } else { self.number() };
        let name = self.fact();
        if name.is_some() {
            // The colon before the documentation.
            self.fact();
        }
        EnumValue { value, number, name: plain(name.unwrap_or_default()), doc: self.rest() }
    }
}

fn fact(word: &'static str) -> Option<Fact> {
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    Some(match name {
        "required" => Fact::Required,
        "client" => Fact::FromClient,
        "secret" => Fact::Secret,
        "deprecated" => Fact::Deprecated,
        "range" => {
            let (min, max) = ends(value);
            Fact::Range(min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
        }
        "decimal" => {
            let (min, max) = ends(value);
            Fact::NumberRange(min.unwrap_or(f64::NEG_INFINITY), max.unwrap_or(f64::INFINITY))
        }
        "length" => {
            let (min, max) = ends(value);
            Fact::Length(min.unwrap_or(0), max.unwrap_or(u64::MAX))
        }
        "items" => {
            let (min, max) = ends(value);
            Fact::Items(min.unwrap_or(0), max.unwrap_or(u64::MAX))
        }
        "default" => Fact::Default(plain(value)),
        "unit" => Fact::Unit(plain(value)),
        _ => return None,
    })
}

/// `10..200`, each end of which may be missing.
fn ends<T: std::str::FromStr>(text: &str) -> (Option<T>, Option<T>) {
    let (min, max) = text.split_once("..").unwrap_or_default();
    (min.parse().ok(), max.parse().ok())
}

/// What a text stands for. Tables live as long as the program, so what has to be made for them may stay.
fn plain(text: &'static str) -> &'static str {
    if text.contains('\\') { unescaped(text).leak() } else { text }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut letters = after.chars();
        match letters.next() {
            Some('s') => plain.push(' '),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('0') => plain.push('\0'),
            Some('\\') => plain.push('\\'),
            Some('u') => {
                let (digits, after) = letters.as_str().split_once('}').unwrap_or_default();
                let code = u32::from_str_radix(digits.trim_start_matches('{'), 16);
                plain.extend(code.ok().and_then(char::from_u32));
                rest = after;
                continue;
            }
            _ => {}
        }
        rest = letters.as_str();
    }
    plain.push_str(rest);
    plain
}

fn operation(lines: Lines) -> Operation {
    let (mut head, lines) = lines.split();
    let mut operation = Operation {
        id: head.word(),
        family: head.word(),
        method: method(head.word()),
        path: head.word(),
        ..NO_OPERATION
    };
    let mut parameters = Vec::new();
    for mut line in lines {
        let location = match line.word() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            what => {
                operation.read(what, line);
                continue;
            }
        };
        parameters.push(Parameter { location, field: line.field() });
    }
    operation.parameters = parameters.leak();
    operation
}

const NO_OPERATION: Operation = Operation {
    id: "",
    family: "",
    method: Method::Get,
    path: "",
    doc: "",
    page: "",
    deprecated: false,
    parameters: &[],
    body: Body::None,
    response: Response::Empty,
    paging: None,
};

const NO_MODEL: Model = Model { name: "", fields: &[] };

const NO_ENUMERATION: Enumeration =
    Enumeration { name: "", kind: EnumKind::String, open: false, counts: None, values: &[] };

impl Row for Operation {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Operation(operation) => operation,
            _ => &NO_OPERATION,
        }
    }
}

impl Row for Model {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Model(model) => model,
            _ => &NO_MODEL,
        }
    }
}

impl Row for Enumeration {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Enumeration(enumeration) => enumeration,
            _ => &NO_ENUMERATION,
        }
    }
}

impl Operation {
    /// A line that is no parameter.
    fn read(&mut self, what: &str, mut line: Words) {
        match what {
            "doc" => self.doc = line.rest(),
            "page" => self.page = line.rest(),
            "deprecated" => self.deprecated = true,
            "body" => self.body = Body::Json(line.kind()),
            "form" => {
                if let Kind::Model(model) = line.kind() {
                    self.body = Body::Multipart(model);
                }
            }
            "answer" => {
                self.response = match line.kind() {
                    Kind::File => Response::File,
                    kind => Response::Json(kind),
                };
            }
            "pages" => {
                let (offset, limit) = (line.number(), line.number());
                self.paging = Some(Paging { offset, limit, items: line.word(), total: line.word() });
            }
            _ => {}
        }
    }
}

fn method(name: &str) -> Method {
    match name {
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        "PATCH" => Method::Patch,
        "HEAD" => Method::Head,
        _ => Method::Get,
    }
}

fn model(lines: Lines) -> Model {
    let (mut head, lines) = lines.split();
    Model { name: head.word(), fields: lines.map(Words::field).collect::<Vec<_>>().leak() }
}

fn enumeration(lines: Lines) -> Enumeration {
    let (mut head, lines) = lines.split();
    let name = head.word();
    let kind = match head.word() {
        "integer" => EnumKind::Integer,
        "flags" => EnumKind::Flags,
        "codes" => EnumKind::Codes,
        _ => EnumKind::String,
    };
    let (mut open, mut counts) = (false, None);
    while let Some(word) = head.fact() {
        open |= word == "open";
        counts = counts.or(word.strip_prefix("counts=").and_then(self::counts));
    }
    let values = lines.map(|line| line.value(kind)).collect::<Vec<_>>().leak();
    Enumeration { name, kind, open, counts, values }
}

/// `0..100=progress`
fn counts(text: &'static str) -> Option<Counts> {
    let (range, name) = text.split_once('=')?;
    let (least, most) = ends(range);
    Some(Counts { name: plain(name), least: least.unwrap_or(i64::MIN), most: most.unwrap_or(i64::MAX) })
}
