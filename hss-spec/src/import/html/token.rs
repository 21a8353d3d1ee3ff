//! The tags and texts of a page, each with its line and column.
//!
//! No tree is built: rows, cells and lines are found tag by tag. So deep nesting and unclosed tags cost nothing, and
//! every tag keeps its place, which a tree would lose.

use std::cell::Cell;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::source::{Source, TooManyAttributes};

/// Start of an item: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A tag that opens an element.
#[derive(Clone, Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    /// `id` and `name`, the targets of links.
    pub(super) anchors: Vec<String>,
    /// Target of the link, within the page.
    pub(super) target: Option<String>,
    /// The numbers of additional rows and columns that a cell spans.
    pub(super) more_rows: usize,
    pub(super) more_columns: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Open(Tag),
    Close(String),
    /// A text, its entities decoded.
    Text(String),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) mark: Mark,
    pub(super) content: Content,
}

/// All tags and texts in order, and the tag at which reading stopped early, with the reason.
pub(super) fn tokens(text: &str) -> (Vec<Token>, Option<(Mark, TooManyAttributes)>) {
    let mut reader = Reader { position: Position::new(text), tokens: Vec::new(), tag: None, attribute: None };
    let attributes = Cell::new(0);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        match event {
            CallbackEvent::AttributeName { .. } => attributes.set(attributes.get() + 1),
            CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_) => {}
            _ => attributes.set(0),
        }
        reader.take(&event, span.start);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    let read = Tokenizer::new_with_emitter(Source::new(text, &attributes), emitter).finish();
    let mark = reader.tag.map_or(Mark { line: 1, column: 1 }, |(mark, _)| mark);
    (reader.tokens, read.err().map(|error| (mark, error)))
}

struct Reader<'t> {
    position: Position<'t>,
    tokens: Vec<Token>,
    /// The tag whose attributes are being read.
    tag: Option<(Mark, Tag)>,
    attribute: Option<Attribute>,
}

/// The attributes that matter.
#[derive(Clone, Copy)]
enum Attribute {
    Anchor,
    Target,
    Rows,
    Columns,
}

impl Reader<'_> {
    fn take(&mut self, event: &CallbackEvent<'_>, offset: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let tag = Tag { name: lossy(name), ..Tag::default() };
                self.tag = Some((self.position.mark(offset), tag));
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match *name {
                    b"id" | b"name" => Some(Attribute::Anchor),
                    b"href" => Some(Attribute::Target),
                    b"rowspan" => Some(Attribute::Rows),
                    b"colspan" => Some(Attribute::Columns),
                    _ => None,
                };
            }
            CallbackEvent::AttributeValue { value } => self.take_value(&lossy(value)),
            CallbackEvent::CloseStartTag { .. } => {
                if let Some((mark, tag)) = self.tag.take() {
                    self.tokens.push(Token { mark, content: Content::Open(tag) });
                }
                self.attribute = None;
            }
            CallbackEvent::EndTag { name } => self.push(offset, Content::Close(lossy(name))),
            CallbackEvent::String { value } => self.push(offset, Content::Text(lossy(value))),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn take_value(&mut self, value: &str) {
        let (Some((_, tag)), Some(attribute)) = (&mut self.tag, self.attribute.take()) else { return };
        match attribute {
            Attribute::Anchor => tag.anchors.push(value.to_owned()),
            Attribute::Target => tag.target = value.split_once('#').map(|(_, anchor)| anchor.to_owned()),
            Attribute::Rows => tag.more_rows = more_rows(value),
            Attribute::Columns => tag.more_columns = more(value),
        }
    }

    fn push(&mut self, offset: usize, content: Content) {
        let mark = self.position.mark(offset);
        self.tokens.push(Token { mark, content });
    }
}

/// Counts lines and columns in one forward pass, so that a page on a single line is still read in linear time.
struct Position<'t> {
    text: &'t [u8],
    offset: usize,
    mark: Mark,
}

impl<'t> Position<'t> {
    fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), offset: 0, mark: Mark { line: 1, column: 1 } }
    }

    fn mark(&mut self, offset: usize) -> Mark {
        let passed = self.text.get(self.offset..offset).unwrap_or_default();
        for byte in passed {
            match byte {
                b'\n' => self.mark = Mark { line: self.mark.line.saturating_add(1), column: 1 },
                // Continuation bytes of a character.
                0x80..=0xbf => {}
                _ => self.mark.column = self.mark.column.saturating_add(1),
            }
        }
        self.offset = self.offset.max(offset);
        self.mark
    }
}

/// Maximum number of rows or columns that a cell spans, so that the size of a table is bounded by that of its page.
const SPAN: usize = 100;

/// The number of additional rows or columns of a cell.
fn more(value: &str) -> usize {
    value.trim().parse::<usize>().unwrap_or(1).clamp(1, SPAN) - 1
}

/// The number of additional rows of a cell; 0 spans all that follow.
fn more_rows(value: &str) -> usize {
    if value.trim() == "0" { SPAN - 1 } else { more(value) }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
