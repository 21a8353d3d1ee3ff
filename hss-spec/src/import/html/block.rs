//! Blocks of a page: headings, lines of text and tables.

use super::super::label;
use super::super::page::Piece;
use super::flow::Flow;
use super::table::{Table, TableReader};
use super::terms::TermReader;
use super::token::{Content, Mark, Tag, Token};
use super::words;

#[derive(Debug)]
pub(super) enum Block {
    Heading(Piece),
    Line(Piece),
    Table(Table),
    /// A part that cannot be read, with the reason.
    Unread(Piece, String),
    /// A part that is left out, with the reason.
    Skipped(Piece, String),
}

impl Block {
    pub(super) fn table_mut(&mut self) -> Option<&mut Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// Elements whose text is not part of the page; `title` is the title of the browser's window.
const HIDDEN: [&str; 9] =
    ["title", "script", "style", "noscript", "iframe", "template", "textarea", "select", "noembed"];

/// Elements on separate lines.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "ul",
    "tbody",
    "tfoot",
    "thead",
    "pre",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Finds the blocks.
pub(super) fn blocks(tokens: Vec<Token>) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in tokens {
        reader.take(token);
    }
    reader.end_line();
    reader.end_list(true);
    if let Some(table) = reader.table.take() {
        reader.blocks.push(Block::Table(table.finish(false)));
    }
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    flow: Flow,
    table: Option<TableReader>,
    list: Option<TermReader>,
    /// True if the line is a heading.
    is_heading: bool,
    /// The open hidden element, whose text is skipped.
    hidden: Option<String>,
    is_preformatted: bool,
    /// The anchors of the table that follows.
    anchors: Vec<String>,
}

impl Reader {
    fn take(&mut self, Token { mark, content }: Token) {
        match content {
            Content::Open(tag) => self.open(tag, mark),
            Content::Close(name) => self.close(&name),
            Content::Text(text) => {
                if self.hidden.is_some() {
                    return;
                }
                let is_preformatted = self.is_preformatted;
                self.flow().push(&text, mark, is_preformatted);
            }
        }
    }

    /// Target of text: the open cell or list, else the line.
    fn flow(&mut self) -> &mut Flow {
        let of_list = self.list.as_mut().map(TermReader::flow);
        self.table.as_mut().and_then(TableReader::flow).or(of_list).unwrap_or(&mut self.flow)
    }

    fn open(&mut self, tag: Tag, mark: Mark) {
        let name = tag.name.as_str();
        if self.hidden.is_some() {
            return;
        }
        if HIDDEN.contains(&name) {
            self.hidden = Some(tag.name);
            return;
        }
        if name == "table" || is_heading(name) {
            self.end_list(false);
        }
        if self.table.is_none() {
            self.anchors.extend(tag.anchors.iter().cloned());
        }
        match name {
            "pre" => {
                self.is_preformatted = true;
                self.break_line();
            }
            "b" | "strong" => self.flow().begin_bold(),
            "sup" => self.flow().begin_power(),
            "table" => self.open_table(mark),
            _ if self.table.is_some() => {
                if let Some(table) = &mut self.table {
                    table.open(&tag, mark);
                }
            }
            _ if self.list.is_some() => {
                if let Some(list) = &mut self.list {
                    list.open(&tag);
                }
            }
            "dl" => {
                self.end_line();
                self.list = Some(TermReader::new(mark, self.anchors.clone()));
            }
            "li" => {
                self.end_line();
                self.flow.begin_item();
            }
            _ if is_heading(name) => {
                self.end_line();
                self.is_heading = true;
            }
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            "pre" => {
                self.is_preformatted = false;
                self.break_line();
            }
            "b" | "strong" => self.flow().end_bold(),
            _ if self.table.is_some() => self.close_in_table(name),
            _ if self.list.is_some() => {
                if let Some(list) = &mut self.list {
                    list.close(name);
                }
                if self.list.as_ref().is_some_and(TermReader::is_closed) {
                    self.end_list(true);
                }
            }
            "li" => self.end_line(),
            _ if is_heading(name) || is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn open_table(&mut self, mark: Mark) {
        match &mut self.table {
            Some(table) if table.is_in_cell() => table.open_inner(),
            Some(_) => {
                // A table outside of the open table's cells: the open one was never closed.
                if let Some(table) = self.table.take() {
                    self.blocks.push(Block::Table(table.finish(false)));
                }
                self.open_table(mark);
            }
            None => {
                self.end_line();
                self.table = Some(TableReader::new(mark, std::mem::take(&mut self.anchors)));
            }
        }
    }

    fn close_in_table(&mut self, name: &str) {
        let Some(table) = &mut self.table else { return };
        table.close(name);
        if table.is_closed()
            && let Some(table) = self.table.take()
        {
            self.blocks.push(Block::Table(table.finish(true)));
        }
    }

    /// Ends the open list; `is_whole` is false if it goes on.
    fn end_list(&mut self, is_whole: bool) {
        let Some(list) = self.list.take() else { return };
        let blocks = list.finish(is_whole);
        if is_whole || !blocks.is_empty() {
            self.anchors.clear();
        }
        self.blocks.extend(blocks);
    }

    fn break_line(&mut self) {
        let of_list = self.list.as_mut().map(TermReader::flow);
        match self.table.as_mut().and_then(TableReader::flow).or(of_list) {
            Some(flow) => flow.break_line(),
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        let is_heading = std::mem::take(&mut self.is_heading);
        if let Some(piece) = self.flow.take() {
            // Only the table's title can be between an anchor and its table.
            if label::table_title(&words(&piece)).is_none() {
                self.anchors.clear();
            }
            self.blocks.push(if is_heading { Block::Heading(piece) } else { Block::Line(piece) });
        }
    }
}
