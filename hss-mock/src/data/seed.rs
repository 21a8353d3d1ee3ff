//! Pseudo-random numbers as a pure function of their position.

/// A seed, derived from the mock's seed and the names and numbers that lead to a value.
///
/// There is no state: a value depends only on its path, not on values generated before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// Derives the seed for a name.
    pub(crate) fn text(self, name: &str) -> Self {
        // FNV-1a: short, and the same everywhere, unlike the standard library's hasher.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(mix(self.0 ^ hash))
    }

    /// Derives the seed for a number.
    pub(crate) fn number(self, number: u64) -> Self {
        Self(mix(self.0.wrapping_add(mix(number))))
    }

    /// A number below `limit`; 0 when there is none.
    pub(crate) fn below(self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.0 % limit }
    }

    /// A number from `min` to `max`, both included; `min` if `max` is smaller.
    pub(crate) fn between(self, min: i64, max: i64) -> i64 {
        let span = i128::from(max) - i128::from(min) + 1;
        if span <= 0 {
            return min;
        }
        let number = i128::from(min) + i128::from(self.0) % span;
        i64::try_from(number).unwrap_or(min)
    }

    /// One of several items.
    pub(crate) fn pick<'t, T: ?Sized>(self, things: &[&'t T]) -> Option<&'t T> {
        things.get(self.below(things.len() as u64) as usize).copied()
    }

    /// Hexadecimal digits, as many as asked for.
    pub(crate) fn hex(self, digits: usize) -> String {
        let blocks = (0..digits.div_ceil(16)).map(|block| format!("{:016x}", self.number(block as u64).0));
        let mut text: String = blocks.collect();
        text.truncate(digits);
        text
    }
}

/// The finalizer of splitmix64.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
