//! Values in pairs of a name and a text: in a query, in cookies, in a urlencoded form.

use std::collections::BTreeMap;

use hss_spec::model::{Field, ParameterStyle, Type};
use serde_json::{Map, Value};

use super::joined::Joined;
use super::scope::{Scope, Shape};
use super::text;

/// The depth of brackets that are read; deeper ones belong to the last name.
const DEPTH: usize = 8;

/// Decoded pairs, in their order.
#[derive(Clone, Copy)]
pub(super) struct Pairs<'p> {
    pub(super) scope: Scope<'p>,
    pub(super) all: &'p [(String, String)],
    /// True for a name that is not a field of a map, since another value has it.
    pub(super) is_taken: &'p dyn Fn(&str) -> bool,
}

/// The style of a value.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) style: ParameterStyle,
    pub(super) explode: bool,
    /// True if an object in the default style is JSON, as in a form, and not a pair per field.
    pub(super) is_form: bool,
}

impl Style {
    /// The text between two values that share a pair.
    fn separator(self) -> Option<&'static str> {
        match self.style {
            _ if self.explode => None,
            ParameterStyle::SpaceDelimited => Some(" "),
            ParameterStyle::PipeDelimited => Some("|"),
            ParameterStyle::TabDelimited => Some("\t"),
            ParameterStyle::DeepObject => None,
            _ => Some(","),
        }
    }
}

impl Pairs<'_> {
    /// The value of a field; `None` if no pair has it.
    ///
    /// # Errors
    ///
    /// The fault in the pairs, as the predicate of a sentence.
    pub(super) fn value(self, field: &Field, style: Style) -> Result<Option<Value>, String> {
        let name = field.name.as_str();
        let shape = self.scope.shape(&field.ty);
        if style.style == ParameterStyle::DeepObject
            && let Some(tree) = self.tree(name)
        {
            return Ok(Some(tree.value(self.scope, &field.ty)));
        }
        let own = self.all.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str());
        let texts: Vec<&str> = own.collect();
        match (shape, style.separator()) {
            (Shape::List(item), None) => Ok(self.repeated(item, &texts)),
            (Shape::List(_), Some(separator)) => self.joined(&field.ty, separator, &texts),
            (Shape::Map(_) | Shape::Model(_), _) if style.is_form => self.single(&field.ty, &texts),
            (Shape::Map(_) | Shape::Model(_), Some(separator)) => match texts[..] {
                [text] => Joined::new(text, separator, false).value(self.scope, &field.ty).map(Some),
                _ => self.single(&field.ty, &texts),
            },
            // An object that is not in brackets.
            (Shape::Map(_) | Shape::Model(_), None) if style.style == ParameterStyle::DeepObject => {
                self.single(&field.ty, &texts)
            }
            (Shape::Map(_) | Shape::Model(_), None) => Ok(self.apart(shape)),
            (Shape::Single, _) => self.single(&field.ty, &texts),
        }
    }

    fn single(self, ty: &Type, texts: &[&str]) -> Result<Option<Value>, String> {
        match texts {
            [] => Ok(None),
            [text] => Ok(Some(text::value(self.scope, ty, text))),
            more => Err(format!("is given {} times; once is allowed", more.len())),
        }
    }

    fn repeated(self, item: &Type, texts: &[&str]) -> Option<Value> {
        let values = texts.iter().map(|text| text::value(self.scope, item, text));
        (!texts.is_empty()).then(|| values.collect())
    }

    /// A list in one pair, or in several.
    fn joined(self, ty: &Type, separator: &str, texts: &[&str]) -> Result<Option<Value>, String> {
        let mut all = Vec::new();
        for text in texts {
            match Joined::new(text, separator, false).value(self.scope, ty)? {
                Value::Array(list) => all.extend(list),
                other => all.push(other),
            }
        }
        Ok((!texts.is_empty()).then_some(Value::Array(all)))
    }

    /// An object, each of whose fields is a pair.
    fn apart(self, object: Shape<'_, '_>) -> Option<Value> {
        let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, text) in self.all {
            let is_field = object.names(name) || object.field(name).is_some() && !(self.is_taken)(name);
            if is_field {
                fields.entry(name).or_default().push(text);
            }
        }
        let value = |(name, texts): (&str, Vec<&str>)| {
            let ty = object.field(name).unwrap_or(&Type::String);
            (name.to_owned(), self.field(ty, &texts))
        };
        let fields: Map<String, Value> = fields.into_iter().map(value).collect();
        (!fields.is_empty()).then_some(Value::Object(fields))
    }

    /// The field of an object from its texts.
    fn field(self, ty: &Type, texts: &[&str]) -> Value {
        match (ty.not_null(), texts) {
            (Type::List(item), _) => self.repeated(item, texts).unwrap_or_default(),
            (ty, [text]) => text::value(self.scope, ty, text),
            (_, several) => several.iter().copied().collect(),
        }
    }

    /// The values whose names are in brackets after this one.
    fn tree(self, name: &str) -> Option<Tree> {
        let mut tree = Tree::default();
        for (known, text) in self.all {
            let inside = known.strip_prefix(name).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
            let Some(inside) = inside else { continue };
            let place = inside.splitn(DEPTH, "][").fold(&mut tree, |tree, name| tree.at(name));
            place.texts.push(text.clone());
        }
        (!tree.fields.is_empty()).then_some(tree)
    }
}

/// A value in brackets: its own texts, and the values inside of it by name.
#[derive(Default)]
struct Tree {
    texts: Vec<String>,
    fields: BTreeMap<String, Tree>,
}

impl Tree {
    fn at(&mut self, name: &str) -> &mut Tree {
        self.fields.entry(name.to_owned()).or_default()
    }

    fn value(self, scope: Scope<'_>, ty: &Type) -> Value {
        match ty.not_null() {
            Type::List(item) if self.is_numbered() => self.list(scope, item),
            ty if self.fields.is_empty() => match self.texts.as_slice() {
                [text] => text::value(scope, ty, text),
                several => several.iter().cloned().collect(),
            },
            ty => {
                let shape = scope.shape(ty);
                let other = if *ty == Type::Json { &Type::Json } else { &Type::String };
                let field = |(name, tree): (String, Tree)| {
                    let value = tree.value(scope, shape.field(&name).unwrap_or(other));
                    (name, value)
                };
                Value::Object(self.fields.into_iter().map(field).collect())
            }
        }
    }

    fn is_numbered(&self) -> bool {
        self.fields.keys().all(|name| name.bytes().all(|digit| digit.is_ascii_digit()))
    }

    /// `name[0]=a&name[1]=b`, `name[]=a&name[]=b`, or `name=a&name=b`.
    fn list(self, scope: Scope<'_>, item: &Type) -> Value {
        let Tree { texts, fields } = self;
        let mut numbered: Vec<(String, Tree)> = fields.into_iter().collect();
        numbered.sort_by_key(|(number, _)| number.len());
        let inside = numbered.into_iter().flat_map(|(number, tree)| match number.as_str() {
            "" => tree.texts.iter().map(|text| text::value(scope, item, text)).collect(),
            _ => vec![tree.value(scope, item)],
        });
        let own: Vec<Value> = texts.iter().map(|text| text::value(scope, item, text)).collect();
        own.into_iter().chain(inside).collect()
    }
}
