//! Lists of terms (`<dl>`) that describe parameters: `limit (Integer, optional)`, and below it what it is.
//!
//! Such a list is read as a table. Each of its terms has to state the parameter's name and type, or a line below it the
//! type; any other list is text.

use super::super::label::{self, Column};
use super::super::page::Piece;
use super::super::types;
use super::block::{Block, is_block};
use super::flow::Flow;
use super::table::Table;
use super::token::{Mark, Tag};
use super::words;

/// Reads a list tag by tag.
#[derive(Debug)]
pub(super) struct TermReader {
    mark: Mark,
    anchors: Vec<String>,
    pieces: Vec<(Place, Piece)>,
    place: Place,
    flow: Flow,
    /// Number of open lists, this one included; those inside a description are text.
    depth: usize,
    /// True if a list inside a description had terms.
    has_inner: bool,
}

/// Part of the list that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Between,
    Term,
    Description,
}

/// A parameter, or what is wrong with it.
struct Entry {
    name: Piece,
    required: Option<bool>,
    ty: Option<Piece>,
    description: Piece,
    /// The message about a part that is not understood.
    unread: Option<String>,
}

impl TermReader {
    pub(super) fn new(mark: Mark, anchors: Vec<String>) -> Self {
        Self {
            mark,
            anchors,
            pieces: Vec::new(),
            place: Place::Between,
            flow: Flow::default(),
            depth: 1,
            has_inner: false,
        }
    }

    /// The destination of text.
    pub(super) fn flow(&mut self) -> &mut Flow {
        &mut self.flow
    }

    pub(super) fn is_closed(&self) -> bool {
        self.depth == 0
    }

    pub(super) fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "dl" => {
                self.depth += 1;
                self.flow.break_line();
            }
            "dt" if self.depth == 1 => self.begin(Place::Term),
            "dd" if self.depth == 1 => self.begin(Place::Description),
            // A list of values and their meanings.
            "dt" => {
                self.has_inner = true;
                self.flow.begin_item();
            }
            "dd" => self.flow.go_on(": "),
            "li" => self.flow.begin_item(),
            name if is_block(name) => self.flow.break_line(),
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "dl" => {
                self.depth = self.depth.saturating_sub(1);
                self.flow.break_line();
            }
            "dt" | "dd" if self.depth == 1 => self.begin(Place::Between),
            "dt" => {}
            name if is_block(name) || name == "li" => self.flow.break_line(),
            _ => {}
        }
    }

    fn begin(&mut self, place: Place) {
        let before = std::mem::replace(&mut self.place, place);
        self.pieces.extend(self.flow.take().map(|piece| (before, piece)));
    }

    /// The list as a table, or as lines; `is_whole` is false if a heading or a table is within it.
    pub(super) fn finish(mut self, is_whole: bool) -> Vec<Block> {
        self.begin(Place::Between);
        let is_list = self.pieces.iter().all(|(place, _)| *place != Place::Between)
            && self.pieces.first().is_some_and(|(place, _)| *place == Place::Term);
        let entries = if is_list { self.entries() } else { Vec::new() };
        let states = |entry: &Entry| entry.ty.is_some() || entry.required.is_some();
        if !entries.iter().any(states) {
            let mut blocks = lines(&self.pieces);
            let has_names = !entries.is_empty() && entries.iter().all(|entry| entry.unread.is_none());
            if has_names && is_whole {
                blocks.push(Block::Skipped(self.pieces[0].1.clone(), UNTYPED.to_owned()));
            }
            return blocks;
        }
        if !is_whole {
            let message =
                "a list of parameters with a heading or a table within it; expected only their descriptions";
            return vec![Block::Unread(self.pieces[0].1.clone(), message.to_owned())];
        }
        let unread: Vec<Block> = entries.iter().filter_map(unread).collect();
        if !unread.is_empty() {
            return unread;
        }
        let rows = entries.into_iter().map(|entry| {
            let mark = match entry.required {
                Some(true) => "Yes",
                Some(false) => "No",
                None => "",
            };
            let mark = Piece::new(entry.name.line, entry.name.column, mark);
            let ty = entry.ty.unwrap_or_default();
            vec![entry.name, mark, ty, entry.description]
        });
        let headings = ["Parameter", "Mandatory", "Type", "Description"];
        vec![Block::Table(Table::of_rows(self.mark, self.anchors, &headings, rows))]
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for (place, piece) in &self.pieces {
            match (place, entries.last_mut()) {
                (Place::Description, Some(entry)) => entry.describe(piece, self.has_inner),
                _ => entries.push(Entry::new(piece)),
            }
        }
        entries
    }
}

const UNTYPED: &str = "a list of terms without types is not read; expected `limit (Integer, optional)`, or a line \
                       `Type: Integer` below the term";

/// The block of an entry that keeps its list from being read.
fn unread(entry: &Entry) -> Option<Block> {
    let message = match (&entry.unread, &entry.ty) {
        (Some(message), _) => message.clone(),
        (None, None) => format!(
            "the parameter `{}` of a list has no type; expected `{0} (String, optional)`, or a line `Type: String` below it",
            entry.name.text
        ),
        _ => return None,
    };
    Some(Block::Unread(entry.name.clone(), message))
}

impl Entry {
    fn new(term: &Piece) -> Self {
        let text = words(term);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.$@".contains(c);
        let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let mut entry = Self {
            name: Piece { text: name.to_owned(), lines: Vec::new(), ..*term },
            required: None,
            ty: None,
            description: Piece::new(term.line, term.column, ""),
            unread: None,
        };
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || "_$@".contains(c));
        if !is_name || !rest.is_empty() && !rest.starts_with([' ', '(', '[', ':', ',']) {
            entry.unread = Some(not_understood(&text));
            return entry;
        }
        let rest = rest.trim();
        let inside = [('(', ')'), ('[', ']')]
            .iter()
            .find_map(|(open, close)| rest.strip_prefix(*open)?.strip_suffix(*close))
            .unwrap_or_else(|| rest.trim_start_matches([':', '-', ',']));
        for part in split(inside).into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            if !entry.take(part, term.line, term.column) {
                entry.unread = Some(not_understood(&text));
            }
        }
        entry
    }

    /// Reads a type or a mark; returns false if the text is neither, or contradicts what is known.
    fn take(&mut self, text: &str, line: u32, column: u32) -> bool {
        if let Some(mark) = label::mark_in_cell(text).filter(|_| text.chars().count() > 1) {
            return *self.required.get_or_insert(mark) == mark;
        }
        if types::parse(text).is_none() {
            return false;
        }
        self.ty.get_or_insert_with(|| Piece::new(line, column, text)).text == text
    }

    /// Adds a description, whose lines may state the type and the mark.
    fn describe(&mut self, description: &Piece, has_inner: bool) {
        for (number, line) in (0..).zip(description.text.lines()) {
            let (at, column) = description.position(number);
            let text = words(&Piece::new(at, column, line));
            let stated = text.split_once(':').map(|(heading, text)| (label::column(heading), text.trim()));
            if let Some((Some(Column::Type | Column::Required), text)) = stated {
                if !self.take(text, at, column) {
                    self.unread = Some(not_understood(text));
                }
                continue;
            }
            let item = text.strip_prefix("- ").filter(|_| has_inner).map(|item| {
                let term = item.split_once("): ").map_or(item, |(term, _)| &item[..term.len() + 1]);
                Self::new(&Piece::new(at, column, term))
            });
            if item.is_some_and(|item| item.ty.is_some() && item.unread.is_none()) {
                self.unread = Some(format!(
                    "a list of parameters within the description of `{}`; expected a list of its own for its fields",
                    self.name.text
                ));
            }
            let known = &mut self.description;
            if known.lines.is_empty() {
                (known.line, known.column) = (at, column);
            } else {
                known.text.push('\n');
            }
            known.text.push_str(line);
            known.lines.push(at);
        }
    }
}

fn not_understood(text: &str) -> String {
    let text = super::short(text);
    format!("`{text}` in a list of parameters is not understood; expected `limit (Integer, optional)`")
}

/// The parts between commas, outside of angle brackets.
fn split(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && ",;、".contains(c)
    })
    .collect()
}

/// The lines of a list that is text.
fn lines(pieces: &[(Place, Piece)]) -> Vec<Block> {
    let of_piece = |(_, piece): &(Place, Piece)| {
        let lines = (0..).zip(piece.text.lines());
        let line = |(number, text): (u32, &str)| {
            let (line, column) = piece.position(number);
            Block::Line(Piece { lines: vec![line], ..Piece::new(line, column, text) })
        };
        lines.map(line).collect::<Vec<Block>>()
    };
    pieces.iter().flat_map(of_piece).collect()
}
