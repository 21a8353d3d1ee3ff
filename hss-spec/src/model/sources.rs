//! The sources of a constraint or an attribute: the operation's doc page and the vendor's machine-readable constraints.

/// A source of an operation's constraints and attributes.
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

/// The values of one constraint or attribute by source. They may disagree; each is kept.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sources<T> {
    /// The value on the operation's doc page.
    pub page: Option<T>,
    /// The value in the vendor's machine-readable constraints.
    pub machine: Option<T>,
}

impl<T> Default for Sources<T> {
    fn default() -> Self {
        Self { page: None, machine: None }
    }
}

impl<T> Sources<T> {
    /// A value of the doc page alone.
    pub fn page(value: T) -> Self {
        Self { page: Some(value), machine: None }
    }

    /// The value of one source.
    pub fn get(&self, source: Source) -> Option<&T> {
        match source {
            Source::Page => self.page.as_ref(),
            Source::Machine => self.machine.as_ref(),
        }
    }

    /// Replaces the value of one source.
    pub fn set(&mut self, source: Source, value: Option<T>) {
        match source {
            Source::Page => self.page = value,
            Source::Machine => self.machine = value,
        }
    }

    /// Returns true if no source has a value.
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

    /// The doc page's value, else the machine-readable one.
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
    /// The effective value: the doc page's, else the machine-readable one, else false.
    pub fn effective(&self) -> bool {
        self.preferred().copied().unwrap_or(false)
    }
}
