//! From a list's items to an enumeration, by the type of the field.

use super::Context;
use super::item::{Item, Listed};
use super::list::List;
use crate::model::{Bounds, EnumKind, EnumValue, Enumeration, Type};

/// The meaning of a list for its field.
pub(super) enum Meaning {
    Values(Enumeration),
    /// A list that is only a range.
    Range(Bounds),
    /// Nothing beyond the type: `true` and `false`.
    Nothing,
    /// Its items don't fit the type.
    Unclear,
}

/// Reads the items of a list as values of a field.
pub(super) fn read(list: &List, ty: &Type, context: &Context<'_>) -> Meaning {
    let element = match ty {
        Type::List(element) => element,
        other => other,
    };
    match element {
        Type::Boolean => booleans(&list.items),
        Type::String => strings(list, context),
        Type::Integer | Type::Long => numbers(list, context),
        _ => Meaning::Unclear,
    }
}

fn booleans(items: &[Item]) -> Meaning {
    let is_boolean = |item: &Item| match &item.listed {
        Listed::Value(value) => ["true", "false"].contains(&value.to_lowercase().as_str()),
        Listed::Range(_) => false,
    };
    if items.iter().all(is_boolean) { Meaning::Nothing } else { Meaning::Unclear }
}

fn strings(list: &List, context: &Context<'_>) -> Meaning {
    if list.items.iter().any(|item| matches!(item.listed, Listed::Range(_))) {
        return Meaning::Unclear;
    }
    Meaning::Values(enumeration(EnumKind::String, &list.items, list, context))
}

fn numbers(list: &List, context: &Context<'_>) -> Meaning {
    let items = &list.items;
    let mut ranges = items.iter().filter_map(|item| match item.listed {
        Listed::Range(bounds) => Some(bounds),
        Listed::Value(_) => None,
    });
    let (range, is_single) = (ranges.next(), ranges.next().is_none());
    let singles: Vec<Item> =
        items.iter().filter(|item| matches!(item.listed, Listed::Value(_))).cloned().collect();
    let is_hexadecimal = |value: &str| value.starts_with("0x") || value.starts_with("0X");
    let values = || singles.iter().filter_map(|item| Some((item, value(item)?)));
    if !is_single || values().any(|(_, value)| EnumValue::new(value).number().is_none()) {
        return Meaning::Unclear;
    }
    let has_masks = values().any(|(_, value)| is_hexadecimal(value));
    match (range, singles.is_empty()) {
        (Some(range), true) => Meaning::Range(range),
        (Some(_), false) if has_masks => Meaning::Unclear,
        (Some(range), false) => {
            let mut codes = enumeration(EnumKind::Codes, &singles, list, context);
            codes.range = Some(range);
            // Next to a range, the values are not a closed set.
            codes.open = true;
            Meaning::Values(codes)
        }
        (None, _) => {
            let kind = if has_masks { EnumKind::Flags } else { EnumKind::Integer };
            Meaning::Values(enumeration(kind, &singles, list, context))
        }
    }
}

fn value(item: &Item) -> Option<&str> {
    match &item.listed {
        Listed::Value(value) => Some(value),
        Listed::Range(_) => None,
    }
}

fn enumeration(kind: EnumKind, items: &[Item], list: &List, context: &Context<'_>) -> Enumeration {
    let mut enumeration = Enumeration::new(kind, std::iter::empty::<String>());
    enumeration.open = list.is_open;
    enumeration.announced.clone_from(&list.announced);
    enumeration.place = (context.at)(items.first().map_or(0, |item| item.line));
    let mut known = std::collections::BTreeSet::new();
    for item in items {
        if let Some(value) = value(item)
            && known.insert(value)
        {
            let mut listed = EnumValue::new(value);
            listed.place = (context.at)(item.line);
            listed.vendor_description =
                (context.keep_descriptions && !item.meaning.is_empty()).then(|| item.meaning.clone());
            enumeration.values.push(listed);
        }
    }
    enumeration
}
