//! Models of a document: each is read once, and named by its component or its place.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::Reader;
use super::form::required_of;
use super::names;
use super::parameter::is_wire_name;
use super::schema::Schema;
use super::shape::{Shape, Site};
use super::tree::Node;
use super::union::{Choice, Variant};
use crate::import::example;
use crate::model::{Enumeration, Field, Model, Sources, Type};
use crate::place::{NoteKind, Problem};

/// The models of a document while they are collected.
#[derive(Default)]
pub(super) struct Models<'d> {
    /// The names of components by their nodes.
    pub(super) components: HashMap<u32, String>,
    /// The components that include a component by `allOf`, by the node of the included one.
    children: HashMap<u32, Vec<Node<'d>>>,
    /// The names of unions.
    unions: HashSet<String>,
    /// Notes on components whose names had to be made distinct.
    pub(super) told_apart: Vec<Problem>,
    /// The node of each name.
    owners: HashMap<String, Node<'d>>,
    /// The names of forms that join several objects, by their nodes, with files or without.
    forms: HashMap<(u32, bool), String>,
    /// The names of models that are nothing but forms.
    form_models: HashSet<String>,
    /// The targets of references that are not the schema of a multipart form, once they are needed.
    pub(super) outside_forms: Option<HashSet<u32>>,
    /// The names of models that something uses, by their nodes.
    pub(super) used: HashMap<u32, String>,
    /// Models that something uses and that are not read yet.
    waiting: VecDeque<Waiting<'d>>,
    /// Models that are read.
    pub(super) read: BTreeMap<String, Known>,
}

struct Waiting<'d> {
    name: String,
    node: Node<'d>,
    nodes: Vec<Node<'d>>,
    takes_files: bool,
    /// The variants of a union.
    choice: Option<Choice<'d>>,
    /// The objects whose fields a form joins, each given by the nodes that describe it together.
    joined: Vec<Vec<Node<'d>>>,
}

/// A model, and the listed values of its fields by place.
pub(super) struct Known {
    pub(super) model: Model,
    pub(super) values: Vec<(String, Enumeration)>,
    /// The fields that only the service sets.
    pub(super) read_only: Vec<usize>,
}

impl<'d> Models<'d> {
    /// No models yet, but the names of the document's components.
    pub(super) fn of(root: Node<'d>) -> Self {
        let mut models = Self::default();
        let schemas = root.get("components").and_then(|components| components.get("schemas"));
        let components: Vec<(&str, Node<'d>)> = schemas.into_iter().flat_map(Node::entries).collect();
        let names = names::components(components.iter().map(|(key, _)| *key));
        for (key, node) in components {
            if let Some(name) = names.get(key) {
                if names::type_name(key).as_ref() != Some(name) {
                    let message = format!("is model `{name}`, since another one has the same name");
                    models.told_apart.push(node.note_of(NoteKind::Renamed, message));
                }
                models.owners.entry(name.clone()).or_insert(node);
                models.components.insert(node.id(), name.clone());
            }
            for part in node.get("allOf").into_iter().flat_map(Node::elements) {
                let parent = part.get("$ref").and_then(Node::text).and_then(|text| part.refer(text).ok());
                if let Some(parent) = parent {
                    models.children.entry(parent.id()).or_default().push(node);
                }
            }
        }
        models
    }

    /// The components that include a component, directly or through others.
    pub(super) fn descendants(&self, parent: u32) -> Vec<Node<'d>> {
        let mut found: Vec<Node<'d>> = Vec::new();
        let mut known = HashSet::from([parent]);
        let mut open = vec![parent];
        while let Some(parent) = open.pop() {
            for child in self.children.get(&parent).into_iter().flatten() {
                if known.insert(child.id()) {
                    found.push(*child);
                    open.push(child.id());
                }
            }
        }
        found
    }

    /// True if a component includes another one that has a discriminator.
    pub(super) fn is_variant(&self, node: Node<'d>, taken: Node<'d>) -> bool {
        let target = taken.get("$ref").and_then(Node::text).and_then(|text| taken.refer(text).ok());
        node.get("allOf").is_some()
            && self.components.contains_key(&node.id())
            && target.is_some_and(|target| target.get("discriminator").is_some())
    }

    /// True if a name is that of another schema.
    pub(super) fn is_taken(&self, name: &str, node: Node<'d>) -> bool {
        self.owners.get(name).is_some_and(|owner| owner.id() != node.id())
    }

    /// Remembers that a model is nothing but a form, unless it is a component, which others may use.
    pub(super) fn use_as_form(&mut self, ty: &Type) {
        let Type::Named(name) = ty else { return };
        let is_component = |node: &Node<'d>| self.components.get(&node.id()) == Some(name);
        if !self.owners.get(name).is_some_and(is_component) {
            self.form_models.insert(name.clone());
        }
    }

    /// True if the type is a union.
    pub(super) fn is_union(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(name) if self.unions.contains(name))
    }
}

impl<'d> Reader<'d> {
    /// The type of an object with fields, which is queued for reading.
    pub(super) fn model_type(&mut self, schema: &Schema<'d>, nodes: &[Node<'d>], site: Site<'_>) -> Type {
        let node = match nodes {
            [only] => self.core(*only),
            _ => schema.parts.first().copied().unwrap_or(self.root),
        };
        let nodes = if nodes.len() == 1 { vec![node] } else { nodes.to_vec() };
        self.named_type(node, site, nodes, None)
    }

    /// The type of a model, or of a union if there is a choice.
    pub(super) fn named_type(
        &mut self,
        node: Node<'d>,
        site: Site<'_>,
        nodes: Vec<Node<'d>>,
        choice: Option<Choice<'d>>,
    ) -> Type {
        if let Some(name) = self.models.used.get(&node.id()) {
            return Type::Named(name.clone());
        }
        let Some(name) = self.model_name(node, site) else { return Type::Json };
        self.models.used.insert(node.id(), name.clone());
        if choice.is_some() {
            self.models.unions.insert(name.clone());
        }
        let waiting = Waiting {
            name: name.clone(),
            node,
            nodes,
            takes_files: site.is_form,
            choice,
            joined: Vec::new(),
        };
        self.models.waiting.push_back(waiting);
        Type::Named(name)
    }

    /// The type of a schema itself, whose name is taken by the union of the schemas that include it.
    pub(super) fn own_type(&mut self, node: Node<'d>, site: Site<'_>) -> Option<Type> {
        let union = self.model_name(node, site)?;
        let name = format!("{union}Object");
        let mut names = std::iter::once(name).chain(names::by_place(node));
        let name = names.find(|name| *name != union && !self.models.owners.contains_key(name))?;
        self.models.owners.insert(name.clone(), node);
        let waiting = Waiting {
            name: name.clone(),
            node,
            nodes: vec![node],
            takes_files: site.is_form,
            choice: None,
            joined: Vec::new(),
        };
        self.models.waiting.push_back(waiting);
        Some(Type::Named(name))
    }

    /// The type of a form with the fields of several objects.
    pub(super) fn form_type(
        &mut self,
        name: String,
        node: Node<'d>,
        joined: Vec<Vec<Node<'d>>>,
        takes_files: bool,
    ) -> Type {
        let key = (self.core(node).id(), takes_files);
        if let Some(known) = self.models.forms.get(&key) {
            return Type::Named(known.clone());
        }
        self.models.forms.insert(key, name.clone());
        self.models.owners.insert(name.clone(), node);
        let waiting =
            Waiting { name: name.clone(), node, nodes: vec![node], takes_files, choice: None, joined };
        self.models.waiting.push_back(waiting);
        Type::Named(name)
    }

    /// The name of a model: its component's, else a name by its use; if that is taken, a name by its place.
    fn model_name(&mut self, node: Node<'d>, site: Site<'_>) -> Option<String> {
        let is_free = |name: &String| !self.models.is_taken(name, node);
        let own = || own_name(node).and_then(names::type_name).filter(is_free);
        let by_use = || {
            let name = names::inner_name(site.owner, site.field)?;
            let other = format!("{name}Object");
            [name, other].into_iter().find(is_free)
        };
        let component = self.models.components.get(&node.id()).cloned();
        let found = component.or_else(own).or_else(by_use).or_else(|| names::by_place(node).find(is_free));
        match found {
            Some(name) => {
                self.models.owners.entry(name.clone()).or_insert(node);
                Some(name)
            }
            None => {
                let message = "this gives no valid name of a type; read as any JSON";
                self.problems.push(node.note_of(NoteKind::Type, message));
                None
            }
        }
    }

    /// Reads all models that something uses, and those that they use.
    pub(super) fn read_models(&mut self) {
        while let Some(waiting) = self.models.waiting.pop_front() {
            let known = match &waiting.choice {
                Some(choice) => self.union(&waiting, choice),
                None => self.model(&waiting),
            };
            self.models.read.entry(waiting.name).or_insert(known);
        }
    }

    fn union(&mut self, waiting: &Waiting<'d>, choice: &Choice<'d>) -> Known {
        let mut known = Known { model: Model::default(), values: Vec::new(), read_only: Vec::new() };
        known.model.place = waiting.node.place();
        let schema = Schema { parts: vec![waiting.node], ..Schema::default() };
        known.model.stated_name = self.stated_name(&schema);
        known.model.union = Some(choice.union.clone());
        for Variant { name, nodes, ty } in &choice.variants {
            let site = Site::of_json(&waiting.name, name);
            let shape = match ty {
                Some(ty) => Shape { ty: ty.clone(), schema: Schema::default(), element: None },
                None => self.shape(nodes, site),
            };
            let node = nodes.first().copied().unwrap_or(waiting.node);
            let (mut field, values) = self.field(name, &shape, None, node);
            field.default = Sources::default();
            field.nullable = false;
            known.values.extend(values.map(|values| (format!("{}.{name}", waiting.name), values)));
            known.model.fields.push(field);
        }
        known
    }

    fn model(&mut self, waiting: &Waiting<'d>) -> Known {
        let mut objects: Vec<Schema<'d>> = waiting.joined.iter().map(|nodes| self.open(nodes)).collect();
        if objects.is_empty() {
            objects.push(self.open(&waiting.nodes));
        }
        let parts = objects.iter().flat_map(|object| object.parts.iter().copied());
        let stated: Vec<_> = parts.flat_map(example::stated).collect();
        self.examples.extend(stated.into_iter().map(|one| (Type::Named(waiting.name.clone()), one)));
        let mut known = Known { model: Model::default(), values: Vec::new(), read_only: Vec::new() };
        known.model.place = waiting.node.place();
        if let [only] = objects.as_slice() {
            known.model.stated_name = self.stated_name(only);
        }
        for (name, described) in self.fields_of(&objects) {
            self.model_field(waiting, name, &described, &mut known);
        }
        self.mark_required(&required_of(&objects), &mut known.model);
        self.keep_others(&objects, waiting, &mut known);
        if let [only] = objects.as_slice() {
            known.model.size = self.object_size(only, &known.model);
        }
        let is_form = self.models.form_models.contains(&waiting.name);
        known.model.field_sets = self.field_sets(&waiting.nodes, &objects, &known, is_form);
        if is_form {
            known.model.fields.iter_mut().for_each(without_null);
        }
        known
    }

    /// Reads a field of a model, with the nodes that describe it together in each of its objects.
    fn model_field(
        &mut self,
        waiting: &Waiting<'d>,
        name: &'d str,
        described: &[Vec<Node<'d>>],
        known: &mut Known,
    ) {
        let Some(node) = described.iter().flatten().next().copied() else { return };
        if !is_wire_name(name) {
            let message = "a field whose name is empty or has control characters is left out";
            self.problems.push(node.note_of(NoteKind::Field, message));
            return;
        }
        let site = Site {
            owner: &waiting.name,
            field: name,
            takes_files: waiting.takes_files,
            is_form: false,
            takes_unions: true,
        };
        let shape = self.shape_of_any(described, site);
        let (mut field, values) = self.field(name, &shape, None, node);
        // Older documents mark the field itself.
        let says_required = |node: &Node<'d>| node.get("required").and_then(Node::boolean) == Some(true);
        if described.iter().all(|nodes| nodes.iter().any(says_required)) && waiting.joined.is_empty() {
            field.required = Sources::page(true);
        }
        if shape.schema.says("readOnly") {
            known.read_only.push(known.model.fields.len());
        }
        known.values.extend(values.map(|values| (format!("{}.{name}", waiting.name), values)));
        known.model.fields.push(field);
    }

    /// Adds the field for additional keys.
    fn keep_others(&mut self, objects: &[Schema<'d>], waiting: &Waiting<'d>, known: &mut Known) {
        let names = ["additional_properties", "other_properties", "further_properties"];
        let free = names.into_iter().find(|name| known.model.field(name).is_none());
        let mut name = free.unwrap_or("additional_properties").to_owned();
        while known.model.field(&name).is_some() {
            name.push('_');
        }
        let site = Site::of_json(&waiting.name, "Additional");
        let mut found = objects.iter().filter_map(|object| self.additional(object, site));
        let Some((shape, node)) = found.next() else { return };
        let (mut field, values) = self.field(&name, &shape, None, node);
        field.additional = true;
        known.values.extend(values.map(|values| (format!("{}.{name}", waiting.name), values)));
        known.model.fields.push(field);
    }

    fn mark_required(&mut self, required: &[Node<'d>], model: &mut Model) {
        let names = model.fields.iter().enumerate();
        let by_name: HashMap<String, usize> =
            names.map(|(index, field)| (field.name.clone(), index)).collect();
        for name in required {
            let index = name.text().and_then(|name| by_name.get(name)).copied();
            match index.and_then(|index| model.fields.get_mut(index)) {
                Some(field) => field.required = Sources::page(true),
                None => {
                    let message = format!("requires {}, which is not a field; not read", name.describe());
                    self.problems.push(name.note_of(NoteKind::Constraint, message));
                }
            }
        }
    }
}

/// Makes a nullable field optional instead, since a form has no null. A required field stays nullable, since an empty
/// value stands for null; but a file cannot be empty.
fn without_null(field: &mut Field) {
    let has_empty_value = field.required.effective() && *field.ty.innermost() != Type::File;
    if field.nullable && !has_empty_value {
        field.nullable = false;
        field.required = Sources::page(false);
    }
}

/// The name of a schema outside of the document's components: its key below `$defs`, its key at the top level or among
/// the schemas of another file, or that file's name.
fn own_name(node: Node<'_>) -> Option<&str> {
    let file = node.other_file();
    let Some(around) = node.parent() else {
        let name = file?.rsplit('/').next()?;
        return name.split('.').next();
    };
    let is_component =
        || around.key() == Some("schemas") && around.parent().and_then(Node::key) == Some("components");
    let is_definition = || {
        let is_list = matches!(around.key(), Some("definitions" | "schemas"));
        around.parent().is_none() || is_list && around.parent().is_some_and(|root| root.parent().is_none())
    };
    let is_named = around.key() == Some("$defs") || is_component() || file.is_some() && is_definition();
    node.key().filter(|_| is_named)
}
