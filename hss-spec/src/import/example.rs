//! Examples of values. A document has them for a value, for an object, or for a whole body; the spec has one for each
//! scalar, since objects consist of those.
//!
//! An example bounds nothing. One that the field refuses is a finding: the example is wrong, or the bound is. Only values
//! are kept: no sentence, no placeholder, nothing that may be secret.

use std::collections::BTreeMap;

use super::openapi::literal;
use super::openapi::tree::{Node, short};
use super::secret::may_be_secret;
use crate::model::{Definitions, Enumeration, Field, Literal, Model, Source, Sources, Spec, Type};
use crate::place::{NoteKind, Problem};

/// Maximum depth of objects and lists in an example.
const DEEPEST: usize = 32;
/// Maximum length of an example, in characters; a longer text is not a value but a document.
const LONGEST: usize = 64;
/// Maximum number of words of an example; more are a sentence.
const WORDS: usize = 4;

/// The examples that a parameter, a schema, or the content of a media type has.
pub(super) fn stated(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let single = ["example", "x-example"].into_iter().filter_map(move |key| node.get(key));
    let several = node.get("examples").into_iter().flat_map(|all| {
        let named = all.entries().filter_map(|(_, one)| {
            let target = one.get("$ref").and_then(Node::text).and_then(|target| one.refer(target).ok());
            target.unwrap_or(one).get("value")
        });
        all.elements().chain(named)
    });
    single.chain(several)
}

/// The example of a value of a type, or of an element of it.
pub(super) fn of(node: Node<'_>, ty: &Type) -> Option<Literal> {
    match ty {
        Type::List(item) => of(node.elements().next()?, item),
        Type::Map(item) => of(node.entries().next()?.1, item),
        Type::Nullable(item) => of(node, item),
        ty => literal(node, ty),
    }
}

/// The example of a value that is written in an address.
pub(super) fn of_text(text: &str, ty: &Type) -> Option<Literal> {
    match ty.innermost() {
        Type::String => Some(Literal::String(text.to_owned())),
        Type::Boolean => text.parse().ok().map(Literal::Boolean),
        Type::Number => text.parse().ok().map(Literal::Float),
        ty if ty.is_integer() => text.parse().ok().map(Literal::Integer),
        _ => None,
    }
}

/// Gives the fields of models the values that they have in an example of a type. Fields that have an example keep it.
pub(super) fn spread(ty: &Type, node: Node<'_>, models: &mut BTreeMap<String, Model>) {
    let mut waiting = vec![(ty.clone(), node, 0)];
    while let Some((ty, node, depth)) = waiting.pop() {
        if depth > DEEPEST {
            continue;
        }
        let inner = match &ty {
            Type::List(item) => node.elements().next().map(|first| ((**item).clone(), first)),
            Type::Map(item) => node.entries().next().map(|(_, first)| ((**item).clone(), first)),
            Type::Nullable(item) => Some(((**item).clone(), node)),
            _ => None,
        };
        waiting.extend(inner.map(|(ty, node)| (ty, node, depth + 1)));
        let Type::Named(name) = &ty else { continue };
        let Some(model) = models.get_mut(name).filter(|model| model.union.is_none()) else { continue };
        for field in model.fields.iter_mut().filter(|field| !field.additional) {
            let Some(value) = node.get(&field.name) else { continue };
            if field.example.is_empty() {
                field.example = of(value, &field.ty).into();
            }
            waiting.push((field.ty.clone(), value, depth + 1));
        }
    }
}

/// Removes the examples that are not plain values or may be secret, all of them if the spec is to have none, and those that
/// their fields refuse; returns a note on each of the latter.
pub(super) fn settle(spec: &mut Spec) -> Vec<Problem> {
    let mut settler = Settler { is_kept: !spec.service.no_examples, notes: Vec::new() };
    let shared = spec.shared.enums.clone();
    let mut groups = std::mem::take(&mut spec.groups);
    for group in groups.values_mut() {
        let own = std::mem::take(&mut group.definitions.enums);
        let enumeration = |name: &str| own.get(name).or_else(|| shared.get(name));
        for operation in group.operations.values_mut() {
            for parameter in &mut operation.parameters {
                settler.field(&mut parameter.field, &operation.id, &enumeration);
            }
        }
        settler.models(&mut group.definitions, &enumeration);
        group.definitions.enums = own;
    }
    spec.groups = groups;
    settler.models(&mut spec.shared, &|name| shared.get(name));
    settler.notes
}

struct Settler {
    is_kept: bool,
    notes: Vec<Problem>,
}

impl Settler {
    fn models<'e>(
        &mut self,
        definitions: &mut Definitions,
        enumeration: &dyn Fn(&str) -> Option<&'e Enumeration>,
    ) {
        let models: &mut BTreeMap<String, Model> = &mut definitions.models;
        for (name, model) in models {
            for field in &mut model.fields {
                self.field(field, name, enumeration);
            }
        }
    }

    fn field<'e>(
        &mut self,
        field: &mut Field,
        owner: &str,
        enumeration: &dyn Fn(&str) -> Option<&'e Enumeration>,
    ) {
        if field.example.is_empty() {
            return;
        }
        let of_field = field.ty.name().and_then(enumeration);
        for (_, source) in Source::ALL {
            let Some(example) = field.example.get(source).cloned() else { continue };
            let text = example.to_string();
            let is_usable = is_value(&text) && !field.secret && !may_be_secret(&field.name, &text);
            let refusal = field.example_refusal(&example, of_field).filter(|_| is_usable);
            if let Some(refusal) = &refusal {
                let message = format!(
                    "`{}.{}`: the example `{}` is outside of the field's own {refusal}; it is not kept",
                    short(owner),
                    short(&field.name),
                    short(&text)
                );
                self.notes.push(Problem::note(&field.place, message).of(NoteKind::Remark));
            }
            if !is_usable || refusal.is_some() || !self.is_kept {
                field.example.set(source, None);
            }
        }
    }
}

/// Returns true if an example is a plain value: no sentence, no placeholder.
pub(super) fn is_plain(example: &Literal) -> bool {
    is_value(&example.to_string())
}

/// Returns true if a text is a value: no sentence, no placeholder.
fn is_value(text: &str) -> bool {
    let is_punctuation = |c: char| "，。；：、！？".contains(c);
    let is_placeholder = || {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.clone().all(|c| matches!(c, 'x' | 'X')) || text == "string" || text.contains("${")
    };
    let count = text.chars().count();
    let words = text.split_whitespace().count();
    (1..=LONGEST).contains(&count)
        && text.trim() == text
        && words <= WORDS
        && !(words > 1 && text.ends_with(['.', '!', '?']))
        && !text.contains(|c: char| c.is_control() || is_punctuation(c))
        && !is_placeholder()
}

/// Adds the examples of a second description of a value where the first has none.
pub(super) fn join(known: &mut Sources<Literal>, other: &Sources<Literal>) {
    for (_, source) in Source::ALL {
        if known.get(source).is_none() {
            known.set(source, other.get(source).cloned());
        }
    }
}

/// A model without its examples, which may differ between documents.
pub(super) fn without(model: &Model) -> Model {
    let mut model = model.clone();
    model.fields.iter_mut().for_each(|field| field.example = Sources::default());
    model
}

/// Adds the examples of a second description of a model.
pub(super) fn join_models(known: &mut Model, other: &Model) {
    for field in &mut known.fields {
        if let Some(other) = other.field(&field.name) {
            join(&mut field.example, &other.example);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_value;

    #[test]
    fn a_value_is_no_sentence_and_no_placeholder() {
        for text in ["default", "10", "Huawei Cloud EulerOS", "desk lamp", "2025-08-29", "灯"] {
            assert!(is_value(text), "{text}");
        }
        for text in
            ["", "xxx", "xxxxxxxx-xxxx", "${X-Auth-Token}", "A lamp on a desk.", "灯，在桌上", "string"]
        {
            assert!(!is_value(text), "{text}");
        }
    }
}
