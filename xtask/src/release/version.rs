//! Versions in three numbers.

use std::fmt;

use clap::ValueEnum;

/// The part of a version to increase.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, ValueEnum)]
pub enum Part {
    /// Nothing: there is nothing to release.
    #[default]
    None,
    /// Only documentation changes.
    Patch,
    /// Callers need not change anything.
    Minor,
    /// Callers may have to change their code.
    Major,
}

impl Part {
    /// All parts with their names in reports.
    const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("patch", Self::Patch), ("minor", Self::Minor), ("major", Self::Major)];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, part)| *part == self).map_or("", |(name, _)| name)
    }

    /// The part of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
    }
}

/// A version.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Version([u64; 3]);

impl Version {
    /// Reads `0.1.2`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<u64> = text.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
        Some(Self(numbers.try_into().ok()?))
    }

    /// The next version; `None` if nothing is to be raised. Below 1.0 the parts move one to the right: `major` raises the
    /// second number, the others the third.
    pub fn next(self, part: Part) -> Option<Self> {
        let Self([major, minor, patch]) = self;
        Some(Self(match (major, part) {
            (_, Part::None) => return None,
            (0, Part::Major) => [0, minor + 1, 0],
            (0, _) | (_, Part::Patch) => [major, minor, patch + 1],
            (_, Part::Minor) => [major, minor + 1, 0],
            (_, Part::Major) => [major + 1, 0, 0],
        }))
    }

    /// The name that cargo uses for the step to another version, by the first number that is not zero.
    pub(super) fn release_type(self, next: Self) -> &'static str {
        let (Self(old), Self(new)) = (self, next);
        let is_unstable = old[0] == 0;
        match (0..3).find(|index| old[*index] != new[*index]) {
            Some(0) => "major",
            Some(1) if is_unstable => "major",
            Some(1) => "minor",
            _ if is_unstable => "minor",
            _ => "patch",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}
