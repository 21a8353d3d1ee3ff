//! Styles of OpenAPI: the serialization of lists and objects in parameters and forms.

use super::{Field, Location};

/// The way a list or an object is written: OpenAPI's `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterStyle {
    /// `a=1,2`; exploded, `a=1&a=2`.
    Form,
    /// `1,2`
    Simple,
    /// `a=1%202`; exploded, `a=1&a=2`.
    SpaceDelimited,
    /// `a=1|2`; exploded, `a=1&a=2`.
    PipeDelimited,
    /// Elements joined by tabs, as Swagger 2.0 has it.
    TabDelimited,
    /// `a[x]=1&a[y]=2`
    DeepObject,
    /// `.1,2`; exploded, `.1.2`.
    Label,
    /// `;a=1,2`; exploded, `;a=1;a=2`.
    Matrix,
}

impl ParameterStyle {
    /// All styles with their names in a spec file.
    pub const ALL: [(&'static str, Self); 8] = [
        ("form", Self::Form),
        ("simple", Self::Simple),
        ("spaceDelimited", Self::SpaceDelimited),
        ("pipeDelimited", Self::PipeDelimited),
        ("tabDelimited", Self::TabDelimited),
        ("deepObject", Self::DeepObject),
        ("label", Self::Label),
        ("matrix", Self::Matrix),
    ];

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, style)| *style == self).map_or("", |(name, _)| name)
    }

    /// The style of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }

    /// The default style of parameters at a location.
    pub fn default_of(location: Location) -> Self {
        match location {
            Location::Path | Location::Header => Self::Simple,
            Location::Query | Location::Cookie => Self::Form,
        }
    }

    /// Returns true if lists of this style are exploded by default.
    pub fn explodes_by_default(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject)
    }

    /// Returns true if parameters at that location can have the style.
    pub fn is_for(self, location: Location) -> bool {
        match self {
            Self::Simple => matches!(location, Location::Path | Location::Header),
            Self::Label | Self::Matrix => location == Location::Path,
            Self::Form => matches!(location, Location::Query | Location::Cookie),
            Self::SpaceDelimited | Self::PipeDelimited | Self::TabDelimited | Self::DeepObject => {
                location == Location::Query
            }
        }
    }
}

/// The encoding of one field of a form.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The style of a list or an object; `None` for the default.
    pub style: Option<ParameterStyle>,
    /// True if each element or field is a separate pair; `None` for the default of the style.
    pub explode: Option<bool>,
    /// The media type of the part.
    pub media_type: Option<String>,
    /// The headers of the part that a caller sets.
    pub headers: Vec<Field>,
}

/// Returns true if a text is a valid header value.
pub(crate) fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
