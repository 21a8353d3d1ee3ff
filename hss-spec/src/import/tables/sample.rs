//! Samples of calls: the values in their JSON, and in the queries of their addresses, are examples of parameters and fields.

use std::collections::BTreeMap;

use crate::import::openapi::tree::{Node, Tree};
use crate::import::{Document, example};
use crate::model::{Location, Model, Operation, Type};

/// Gives parameters and fields the values that the lines of samples have for them.
pub(super) fn read(lines: &[String], operation: &mut Operation, models: &mut BTreeMap<String, Model>) {
    for line in lines {
        take_query(line, operation);
    }
    let sent = operation.body.as_ref().map(|body| body.ty.clone());
    let types: Vec<Type> = sent.into_iter().chain(operation.response.ty.clone()).collect();
    for text in json_texts(&lines.join("\n")) {
        // Samples are often abridged: text that is not JSON is ignored.
        let Ok(tree) = Tree::parse(&Document::new("", text)) else { continue };
        let root = tree.root();
        let known = |ty: &Type| known_fields(ty, root, models);
        let most = types.iter().map(known).max().unwrap_or(0);
        let alike: Vec<&Type> = types.iter().filter(|ty| most > 0 && known(ty) == most).collect();
        for ty in alike {
            example::spread(ty, root, models);
        }
    }
}

/// The number of fields of a type that an example has.
fn known_fields(ty: &Type, node: Node<'_>, models: &BTreeMap<String, Model>) -> usize {
    match ty {
        Type::List(item) => node.elements().next().map_or(0, |first| known_fields(item, first, models)),
        Type::Named(name) => {
            let fields = models.get(name).map(|model| model.fields.as_slice()).unwrap_or_default();
            fields.iter().filter(|field| node.get(&field.name).is_some()).count()
        }
        _ => 0,
    }
}

/// The objects and lists that begin a line, each up to its closing bracket.
fn json_texts(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = starts(text, from) {
        match end_of(&text[start..]) {
            Some(length) => {
                found.push(&text[start..start + length]);
                from = start + length;
            }
            None => break,
        }
    }
    found
}

/// The next line that begins with a bracket.
fn starts(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let is_line_start = at == 0 || text[..at].ends_with('\n');
        if is_line_start && line.trim_start().starts_with(['{', '[']) {
            return Some(at + indent);
        }
        at += line.len();
    }
    None
}

/// The length of the value that a text begins with; its brackets are balanced outside of strings.
fn end_of(text: &str) -> Option<usize> {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for (index, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_string,
            '"' => is_string = !is_string,
            '{' | '[' if !is_string => depth += 1,
            '}' | ']' if !is_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Reads the query of an address: `GET https://{endpoint}/v1/lamps?limit=10`.
fn take_query(line: &str, operation: &mut Operation) {
    let Some((_, query)) = line.split_whitespace().find_map(|word| {
        word.split_once('?').filter(|(address, _)| address.contains("://") || address.starts_with('/'))
    }) else {
        return;
    };
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let is_plain = !value.is_empty() && !value.contains(['{', '}', '%', '<', '$']);
        let mut parameters = operation.parameters.iter_mut();
        let parameter = parameters.find(|one| one.location == Location::Query && one.field.name == name);
        if let Some(parameter) = parameter.filter(|one| is_plain && one.field.example.is_empty()) {
            parameter.field.example = example::of_text(value, &parameter.field.ty).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::json_texts;

    #[test]
    fn the_values_of_a_sample_are_found_between_other_lines() {
        let text =
            "POST /v1/lamps\n{\n\"name\": \"a } b\",\n\"tags\": [1]\n}\nResponse:\n[{\"id\": 1}]\n{ cut";
        assert_eq!(json_texts(text), ["{\n\"name\": \"a } b\",\n\"tags\": [1]\n}", "[{\"id\": 1}]"]);
    }
}
