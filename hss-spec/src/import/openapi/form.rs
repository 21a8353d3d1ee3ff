//! Forms whose schema is a choice of objects. A form has no union: it is one model with the fields of all objects, of which
//! only those are required that each object requires, so that no valid request is refused.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Reader;
use super::media::Media;
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
        let objects = variants.clone().unwrap_or_else(|| vec![nodes.to_vec()]);
        let has_files = self.has_files(&objects);
        // The schemas are read again, with their notes.
        let notes = self.problems.split_off(known);
        self.problems.extend(notes.into_iter().filter(|note| note.kind == NoteKind::Keyword));
        let Some(node) = nodes.first().copied() else { return self.shape(nodes, site) };
        // A component whose bytes are files here but text in JSON becomes two models.
        let is_apart = site.is_form && has_files && self.is_used_in_json(node);
        if variants.is_none() && !is_apart {
            return self.shape(nodes, site);
        }
        let takes_files = site.is_form && has_files;
        let suffix = match site.takes_unions {
            false => "Parameter",
            true if has_files && !site.is_form => "UrlencodedForm",
            true => "Form",
        };
        let Some(name) = self.form_name(node, site, suffix) else { return self.shape(nodes, site) };
        if variants.is_some() {
            let what = if site.takes_unions { "form" } else { "parameter" };
            let message = format!(
                "a {what} of one of several objects has the fields of all of them, and requires only those that all require"
            );
            self.problems.push(node.note_of(NoteKind::Keyword, message));
        }
        let schema = self.open(nodes);
        let ty = self.form_type(name, node, objects, takes_files);
        Shape { ty, schema, element: None }
    }

    /// True if a field of these objects may be a file, or a list of files.
    fn has_files(&mut self, objects: &[Vec<Node<'d>>]) -> bool {
        let schemas: Vec<Schema<'d>> = objects.iter().map(|nodes| self.open(nodes)).collect();
        let fields = self.fields_of(&schemas);
        fields.iter().flat_map(|(_, described)| described).any(|nodes| {
            let schema = self.open(nodes);
            let choice = schema.choice.into_iter().flat_map(alternatives);
            let choice: Vec<Node<'d>> = choice.collect();
            let items: Vec<Node<'d>> = schema.all("items").collect();
            let mut inner = choice.into_iter().map(|one| vec![one]).chain([items]);
            schema.is_file() || inner.any(|nodes| self.open(&nodes).is_file())
        })
    }

    /// True if a component is referred to from anywhere but the schema of a form of parts.
    fn is_used_in_json(&mut self, node: Node<'d>) -> bool {
        let root = self.root;
        let component = self.core(node).id();
        self.models.components.contains_key(&component)
            && self.models.outside_forms.get_or_insert_with(|| outside_forms(root)).contains(&component)
    }

    /// The objects among which a form chooses, each with the nodes that describe it together; `None` for a schema that is not
    /// such a choice.
    fn form_variants(&mut self, nodes: &[Node<'d>], depth: usize) -> Option<Vec<Vec<Node<'d>>>> {
        let schema = self.open(nodes);
        let mut found = Vec::new();
        let inner: Vec<Node<'d>> = match schema.choice {
            Some(choice) => alternatives(choice),
            None => {
                // The schema that others include may be sent itself.
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

    /// The schemas that include one with a `discriminator`.
    fn children_of(&self, nodes: &[Node<'d>]) -> Vec<Node<'d>> {
        let [only] = nodes else { return Vec::new() };
        let node = self.core(*only);
        if node.get("discriminator").is_none() {
            return Vec::new();
        }
        self.models.descendants(node.id())
    }

    /// The name of the model of a form: that of the component with a suffix, else one by its use.
    fn form_name(&self, node: Node<'d>, site: Site<'_>, suffix: &str) -> Option<String> {
        let component = self.models.components.get(&self.core(node).id());
        let by_component = component.map(|name| format!("{name}{suffix}"));
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

/// The targets of references that are not the schema of a multipart form.
fn outside_forms(root: Node<'_>) -> HashSet<u32> {
    let mut found = HashSet::new();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        waiting.extend(node.elements().chain(node.entries().map(|(_, value)| value)));
        let Some(target) = node.get("$ref").and_then(Node::text).and_then(|text| node.refer(text).ok())
        else {
            continue;
        };
        let media_type = node.parent().and_then(Node::key).filter(|_| node.key() == Some("schema"));
        if media_type.is_none_or(|name| Media::of(name).essence != "multipart/form-data") {
            found.insert(target.id());
        }
    }
    found
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
