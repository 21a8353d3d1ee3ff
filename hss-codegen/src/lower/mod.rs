//! From a spec to the plan of its code: every name given, every type settled.

mod enumeration;
mod field;
mod model;
mod operation;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use hss_spec::model::{Definitions, EnumKind, Field, Format, Spec, Type};

use crate::name;
use crate::plan::{ModulePlan, Page, RustType, TypeName};

/// The plan of a family's module; none if the spec has no such family.
pub(crate) fn family(spec: &Spec, family_name: &str) -> Option<ModulePlan> {
    let family = spec.families.get(family_name)?;
    let bodies = family.operations.values().filter_map(|operation| Some(&operation.body.as_ref()?.ty));
    let sent = spec.reach(family_name, bodies);
    let scope = Scope { spec, family: family_name, sent, alone: page::alone(spec, family_name, family) };
    let mut plan = scope.definitions(&family.definitions);
    plan.operations =
        family.operations.values().map(|operation| operation::lower(&scope, operation)).collect();
    Some(plan)
}

/// The plan of the module that families share. Any of its models may be sent.
pub(crate) fn shared(spec: &Spec) -> ModulePlan {
    let sent = spec.shared.models.keys().map(String::as_str).collect();
    Scope { spec, family: "", sent, alone: BTreeMap::new() }.definitions(&spec.shared)
}

/// Where names are looked up: a family, then what families share.
struct Scope<'s> {
    spec: &'s Spec,
    /// The family's name; empty in the shared module.
    family: &'s str,
    /// The models that requests carry.
    sent: BTreeSet<&'s str>,
    /// The types that a single operation needs, and its id.
    alone: BTreeMap<String, String>,
}

impl Scope<'_> {
    fn definitions(&self, definitions: &Definitions) -> ModulePlan {
        ModulePlan {
            operations: Vec::new(),
            models: definitions.models.iter().map(|(name, model)| model::lower(self, name, model)).collect(),
            enums: definitions
                .enums
                .iter()
                .filter_map(|(name, one)| enumeration::lower(self, name, one))
                .collect(),
        }
    }

    /// The Rust type of a field.
    fn field_type(&self, field: &Field) -> RustType {
        self.rust_type(&field.ty, field.format)
    }

    fn rust_type(&self, ty: &Type, format: Option<Format>) -> RustType {
        match ty {
            Type::String => RustType::String,
            Type::Integer | Type::Long if format == Some(Format::TimestampMs) => RustType::Timestamp,
            Type::Integer | Type::Long => RustType::Integer,
            Type::Number => RustType::Number,
            Type::Boolean => RustType::Boolean,
            Type::Json => RustType::Json,
            Type::File => RustType::File,
            Type::List(item) => RustType::List(Box::new(self.rust_type(item, format))),
            Type::Map(item) => RustType::Map(Box::new(self.rust_type(item, format))),
            Type::Named(name) => self.named(name),
        }
    }

    fn named(&self, name: &str) -> RustType {
        let type_name = TypeName { name: name.to_owned(), ident: name::camel(name), page: self.page(name) };
        match self.spec.enumeration(self.family, name).map(|enumeration| enumeration.kind) {
            None => RustType::Model(type_name),
            Some(EnumKind::String) => RustType::Enum(type_name),
            Some(EnumKind::Integer) => RustType::KnownInteger(type_name),
            Some(EnumKind::Flags) => RustType::Flags(type_name),
            Some(EnumKind::Codes) => RustType::Codes(type_name),
        }
    }

    /// Where a type's table stands.
    fn page(&self, name: &str) -> Page {
        match self.alone.get(name) {
            Some(id) => Page::Operation(id.clone()),
            None if self.family.is_empty() || self.spec.is_own_type(self.family, name) => Page::Module,
            None => Page::Shared,
        }
    }
}
