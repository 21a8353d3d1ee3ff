//! Points in time: near a fixed base, in the order of an object's life.

use jiff::Timestamp;

use super::names::PHASES;
use super::seed::Seed;

/// 2025-08-29T12:00:00Z in milliseconds. Real time is not used, so that every run gives the same data.
const BASE_MS: i64 = 1_756_468_800_000;

const MINUTE_MS: i64 = 60_000;

/// Items further back than this share their times with earlier ones, so that none was before the service existed.
const ITEMS_BACK: u64 = 200_000;

/// Lifetime of a listed object; later objects are older.
#[derive(Clone, Copy)]
pub(super) struct Life {
    birth: i64,
    phase_length: i64,
}

impl Life {
    /// The life of the object with that number; `seed` leads to this object alone.
    pub(super) fn of(seed: Seed, ordinal: u64) -> Self {
        let back = i64::try_from(ordinal % ITEMS_BACK).unwrap_or(0) * 7 * MINUTE_MS;
        let jitter = seed.text("birth").between(0, 6 * MINUTE_MS);
        Self {
            birth: BASE_MS - back - jitter,
            phase_length: seed.text("phase").between(1_000, 10 * MINUTE_MS),
        }
    }

    /// The life of an object that was created at this time of the session.
    pub(super) fn born(seed: Seed, born: i64) -> Self {
        Self {
            birth: BASE_MS.saturating_add(born),
            phase_length: seed.text("phase").between(1_000, 10 * MINUTE_MS),
        }
    }

    /// The point in time that a field of this name gives, in milliseconds.
    pub(super) fn time(self, field: &str) -> i64 {
        let words = || field.split('_');
        let phase = PHASES
            .iter()
            .find(|(word, _)| words().any(|known| known == *word))
            .map_or(2, |(_, phase)| *phase);
        self.birth + phase * self.phase_length
    }
}

/// A time in the form of RFC 3339, in whole seconds: `2025-08-29T12:00:00Z`.
pub(super) fn to_rfc3339(milliseconds: i64) -> String {
    Timestamp::from_second(milliseconds.div_euclid(1000))
        .map_or_else(|_| milliseconds.to_string(), |time| time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_rfc_3339() {
        assert_eq!(to_rfc3339(BASE_MS), "2025-08-29T12:00:00Z");
        assert_eq!(to_rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(to_rfc3339(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(to_rfc3339(-1000), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn an_end_is_after_its_beginning_and_a_creation_before_both() {
        for ordinal in 0..1000 {
            let life = Life::of(Seed::new(3).number(ordinal), ordinal);
            assert!(life.time("create_time") <= life.time("begin_time"));
            assert!(life.time("begin_time") < life.time("end_time"));
            assert!(life.time("first_scan_time") < life.time("latest_scan_time"));
        }
    }
}
