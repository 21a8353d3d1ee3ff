//! The description of an operation, in lines.

use anstyle::{AnsiColor, Style};
use hss_runtime::schema::{Body, EnumKind, Enumeration, Field, Kind, Model, Operation, Response};
use unicode_width::UnicodeWidthStr as _;

use crate::terminal::Terminal;
use crate::{shown, wording};

/// The maximum depth of models that are shown.
const DEEPEST: usize = 4;

/// The minimum number of columns for readable text.
const ROOM: usize = 30;

/// Everything in the tables about an operation.
pub(super) fn lines(operation: &'static Operation, terminal: &Terminal) -> Vec<String> {
    let bold = Style::new().bold();
    let mut text = Text { terminal, lines: Vec::new() };
    text.lines.push(terminal.paint(bold, operation.id));
    if operation.deprecated {
        text.lines.push(terminal.paint(AnsiColor::Red.on_default(), "This operation is deprecated."));
    }
    if !operation.title.is_empty() {
        text.wrapped(&shown::paragraph(operation.title), 0);
        text.lines.push(String::new());
    }
    text.wrapped(&shown::paragraph(operation.doc), 0);
    text.lines.push(String::new());
    text.lines.push(format!("{} {}", operation.method.as_str(), shown::cell(operation.path)));
    if !operation.page.is_empty() {
        text.lines.push(shown::cell(operation.page));
    }
    let given: Vec<&Field> = operation
        .parameters
        .iter()
        .map(|known| &known.field)
        .filter(|field| !field.is_from_client())
        .collect();
    if !given.is_empty() {
        text.heading("Parameters");
        text.fields(&given, 1);
    }
    match &operation.body {
        Body::Json(kind) => text.value("Body", kind),
        Body::Multipart(model) => {
            text.heading("Form");
            text.model(model, 1);
            let headers = wording::part_headers(operation);
            if !headers.is_empty() {
                text.heading("Headers of its parts");
                text.lines.extend(headers.iter().map(|header| format!("  {}", shown::cell(header))));
            }
        }
        Body::Urlencoded(kind) => text.value("Form", kind),
        Body::File => {
            text.heading("Body");
            let media_type = shown::cell(operation.media_type);
            text.lines.push(format!("  a file {media_type}").trim_end().to_owned());
        }
        _ => {}
    }
    match &operation.response {
        Response::File => {
            text.heading("Response");
            text.lines.push("  a file".to_owned());
        }
        Response::Json(kind) => text.value("Response", kind),
        Response::Stream(_, kind) => text.value("Items of the response", kind),
        _ => {
            text.heading("Response");
            text.lines.push("  nothing".to_owned());
        }
    }
    text.lines
}

struct Text<'a> {
    terminal: &'a Terminal,
    lines: Vec<String>,
}

impl Text<'_> {
    fn heading(&mut self, heading: &str) {
        self.lines.push(String::new());
        self.lines.push(self.terminal.paint(AnsiColor::Green.on_default().bold(), heading));
    }

    fn value(&mut self, heading: &str, kind: &'static Kind) {
        self.heading(heading);
        match kind {
            Kind::Model(model) => self.model(model, 1),
            kind => {
                self.lines.push(format!("  {}", type_name(kind)));
                self.inside(kind, 2);
            }
        }
    }

    fn model(&mut self, model: &'static Model, depth: usize) {
        let fields: Vec<&Field> = model.fields.iter().collect();
        self.fields(&fields, depth);
    }

    /// The variants of a union, each with the fields of its type.
    fn variants(&mut self, union: &'static Model, depth: usize) {
        let width = union.fields.iter().map(|variant| variant.name.width()).max().unwrap_or(0);
        for variant in union.fields {
            let padding = " ".repeat(width.saturating_sub(variant.name.width()));
            let name = self.terminal.paint(AnsiColor::Cyan.on_default().bold(), &shown::cell(variant.name));
            let mut words = vec![type_name(&variant.kind)];
            words.extend(union.tag.map(|tag| format!("{tag}: {}", variant.tags().join(" or "))));
            words.extend(wording::attributes(variant));
            let words = shown::cell(&words.join(", "));
            self.beside(depth * 2, &format!("{name}{padding}"), depth * 2 + width + 2, &words);
            self.inside(&variant.kind, depth + 1);
        }
    }

    fn fields(&mut self, fields: &[&'static Field], depth: usize) {
        let width = fields.iter().map(|field| field.name.width()).max().unwrap_or(0);
        for field in fields {
            self.field(field, width, depth);
            self.inside(&field.kind, depth + 1);
        }
    }

    fn field(&mut self, field: &'static Field, width: usize, depth: usize) {
        let indent = depth * 2;
        let padding = " ".repeat(width.saturating_sub(field.name.width()));
        let name = self.terminal.paint(AnsiColor::Cyan.on_default().bold(), &shown::cell(field.name));
        let mut attributes = vec![type_name(&field.kind)];
        if field.is_required() {
            attributes.push("required".to_owned());
        }
        attributes.extend(wording::attributes(field));
        let attributes = shown::cell(&attributes.join(", "));
        let column = indent + width + 2;
        self.beside(indent, &format!("{name}{padding}"), column, &attributes);
        let below = if self.has_room(column) { column } else { indent + 4 };
        self.wrapped(&shown::paragraph(field.doc()), below);
        if let Some(table) = enumeration(&field.kind) {
            self.values(table, below, indent + 4);
        }
    }

    /// The values of an enumeration: one per line if they have meanings, for which `narrow` is the column
    /// if there is little room.
    fn values(&mut self, table: &Enumeration, indent: usize, narrow: usize) {
        if !wording::is_explained(table) {
            self.wrapped(&shown::paragraph(&wording::values(table).join(" | ")), indent);
            return;
        }
        let names = wording::values(table);
        let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let indent = if self.has_room(indent + width + 2) { indent } else { narrow.min(indent) };
        for (name, value) in names.iter().zip(table.values) {
            let padding = " ".repeat(width - name.width());
            let (name, doc) = (shown::cell(name), shown::paragraph(value.doc));
            self.beside(indent, &format!("{name}{padding}"), indent + width + 2, &doc);
        }
        if let Some(counts) = names.get(table.values.len()) {
            self.lines.push(format!("{}{counts}", " ".repeat(indent)));
        }
    }

    fn inside(&mut self, kind: &'static Kind, depth: usize) {
        match kind {
            Kind::Model(model) if depth <= DEEPEST => self.model(model, depth),
            Kind::Union(union) if depth <= DEEPEST => self.variants(union, depth),
            Kind::List(kind) | Kind::Map(kind) => self.inside(kind, depth),
            _ => {}
        }
    }

    /// Returns true if there is enough room for a text that starts at this column.
    fn has_room(&self, column: usize) -> bool {
        self.terminal.text_width().saturating_sub(column) >= ROOM
    }

    /// A text beside a label, at a column; if there is no room, below the label and indented by four more columns.
    fn beside(&mut self, indent: usize, label: &str, column: usize, text: &str) {
        let label = format!("{}{label}", " ".repeat(indent));
        let first = self.lines.len();
        if self.has_room(column) {
            self.wrapped(text, column);
        }
        match self.lines.get_mut(first) {
            Some(line) => line.replace_range(..column, &format!("{label}  ")),
            None => {
                self.lines.push(label.trim_end().to_owned());
                self.wrapped(text, indent + 4);
            }
        }
    }

    fn wrapped(&mut self, text: &str, indent: usize) {
        let room = self.terminal.text_width().saturating_sub(indent).max(1);
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                self.lines.push(format!("{}{line}", " ".repeat(indent)));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            self.lines.push(format!("{}{line}", " ".repeat(indent)));
        }
    }
}

fn enumeration(kind: &'static Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) => Some(table),
        Kind::List(kind) => enumeration(kind),
        _ => None,
    }
}

/// A type in words.
pub(crate) fn type_name(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Unsigned => "integer from 0".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Timestamp => "time in milliseconds".to_owned(),
        Kind::File => "file".to_owned(),
        Kind::Enum(table) => match table.kind {
            EnumKind::String if table.open => "one of, or another".to_owned(),
            EnumKind::Flags => "any of, as the sum of their numbers".to_owned(),
            EnumKind::Codes => "code".to_owned(),
            _ => "one of".to_owned(),
        },
        Kind::Model(_) => "object".to_owned(),
        Kind::Union(_) => wording::variants(kind).unwrap_or_default(),
        Kind::Nullable(kind) => format!("{} or null", type_name(kind)),
        Kind::List(kind) => format!("list of {}", type_name(kind)),
        Kind::Map(kind) => format!("map to {}", type_name(kind)),
        _ => "any JSON".to_owned(),
    }
}
