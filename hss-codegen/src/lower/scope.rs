//! The names and types that code of a module can name.

use std::collections::{BTreeMap, BTreeSet};

use hss_spec::model::{EnumKind, Field, Format, Spec, Type};
use hss_spec::names::{self, CodeName};
use proc_macro2::Ident;
use quote::format_ident;

use crate::identifier::ident;
use crate::plan::{Page, RustType, TypeName};

/// A scope of names: a group, then the shared types.
pub(super) struct Scope<'s> {
    pub(super) spec: &'s Spec,
    /// The group's name; empty in the shared module.
    pub(super) group: &'s str,
    /// The models that requests carry.
    pub(super) sent: BTreeSet<&'s str>,
    /// The models of request bodies, in which null differs from an absent field.
    pub(super) tells_null: BTreeSet<&'s str>,
    /// The models that are variants of unions.
    pub(super) variants: BTreeSet<&'s str>,
    /// The models that contain themselves, not in a list or a map.
    pub(super) recursive: BTreeSet<&'s str>,
    /// The types that only one operation needs, and its id.
    alone: BTreeMap<String, String>,
    /// The names in code of the group's own types, and of the shared ones.
    own_names: BTreeMap<&'s str, CodeName>,
    shared_names: BTreeMap<&'s str, CodeName>,
}

impl<'s> Scope<'s> {
    pub(super) fn new(
        spec: &'s Spec,
        group: &'s str,
        sent: BTreeSet<&'s str>,
        alone: BTreeMap<String, String>,
    ) -> Self {
        let definitions = spec.groups.get(group).map_or(&spec.shared, |group| &group.definitions);
        let recursive = definitions.recursive_models();
        let variants = variants(spec, group);
        let tells_null = if group.is_empty() { sent_by_any_group(spec) } else { sent.clone() };
        let shared_names = names::types(spec, "");
        let own_names = if group.is_empty() { shared_names.clone() } else { names::types(spec, group) };
        Self { spec, group, sent, tells_null, variants, recursive, alone, own_names, shared_names }
    }

    /// The identifier of a type, as the group sees it.
    pub(super) fn type_ident(&self, name: &str) -> Ident {
        let known = self.own_names.get(name).or_else(|| self.shared_names.get(name));
        // The check has reported a missing type.
        known.map_or_else(|| format_ident!("__Missing"), ident)
    }

    /// The Rust type of a field.
    pub(super) fn field_type(&self, field: &Field) -> RustType {
        self.rust_type(&field.ty, field.format)
    }

    pub(super) fn rust_type(&self, ty: &Type, format: Option<Format>) -> RustType {
        match ty {
            Type::String => match format.filter(|format| format.is_of_strings() && format.has_own_type()) {
                Some(format) => RustType::Text(format),
                None => RustType::String,
            },
            Type::Integer | Type::Long if format == Some(Format::TimestampMs) => RustType::Timestamp,
            Type::Integer | Type::Long => RustType::Integer,
            Type::Unsigned => RustType::Unsigned,
            Type::Number => RustType::Number,
            Type::Boolean => RustType::Boolean,
            Type::File => RustType::File,
            Type::List(item) => RustType::List(Box::new(self.rust_type(item, format))),
            Type::Map(item) => RustType::Map(Box::new(self.rust_type(item, format))),
            Type::Nullable(item) => RustType::Nullable(Box::new(self.rust_type(item, format))),
            Type::Named(name) => self.named(name),
            _ => RustType::Json,
        }
    }

    fn named(&self, name: &str) -> RustType {
        let type_name =
            TypeName { name: name.to_owned(), ident: self.type_ident(name), page: self.page(name) };
        match self.spec.enumeration(self.group, name).map(|enumeration| enumeration.kind) {
            None if self.spec.model(self.group, name).is_some_and(|model| model.union.is_some()) => {
                RustType::Union(type_name)
            }
            None => RustType::Model(type_name),
            Some(EnumKind::Integer) => RustType::KnownInteger(type_name),
            Some(EnumKind::Flags) => RustType::Flags(type_name),
            Some(EnumKind::Codes) => RustType::Codes(type_name),
            Some(_) => RustType::Enum(type_name),
        }
    }

    /// The page of a type's table.
    pub(super) fn page(&self, name: &str) -> Page {
        match self.alone.get(name) {
            Some(id) => Page::Operation(id.clone()),
            None if self.group.is_empty() || self.spec.is_own_type(self.group, name) => Page::Module,
            None => Page::Shared,
        }
    }
}

/// The models that bodies of any group need; none if no shared model has a nullable field.
fn sent_by_any_group(spec: &Spec) -> BTreeSet<&str> {
    if !spec.shared.models.values().flat_map(|model| &model.fields).any(|field| field.nullable) {
        return BTreeSet::new();
    }
    let mut sent = BTreeSet::new();
    for (name, group) in &spec.groups {
        let bodies = group.operations.values().filter_map(|operation| Some(&operation.body.as_ref()?.ty));
        sent.extend(spec.reach(name, bodies));
    }
    sent
}

/// The models that are variants of unions in the scope of a group; of all unions, for an empty name.
fn variants<'s>(spec: &'s Spec, group: &str) -> BTreeSet<&'s str> {
    let groups = spec.groups.iter().filter(|(name, _)| group.is_empty() || name.as_str() == group);
    let definitions = groups.map(|(_, group)| &group.definitions).chain([&spec.shared]);
    let unions = definitions.flat_map(|one| one.models.values()).filter(|model| model.union.is_some());
    unions.flat_map(|union| &union.fields).filter_map(|variant| variant.ty.name()).collect()
}
