//! Fields: the named values of parameters and models, with their attributes.

use super::{Bounds, Constraint, Kind, Style};

/// A named value: a parameter, or a field of a model.
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    attributes: Attributes,
}

/// Attributes of a field besides its name and type.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) required: bool,
    pub(super) from_client: bool,
    pub(super) secret: bool,
    pub(super) deprecated: bool,
    pub(super) nullable: bool,
    pub(super) additional: bool,
    pub(super) constraints: &'static [Constraint],
    pub(super) default: Option<&'static str>,
    pub(super) example: Option<&'static str>,
    pub(super) unit: Option<&'static str>,
    pub(super) format: Option<&'static str>,
    pub(super) reserved: bool,
    pub(super) style: Style,
    pub(super) tags: &'static [&'static str],
    pub(super) doc: &'static str,
}

impl Field {
    pub(super) const fn new(name: &'static str, kind: Kind, attributes: Attributes) -> Self {
        Self { name, kind, attributes }
    }

    /// The style, in a parameter's line.
    pub(super) fn style(&self) -> Style {
        self.attributes.style
    }

    /// Returns `true` if it is required in a request.
    pub fn is_required(&self) -> bool {
        self.attributes.required
    }

    /// Returns `true` if the client sets it from its own configuration.
    pub fn is_from_client(&self) -> bool {
        self.attributes.from_client
    }

    /// Returns `true` if its value must not be shown in logs and errors.
    pub fn is_secret(&self) -> bool {
        self.attributes.secret
    }

    /// Returns `true` if the vendor advises against using it.
    pub fn is_deprecated(&self) -> bool {
        self.attributes.deprecated
    }

    /// Returns `true` if a request may send null, which differs from an omitted field.
    pub fn is_nullable(&self) -> bool {
        self.attributes.nullable
    }

    /// Returns `true` for a query parameter whose reserved characters are not escaped.
    pub fn is_reserved(&self) -> bool {
        self.attributes.reserved
    }

    /// Returns `true` if it is a map of all keys that are not another field of its model; it is then the last field.
    pub fn is_additional(&self) -> bool {
        self.attributes.additional
    }

    /// The values of a union's tag that identify this variant.
    pub fn tags(&self) -> &'static [&'static str] {
        self.attributes.tags
    }

    /// The constraints that a value in a request must satisfy, in the order of the table.
    pub fn constraints(&self) -> &'static [Constraint] {
        self.attributes.constraints
    }

    /// The bounds of an integer (of each element, in a list).
    pub fn range(&self) -> Option<Bounds<i64>> {
        self.constraints().iter().find_map(|constraint| match constraint {
            Constraint::Range(bounds) => Some(*bounds),
            _ => None,
        })
    }

    /// The bounds of a number (of each element, in a list).
    pub fn number_range(&self) -> Option<Bounds<f64>> {
        self.constraints().iter().find_map(|constraint| match constraint {
            Constraint::NumberRange(bounds) => Some(*bounds),
            _ => None,
        })
    }

    /// The bounds of a string's length (of each element, in a list), in characters.
    pub fn length(&self) -> Option<Bounds<u64>> {
        self.constraints().iter().find_map(|constraint| match constraint {
            Constraint::Length(bounds) => Some(*bounds),
            _ => None,
        })
    }

    /// The bounds of a list's number of elements.
    pub fn items(&self) -> Option<Bounds<u64>> {
        self.constraints().iter().find_map(|constraint| match constraint {
            Constraint::Items(bounds) => Some(*bounds),
            _ => None,
        })
    }

    /// The regular expression that a string (each element, in a list) must match, in the syntax of ECMA-262.
    pub fn pattern(&self) -> Option<&'static str> {
        self.constraints().iter().find_map(|constraint| match constraint {
            Constraint::Pattern(pattern) => Some(pattern.as_str()),
            _ => None,
        })
    }

    /// The value that the service assumes if the field is missing, as text.
    pub fn default(&self) -> Option<&'static str> {
        self.attributes.default
    }

    /// A value (of an element, in a list) that the documents show as an example, as text.
    pub fn example(&self) -> Option<&'static str> {
        self.attributes.example
    }

    /// The unit of a number: `minutes`.
    pub fn unit(&self) -> Option<&'static str> {
        self.attributes.unit
    }

    /// The documented format of a string (of each element, in a list), by its name in OpenAPI: `date-time`. It describes
    /// the value and is not enforced.
    pub fn format(&self) -> Option<&'static str> {
        self.attributes.format
    }

    /// The description, one sentence; may be empty.
    pub fn doc(&self) -> &'static str {
        self.attributes.doc
    }
}
