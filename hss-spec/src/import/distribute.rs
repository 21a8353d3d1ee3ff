//! Distribution of a document's models to groups.
//!
//! The operations of a document share its models. A model that one group needs becomes that group's, one that several
//! need becomes a shared one of the spec; each is moved, so that time and memory of an import are linear in the size of
//! the document alone. A model is copied for each group that needs it where the spec has it in a group already, and for
//! each operation that needs it where a fixup corrects that operation or the spec has another name for one of its
//! models.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::unit::Unit;
use super::{DocumentModels, Draft, fixup, known_names};
use crate::model::{Model, Operation, Spec};

/// Drafts with their models, by group.
#[derive(Default)]
pub(super) struct Distribution {
    /// The units of each group.
    pub(super) groups: BTreeMap<String, Vec<Unit>>,
    /// The models that several groups share.
    pub(super) shared: DocumentModels,
}

/// The drafts of a document.
struct OfDocument {
    document: Arc<DocumentModels>,
    drafts: Vec<(String, Draft)>,
}

/// Gives each draft, which comes with its group, the models that it needs.
pub(super) fn distribute(spec: &Spec, drafts: Vec<(String, Draft)>) -> Distribution {
    let mut distribution = Distribution::default();
    let mut documents: Vec<OfDocument> = Vec::new();
    let mut has_pages = false;
    for (group, mut draft) in drafts {
        let Some(document) = draft.document.take() else {
            has_pages = true;
            distribution.groups.entry(group).or_default().push(Unit::new(draft));
            continue;
        };
        match documents.iter_mut().rev().find(|known| Arc::ptr_eq(&known.document, &document)) {
            Some(known) => known.drafts.push((group, draft)),
            None => documents.push(OfDocument { document, drafts: vec![(group, draft)] }),
        }
    }
    // Two documents may describe one model differently.
    let can_share = documents.len() == 1 && !has_pages;
    for OfDocument { document, drafts } in documents {
        let mut drafts = drafts;
        // Names depend on the order of ids, not on that of the document.
        drafts.sort_by(|(_, a), (_, b)| a.operation.id.cmp(&b.operation.id));
        let graph = Graph::new(&document);
        let plan = Plan::new(spec, &graph, &document, &drafts, can_share);
        plan.carry_out(&graph, document, drafts, &mut distribution);
    }
    distribution
}

/// The models of a document by number, with the references between them.
struct Graph {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    refers: Vec<Vec<usize>>,
}

impl Graph {
    fn new(document: &DocumentModels) -> Self {
        let names: Vec<String> = document.models.keys().cloned().collect();
        let numbers: HashMap<String, usize> =
            names.iter().enumerate().map(|(number, name)| (name.clone(), number)).collect();
        let of = |model: &Model| {
            let types = model.fields.iter().filter_map(|field| field.ty.name());
            types.filter_map(|name| numbers.get(name).copied()).collect()
        };
        let refers = document.models.values().map(of).collect();
        Self { names, numbers, refers }
    }

    /// The models that an operation names itself.
    fn named_by(&self, operation: &Operation) -> Vec<usize> {
        let types = operation.types().filter_map(|ty| ty.name());
        types.filter_map(|name| self.numbers.get(name).copied()).collect()
    }

    /// The models reachable from the given ones through models that `passes` accepts.
    fn reach(&self, from: Vec<usize>, passes: impl Fn(usize) -> bool) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open = from;
        while let Some(number) = open.pop() {
            if passes(number) && reached.insert(number) {
                open.extend(&self.refers[number]);
            }
        }
        reached
    }

    /// Adds all models that refer to one of them, directly or not.
    fn close_over_users(&self, chosen: &mut [bool]) {
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); chosen.len()];
        for (number, refers) in self.refers.iter().enumerate() {
            refers.iter().for_each(|target| users[*target].push(number));
        }
        let mut open: Vec<usize> = (0..chosen.len()).filter(|number| chosen[*number]).collect();
        while let Some(number) = open.pop() {
            for user in &users[number] {
                if !std::mem::replace(&mut chosen[*user], true) {
                    open.push(*user);
                }
            }
        }
    }
}

/// The groups that need a model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Unused,
    /// The number of the group.
    OneGroup(usize),
    ManyGroups,
}

/// The destination of each model.
struct Plan {
    groups: Vec<String>,
    needed: Vec<Needed>,
    /// Models that are never shared.
    apart: Vec<bool>,
    /// Operations that get copies of their models, because a fixup corrects some or the spec has another name for one.
    separate: BTreeSet<String>,
}

impl Plan {
    fn new(
        spec: &Spec,
        graph: &Graph,
        document: &DocumentModels,
        drafts: &[(String, Draft)],
        can_share: bool,
    ) -> Self {
        let fixed: BTreeSet<&str> = spec.fixups.iter().map(|fixup| fixup.operation.as_str()).collect();
        let ids = drafts.iter().map(|(_, draft)| &draft.operation.id);
        let separate = ids.filter(|id| fixed.contains(id.as_str())).cloned().collect();
        let mut apart = vec![!can_share; graph.names.len()];
        let groups = spec.groups.values().flat_map(|group| group.definitions.models.keys());
        let known = groups.filter_map(|name| graph.numbers.get(name));
        known.for_each(|number| apart[*number] = true);
        let groups: BTreeSet<&String> = drafts.iter().map(|(group, _)| group).collect();
        let mut plan = Self {
            groups: groups.into_iter().cloned().collect(),
            needed: vec![Needed::Unused; graph.names.len()],
            apart,
            separate,
        };
        let mut is_changed = vec![false; graph.names.len()];
        let mut changed = known_names::renamed(spec, document, drafts);
        changed.extend(fixup::corrected_everywhere(document, &spec.fixups));
        let changed = changed.iter().filter_map(|name| graph.numbers.get(name));
        changed.for_each(|number| is_changed[*number] = true);
        graph.close_over_users(&mut is_changed);
        for (_, draft) in drafts {
            if graph.named_by(&draft.operation).into_iter().any(|number| is_changed[number]) {
                plan.separate.insert(draft.operation.id.clone());
            }
        }
        for (group, draft) in drafts {
            let named = graph.named_by(&draft.operation);
            if plan.separate.contains(&draft.operation.id) {
                graph.reach(named, |_| true).into_iter().for_each(|number| plan.apart[number] = true);
            } else {
                plan.need(graph, group, named);
            }
        }
        graph.close_over_users(&mut plan.apart);
        plan
    }

    /// Records that a group needs some models and all that they refer to.
    fn need(&mut self, graph: &Graph, group: &str, named: Vec<usize>) {
        let group = Needed::OneGroup(
            self.groups.binary_search_by(|known| known.as_str().cmp(group)).unwrap_or_default(),
        );
        let mut open: Vec<(usize, Needed)> = named.into_iter().map(|number| (number, group)).collect();
        // Each model changes twice at most.
        while let Some((number, by)) = open.pop() {
            let known = self.needed[number];
            let now = match known {
                Needed::Unused => by,
                known if known == by => known,
                _ => Needed::ManyGroups,
            };
            if now != known {
                self.needed[number] = now;
                open.extend(graph.refers[number].iter().map(|target| (*target, now)));
            }
        }
    }

    fn carry_out(
        self,
        graph: &Graph,
        document: Arc<DocumentModels>,
        drafts: Vec<(String, Draft)>,
        into: &mut Distribution,
    ) {
        let mut units: BTreeMap<String, Unit> = BTreeMap::new();
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (group, mut draft) in drafts {
            if self.separate.contains(&draft.operation.id) {
                draft.document = Some(document.clone());
                into.groups.entry(group).or_default().push(Unit::new(draft.detached()));
                continue;
            }
            named.entry(group.clone()).or_default().extend(graph.named_by(&draft.operation));
            match units.get_mut(&group) {
                Some(unit) => unit.push(draft),
                None => {
                    units.insert(group, Unit::new(draft));
                }
            }
        }
        let mut source = Source::new(graph, Arc::unwrap_or_clone(document));
        for (group, named) in named {
            let Some(unit) = units.get_mut(&group) else { continue };
            // A model that refers to a separate one is also kept separate, even if only one group needs it.
            for number in graph.reach(named, |number| self.apart[number]) {
                if self.needed[number] == Needed::ManyGroups {
                    source.copy(number, unit.draft_mut());
                }
            }
        }
        for (number, needed) in self.needed.iter().enumerate() {
            match needed {
                Needed::OneGroup(group) => {
                    let unit = self.groups.get(*group).and_then(|group| units.get_mut(group));
                    if let Some(unit) = unit {
                        let draft = unit.draft_mut();
                        source.give(number, &mut draft.models, &mut draft.values);
                    }
                }
                Needed::ManyGroups if !self.apart[number] => {
                    source.give(number, &mut into.shared.models, &mut into.shared.values);
                }
                _ => {}
            }
        }
        for (group, unit) in units {
            into.groups.entry(group).or_default().push(unit);
        }
    }
}

/// A model, and the listed values of its fields by place.
type WithValues = (Model, Vec<(String, crate::model::Enumeration)>);

/// The models of a document by number, until they are moved out.
struct Source<'g> {
    graph: &'g Graph,
    models: Vec<Option<WithValues>>,
}

impl<'g> Source<'g> {
    fn new(graph: &'g Graph, document: DocumentModels) -> Self {
        let DocumentModels { models, values, .. } = document;
        let mut models: Vec<Option<WithValues>> =
            models.into_values().map(|model| Some((model, Vec::new()))).collect();
        for (place, values) in values {
            let number = place.split_once('.').and_then(|(owner, _)| graph.numbers.get(owner));
            if let Some((_, known)) =
                number.and_then(|number| models.get_mut(*number)).and_then(Option::as_mut)
            {
                known.push((place, values));
            }
        }
        Self { graph, models }
    }

    fn copy(&self, number: usize, draft: &mut Draft) {
        if let (Some(Some((model, values))), Some(name)) =
            (self.models.get(number), self.graph.names.get(number))
        {
            draft.models.insert(name.clone(), model.clone());
            draft.values.extend(values.iter().cloned());
        }
    }

    fn give(
        &mut self,
        number: usize,
        models: &mut BTreeMap<String, Model>,
        into: &mut BTreeMap<String, crate::model::Enumeration>,
    ) {
        let model = self.models.get_mut(number).and_then(Option::take);
        if let (Some((model, values)), Some(name)) = (model, self.graph.names.get(number)) {
            models.insert(name.clone(), model);
            into.extend(values);
        }
    }
}
