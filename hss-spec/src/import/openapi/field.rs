//! Constraints and attributes of a field: from its schema's keywords, and from its description if that has the vendor's
//! form.

use std::fmt;

use super::Reader;
use super::schema::alternatives;
use super::shape::Shape;
use super::tree::{Node, short};
use crate::import::description::{self, Statements};
use crate::import::example;
use crate::import::join::join;
use crate::model::{ConstraintKind, Enumeration, Field, Format, Literal, Source, Type};
use crate::place::{NoteKind, Place};

impl<'d> Reader<'d> {
    /// Reads the field with this name, and its listed values.
    ///
    /// `described` is the parameter around the schema, whose description takes precedence over the schema's.
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
        let mut statements = match description.and_then(|node| Some((node, node.text()?))) {
            Some((node, text)) => self.read_description(name, node, text, shape),
            None => Statements::default(),
        };
        let mut field = Field::new(name, shape.ty.clone());
        for kind in ConstraintKind::ALL {
            let keyword = self.constraint(kind, shape);
            let described = statements.constraints.page(kind).cloned();
            let Some(constraint) = self.agreed(keyword, described, node, kind.label()) else { continue };
            match constraint.defect() {
                None => field.constraints.set(Source::Page, constraint),
                Some(defect) => {
                    let message = format!("the {} {constraint}, {defect}; not read", kind.label());
                    self.problems.push(node.note_of(NoteKind::Constraint, message));
                }
            }
        }
        let default = self.default(shape);
        field.default = self.agreed(default, statements.default.take(), node, "default").into();
        let own_format = shape.schema.own_format();
        field.example = self.example(described, shape, node).into();
        let format = statements.format.or(own_format).or_else(|| format_of_strings(shape));
        field.format = format.or_else(|| self.format_of_choice(shape));
        field.unread = !statements.not_understood.is_empty();
        field.mentioned = statements.mentioned;
        let own_unit = shape.schema.extension("unit").and_then(Node::text).map(str::to_owned);
        field.unit = statements.unit.or(own_unit);
        field.secret = shape.schema.first("format").and_then(Node::text) == Some("password")
            || shape.schema.extension("secret").and_then(Node::boolean) == Some(true);
        field.deprecated = statements.deprecated
            || shape.schema.says("deprecated")
            || described.is_some_and(|outer| outer.get("deprecated").and_then(Node::boolean) == Some(true));
        field.nullable = shape.schema.allows_null();
        field.vendor_description = statements.vendor_description;
        field.place = node.place();
        let values = self.values(shape);
        let values = self.agreed_values(values, statements.values, node);
        if values.is_some() {
            // A listed value is not a point in time or any other value with a format.
            field.format = None;
        }
        self.drop_default_outside(&mut field, values.as_ref(), node);
        (field, values)
    }

    /// The first example of a scalar; those of objects are kept for the fields of their models.
    fn example(&mut self, described: Option<Node<'d>>, shape: &Shape<'d>, node: Node<'d>) -> Option<Literal> {
        let is_scalar = shape.ty.name().is_none();
        let own = if is_scalar { shape.schema.parts.as_slice() } else { std::slice::from_ref(&node) };
        let mut stated = described.iter().chain(own).copied().flat_map(example::stated);
        if !is_scalar {
            self.examples.extend(stated.map(|one| (shape.ty.clone(), one)));
            return None;
        }
        let of_elements = || {
            let element = shape.element.iter().flat_map(|element| &element.parts).copied();
            element.flat_map(example::stated).find_map(|one| example::of(one, shape.ty.innermost()))
        };
        stated.find_map(|one| example::of(one, &shape.ty)).or_else(of_elements)
    }

    /// The format of a string that one of several schemas describes: that of the first string schema, if all string
    /// schemas have a format. A string of another format may be valid as well.
    fn format_of_choice(&mut self, shape: &Shape<'d>) -> Option<Format> {
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        if *shape.ty.innermost() != Type::String || !schema.listings.is_empty() {
            return None;
        }
        let choice = schema.choice?;
        let schemas: Vec<Node<'d>> = alternatives(choice).into_iter().map(|one| self.core(one)).collect();
        let types: Option<Vec<&str>> = schemas.iter().map(|one| one.get("type")?.text()).collect();
        let strings = schemas.iter().zip(types?).filter(|(_, ty)| *ty == "string");
        let formats = strings.map(|(one, _)| {
            let format = Format::from_name(one.get("format")?.text()?)?;
            format.is_of_strings().then_some(format)
        });
        let format = *formats.collect::<Option<Vec<Format>>>()?.first()?;
        let message = format!("of several schemas; its documented form is the first, `{}`", format.name());
        self.problems.push(choice.note(message));
        Some(format)
    }

    /// Drops a default that the field's own constraints or values refuse: of two contradicting statements, it is the
    /// weaker one.
    fn drop_default_outside(&mut self, field: &mut Field, values: Option<&Enumeration>, node: Node<'d>) {
        let Some(default) = field.default.page.clone() else { return };
        let refusing = ConstraintKind::ALL
            .into_iter()
            .filter_map(|kind| field.constraints.page(kind))
            .find(|constraint| !constraint.admits(&default))
            .map(|constraint| constraint.kind().label());
        let is_unknown = values.is_some_and(|values| !values.allows(&default.to_string()));
        if let Some(limits) = refusing.or(is_unknown.then_some("listed values")) {
            let message = format!("the default `{default}` is outside of its own {limits}; not read");
            self.problems.push(node.note_of(NoteKind::Constraint, message));
            field.default.page = None;
        }
    }

    /// The constraints and attributes in a description; only its text if the document's descriptions have another form.
    fn read_description(
        &mut self,
        name: &str,
        node: Node<'d>,
        text: &'d str,
        shape: &Shape<'d>,
    ) -> Statements {
        if !self.reads_descriptions {
            let vendor_description = (self.keep_descriptions && !text.is_empty()).then(|| text.to_owned());
            return Statements { vendor_description, ..Statements::default() };
        }
        let mut statements = self.statements(name, text, &shape.ty);
        if let Some(values) = &mut statements.values {
            values.place = node.place();
            values.values.iter_mut().for_each(|value| value.place = node.place());
        }
        for unclear in &statements.not_understood {
            let message = format!(
                "a part of the description of `{}` is not understood: {}",
                short(name),
                short(&unclear.text)
            );
            self.problems.push(node.note_of(NoteKind::Text, message));
        }
        statements
    }

    /// The constraints and attributes in a text. Many parameters have the same name and text, which are read once.
    fn statements(&mut self, name: &str, text: &'d str, ty: &Type) -> Statements {
        let known = self.described.entry(text).or_default();
        if let Some((_, _, statements)) = known.iter().find(|(of, known, _)| of == name && known == ty) {
            return statements.clone();
        }
        let statements =
            description::statements(name, text, ty, &|_| Place::default(), self.keep_descriptions);
        known.push((name.to_owned(), ty.clone(), statements.clone()));
        statements
    }

    /// The keyword's value, which takes precedence over the description's, with a note if they differ.
    fn agreed<T: PartialEq + fmt::Display>(
        &mut self,
        keyword: Option<T>,
        described: Option<T>,
        node: Node<'d>,
        what: &str,
    ) -> Option<T> {
        if let (Some(keyword), Some(described)) = (&keyword, &described)
            && keyword != described
        {
            let message = format!(
                "the schema has the {what} {keyword}, its description {described}; the schema's is taken"
            );
            self.problems.push(node.note_of(NoteKind::Constraint, message));
        }
        keyword.or(described)
    }

    fn agreed_values(
        &mut self,
        keyword: Option<Enumeration>,
        described: Option<Enumeration>,
        node: Node<'d>,
    ) -> Option<Enumeration> {
        let (mut keyword, described) = match (keyword, described) {
            (Some(keyword), Some(described)) => (keyword, described),
            (keyword, described) => return keyword.or(described),
        };
        let lacks = |one: &Enumeration, other: &Enumeration| {
            other.values.iter().any(|value| !one.allows(&value.value))
        };
        if lacks(&keyword, &described) || lacks(&described, &keyword) {
            let message = "`enum` and the description list different values; those of both are used";
            self.problems.push(node.note_of(NoteKind::Constraint, message));
            join(&mut keyword, described);
        }
        Some(keyword)
    }
}

/// The format of a string, or of the strings in a list or a map, if it is known.
fn format_of_strings(shape: &Shape<'_>) -> Option<Format> {
    let schema = shape.element.as_ref().unwrap_or(&shape.schema);
    let encoding = schema.first("contentEncoding").and_then(Node::text).map(str::to_ascii_lowercase);
    let format = match schema.first("format") {
        Some(format) => Format::from_name(format.text()?)?,
        None if matches!(encoding.as_deref(), Some("base64" | "base64url")) => Format::Byte,
        None => return None,
    };
    (*shape.ty.innermost() == Type::String && format.is_of_strings()).then_some(format)
}
