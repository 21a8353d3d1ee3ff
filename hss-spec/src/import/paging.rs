//! Which operations list something page by page.

use std::collections::BTreeMap;

use crate::model::{Location, Model, Operation, Paging, Type};

/// Names of the field that counts all items, the surest first.
const TOTALS: [&str; 4] = ["total_num", "total", "total_count", "count"];

/// How the operation is read page by page: where it takes `offset` and `limit` and returns one list and its total.
pub(super) fn paging(operation: &Operation, models: &BTreeMap<String, Model>) -> Option<Paging> {
    let query = |name: &str| operation.parameter(Location::Query, name).map(|found| found.field.name.clone());
    let (offset, limit) = (query("offset")?, query("limit")?);
    let Some(Type::Named(name)) = &operation.response.ty else { return None };
    let response = models.get(name)?;
    let is_list_of_models = |ty: &Type| matches!(ty, Type::List(item) if matches!(**item, Type::Named(_)));
    let mut lists = response.fields.iter().filter(|field| is_list_of_models(&field.ty));
    let (Some(items), None) = (lists.next(), lists.next()) else { return None };
    let total = TOTALS.iter().find_map(|name| response.field(name).filter(|field| field.ty.is_whole()))?;
    let place = operation.place.clone();
    Some(Paging { offset, limit, items: items.name.clone(), total: total.name.clone(), place })
}
