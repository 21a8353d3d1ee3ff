//! Forms whose schema is a choice of objects. A form has no union: it is one model with the fields of all objects, of which
//! only those are required that each object requires, so that no good request is refused.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::names;
use super::schema::{Schema, alternatives};
use super::shape::{Shape, Site};
use super::tree::Node;
use crate::place::NoteKind;

/// Maximum number of objects that are joined.
const VARIANTS: usize = 100;
/// Maximum depth of choices within choices.
const DEPTH: usize = 8;

/// The fields of an object, each with the nodes that describe it together; for joined objects, those of each of them.
pub(super) type Fields<'d> = Vec<(&'d str, Vec<Vec<Node<'d>>>)>;

impl<'d> Reader<'d> {
    /// The shape of a form's schema.
    pub(super) fn form_shape(&mut self, nodes: &[Node<'d>], site: Site<'_>) -> Shape<'d> {
        let known = self.problems.len();
        let variants = self.form_variants(nodes, DEPTH);
        // The schemas are read again, with their notes.
        let notes = self.problems.split_off(known);
        self.problems.extend(notes.into_iter().filter(|note| note.kind == NoteKind::Keyword));
        let (Some(variants), Some(node)) = (variants, nodes.first().copied()) else {
            return self.shape(nodes, site);
        };
        let Some(name) = self.form_name(node, site) else { return self.shape(nodes, site) };
        let message = "a form of one of several objects has the fields of all of them, and requires only those that all require";
        self.problems.push(node.note_of(NoteKind::Keyword, message));
        let schema = self.open(nodes);
        let ty = self.form_type(name, node, variants, site.takes_files);
        Shape { ty, schema, element: None }
    }

    /// The objects among which a form chooses, each with the nodes that describe it together; `None` for a schema that is no
    /// such choice.
    fn form_variants(&mut self, nodes: &[Node<'d>], depth: usize) -> Option<Vec<Vec<Node<'d>>>> {
        let schema = self.open(nodes);
        let mut found = Vec::new();
        let inner: Vec<Node<'d>> = match schema.choice {
            Some(choice) => alternatives(choice),
            None => {
                // The schema that others take in can be what is sent, too.
                found.push(nodes.to_vec());
                self.children_of(nodes)
            }
        };
        if inner.is_empty() {
            return None;
        }
        for node in inner {
            // The nodes around a choice apply to each of its schemas.
            let whole: Vec<Node<'d>> = std::iter::once(node).chain(nodes.iter().copied()).collect();
            match self.form_variants(&whole, depth.checked_sub(1)?) {
                Some(variants) => found.extend(variants),
                None if self.profile(&whole).is_object() => found.push(whole),
                None => return None,
            }
            if found.len() > VARIANTS {
                return None;
            }
        }
        Some(found)
    }

    /// The schemas that take in one with a `discriminator`.
    fn children_of(&self, nodes: &[Node<'d>]) -> Vec<Node<'d>> {
        let [only] = nodes else { return Vec::new() };
        let node = self.core(*only);
        if node.get("discriminator").is_none() {
            return Vec::new();
        }
        self.models.descendants(node.id())
    }

    /// The name of the model of a form: that of the component with `Form`, else one by its use.
    fn form_name(&self, node: Node<'d>, site: Site<'_>) -> Option<String> {
        let component = self.models.components.get(&self.core(node).id());
        let by_component = component.map(|name| format!("{name}Form"));
        let by_use = names::inner_name(site.owner, site.field);
        let by_use = by_use.into_iter().flat_map(|name| [name.clone(), format!("{name}Form")]);
        let mut candidates = by_component.into_iter().chain(by_use).chain(names::by_place(node));
        candidates.find(|name| !self.models.is_taken(name, node))
    }

    /// The fields of a model that consists of these objects.
    pub(super) fn fields_of(&self, objects: &[Schema<'d>]) -> Fields<'d> {
        let mut fields: Fields<'d> = Vec::new();
        let mut by_name: BTreeMap<&'d str, usize> = BTreeMap::new();
        for object in objects {
            let mut is_new: BTreeSet<&'d str> = BTreeSet::new();
            for (name, node) in object.all("properties").flat_map(Node::entries) {
                let index = *by_name.entry(name).or_insert(fields.len());
                if index == fields.len() {
                    fields.push((name, Vec::new()));
                }
                let Some((_, described)) = fields.get_mut(index) else { continue };
                if is_new.insert(name) {
                    described.push(Vec::new());
                }
                described.last_mut().into_iter().for_each(|nodes| nodes.push(node));
            }
        }
        fields
    }
}

/// The names of required fields: of several objects, those that all of them require.
pub(super) fn required_of<'d>(objects: &[Schema<'d>]) -> Vec<Node<'d>> {
    let Some((first, others)) = objects.split_first() else { return Vec::new() };
    let names = |object: &Schema<'d>| object.all("required").flat_map(Node::elements).collect::<Vec<_>>();
    let mut required = names(first);
    for other in others {
        let also: BTreeSet<&str> = names(other).into_iter().filter_map(Node::text).collect();
        required.retain(|name| name.text().is_some_and(|name| also.contains(name)));
    }
    required
}
