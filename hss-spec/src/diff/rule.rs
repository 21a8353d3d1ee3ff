//! Effect of a kind of change on callers.

/// Effect of a change on those who call the API through the generated client; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Code that compiled does not, or a call that worked is refused or means something else.
    Breaking,
    /// There is something new to call, to give or to read.
    Addition,
    /// The same code compiles, and the service or the client does something else.
    Behaviour,
    /// Only the documentation is another.
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

/// The part of the version number that a change asks to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
pub struct Rule {
    /// Its stable id, in kebab-case.
    pub id: &'static str,
    /// Part of the spec that the rule compares.
    pub looks_at: &'static str,
    /// The effect on values that callers give, and on items without a direction.
    pub in_requests: Effect,
    /// The effect on values that callers only read.
    pub in_responses: Effect,
    /// The sentence that reports a change; `{name}`, `{what}`, `{old}` and `{new}` are replaced by those of the finding.
    pub says: &'static str,
    /// The reason why the effect is worse than a compiler or a comparison of signatures would notice.
    pub why: Option<&'static str>,
    /// The ids of the rules for the reverse change.
    pub reverse: &'static [&'static str],
    /// True if the generated code shows the change at all.
    pub is_in_code: bool,
}

impl Rule {
    /// A rule with the same effect in both directions.
    pub(super) const fn new(
        id: &'static str,
        effect: Effect,
        looks_at: &'static str,
        says: &'static str,
        reverse: &'static [&'static str],
    ) -> Self {
        Self {
            id,
            looks_at,
            in_requests: effect,
            in_responses: effect,
            says,
            why: None,
            reverse,
            is_in_code: true,
        }
    }

    /// The rule with another effect on values that callers only read.
    pub(super) const fn in_responses(mut self, effect: Effect) -> Self {
        self.in_responses = effect;
        self
    }

    /// The rule with the reason why it is stricter than a compiler.
    pub(super) const fn because(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    /// The rule for a change that no generated code shows.
    pub(super) const fn outside_of_code(mut self) -> Self {
        self.is_in_code = false;
        self
    }

    /// The effect on a value that travels this way; the worse one where it travels both ways.
    pub fn effect(&self, direction: Option<Direction>) -> Effect {
        match direction {
            None | Some(Direction::Request) => self.in_requests,
            Some(Direction::Response) => self.in_responses,
            Some(Direction::Both) => self.in_requests.min(self.in_responses),
        }
    }

    /// The version that a change with this effect asks for.
    pub fn verdict(&self, effect: Effect) -> Verdict {
        match effect {
            _ if !self.is_in_code => Verdict::None,
            Effect::Breaking => Verdict::Major,
            Effect::Addition | Effect::Behaviour => Verdict::Minor,
            Effect::Docs => Verdict::Patch,
        }
    }
}
