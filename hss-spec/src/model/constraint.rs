//! Constraints on the value of a request, beyond its type.
//!
//! Readers, writers, checks, importers and the diff loop over [`ConstraintKind::ALL`]. A new constraint is a variant
//! of [`ConstraintKind`] and of [`Constraint`] here, and the code that validates it.

use std::fmt;

use super::{Bounds, EnumKind, Enumeration, Literal, Number, Type};

/// The kind of a constraint; a field has at most one effective constraint of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// Bounds of a number (of each element of a list).
    Range,
    /// Bounds of a string's length in characters (of each element of a list).
    Length,
    /// Bounds of the number of elements of a list or entries of a map.
    Items,
    /// A regular expression that a string must match (each element of a list).
    Pattern,
    /// The number that a value must be a multiple of (each element of a list).
    MultipleOf,
    /// No two elements of a list are equal.
    Unique,
    /// The only value of a boolean (of each element of a list).
    Only,
}

impl ConstraintKind {
    /// All kinds, in the order of a spec file.
    pub const ALL: [Self; 7] =
        [Self::Range, Self::Length, Self::Items, Self::Pattern, Self::MultipleOf, Self::Unique, Self::Only];

    /// The name in a spec file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Length => "length",
            Self::Items => "items",
            Self::Pattern => "pattern",
            Self::MultipleOf => "multiple_of",
            Self::Unique => "unique",
            Self::Only => "only",
        }
    }

    /// The name in reports and documentation.
    pub fn label(self) -> &'static str {
        match self {
            Self::Items => "list size",
            Self::MultipleOf => "multiple of",
            Self::Unique => "unique elements",
            Self::Only => "only value",
            other => other.name(),
        }
    }

    /// The form of its text in a spec file, for messages.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Pattern => "a regular expression such as `^[a-z]+$`",
            Self::MultipleOf => "a number above 0 such as `5` or `0.01`",
            Self::Unique => "`true`",
            Self::Only => "`true` or `false`",
            _ => "a range such as `10..=200`, `0..` or `..=255`",
        }
    }

    /// The values that it applies to, for messages.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Range | Self::MultipleOf => "a number",
            Self::Length | Self::Pattern => "a string",
            Self::Items => "a list or a map",
            Self::Unique => "a list",
            Self::Only => "a boolean",
        }
    }

    /// The keywords of JSON Schema that state it: two bounds, or one value.
    pub fn keywords(self) -> &'static [&'static str] {
        match self {
            Self::Range => &["minimum", "maximum"],
            Self::Length => &["minLength", "maxLength"],
            Self::Items => &["minItems", "maxItems"],
            Self::Pattern => &["pattern"],
            Self::MultipleOf => &["multipleOf"],
            Self::Unique => &["uniqueItems"],
            // `enum` and `const`, which also list values of other types.
            Self::Only => &[],
        }
    }

    /// Returns true if it constrains a list or a map as a whole, not its elements.
    pub fn is_of_collection(self) -> bool {
        matches!(self, Self::Items | Self::Unique)
    }

    /// Returns true if it applies to values of that type; `enumeration` is the one that the type names.
    pub fn applies_to(self, ty: &Type, enumeration: Option<&Enumeration>) -> bool {
        let innermost = ty.innermost();
        let kind = enumeration.map(|one| one.kind);
        match self {
            Self::Range | Self::MultipleOf => {
                innermost.is_integer()
                    || *innermost == Type::Number
                    || kind.is_some_and(|kind| kind != EnumKind::String)
            }
            Self::Length | Self::Pattern => *innermost == Type::String || kind == Some(EnumKind::String),
            Self::Items => matches!(ty, Type::List(_) | Type::Map(_)),
            Self::Unique => matches!(ty, Type::List(_)),
            Self::Only => *innermost == Type::Boolean,
        }
    }
}

/// One constraint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// Bounds of a number.
    Range(Bounds),
    /// Bounds of a string's length in characters.
    Length(Bounds),
    /// Bounds of the number of elements or entries.
    Items(Bounds),
    /// A regular expression in the syntax of ECMA-262, not anchored: a string matches if any part of it does.
    Pattern(String),
    /// The number, above 0, that a value must be a multiple of.
    MultipleOf(Number),
    /// No two elements are equal.
    Unique,
    /// The only value of a boolean.
    Only(bool),
}

/// A value to be compared with constraints.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Candidate<'v> {
    /// A number.
    Number(Number),
    /// A string.
    String(&'v str),
    /// A list or a map with that many elements or entries.
    Collection(usize),
    /// True or false.
    Boolean(bool),
}

impl<'v> Candidate<'v> {
    /// The candidate for a literal.
    pub fn from_literal(literal: &'v Literal) -> Self {
        match literal {
            Literal::Integer(value) => Self::Number(Number::Integer(*value)),
            Literal::Float(value) => Self::Number(Number::Float(*value)),
            Literal::String(text) => Self::String(text),
            Literal::Boolean(value) => Self::Boolean(*value),
        }
    }
}

/// The relation of a new constraint to an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Width {
    /// Both allow the same values.
    Same,
    /// The new one allows less.
    Narrower,
    /// The new one allows more.
    Wider,
    /// Each may allow values that the other refuses.
    Different,
}

impl Constraint {
    /// The constraint of that kind with those bounds; `None` if the kind has no bounds.
    pub fn from_bounds(kind: ConstraintKind, bounds: Bounds) -> Option<Self> {
        match kind {
            ConstraintKind::Range => Some(Self::Range(bounds)),
            ConstraintKind::Length => Some(Self::Length(bounds)),
            ConstraintKind::Items => Some(Self::Items(bounds)),
            ConstraintKind::Pattern
            | ConstraintKind::MultipleOf
            | ConstraintKind::Unique
            | ConstraintKind::Only => None,
        }
    }

    /// Parses the text of a spec file; [`ConstraintKind::expected`] describes it.
    pub fn parse(kind: ConstraintKind, text: &str) -> Option<Self> {
        match kind {
            ConstraintKind::Pattern => (!text.is_empty()).then(|| Self::Pattern(text.to_owned())),
            ConstraintKind::MultipleOf => {
                text.parse().ok().filter(|step: &Number| step.as_f64() > 0.0).map(Self::MultipleOf)
            }
            ConstraintKind::Unique => (text == "true").then_some(Self::Unique),
            ConstraintKind::Only => text.parse().ok().map(Self::Only),
            _ => {
                let bounds: Bounds = text.parse().ok()?;
                let is_fit = kind == ConstraintKind::Range || !bounds.excludes_an_end();
                is_fit.then(|| Self::from_bounds(kind, bounds))?
            }
        }
    }

    /// The kind.
    pub fn kind(&self) -> ConstraintKind {
        match self {
            Self::Range(_) => ConstraintKind::Range,
            Self::Length(_) => ConstraintKind::Length,
            Self::Items(_) => ConstraintKind::Items,
            Self::Pattern(_) => ConstraintKind::Pattern,
            Self::MultipleOf(_) => ConstraintKind::MultipleOf,
            Self::Unique => ConstraintKind::Unique,
            Self::Only(_) => ConstraintKind::Only,
        }
    }

    /// The bounds, if it has any.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Range(bounds) | Self::Length(bounds) | Self::Items(bounds) => Some(*bounds),
            Self::Pattern(_) | Self::MultipleOf(_) | Self::Unique | Self::Only(_) => None,
        }
    }

    /// The reason why no value can satisfy it, as a relative clause.
    pub fn defect(&self) -> Option<&'static str> {
        let bounds = self.bounds()?;
        if bounds.is_empty() && bounds.excludes_an_end() {
            return Some("whose ends leave no value between them");
        }
        if bounds.is_empty() {
            return Some("whose minimum is above its maximum");
        }
        let counts = matches!(self, Self::Length(_) | Self::Items(_));
        (counts && !bounds.are_counts()).then_some("whose ends must be integers from 0")
    }

    /// The reason why it is not enforced, as a relative clause. It is kept as documentation.
    pub fn caveat(&self) -> Option<&'static str> {
        match self {
            #[cfg(feature = "pattern")]
            Self::Pattern(pattern) if compile(pattern).is_none() => {
                Some("which is not a regular expression of ECMA-262; requests are not checked against it")
            }
            _ => None,
        }
    }

    /// The union of both: a constraint that allows what either of the two allows; `None` if no constraint of that kind
    /// is known to.
    pub fn wider(&self, other: &Self) -> Option<Self> {
        if self.kind() != other.kind() {
            return None;
        }
        Self::from_bounds(self.kind(), self.bounds()?.wider(other.bounds()?)?)
    }

    /// The relation of `new` to this constraint, which it replaces.
    pub fn compare(&self, new: &Self) -> Width {
        if self == new {
            return Width::Same;
        }
        let covers = match (self.bounds(), new.bounds()) {
            (Some(old), Some(new)) => (new.covers(&old), old.covers(&new)),
            _ => (false, false),
        };
        match covers {
            (true, true) => Width::Same,
            (true, false) => Width::Wider,
            (false, true) => Width::Narrower,
            (false, false) => Width::Different,
        }
    }

    /// The reason why it rejects a value, as the predicate of a sentence about it; `None` if the value satisfies it
    /// or is of a type that it doesn't apply to.
    ///
    /// Without the feature `pattern`, patterns accept every string.
    pub fn refusal(&self, value: Candidate<'_>) -> Option<String> {
        match (self, value) {
            (Self::Range(bounds), Candidate::Number(number)) => {
                (!bounds.contains(number)).then(|| format!("is not in {bounds}"))
            }
            (Self::Length(bounds), Candidate::String(text)) => {
                outside(*bounds, text.chars().count(), "characters")
            }
            (Self::MultipleOf(step), Candidate::Number(number)) => {
                (!number.is_multiple_of(*step)).then(|| format!("is not a multiple of {step}"))
            }
            (Self::Items(bounds), Candidate::Collection(count)) => outside(*bounds, count, "elements"),
            (Self::Only(only), Candidate::Boolean(value)) => {
                (value != *only).then(|| format!("is not {only}"))
            }
            #[cfg(feature = "pattern")]
            (Self::Pattern(pattern), Candidate::String(text)) => {
                let is_refused = compile(pattern).is_some_and(|regex| regex.find(text).is_none());
                is_refused.then(|| format!("does not match `{pattern}`"))
            }
            _ => None,
        }
    }

    /// Returns true if a default satisfies it.
    pub fn admits(&self, default: &Literal) -> bool {
        self.refusal(Candidate::from_literal(default)).is_none()
    }
}

/// Compiles a pattern with the flag `u`, as JSON Schema recommends, else without: many documents escape characters
/// that must not be escaped with the flag. Without it, `\p{…}` and `\u{…}` mean plain letters, so they are not compiled.
#[cfg(feature = "pattern")]
fn compile(pattern: &str) -> Option<regress::Regex> {
    if let Ok(regex) = regress::Regex::with_flags(pattern, "u") {
        return Some(regex);
    }
    let needs_unicode = ["\\p{", "\\P{", "\\u{"].iter().any(|escape| pattern.contains(escape));
    if needs_unicode { None } else { regress::Regex::new(pattern).ok() }
}

fn outside(bounds: Bounds, count: usize, what: &str) -> Option<String> {
    let number = Number::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    (!bounds.contains(number)).then(|| format!("has {count} {what}, must have {bounds}"))
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range(bounds) | Self::Length(bounds) | Self::Items(bounds) => bounds.fmt(f),
            Self::Pattern(pattern) => f.write_str(pattern),
            Self::MultipleOf(step) => step.fmt(f),
            Self::Unique => f.write_str("true"),
            Self::Only(only) => only.fmt(f),
        }
    }
}
