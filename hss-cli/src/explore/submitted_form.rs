//! A form as the page sends it, and the body that its fields make.

use std::collections::BTreeMap;

use hss_runtime::schema::{EnumKind, Field, Kind, Model};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::depth::Depth;
use super::problem::Problem;
use super::recent::RecentValues;
use super::upload::Upload;
use crate::value_text;

/// A filled form, as the page sends it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubmittedForm {
    /// The texts of parameters, by their index in the table.
    #[serde(default)]
    pub(super) parameters: Vec<(usize, Vec<String>)>,
    /// The number of the body's media type, as [`Operation::body_form`](hss_runtime::schema::Operation::body_form) has it.
    #[serde(default)]
    pub(super) media_type: usize,
    /// The number of the response's media type; 0 is the default.
    #[serde(default)]
    pub(super) accept: usize,
    /// The body in fields.
    pub(super) body: Option<Node>,
    /// The body as JSON text, in place of its fields.
    pub(super) json: Option<String>,
    /// The headers of a form's parts: the part, the name and the value.
    #[serde(default)]
    pub(super) part_headers: Vec<(String, String, String)>,
}

/// A part of a body in fields.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Node {
    Text(Vec<String>),
    Object(BTreeMap<String, Node>),
    List(Vec<Node>),
    /// A value of a union: the index of its variant.
    Variant(usize, Option<Box<Node>>),
    /// The number of a file that was uploaded.
    File(u64),
}

impl Node {
    /// The fields of a form that make this value; `None` if no form does.
    pub(super) fn of(kind: &Kind, value: &Json, depth: Depth) -> Option<Self> {
        match (kind, value) {
            (_, Json::Null) => None,
            (kind, _) if is_json(kind, depth) => Some(Self::Text(vec![value.to_string()])),
            (Kind::Union(union), value) => Self::of_variant(union.get(), value, depth),
            (Kind::Model(model), Json::Object(entries)) => {
                let node = |(name, value): (&String, &Json)| {
                    let field = model.fields.iter().find(|field| field.name == *name)?;
                    Some((name.clone(), Self::of(&field.kind, value, depth.inside())?))
                };
                entries.iter().map(node).collect::<Option<_>>().map(Self::Object)
            }
            (Kind::List(kind), Json::Array(list)) if is_scalar(kind) => {
                list.iter().map(plain).collect::<Option<_>>().map(Self::Text)
            }
            (Kind::List(kind), Json::Array(list)) => {
                list.iter().map(|value| Self::of(kind, value, depth)).collect::<Option<_>>().map(Self::List)
            }
            (Kind::Enum(table), Json::Number(number)) if table.kind == EnumKind::Flags => {
                let number = number.as_i64()?;
                let flags = table.values.iter().map(|value| value.number).filter(|flag| number & flag != 0);
                Some(Self::Text(flags.map(|flag| flag.to_string()).collect()))
            }
            (kind, value) if is_scalar(kind) => Some(Self::Text(vec![plain(value)?])),
            _ => None,
        }
    }

    /// The fields of the first variant that make this value.
    fn of_variant(union: &'static Model, value: &Json, depth: Depth) -> Option<Self> {
        let given = union.tag.and_then(|tag| value.get(tag)?.as_str());
        let is_meant = |variant: &Field| match given {
            Some(given) if !variant.tags().is_empty() => variant.tags().contains(&given),
            _ => true,
        };
        let mut variants = union.fields.iter().enumerate().filter(|(_, variant)| is_meant(variant));
        variants.find_map(|(index, variant)| {
            let mut value = value.clone();
            if let (Some(tag), Kind::Model(model), Some(entries)) =
                (union.tag, variant.kind, value.as_object_mut())
                && model.fields.iter().all(|field| field.name != tag)
            {
                entries.remove(tag);
            }
            let node = Self::of(&variant.kind, &value, depth.inside())?;
            let made = Reader::new(&RecentValues::default()).read(&variant.kind, &node, "");
            let is_empty = value.as_object().is_some_and(Map::is_empty);
            (made.as_ref() == Some(&value) || is_empty).then(|| Self::Variant(index, Some(Box::new(node))))
        })
    }
}

fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The texts of a list as one JSON text, so that an element may have commas; other texts as they are.
pub(super) fn as_lines(kind: &Kind, texts: &[String]) -> Vec<String> {
    let is_flags = |kind: &Kind| matches!(kind, Kind::Enum(table) if table.kind == EnumKind::Flags);
    match kind {
        Kind::List(inner) if is_scalar(inner) && !is_flags(inner) => {
            let texts: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
            if texts.is_empty() {
                Vec::new()
            } else {
                vec![Json::from_iter(texts.into_iter().cloned()).to_string()]
            }
        }
        kind if is_flags(kind) => vec![texts.join(",")],
        _ => texts.to_vec(),
    }
}

/// True for a type that an input of one line can have.
pub(super) fn is_scalar(kind: &Kind) -> bool {
    value_text::is_single(kind) && !matches!(kind, Kind::File)
}

/// True for a type whose values are typed as JSON at this depth.
fn is_json(kind: &Kind, depth: Depth) -> bool {
    match kind {
        Kind::List(inner) if is_scalar(inner) => false,
        kind => !is_scalar(kind) && !depth.has_inputs(kind),
    }
}

/// Makes a body of the fields of a form.
pub(super) struct Reader<'a> {
    uploads: &'a RecentValues<Upload>,
    pub(super) problems: Vec<Problem>,
    /// Files by their path in the body, which has their names.
    pub(super) files: BTreeMap<String, Upload>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(uploads: &'a RecentValues<Upload>) -> Self {
        Self { uploads, problems: Vec::new(), files: BTreeMap::new() }
    }

    /// A value of a body; `None` where nothing was filled in.
    pub(super) fn read(&mut self, kind: &Kind, node: &Node, path: &str) -> Option<Json> {
        match (node, kind) {
            (Node::Text(texts), kind) => self.text(kind, texts, path),
            (Node::Object(nodes), Kind::Model(model)) => {
                let mut entries = Map::new();
                for field in model.fields {
                    let inside = if path.is_empty() {
                        field.name.to_owned()
                    } else {
                        format!("{path}.{}", field.name)
                    };
                    let value = nodes.get(field.name).and_then(|node| self.read(&field.kind, node, &inside));
                    if let Some(value) = value {
                        entries.insert(field.name.to_owned(), value);
                    }
                }
                (!entries.is_empty()).then_some(Json::Object(entries))
            }
            (Node::Variant(index, node), Kind::Union(union)) => {
                let variant = union.get().fields.get(*index)?;
                let value = node.as_ref().and_then(|node| self.read(&variant.kind, node, path));
                // A chosen variant counts as filled in, since an object may have no required fields.
                let is_object = matches!(variant.kind, Kind::Model(_) | Kind::Map(_));
                let mut value = value.or_else(|| is_object.then(|| Json::Object(Map::new())))?;
                if let (Some(tag), Some(name), Some(entries)) =
                    (union.tag, variant.tags().first(), value.as_object_mut())
                {
                    entries.entry(tag).or_insert_with(|| (*name).into());
                }
                Some(value)
            }
            (Node::List(nodes), Kind::List(kind)) => {
                let values: Vec<Json> = nodes
                    .iter()
                    .enumerate()
                    .map(|(index, node)| {
                        let value = self.read(kind, node, &format!("{path}[{index}]"));
                        value.unwrap_or_else(|| Json::Object(Map::new()))
                    })
                    .collect();
                (!values.is_empty()).then_some(Json::Array(values))
            }
            (Node::File(number), Kind::File) => match self.uploads.get(*number) {
                Some(file) => {
                    let name = Json::from(file.name.as_str());
                    self.files.insert(path.to_owned(), file);
                    Some(name)
                }
                None => self.problem(path, "the file is no longer available: choose it again".to_owned()),
            },
            _ => self.problem(path, "the form does not match the operation: reload the page".to_owned()),
        }
    }

    fn text(&mut self, kind: &Kind, texts: &[String], path: &str) -> Option<Json> {
        let lines = as_lines(kind, texts);
        let texts: Vec<&str> = lines.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return None;
        }
        if matches!(kind, Kind::File) {
            let upload = Upload::text(texts.last()?);
            let name = Json::from(upload.name.as_str());
            self.files.insert(path.to_owned(), upload);
            return Some(name);
        }
        match value_text::field(kind, &texts) {
            Ok(value) => Some(value),
            Err(message) => self.problem(path, message),
        }
    }

    fn problem(&mut self, path: &str, message: String) -> Option<Json> {
        self.problems.push(Problem::in_body(path, message));
        None
    }
}
