//! The sources of a claim: the operation's doc page and the vendor's machine-readable constraints.

/// A source of claims about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Source {
    /// The operation's doc page, or the API document in its place.
    Page,
    /// The vendor's machine-readable constraints.
    Machine,
}

impl Source {
    /// All sources with their names in a spec file.
    pub const ALL: [(&'static str, Self); 2] = [("page", Self::Page), ("machine", Self::Machine)];
}

/// The claims of all sources about one thing. They may disagree; each is kept.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sources<T> {
    /// The claim of the operation's doc page.
    pub page: Option<T>,
    /// The claim of the vendor's machine-readable constraints.
    pub machine: Option<T>,
}

impl<T> Default for Sources<T> {
    fn default() -> Self {
        Self { page: None, machine: None }
    }
}

impl<T> Sources<T> {
    /// A claim of the doc page alone.
    pub fn page(value: T) -> Self {
        Self { page: Some(value), machine: None }
    }

    /// The claim of one source.
    pub fn get(&self, source: Source) -> Option<&T> {
        match source {
            Source::Page => self.page.as_ref(),
            Source::Machine => self.machine.as_ref(),
        }
    }

    /// Replaces the claim of one source.
    pub fn set(&mut self, source: Source, claim: Option<T>) {
        match source {
            Source::Page => self.page = claim,
            Source::Machine => self.machine = claim,
        }
    }

    /// Returns true if no source claims anything.
    pub fn is_empty(&self) -> bool {
        self.page.is_none() && self.machine.is_none()
    }

    /// Returns true if two sources disagree.
    pub fn is_disputed(&self) -> bool
    where
        T: PartialEq,
    {
        matches!((&self.page, &self.machine), (Some(page), Some(machine)) if page != machine)
    }

    /// The doc page's claim, else the machine-readable one.
    pub fn preferred(&self) -> Option<&T> {
        self.page.as_ref().or(self.machine.as_ref())
    }
}

impl<T> From<Option<T>> for Sources<T> {
    fn from(page: Option<T>) -> Self {
        Self { page, machine: None }
    }
}

impl Sources<bool> {
    /// The value in effect: the doc page's claim goes first, and no claim means false.
    pub fn effective(&self) -> bool {
        self.preferred().copied().unwrap_or(false)
    }
}
