//! Values of enumerations.

use hss_spec::model::{EnumKind, EnumValue, Enumeration};

use super::number::whole_ends;
use super::seed::Seed;
use super::value::Value;

/// A value of an enumeration for the object with that number. `stream` leads to the field, not to the object: any run
/// of as many objects as there are values, counted from the first, has each value once.
pub(super) fn choose<'n>(enumeration: &Enumeration, stream: Seed, ordinal: u64) -> Value<'n> {
    let known = enumeration.values.len() as u64;
    // Besides its values, an enumeration of codes has its range, and one of flags has combinations.
    let has_more = match enumeration.kind {
        EnumKind::Codes => enumeration.range.is_some(),
        EnumKind::Flags => known > 1,
        _ => false,
    };
    let index = index_in_round(known + u64::from(has_more), stream, ordinal);
    let seed = stream.number(ordinal);
    match (enumeration.values.get(index as usize), enumeration.kind) {
        (Some(value), EnumKind::String) => Value::Text(value.value.clone()),
        (Some(value), _) => Value::Integer(value.number().unwrap_or(0)),
        (None, EnumKind::String) => Value::Text(String::new()),
        (None, EnumKind::Flags) => Value::Integer(combination(enumeration, seed)),
        (None, _) => {
            let (min, max) = whole_ends(enumeration.range);
            Value::Integer(seed.between(min.max(-1_000_000), max.min(1_000_000)))
        }
    }
}

/// The index among `count` values: each round has all of them once and starts at another one, so that two enumerations
/// of one object are not correlated.
fn index_in_round(count: u64, stream: Seed, ordinal: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    (ordinal % count + stream.number(ordinal / count).below(count)) % count
}

/// Two combined masks.
fn combination(enumeration: &Enumeration, seed: Seed) -> i64 {
    let masks: Vec<i64> = enumeration.values.iter().filter_map(EnumValue::number).collect();
    let one =
        |what: &str| masks.get(seed.text(what).below(masks.len() as u64) as usize).copied().unwrap_or(0);
    one("first mask") | one("second mask")
}

#[cfg(test)]
mod tests {
    use super::*;
    use hss_spec::model::Bounds;

    #[test]
    fn every_round_has_each_value_once() {
        let enumeration = Enumeration::new(EnumKind::String, ["cycle", "manual", "autoSync", "manualSync"]);
        for round in 0..50 {
            let values =
                (round * 4..round * 4 + 4).map(|ordinal| choose(&enumeration, Seed::new(9), ordinal));
            let mut texts: Vec<String> = values.map(|value| value.to_string()).collect();
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), 4);
        }
    }

    #[test]
    fn codes_and_flags_go_beyond_the_values_that_are_named() {
        let mut codes = Enumeration::new(EnumKind::Codes, ["100", "-1", "-2"]);
        codes.range = Some(Bounds::between(0, 100));
        let flags = Enumeration::new(EnumKind::Flags, ["0x000f0000", "0x0000f000", "0x0000000f"]);
        for enumeration in [codes, flags] {
            let values: Vec<String> =
                (0..40).map(|ordinal| choose(&enumeration, Seed::new(2), ordinal).to_string()).collect();
            assert!(values.iter().all(|value| enumeration.allows(value)), "{values:?}");
            let is_named = |value: &String| {
                enumeration
                    .values
                    .iter()
                    .any(|known| known.number().map(|known| known.to_string()) == Some(value.clone()))
            };
            assert!(!values.iter().all(is_named), "{values:?}");
        }
    }
}
