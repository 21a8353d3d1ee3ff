//! Effect of a kind of change on callers.

/// Effect of a change on those who call the API through the generated client; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Effect {
    /// Code that compiled no longer does, or a call that worked is refused or changes its meaning.
    Breaking,
    /// An operation, a parameter, a field or a value is added.
    Addition,
    /// The same code compiles, but the service or the client behaves differently.
    Behaviour,
    /// Only the documentation changes.
    Docs,
}

impl Effect {
    /// All effects with their names in reports.
    pub const ALL: [(&'static str, Self); 4] = [
        ("breaking", Self::Breaking),
        ("addition", Self::Addition),
        ("behaviour", Self::Behaviour),
        ("docs", Self::Docs),
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, effect)| *effect == self).map_or("", |(name, _)| name)
    }
}

/// The version bump that a change requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Verdict {
    /// The generated code is the same.
    None,
    /// Only documentation changes.
    Patch,
    /// Callers need not change anything.
    Minor,
    /// Callers may have to change their code.
    Major,
}

impl Verdict {
    /// All verdicts with their names in reports, the mildest first.
    pub const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("patch", Self::Patch), ("minor", Self::Minor), ("major", Self::Major)];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, verdict)| *verdict == self).map_or("", |(name, _)| name)
    }
}

/// Direction of a changed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Direction {
    /// Callers give it.
    Request,
    /// Callers read it.
    Response,
    /// Callers give it and read it.
    Both,
}

impl Direction {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
        }
    }
}

/// A kind of change: its id in reports and its effect on callers.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its stable id, in kebab-case.
    pub id: &'static str,
    /// A description of the change.
    pub description: &'static str,
    /// The effect on values that callers give, and on items without a direction.
    pub in_requests: Effect,
    /// The effect on values that callers only read.
    pub in_responses: Effect,
    /// The message of a finding, in which `{name}`, `{what}`, `{old}` and `{new}` are replaced.
    pub message: &'static str,
    /// The reason why the effect is worse than a compiler or a comparison of signatures shows.
    pub why: Option<&'static str>,
    /// The ids of the rules for the reverse change.
    pub reverse: &'static [&'static str],
    /// True if the change affects the generated code.
    pub is_in_code: bool,
}

impl Rule {
    /// A rule with the same effect in both directions.
    pub(super) const fn new(
        id: &'static str,
        effect: Effect,
        description: &'static str,
        message: &'static str,
        reverse: &'static [&'static str],
    ) -> Self {
        Self {
            id,
            description,
            in_requests: effect,
            in_responses: effect,
            message,
            why: None,
            reverse,
            is_in_code: true,
        }
    }

    /// Sets a different effect on values that callers only read.
    pub(super) const fn in_responses(mut self, effect: Effect) -> Self {
        self.in_responses = effect;
        self
    }

    /// Sets the reason why the rule is stricter than a compiler.
    pub(super) const fn because(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    /// Marks a change that does not affect the generated code.
    pub(super) const fn outside_of_code(mut self) -> Self {
        self.is_in_code = false;
        self
    }

    /// The effect on a value of that direction; the worse one if it is sent and received.
    pub fn effect(&self, direction: Option<Direction>) -> Effect {
        match direction {
            None | Some(Direction::Request) => self.in_requests,
            Some(Direction::Response) => self.in_responses,
            Some(Direction::Both) => self.in_requests.min(self.in_responses),
        }
    }

    /// The version bump that a change with this effect requires.
    pub fn verdict(&self, effect: Effect) -> Verdict {
        match effect {
            _ if !self.is_in_code => Verdict::None,
            Effect::Breaking => Verdict::Major,
            Effect::Addition | Effect::Behaviour => Verdict::Minor,
            Effect::Docs => Verdict::Patch,
        }
    }
}
