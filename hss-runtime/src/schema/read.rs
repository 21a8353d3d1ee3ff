//! The parser of a table's text; [`Tables`] documents the format.

use super::escaped::plain;
use super::field::Attributes;
use super::read_body::Forms;
use super::read_constraint::{bounds, constraint};
use super::read_security::Alternatives;
use super::text::{Read, Row, Tables};
use super::{
    Body, Bounds, Constraint, Counts, EnumKind, EnumValue, Enumeration, Field, FieldSets, Kind, Location,
    Method, Model, Operation, Parameter, Response, Style, Success,
};

/// The table in these lines; `kind` is the first word of the first line.
pub(super) fn table(kind: &str, lines: Lines) -> Read {
    match kind {
        "operation" => Read::Operation(Box::new(operation(lines))),
        "model" => Read::Model(model(lines)),
        "union" => Read::Model(union(lines)),
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

    /// The rest of the first line after its first word, and the lines that follow.
    pub(super) fn split(self) -> (Words, impl Iterator<Item = Words>) {
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

/// The rest of a line.
pub(super) struct Words {
    /// `None` at the end of the line.
    rest: Option<&'static str>,
    tables: &'static Tables,
}

impl Words {
    /// The next word, with its escapes. Not inlined, which saves 3 kB.
    #[inline(never)]
    pub(super) fn raw(&mut self) -> Option<&'static str> {
        let (word, rest) = match self.rest?.split_once(' ') {
            Some((word, rest)) => (word, Some(rest)),
            None => (self.rest?, None),
        };
        self.rest = rest;
        Some(word)
    }

    /// The next word; empty at the end of the line.
    pub(super) fn word(&mut self) -> &'static str {
        plain(self.raw().unwrap_or_default())
    }

    /// All other words.
    fn words(&mut self) -> &'static [&'static str] {
        std::iter::from_fn(|| self.raw()).map(plain).collect::<Vec<_>>().leak()
    }

    /// The next attribute; `None` at the documentation or at the end of the line.
    pub(super) fn attribute(&mut self) -> Option<&'static str> {
        self.raw().filter(|word| *word != ":")
    }

    /// The rest of the line.
    pub(super) fn rest(&mut self) -> &'static str {
        plain(self.rest.take().unwrap_or_default())
    }

    pub(super) fn number<T: std::str::FromStr + Default>(&mut self) -> T {
        self.raw().and_then(|word| word.parse().ok()).unwrap_or_default()
    }

    pub(super) fn kind(&mut self) -> Kind {
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
        if let Some(item) = word.strip_prefix('?') {
            return Kind::Nullable(Box::leak(Box::new(self.kind_of(item))));
        }
        if let Some(name) = word.strip_prefix('@') {
            return self.tables.named(name).unwrap_or(Kind::Json);
        }
        match word {
            "string" => Kind::String,
            "integer" => Kind::Integer,
            "unsigned" => Kind::Unsigned,
            "number" => Kind::Number,
            "boolean" => Kind::Boolean,
            "timestamp" => Kind::Timestamp,
            "file" => Kind::File,
            _ => Kind::Json,
        }
    }

    /// True at the end of the line.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_none()
    }

    /// The constraints in the rest of the line.
    pub(super) fn constraints(&mut self) -> &'static [Constraint] {
        let words = std::iter::from_fn(|| self.raw());
        let found = words.filter_map(|word| word.split_once('=').or(Some((word, ""))));
        found.filter_map(|(name, value)| constraint(name, value)).collect::<Vec<_>>().leak()
    }

    fn field(mut self) -> Field {
        let (name, kind) = (self.word(), self.kind());
        let (mut attributes, mut constraints, mut tags) = (Attributes::default(), Vec::new(), Vec::new());
        while let Some(word) = self.attribute() {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "required" => attributes.required = true,
                "client" => attributes.from_client = true,
                "secret" => attributes.secret = true,
                "deprecated" => attributes.deprecated = true,
                "default" => attributes.default = Some(plain(value)),
                "example" => attributes.example = Some(plain(value)),
                "unit" => attributes.unit = Some(plain(value)),
                "format" => attributes.format = Some(plain(value)),
                "nullable" => attributes.nullable = true,
                "additional" => attributes.additional = true,
                "tag" => tags.push(plain(value)),
                "reserved" => attributes.reserved = true,
                "style" => attributes.style = Style::from_word(value),
                _ => constraints.extend(constraint(name, value)),
            }
        }
        attributes.doc = self.rest();
        attributes.constraints = constraints.leak();
        attributes.tags = tags.leak();
        Field::new(name, kind, attributes)
    }

    fn value(mut self, kind: EnumKind) -> EnumValue {
        let value = self.word();
        let number = if kind == EnumKind::String { 0 } else { self.number() };
        let name = self.attribute();
        if name.is_some() {
            // Skip the colon before the documentation.
            self.attribute();
        }
        EnumValue { value, number, name: plain(name.unwrap_or_default()), doc: self.rest() }
    }
}

fn operation(lines: Lines) -> Operation {
    let (mut head, lines) = lines.split();
    let mut operation = Operation {
        id: head.word(),
        group: head.word(),
        method: method(head.word()),
        path: head.word(),
        ..Operation::EMPTY
    };
    let (mut parameters, mut alternatives) = (Vec::new(), Alternatives::default());
    let mut successes = Vec::new();
    let mut forms = Forms::new();
    for mut line in lines {
        let location = match line.word() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            keyword @ ("needs" | "scopes") => {
                alternatives.read(keyword, line);
                continue;
            }
            "success" => {
                successes.push(Success::read(line));
                continue;
            }
            keyword => {
                if let Some(line) = forms.read(keyword, line) {
                    operation.read(keyword, line);
                }
                continue;
            }
        };
        let field = line.field();
        parameters.push(Parameter { location, style: field.style(), field });
    }
    operation.parameters = parameters.leak();
    operation.successes = successes.leak();
    let mut forms = forms.end();
    let own = forms.remove(0);
    (operation.body, operation.media_type, operation.parts) = (own.body, own.media_type, own.parts);
    (operation.body_nullable, operation.body_constraints) = (own.nullable, own.constraints);
    operation.body_choices = forms.leak();
    operation.security = alternatives.end();
    operation
}

impl Operation {
    /// An empty operation.
    pub(crate) const EMPTY: Self = Self {
        id: "",
        group: "",
        method: Method::Get,
        path: "",
        title: "",
        doc: "",
        page: "",
        deprecated: false,
        parameters: &[],
        body: Body::None,
        media_type: "",
        body_nullable: false,
        body_constraints: &[],
        parts: &[],
        body_choices: &[],
        response: Response::Empty,
        successes: &[],
        accept: "",
        response_choices: &[],
        response_media_type: "",
        security: None,
        server: "",
        paging: None,
    };
}

const NO_MODEL: Model = Model { name: "", fields: &[], tag: None, size: None, field_sets: None };

const NO_ENUMERATION: Enumeration =
    Enumeration { name: "", kind: EnumKind::String, open: false, counts: None, values: &[] };

impl Row for Operation {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Operation(operation) => operation.as_ref(),
            _ => &Operation::EMPTY,
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
    /// Reads a line that is not a parameter.
    fn read(&mut self, keyword: &str, mut line: Words) {
        match keyword {
            "title" => self.title = line.rest(),
            "doc" => self.doc = line.rest(),
            "page" => self.page = line.rest(),
            "deprecated" => self.deprecated = true,
            "accept" => self.accept = line.rest(),
            "also" => self.response_choices = line.words(),
            "server" => self.server = line.word(),
            "response" => (self.response, self.response_media_type) = Response::read(&mut line),
            "pages" => self.paging = Some(line.pages()),
            "listing" => self.paging = line.listing(),
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
        "OPTIONS" => Method::Options,
        "TRACE" => Method::Trace,
        _ => Method::Get,
    }
}

fn model(lines: Lines) -> Model {
    let (mut head, lines) = lines.split();
    let name = head.word();
    let (mut size, mut field_sets) = (None, None);
    while let Some((word, value)) = head.raw().and_then(|word| word.split_once('=')) {
        match word {
            "size" => size = Some(bounds(value)),
            "one-of" | "any-of" => field_sets = Some(self::field_sets(value, word == "one-of")),
            _ => {}
        }
    }
    let fields = lines.map(Words::field).collect::<Vec<_>>().leak();
    Model { name, size, field_sets, fields, ..NO_MODEL }
}

/// `0|1,2`
fn field_sets(text: &str, exclusive: bool) -> FieldSets {
    let set = |set: &str| -> &'static [usize] {
        set.split(',').filter_map(|position| position.parse().ok()).collect::<Vec<_>>().leak()
    };
    FieldSets { sets: text.split('|').map(set).collect::<Vec<_>>().leak(), exclusive }
}

fn union(lines: Lines) -> Model {
    let (mut head, lines) = lines.split();
    let (name, tag) = (head.word(), head.raw().map(plain));
    Model { name, tag, fields: lines.map(Words::field).collect::<Vec<_>>().leak(), ..NO_MODEL }
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
    while let Some(word) = head.attribute() {
        open |= word == "open";
        counts = counts.or(word.strip_prefix("counts=").and_then(self::counts));
    }
    let values = lines.map(|line| line.value(kind)).collect::<Vec<_>>().leak();
    Enumeration { name, kind, open, counts, values }
}

/// `0..100=progress`
fn counts(text: &'static str) -> Option<Counts> {
    let (range, name) = text.split_once('=')?;
    let Bounds { min, max, .. } = bounds(range);
    Some(Counts { name: plain(name), least: min.unwrap_or(i64::MIN), most: max.unwrap_or(i64::MAX) })
}
