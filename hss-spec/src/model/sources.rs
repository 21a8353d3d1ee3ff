//! The sources of a constraint or an attribute: the operation's doc page, the vendor's machine-readable constraints, and
//! the definition in the vendor's API Explorer.

/// A source of an operation's constraints and attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Source {
    /// The operation's doc page, or the API document in its place.
    Page,
    /// The vendor's machine-readable constraints.
    Machine,
    /// The operation's definition in the vendor's API Explorer.
    Explorer,
}

impl Source {
    /// All sources with their names in a spec file, the preferred one first.
    pub const ALL: [(&'static str, Self); 3] =
        [("page", Self::Page), ("machine", Self::Machine), ("explorer", Self::Explorer)];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, source)| *source == self).map_or("", |(name, _)| name)
    }

    /// Its name in messages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Page => "the page",
            Self::Machine => "the machine-readable file",
            Self::Explorer => "the Explorer",
        }
    }
}

/// The values of one constraint or attribute by source. They may disagree; each is kept.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sources<T> {
    /// The value on the operation's doc page.
    pub page: Option<T>,
    /// The value in the vendor's machine-readable constraints.
    pub machine: Option<T>,
    /// The value in the Explorer's definition.
    pub explorer: Option<T>,
}

impl<T> Default for Sources<T> {
    fn default() -> Self {
        Self { page: None, machine: None, explorer: None }
    }
}

impl<T> Sources<T> {
    /// A value that only the doc page has.
    pub fn page(value: T) -> Self {
        Self::from(Some(value))
    }

    /// The value of one source.
    pub fn get(&self, source: Source) -> Option<&T> {
        match source {
            Source::Page => self.page.as_ref(),
            Source::Machine => self.machine.as_ref(),
            Source::Explorer => self.explorer.as_ref(),
        }
    }

    /// Replaces the value of one source.
    pub fn set(&mut self, source: Source, value: Option<T>) {
        match source {
            Source::Page => self.page = value,
            Source::Machine => self.machine = value,
            Source::Explorer => self.explorer = value,
        }
    }

    /// The sources that have a value, the preferred one first.
    pub fn known(&self) -> impl Iterator<Item = (Source, &T)> {
        Source::ALL.into_iter().filter_map(|(_, source)| Some((source, self.get(source)?)))
    }

    /// Returns true if no source has a value.
    pub fn is_empty(&self) -> bool {
        self.known().next().is_none()
    }

    /// Returns true if two sources disagree.
    pub fn is_disputed(&self) -> bool
    where
        T: PartialEq,
    {
        let mut known = self.known().map(|(_, value)| value);
        known.next().is_some_and(|first| known.any(|other| other != first))
    }

    /// The doc page's value, else that of the next preferred source.
    pub fn preferred(&self) -> Option<&T> {
        self.known().next().map(|(_, value)| value)
    }
}

impl<T> From<Option<T>> for Sources<T> {
    fn from(page: Option<T>) -> Self {
        Self { page, ..Self::default() }
    }
}

impl Sources<bool> {
    /// The effective value of `required`: the doc page's, else the next source's, else false. A field that is optional in
    /// the Explorer is optional, so that no request is refused that an official source allows.
    pub fn effective(&self) -> bool {
        self.explorer != Some(false) && self.preferred().copied().unwrap_or(false)
    }
}
