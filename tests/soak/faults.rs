//! Faults by chance, the same ones in each run.

use std::time::Duration;

use hss_mock::Fault;

use crate::calls::{FILE, LIST, POST};

/// A pseudo-random sequence (an LCG, of which the high bits are used).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A fault of a few requests, somewhere among the next ones.
    pub(crate) fn fault(&mut self) -> Fault {
        let operation = [LIST, POST, FILE, "*"][self.below(4) as usize];
        let fault = match self.below(12) {
            0 => Fault::reset(operation),
            1 => Fault::truncate(operation),
            2 => Fault::stall(operation),
            3 => Fault::drip(operation, Duration::from_millis(20)),
            4 => Fault::delay(operation, Duration::from_millis(100)),
            5 => Fault::delay(operation, Duration::from_millis(1_500)),
            // A file may have any content.
            6 => Fault::malformed(LIST),
            7 => Fault::html(operation, 502),
            8 => Fault::status(operation, 429).retry_after(0),
            9 => Fault::status(operation, 500),
            10 => Fault::status(operation, 404),
            _ => Fault::status(operation, 503),
        };
        fault.after(self.below(300) as u32).times(1 + self.below(3) as u32)
    }
}
