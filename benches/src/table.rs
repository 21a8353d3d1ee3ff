//! The table's rows.

use std::fmt;
use std::time::Duration;

use crate::measure::Cost;

/// The table's head.
pub(crate) const HEAD: &str = "| what | ours | peer | ours ÷ peer | promised |\n|---|---:|---:|---:|---:|";

/// A line of the table.
#[derive(Clone)]
pub(crate) struct Row {
    what: String,
    ours: Amount,
    peer: Option<Amount>,
    promise: Promise,
}

/// A measured number.
#[derive(Clone, Copy)]
pub(crate) enum Amount {
    /// A time.
    Time(Duration),
    /// A memory or file size.
    Bytes(u64),
    /// A number of things.
    Count(u64),
    /// One number divided by another.
    Ratio(f64),
}

/// The target for the number.
#[derive(Clone, Copy)]
pub(crate) enum Promise {
    /// At most so much of the peer's.
    Ratio(f64),
    /// At most this fraction of the peer's: one part in this number.
    Part(f64),
    /// At most so much, whatever the peer's.
    AtMost(Amount),
    /// At least so much.
    AtLeast(Amount),
    /// Nothing; the number explains another.
    None,
}

impl Row {
    /// A number beside the peer's.
    pub(crate) fn against(what: impl Into<String>, ours: Amount, peer: Amount, promise: Promise) -> Row {
        Row { what: what.into(), ours, peer: Some(peer), promise }
    }

    /// Resources of a process beside those of the peer's: its time and, to explain it, its CPU time.
    pub(crate) fn times(what: &str, [ours, peer]: [Cost; 2], promise: Promise) -> [Row; 2] {
        let row = |name: &str, ours, peer, promise| {
            Row::against(format!("{what}: {name}"), Amount::Time(ours), Amount::Time(peer), promise)
        };
        [row("time", ours.wall, peer.wall, promise), row("CPU time", ours.cpu, peer.cpu, Promise::None)]
    }

    /// The memory that a process took beside the peer's.
    pub(crate) fn memory(what: &str, [ours, peer]: [Cost; 2], promise: Promise) -> Row {
        Row::against(
            format!("{what}: memory"),
            Amount::Bytes(ours.memory),
            Amount::Bytes(peer.memory),
            promise,
        )
    }

    /// A number of ours alone.
    pub(crate) fn alone(what: impl Into<String>, ours: Amount, promise: Promise) -> Row {
        Row { what: what.into(), ours, peer: None, promise }
    }

    fn ratio(&self) -> Option<f64> {
        self.peer.map(|peer| self.ours.number() / peer.number())
    }

    fn kept(&self) -> bool {
        let ours = self.ours.number();
        let peer = self.peer.map_or(0.0, Amount::number);
        match self.promise {
            Promise::Ratio(most) => ours <= most * peer,
            Promise::Part(parts) => ours * parts <= peer,
            Promise::AtMost(most) => ours <= most.number(),
            Promise::AtLeast(least) => ours >= least.number(),
            Promise::None => true,
        }
    }
}

impl Amount {
    fn number(self) -> f64 {
        match self {
            Amount::Time(time) => time.as_secs_f64(),
            Amount::Bytes(number) | Amount::Count(number) => number as f64,
            Amount::Ratio(ratio) => ratio,
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} | {} | ", self.what, self.ours)?;
        if let Some(peer) = self.peer {
            write!(f, "{peer}")?;
        }
        write!(f, " | ")?;
        match self.ratio() {
            // Small ratios are easier read the other way round.
            Some(ratio) if ratio < 0.5 => write!(f, "1/{:.1}", 1.0 / ratio)?,
            Some(ratio) if ratio.is_finite() => write!(f, "{ratio:.2}")?,
            _ => {}
        }
        let missed = if self.kept() { "" } else { " ✗" };
        write!(f, " | {}{missed} |", self.promise)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Amount::Time(time) if time < Duration::from_millis(1) => {
                write!(f, "{:.1} µs", time.as_secs_f64() * 1e6)
            }
            Amount::Time(time) if time < Duration::from_millis(100) => {
                write!(f, "{:.2} ms", time.as_secs_f64() * 1e3)
            }
            Amount::Time(time) => write!(f, "{:.2} s", time.as_secs_f64()),
            Amount::Bytes(bytes) if bytes < 10_000_000 => write!(f, "{} kB", bytes / 1000),
            Amount::Bytes(bytes) => write!(f, "{} MB", bytes / 1_000_000),
            Amount::Count(count) => write!(f, "{count}"),
            Amount::Ratio(ratio) => write!(f, "{ratio:.1}"),
        }
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Promise::Ratio(most) => write!(f, "≤ {most}"),
            Promise::Part(parts) => write!(f, "≤ 1/{parts}"),
            Promise::AtMost(most) => write!(f, "≤ {most}"),
            Promise::AtLeast(least) => write!(f, "≥ {least}"),
            Promise::None => Ok(()),
        }
    }
}
