//! Values of samples: allowed by all constraints, and recognizable as values to replace.

use hss_runtime::schema::{
    BodyForm, Bounds, Constraint, EnumKind, Enumeration, Field, Kind, Model, PartHeader,
};
use hss_spec::model;
use serde_json::{Map, Value as Json};

use crate::wording;

/// Deepest level of a body that an example shows.
const DEEPEST: u32 = 4;

/// The most elements of a list, entries of a map and characters of a string: a longer value is not shown as an example.
const MOST: u64 = 1_000;

/// The place of a value in a request.
#[derive(Clone, Copy)]
pub(super) struct Place {
    name: &'static str,
    constraints: &'static [Constraint],
    /// The value that the documents show.
    documented: Option<&'static str>,
    /// A value of the documented format.
    example: Option<&'static str>,
    /// The number of the element, in a list, so that elements differ.
    index: u64,
    /// False for an element: bounds of the number of elements apply to the list alone.
    is_whole: bool,
}

impl Place {
    /// The place of a parameter or a field.
    pub(super) fn of(field: &'static Field) -> Self {
        let (constraints, example) = (field.constraints(), wording::of_format(field));
        let documented = field.example();
        Self { name: field.name, constraints, documented, example, index: 0, is_whole: true }
    }

    /// The place of a body.
    pub(super) fn of_body(form: &BodyForm) -> Self {
        let constraints = form.constraints;
        Self { name: "text", constraints, documented: None, example: None, index: 0, is_whole: true }
    }

    fn constraint<T>(self, choose: impl Fn(&'static Constraint) -> Option<T>) -> Option<T> {
        self.constraints.iter().find_map(choose)
    }

    fn range(self) -> Bounds<i64> {
        let range = self.constraint(|constraint| match constraint {
            Constraint::Range(bounds) => Some(*bounds),
            _ => None,
        });
        range.unwrap_or(Bounds::new(None, None))
    }

    fn number_range(self) -> Bounds<f64> {
        let range = self.constraint(|constraint| match constraint {
            Constraint::NumberRange(bounds) => Some(*bounds),
            _ => None,
        });
        range.unwrap_or(Bounds::new(None, None))
    }

    fn length(self) -> Bounds<u64> {
        let length = self.constraint(|constraint| match constraint {
            Constraint::Length(bounds) => Some(*bounds),
            _ => None,
        });
        length.unwrap_or(Bounds::new(None, None))
    }

    /// The allowed number of elements that is nearest to `usual`.
    fn count(self, usual: u64) -> u64 {
        let items = self.constraint(|constraint| match constraint {
            Constraint::Items(bounds) if self.is_whole => Some(*bounds),
            _ => None,
        });
        let items = items.unwrap_or(Bounds::new(None, None));
        usual.max(items.min.unwrap_or(0)).min(items.max.unwrap_or(MOST)).min(MOST)
    }

    fn step(self) -> Option<f64> {
        self.constraint(|constraint| match constraint {
            Constraint::MultipleOf(step) => Some(*step),
            _ => None,
        })
    }
}

/// A value of this type; `depth` is that of the models around it.
pub(super) fn value(place: Place, kind: &Kind, depth: u32) -> Json {
    let stated = place.documented.filter(|_| place.index == 0).and_then(|text| documented(text, kind));
    if let Some(documented) = stated {
        return documented;
    }
    match kind {
        Kind::Integer | Kind::Unsigned => integer(place).into(),
        Kind::Number => number(place).into(),
        Kind::Boolean => boolean(place).into(),
        Kind::Timestamp => 1_756_468_800_000_i64.into(),
        Kind::Enum(table) => known(table.get(), place.index),
        Kind::Model(model) => object(model.get(), depth, place.index),
        Kind::Union(union) => variant(union.get(), depth, place.index),
        // A list that is a body or a parameter is inside no model.
        Kind::List(kind) => elements(place, kind, if depth == 0 { 0 } else { depth + 1 }),
        Kind::Map(kind) => entries(place, kind, depth + 1),
        Kind::Nullable(kind) => value(place, kind, depth),
        Kind::File => "logo.png".into(),
        _ => text(place).into(),
    }
}

/// The example of the documents, as a value of a type; none of an object or a list.
fn documented(text: &str, kind: &Kind) -> Option<Json> {
    match kind {
        Kind::String => Some(text.into()),
        Kind::Integer | Kind::Timestamp => text.parse::<i64>().ok().map(Json::from),
        Kind::Unsigned => text.parse::<u64>().ok().map(Json::from),
        Kind::Number => text.parse::<f64>().ok().map(Json::from),
        Kind::Boolean => text.parse::<bool>().ok().map(Json::from),
        Kind::Enum(table) if table.kind == EnumKind::String => {
            let is_known = table.open || table.values.iter().any(|known| known.value == text);
            is_known.then(|| text.into())
        }
        Kind::Enum(_) => text.parse::<i64>().ok().map(Json::from),
        _ => None,
    }
}

/// The required fields of a form.
pub(super) fn fields(model: &'static Model, depth: u32) -> Json {
    object(model, depth, 0)
}

/// As many elements as a list needs, at least one.
fn elements(place: Place, kind: &Kind, depth: u32) -> Json {
    let element = |index: u64| value(Place { index, is_whole: false, ..place }, kind, depth);
    (place.index..).take(usize::try_from(place.count(1)).unwrap_or(1)).map(element).collect()
}

/// As many entries as a map needs.
fn entries(place: Place, kind: &Kind, depth: u32) -> Json {
    let value = |index: u64| value(Place { index, is_whole: false, ..place }, kind, depth);
    let entries = (0..place.count(0)).map(|index| (format!("KEY_{}", index + 1), value(index)));
    Json::Object(entries.collect())
}

/// The required fields, and as many others as an object needs.
fn object(model: &'static Model, depth: u32, index: u64) -> Json {
    let mut object = Map::new();
    if depth >= DEEPEST {
        return Json::Object(object);
    }
    let is_named = |field: &&Field| !field.is_additional();
    let (required, others): (Vec<&'static Field>, Vec<&'static Field>) =
        model.fields.iter().filter(is_named).partition(|field| field.is_required());
    let sets = model.field_sets.and_then(|known| known.sets.first().copied()).unwrap_or_default();
    let is_of_set = |field: &&Field| {
        sets.iter().any(|position| model.fields.get(*position).is_some_and(|one| std::ptr::eq(one, *field)))
    };
    let (of_set, others): (Vec<&'static Field>, Vec<&'static Field>) =
        others.into_iter().partition(is_of_set);
    let required = [required, of_set].concat();
    let least = model.size.and_then(|size| size.min).unwrap_or(0);
    let missing = least.saturating_sub(required.len() as u64);
    let others = others.into_iter().take(usize::try_from(missing).unwrap_or(usize::MAX));
    for field in required.into_iter().chain(others) {
        let place = Place { index, ..Place::of(field) };
        object.insert(field.name.to_owned(), value(place, &field.kind, depth + 1));
    }
    Json::Object(object)
}

/// A value of the first variant of a union, with the tag that identifies it.
fn variant(union: &'static Model, depth: u32, index: u64) -> Json {
    let Some(first) = union.fields.first().filter(|_| depth < DEEPEST) else { return Json::Null };
    let mut value = value(Place { index, ..Place::of(first) }, &first.kind, depth + 1);
    if let (Some(tag), Some(name), Some(fields)) = (union.tag, first.tags().first(), value.as_object_mut()) {
        fields.insert(tag.to_owned(), (*name).into());
    }
    value
}

/// A known value of an enumeration, a different one for each element.
fn known(table: &'static Enumeration, index: u64) -> Json {
    let index = usize::try_from(index).unwrap_or_default() % table.values.len().max(1);
    match (table.values.get(index), table.kind) {
        (Some(known), EnumKind::String) => known.value.into(),
        (Some(known), _) => known.number.into(),
        (None, _) => Json::Null,
    }
}

/// A value of a header of a part, as text.
pub(super) fn header_text(header: &PartHeader) -> String {
    let (name, constraints) = (header.name, header.constraints);
    let place = Place { name, constraints, documented: None, example: None, index: 0, is_whole: true };
    let of_number = |constraint: &Constraint| match constraint {
        Constraint::Range(_) => Some(integer(place).to_string()),
        Constraint::NumberRange(_) | Constraint::MultipleOf(_) => Some(number(place).to_string()),
        Constraint::Only(_) => Some(boolean(place).to_string()),
        _ => None,
    };
    constraints.iter().find_map(of_number).unwrap_or_else(|| text(place))
}

fn boolean(place: Place) -> bool {
    let only = place.constraint(|constraint| match constraint {
        Constraint::Only(only) => Some(*only),
        _ => None,
    });
    only.unwrap_or(true)
}

/// An integer that is allowed, and small.
fn integer(place: Place) -> i64 {
    let range = place.range();
    let (least, most) = (range.min.unwrap_or(i64::MIN), range.max.unwrap_or(i64::MAX));
    let step = place.step().filter(|step| *step >= 1.0).map_or(1, |step| step as i64);
    // The first multiple that is not below the least value.
    let first = 1.max(least).min(most);
    let first = match first.rem_euclid(step) {
        0 => first,
        rest => first.saturating_add(step - rest),
    };
    let index = i64::try_from(place.index).unwrap_or(0);
    first.saturating_add(step.saturating_mul(index)).min(most)
}

/// A number that is allowed, and small.
fn number(place: Place) -> f64 {
    let range = place.number_range();
    let (least, most) = (range.min.unwrap_or(f64::MIN), range.max.unwrap_or(f64::MAX));
    let step = place.step().unwrap_or(1.0);
    let mut first = 1.0_f64.max(least).min(most);
    if place.step().is_some() {
        first = (first / step).ceil() * step;
    }
    let usual = (first + step * place.index as f64).min(most);
    // Bounds may exclude their own ends, and leave less than a step between them.
    let between = if range.max.is_none() { least.next_up() } else { most.next_down() };
    let middle = least + (most - least) / 2.0;
    let choices = [usual, least + step, most - step, middle, between];
    choices.into_iter().find(|value| range.contains(*value)).unwrap_or(usual)
}

/// A name in capitals.
pub(super) fn placeholder(name: &str) -> String {
    crate::catalog::dashed(name).to_ascii_uppercase().replace('-', "_")
}

/// A value of the place's format, in the first element of a list; else its name in capitals as a placeholder, with the
/// required length; a string that its pattern matches, if neither is allowed.
fn text(place: Place) -> String {
    let length = place.length();
    let (least, most) = (length.min.unwrap_or(0).min(MOST), length.max.unwrap_or(u64::MAX));
    let pattern = place.constraint(|constraint| match constraint {
        Constraint::Pattern(pattern) => Some(pattern.as_str()),
        _ => None,
    });
    let matches = pattern.map(|pattern| model::Constraint::Pattern(pattern.to_owned()));
    let is_allowed = |text: &str| {
        let count = text.chars().count() as u64;
        let candidate = model::Candidate::String(text);
        (least..=most).contains(&count)
            && matches.as_ref().is_none_or(|matches| matches.refusal(candidate).is_none())
    };
    if let Some(example) = place.example.filter(|example| place.index == 0 && is_allowed(example)) {
        return example.to_owned();
    }
    let room = usize::try_from(most).unwrap_or(usize::MAX);
    let name = placeholder(place.name);
    let number = if place.index == 0 { String::new() } else { format!("_{}", place.index + 1) };
    let mut text: String = name.chars().take(room.saturating_sub(number.len())).collect();
    text.push_str(&number);
    while (text.chars().count() as u64) < least {
        text.push('X');
    }
    let Some(pattern) = pattern.filter(|_| !is_allowed(&text)) else { return text };
    hss_mock::string_matching(pattern, place.index, is_allowed).unwrap_or(text)
}
