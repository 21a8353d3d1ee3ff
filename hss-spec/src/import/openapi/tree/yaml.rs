//! A tree from YAML 1.2.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::indents::{self, Stop};
use super::{DEPTH, Map, Tree, Value};
use crate::model::Number;
use crate::place::{Problem, Problems};

/// Maximum number of nodes added by aliases. Ten lines of nested aliases would add a billion nodes.
const ALIASED: usize = 200_000;

/// Bytes of text that count as one node when an alias copies them.
const TEXT: usize = 64;

/// Parses a text; `name` is that of the document.
pub(super) fn parse<'t>(name: &str, text: &'t str) -> Result<Tree<'t>, Problems> {
    let place = |at| at;
    let (mut problem, mut stop) = match Builder::new(name, &place).read(text) {
        Ok(tree) => return Ok(tree),
        Err(Refusal { problem, stop }) => (problem, stop),
    };
    let mut repaired = indents::Text::new(text);
    while stop.as_ref().is_some_and(|stop| repaired.repair(stop)) {
        let (text, place) = (repaired.text(), |at| repaired.original(at));
        match Builder::new(name, &place).read(&text) {
            Ok(tree) => return Ok(tree.owned()),
            // The place of the first one is that of the document.
            Err(refusal) => (problem, stop) = (refusal.problem, refusal.stop),
        }
    }
    Err(problem.into())
}

/// The reason why a text is not YAML.
struct Refusal {
    problem: Problem,
    /// A place that can be repaired.
    stop: Option<Stop>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { problem, stop: None }
    }
}

/// A list or a map that has not ended yet.
struct Open<'t> {
    at: (u32, u32),
    anchor: usize,
    content: Content<'t>,
}

enum Content<'t> {
    List(Vec<u32>),
    /// The entries so far, and a key without its value yet.
    Map(Vec<(Cow<'t, str>, u32)>, Option<Cow<'t, str>>),
}

struct Builder<'t, 'p> {
    tree: Tree<'t>,
    /// The place in the document of one in the text that is parsed.
    place: &'p dyn Fn((u32, u32)) -> (u32, u32),
    open: Vec<Open<'t>>,
    anchors: BTreeMap<usize, u32>,
    aliased: usize,
    has_root: bool,
}

impl<'t, 'p> Builder<'t, 'p> {
    fn new(name: &str, place: &'p dyn Fn((u32, u32)) -> (u32, u32)) -> Self {
        Self {
            tree: Tree::empty(name),
            place,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            aliased: 0,
            has_root: false,
        }
    }

    fn read(mut self, text: &'t str) -> Result<Tree<'t>, Refusal> {
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, span)) => self.take(event, (self.place)(position(&span.start)))?,
                Err(error) => {
                    let (at, info) = (position(error.marker()), error.info());
                    let problem = self.error((self.place)(at), format!("not valid YAML: {info}"));
                    return Err(Refusal { problem, stop: Stop::of(info, at) });
                }
            }
        }
        if self.has_root {
            Ok(self.tree)
        } else {
            Err(self.error((1, 1), "the document is empty; an object is expected").into())
        }
    }

    fn take(&mut self, event: Event<'t>, at: (u32, u32)) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), at),
            Event::Alias(anchor) => {
                let Some(target) = self.anchors.get(&anchor).copied() else {
                    return Err(
                        self.error(at, "an alias inside of its own anchor; expected it after the anchor")
                    );
                };
                let copy = self.copy(target, at, self.open.len())?;
                self.attach(copy, at)
            }
            Event::SequenceStart(anchor, _) => self.start(at, anchor, Content::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.start(at, anchor, Content::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::DocumentStart(_) if self.has_root => {
                Err(self.error(at, "a second document in one file; expected one"))
            }
            _ => Ok(()),
        }
    }

    fn error(&self, at: (u32, u32), message: impl Into<String>) -> Problem {
        Problem::error(&self.tree.place(at), message)
    }

    fn start(&mut self, at: (u32, u32), anchor: usize, content: Content<'t>) -> Result<(), Problem> {
        if let Some(Open { content: Content::Map(_, None), .. }) = self.open.last() {
            return Err(self.error(at, "a key that is a list or an object; expected text"));
        }
        if self.open.len() >= DEPTH {
            return Err(self.error(at, format!("nested more than {DEPTH} deep")));
        }
        self.open.push(Open { at, anchor, content });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let Some(Open { at, anchor, content }) = self.open.pop() else { return Ok(()) };
        let node = match content {
            Content::List(children) => self.tree.add(at, Value::List(children)),
            Content::Map(entries, _) => {
                let entries = self.merged(entries, at)?;
                self.tree.add_map(at, entries)
            }
        };
        self.anchors.insert(anchor, node);
        self.attach(node, at)
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        at: (u32, u32),
    ) -> Result<(), Problem> {
        if let Some(Open { content: Content::Map(_, key @ None), .. }) = self.open.last_mut() {
            // Keys are always text: `200:` is a status.
            *key = Some(text);
            return Ok(());
        }
        let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str");
        let value = if is_text { Value::Text(text) } else { plain(text) };
        let node = self.tree.add(at, value);
        self.anchors.insert(anchor, node);
        self.attach(node, at)
    }

    /// Adds a finished node to the open list or map.
    fn attach(&mut self, node: u32, at: (u32, u32)) -> Result<(), Problem> {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.has_root = true,
            Some(Content::List(children)) => children.push(node),
            Some(Content::Map(entries, key)) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => return Err(self.error(at, "an alias as a key; expected text")),
            },
        }
        Ok(())
    }

    /// A copy of a node with its descendants, since every node has one parent.
    fn copy(&mut self, node: u32, at: (u32, u32), depth: usize) -> Result<u32, Problem> {
        self.aliased += 1 + owned_text(&self.tree.nodes[node as usize].value) / TEXT;
        if self.aliased > ALIASED {
            return Err(self.error(at, format!("aliases add more than {ALIASED} values")));
        }
        if depth >= DEPTH {
            return Err(self.error(at, format!("nested more than {DEPTH} deep")));
        }
        let value = match &self.tree.nodes[node as usize].value {
            Value::Null => Value::Null,
            Value::Boolean(value, text) => Value::Boolean(*value, text.clone()),
            Value::Number(number, text) => Value::Number(*number, text.clone()),
            Value::Text(text) => Value::Text(text.clone()),
            Value::List(children) => {
                let children = children.clone();
                let copies = children.into_iter().map(|child| self.copy(child, at, depth + 1));
                Value::List(copies.collect::<Result<_, _>>()?)
            }
            Value::Map(map) => {
                let (entries, by_key) = (map.entries.clone(), map.by_key.clone());
                let copies =
                    entries.into_iter().map(|(key, child)| Ok((key, self.copy(child, at, depth + 1)?)));
                let entries = copies.collect::<Result<_, Problem>>()?;
                Value::Map(Map { entries, by_key })
            }
        };
        let original = &self.tree.nodes[node as usize];
        let at = (original.line, original.column);
        Ok(self.tree.add(at, value))
    }

    /// The entries, with those of a `<<` that they do not override.
    fn merged(
        &mut self,
        mut entries: Vec<(Cow<'t, str>, u32)>,
        at: (u32, u32),
    ) -> Result<Vec<(Cow<'t, str>, u32)>, Problem> {
        let Some(index) = entries.iter().position(|(key, _)| key == "<<") else { return Ok(entries) };
        let (_, from) = entries.remove(index);
        let sources = match &self.tree.nodes[from as usize].value {
            Value::List(sources) => sources.clone(),
            _ => vec![from],
        };
        let mut known: BTreeSet<Cow<'t, str>> = entries.iter().map(|(key, _)| key.clone()).collect();
        for source in sources {
            let Value::Map(map) = &self.tree.nodes[source as usize].value else {
                return Err(self.error(at, "`<<` merges something that is not an object"));
            };
            let new = map.entries.iter().filter(|(key, _)| known.insert(key.clone())).cloned();
            entries.extend(new);
        }
        Ok(entries)
    }
}

/// Size of the text in a copy of a value, in bytes.
fn owned_text(value: &Value<'_>) -> usize {
    let owned = |text: &Cow<'_, str>| if let Cow::Owned(text) = text { text.len() } else { 0 };
    match value {
        Value::Text(text) => owned(text),
        Value::Map(map) => map.entries.iter().map(|(key, _)| owned(key)).sum(),
        _ => 0,
    }
}

fn position(marker: &Marker) -> (u32, u32) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(marker.line()), number(marker.col()).saturating_add(1))
}

/// A scalar without quotes, by the core schema of YAML 1.2.
fn plain(text: Cow<'_, str>) -> Value<'_> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Boolean(true, text),
        "false" | "False" | "FALSE" => return Value::Boolean(false, text),
        _ => {}
    }
    let radix = |prefix: &str, radix: u32| i64::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    if let Some(whole) = text.parse().ok().or_else(|| radix("0x", 16)).or_else(|| radix("0o", 8)) {
        return Value::Number(Number::Integer(whole), text);
    }
    let is_numeric = text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    match text.parse::<f64>() {
        Ok(float) if is_numeric && float.is_finite() => Value::Number(Number::Float(float), text),
        _ => Value::Text(text),
    }
}
