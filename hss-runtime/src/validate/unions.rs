//! Checks of union values. Only tables with a union refer to them, so that they are not linked into other programs.

use std::any::Any;

use super::context::{Check, Context, UnionCheck};
use crate::schema::{Model, Table};
use crate::value::Value;
use crate::value::slot::View;
use crate::value::union::choose::choose;

/// The check of all unions, for their tables.
pub const UNION_CHECK: &(dyn Any + Send + Sync) = &UnionCheck(check);

/// Checks a value against its variant. A value that matches no variant is not checked.
fn check(check: &mut Check, table: Table<Model>, view: View<'_>, context: &Context<'_>) {
    match view {
        View::Union(union) => {
            let (index, view) = union.value();
            match (table.get().fields.get(index), view) {
                (Some(_), View::Model(model)) => {
                    check.model(model, usize::from(union.tag_beside().is_some()), context);
                }
                (Some(variant), view) => check.value(&variant.kind, variant.constraints(), view, context),
                (None, _) => {}
            }
        }
        View::Json(json) => check_json(check, table.get(), json, context),
        // A parameter that is an object has the value of a variant, but does not say which.
        view => {
            let json = Value::of(view).map(|value| value.to_json());
            json.iter().for_each(|json| check_json(check, table.get(), json, context));
        }
    }
}

fn check_json(check: &mut Check, table: &'static Model, json: &serde_json::Value, context: &Context<'_>) {
    let variant = choose(table, json).and_then(|index| table.fields.get(index));
    if let Some(variant) = variant {
        check.value(&variant.kind, variant.constraints(), View::Json(json), context);
    }
}
