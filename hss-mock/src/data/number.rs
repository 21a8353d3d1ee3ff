//! Numbers: plausible for the field's name, within the spec's bounds.

use hss_spec::model::{Bounds, ConstraintKind, Field, Format, Literal, Number};

use super::names::{SPANS, fits};
use super::seed::Seed;
use super::time::Life;

/// An integer for a field; `seed` leads to this value alone, `ordinal` is the number of the object that holds it.
pub(super) fn whole(field: &Field, seed: Seed, ordinal: u64, life: Life) -> i64 {
    let bounds = field.bounds(ConstraintKind::Range);
    let (min, max) = whole_ends(bounds);
    if is_time(field) {
        return life.time(&field.name).clamp(min, max.max(min));
    }
    if fits(&field.name, "id") {
        // Ids are unique.
        let id = 1_000_i64.saturating_add_unsigned(ordinal);
        if (min..=max).contains(&id) {
            return id;
        }
    }
    if let (0, Some(Literal::Integer(example))) = (ordinal, field.example.preferred())
        && (min..=max).contains(example)
    {
        return *example;
    }
    let (min, max) = plausible(field, min, max);
    seed.between(min, max)
}

/// A number for a field.
pub(super) fn number(field: &Field, seed: Seed) -> f64 {
    let bounds = field.bounds(ConstraintKind::Range);
    let (min, max) = whole_ends(bounds);
    let (low, high) = plausible(field, min, max);
    let tenths = seed.between(low.saturating_mul(10), high.saturating_mul(10)) as f64 / 10.0;
    match bounds {
        // Between numbers such as 0.2 and 0.8 there is no integer to start from.
        Some(bounds) if !bounds.contains(Number::Float(tenths)) => within(bounds).unwrap_or(tenths),
        _ => tenths,
    }
}

/// An end of the bounds, else what lies between them or next to the only one.
fn within(bounds: Bounds) -> Option<f64> {
    let ends = (bounds.min.map(Number::as_f64), bounds.max.map(Number::as_f64));
    let inner = match ends {
        (Some(min), Some(max)) => Some(min + (max - min) / 2.0),
        (Some(min), None) => Some(min.next_up()),
        (None, max) => max.map(f64::next_down),
    };
    [ends.0, ends.1, inner].into_iter().flatten().find(|value| bounds.contains(Number::Float(*value)))
}

/// True if the field is a point in time: the spec says so, or its name does and its bounds leave room for one.
pub(super) fn is_time(field: &Field) -> bool {
    const LATE_MS: i64 = 2_000_000_000_000;
    let has_room = || whole_ends(field.bounds(ConstraintKind::Range)).1 >= LATE_MS;
    field.format == Some(Format::TimestampMs)
        || (fits(&field.name, "time") && field.unit.is_none() && has_room())
}

/// The least and the greatest integer inside the bounds.
pub(super) fn whole_ends(bounds: Option<Bounds>) -> (i64, i64) {
    let (min, max) = bounds.map_or((None, None), |bounds| bounds.whole_ends());
    (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
}

/// Plausible values for the name within the bounds; the closest hundred within the bounds if no plausible one is.
fn plausible(field: &Field, min: i64, max: i64) -> (i64, i64) {
    const USUAL: (&str, i64, i64) = ("", 0, 100);
    let (_, low, high) = SPANS.iter().find(|(name, _, _)| fits(&field.name, name)).copied().unwrap_or(USUAL);
    if low.max(min) <= high.min(max) {
        (low.max(min), high.min(max))
    } else if min > high {
        (min, max.min(min.saturating_add(100)))
    } else {
        (min.max(max.saturating_sub(100)), max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hss_spec::model::{Constraint, Type};

    #[test]
    fn numbers_lie_inside_every_range() {
        let ends = [i64::MIN, -5, 0, 1, 7, 100, 65_535, 2_000_000, 4_070_880_000_000, i64::MAX];
        for name in ["anything", "host_id", "failed_num", "port", "end_time", "remain_min"] {
            for min in ends {
                for max in ends.into_iter().filter(|max| min <= *max) {
                    let mut field = Field::new(name, Type::Integer);
                    field.constraints = [Constraint::Range(Bounds::between(min, max))].into_iter().collect();
                    for ordinal in 0..20 {
                        let seed = Seed::new(5).number(ordinal);
                        let number = whole(&field, seed, ordinal, Life::of(seed, ordinal));
                        assert!((min..=max).contains(&number), "{name} {min}..={max}: {number}");
                    }
                }
            }
        }
    }

    #[test]
    fn decimals_lie_inside_narrow_ranges() {
        for range in [
            "0..=10",
            "0.2..=0.8",
            "..=-3.5",
            "1.25..",
            "0.01..=0.02",
            "0<..<1",
            "0<..",
            "..<-3.5",
            "0.2<..=0.3",
            "2<..<2.1",
        ] {
            let mut field = Field::new("cvss", Type::Number);
            let bounds: Bounds = range.parse().unwrap();
            field.constraints = [Constraint::Range(bounds)].into_iter().collect();
            for ordinal in 0..50 {
                let number = number(&field, Seed::new(5).number(ordinal));
                assert!(bounds.contains(Number::Float(number)), "{range}: {number}");
            }
        }
    }
}
