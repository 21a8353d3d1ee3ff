//! The path of an operation as sent: without fragment and query.

use std::borrow::Cow;

use super::Reader;
use super::tree::{Node, short};
use crate::model::{EnumKind, Enumeration, Field, Location, Operation, Parameter, Sources, Type};

/// A path of the document.
pub(super) struct Address<'d> {
    /// The path as sent.
    pub(super) path: String,
    /// The name-value pairs of its query.
    fixed: Vec<(&'d str, &'d str)>,
}

impl<'d> Reader<'d> {
    /// Splits a path; parts that are not sent as written become notes.
    pub(super) fn address(&mut self, text: &'d str, node: Node<'d>) -> Address<'d> {
        let (rest, fragment) = text.split_once('#').map_or((text, None), |(rest, after)| (rest, Some(after)));
        if let Some(fragment) = fragment {
            let message = format!("the fragment `#{}` of the path is never sent; not read", short(fragment));
            self.problems.push(node.note(message));
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut path = Cow::Borrowed(path);
        if path.contains(' ') {
            path = path.replace(' ', "%20").into();
        }
        if !path.starts_with('/') && !path.contains("://") {
            self.problems.push(node.note(format!("the path `{}` is read as `/{0}`", short(&path))));
            path = format!("/{path}").into();
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        // A pair with a placeholder is a parameter that the document describes.
        let fixed = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let fixed = fixed.filter(|(name, value)| !name.contains('{') && !value.contains('{')).collect();
        Address { path: path.into_owned(), fixed }
    }

    /// Adds the pairs of a path's query as required parameters of one value.
    pub(super) fn take_fixed(
        &mut self,
        operation: &mut Operation,
        address: &Address<'d>,
        node: Node<'d>,
    ) -> Vec<(String, Enumeration)> {
        let mut values = Vec::new();
        for (name, value) in &address.fixed {
            if let Some(known) = operation
                .parameters
                .iter_mut()
                .find(|one| one.location == Location::Query && one.field.name == *name)
            {
                known.field.required = Sources::page(true);
                continue;
            }
            let message = format!("`{}` of the path's query is read as a parameter", short(name));
            self.problems.push(node.note(message));
            let mut field = Field::new(*name, Type::String);
            field.required = Sources::page(true);
            field.place = node.place();
            operation.parameters.push(Parameter::new(Location::Query, field));
            if !value.is_empty() {
                let mut listed = Enumeration::new(EnumKind::String, [*value]);
                listed.place = node.place();
                values.push((format!("query.{name}"), listed));
            }
        }
        values
    }
}
