//! The scope of type names.

use hss_spec::model::{Enumeration, Model, Spec, Type};

/// A spec, and the group whose names come first.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) spec: &'s Spec,
    pub(super) group: &'s str,
}

impl<'s> Scope<'s> {
    pub(super) fn model(self, name: &str) -> Option<&'s Model> {
        self.spec.model(self.group, name)
    }

    pub(super) fn enumeration(self, name: &str) -> Option<&'s Enumeration> {
        self.spec.enumeration(self.group, name)
    }

    /// The shape of a value in the styles of parameters.
    pub(super) fn shape<'t>(self, ty: &'t Type) -> Shape<'s, 't> {
        match ty {
            Type::Nullable(item) => self.shape(item),
            Type::List(item) => Shape::List(item),
            Type::Map(item) => Shape::Map(item),
            Type::Named(name) => match self.model(name) {
                Some(model) if model.union.is_none() => Shape::Model(model),
                _ => Shape::Single,
            },
            _ => Shape::Single,
        }
    }
}

/// The shape of a value in the styles of parameters.
#[derive(Clone, Copy)]
pub(super) enum Shape<'s, 't> {
    Single,
    List(&'t Type),
    Map(&'t Type),
    Model(&'s Model),
}

impl<'v> Shape<'v, 'v> {
    /// The type of an object's field; `None` for one that it does not have.
    pub(super) fn field(self, name: &str) -> Option<&'v Type> {
        match self {
            Self::Map(item) => Some(item),
            Self::Model(model) => {
                let named = model.field(name).filter(|field| !field.additional);
                let others = || model.fields.iter().find(|field| field.additional).map(|field| &field.ty);
                named.map(|field| &field.ty).or_else(|| match others()? {
                    Type::Map(item) => Some(item),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// True if an object has a field of exactly this name.
    pub(super) fn names(self, name: &str) -> bool {
        matches!(self, Self::Model(model) if model.field(name).is_some_and(|field| !field.additional))
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Map(_) | Self::Model(_))
    }
}
