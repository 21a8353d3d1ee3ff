//! Models.

use hss_spec::model::{Model, Type};
use hss_spec::names;

use super::field;
use super::scope::Scope;
use crate::plan::{ModelPlan, RustType};

pub(super) fn lower(scope: &Scope, model_name: &str, model: &Model) -> ModelPlan {
    let is_recursive = scope.recursive.contains(model_name);
    let fields = model.fields.iter().zip(names::fields(model)).map(|(one, name)| {
        let (doc, unit) = (scope.spec.field_doc(scope.group, one), scope.spec.field_unit(scope.group, one));
        let mut plan = field::lower(scope, one, &name, (doc, unit));
        if let (Type::Named(_), RustType::Model(name)) = (&one.ty, &plan.ty)
            && is_recursive
        {
            plan.ty = RustType::BoxedModel(name.clone());
        }
        plan.nullable = one.nullable && model.union.is_none() && scope.tells_null.contains(model_name);
        if let Some(union) = &model.union {
            plan.tags = union.values_of(&one.name).map(str::to_owned).collect();
            // A union that is a variant of itself has no size, and could not be distinguished anyway.
            if is_recursive && matches!(plan.ty, RustType::Union(_)) {
                plan.ty = RustType::Json;
            }
        }
        plan
    });
    ModelPlan {
        name: model_name.to_owned(),
        ident: scope.type_ident(model_name),
        page: scope.page(model_name),
        doc: field::sentence(model.doc.as_deref(), model_name),
        fields: fields.collect(),
        union: model.union.as_ref().map(|union| union.tag.clone()),
        size: model.size.filter(|_| scope.sent.contains(model_name)),
        field_sets: model.field_sets.clone().filter(|_| scope.sent.contains(model_name)),
        is_sent: scope.sent.contains(model_name),
        is_variant: scope.variants.contains(model_name),
    }
}
