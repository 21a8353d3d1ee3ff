//! A field's facts: from its schema's keywords, and from its description where that has the vendor's form.

use std::fmt;

use super::Reader;
use super::shape::Shape;
use super::tree::{Node, short};
use crate::import::prose::{self, Facts};
use crate::model::{Enumeration, Field, Literal, Number, Type};
use crate::place::Place;

impl<'d> Reader<'d> {
    /// The field of that name, and its listed values.
    ///
    /// `described` is the parameter around the schema, whose words go before the schema's own.
    pub(super) fn field(
        &mut self,
        name: &str,
        shape: &Shape<'d>,
        described: Option<Node<'d>>,
        node: Node<'d>,
    ) -> (Field, Option<Enumeration>) {
        let in_elements = shape.element.as_ref().and_then(|element| element.first("description"));
        let own = if shape.ty.name().is_some() {
            node.get("description")
        } else {
            shape.schema.first("description")
        };
        let description = described.and_then(|outer| outer.get("description")).or(own).or(in_elements);
        let mut facts = match description.and_then(|node| Some((node, node.text()?))) {
            Some((node, text)) => self.read_description(name, node, text, shape),
            None => Facts::default(),
        };
        let mut field = Field::new(name, shape.ty.clone());
        let keywords = (self.range(shape), self.length(shape), self.items(shape), self.default(shape));
        field.range = self.agreed(keywords.0, facts.range.take(), node, "range").into();
        field.length = self.agreed(keywords.1, facts.length.take(), node, "length").into();
        field.items = self.agreed(keywords.2, facts.items.take(), node, "size").into();
        field.default = self.agreed(keywords.3, facts.default.take(), node, "default").into();
        field.format = facts.format;
        field.unit = facts.unit;
        field.secret = shape.schema.first("format").and_then(Node::text) == Some("password");
        field.deprecated = facts.deprecated
            || shape.schema.says("deprecated")
            || described.is_some_and(|outer| outer.get("deprecated").and_then(Node::boolean) == Some(true));
        field.prose = facts.prose;
        field.place = node.place();
        let values = self.values(shape);
        let values = self.agreed_values(values, facts.values, node);
        self.drop_default_outside(&mut field, values.as_ref(), node);
        (field, values)
    }

    /// Drops a default that the field's own range or values refuse: of two facts that contradict each other, the weaker.
    fn drop_default_outside(&mut self, field: &mut Field, values: Option<&Enumeration>, node: Node<'d>) {
        let Some(default) = field.default.page.clone() else { return };
        let number = match default {
            Literal::Integer(value) => Some(Number::Integer(value)),
            Literal::Float(value) => Some(Number::Float(value)),
            _ => None,
        };
        let is_outside =
            number.is_some_and(|number| field.range.page.is_some_and(|range| !range.contains(number)));
        let is_unknown = values.is_some_and(|values| !values.allows(&default.to_string()));
        if is_outside || is_unknown {
            let limits = if is_outside { "range" } else { "listed values" };
            let message = format!("the default `{default}` is outside of its own {limits}; not read");
            self.problems.push(node.note(message));
            field.default.page = None;
        }
    }

    /// The facts of a description; where the document's descriptions have no form, its words alone.
    fn read_description(&mut self, name: &str, node: Node<'d>, text: &'d str, shape: &Shape<'d>) -> Facts {
        if !self.reads_prose {
            let prose = (self.keep_prose && !text.is_empty()).then(|| text.to_owned());
            return Facts { prose, ..Facts::default() };
        }
        let mut facts = self.facts(text, &shape.ty);
        if let Some(values) = &mut facts.values {
            values.place = node.place();
            values.values.iter_mut().for_each(|value| value.place = node.place());
        }
        for unclear in &facts.not_understood {
            let message = format!("not understood, of `{}`: {}", short(name), short(&unclear.text));
            self.problems.push(node.note(message));
        }
        facts
    }

    /// The facts of a text; the same words stand at many parameters, and are read once.
    fn facts(&mut self, text: &'d str, ty: &Type) -> Facts {
        let known = self.described.entry(text).or_default();
        if let Some((_, facts)) = known.iter().find(|(of, _)| of == ty) {
            return facts.clone();
        }
        let facts = prose::facts(text, ty, &|_| Place::default(), self.keep_prose);
        known.push((ty.clone(), facts.clone()));
        facts
    }

    /// The keyword's word, which goes before the description's; a note where they differ.
    fn agreed<T: PartialEq + fmt::Display>(
        &mut self,
        keyword: Option<T>,
        prose: Option<T>,
        node: Node<'d>,
        what: &str,
    ) -> Option<T> {
        if let (Some(keyword), Some(prose)) = (&keyword, &prose)
            && keyword != prose
        {
            let message = format!(
                "the schema has the {what} {keyword}, its description {prose}; the schema's is taken"
            );
            self.problems.push(node.note(message));
        }
        keyword.or(prose)
    }

    fn agreed_values(
        &mut self,
        keyword: Option<Enumeration>,
        prose: Option<Enumeration>,
        node: Node<'d>,
    ) -> Option<Enumeration> {
        let (keyword, prose) = match (keyword, prose) {
            (Some(keyword), Some(prose)) => (keyword, prose),
            (keyword, prose) => return keyword.or(prose),
        };
        let lacks = |one: &Enumeration, other: &Enumeration| {
            other.values.iter().any(|value| !one.allows(&value.value))
        };
        if lacks(&keyword, &prose) || lacks(&prose, &keyword) {
            self.problems
                .push(node.note("`enum` and the description list different values; `enum` is taken"));
        }
        Some(keyword)
    }
}
