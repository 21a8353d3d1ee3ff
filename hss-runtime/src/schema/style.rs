//! Styles: the serialization of lists and objects in parameters and forms.

use super::Constraint;

/// The way a list or an object is written in a parameter, or in a field of a urlencoded form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// By location: a query, a cookie or a form repeats the key, a path or a header joins by commas.
    #[default]
    Default,
    /// Joined by commas.
    Comma,
    /// Joined by spaces.
    Space,
    /// Joined by `|`.
    Pipe,
    /// Joined by tabs.
    Tab,
    /// Each field and element by its name in brackets: `page[size]=1`.
    Deep,
    /// In a path or a header, each field of an object with its name: `x=1,y=2`.
    SimpleExploded,
    /// In a path, after a dot: `.a,b`.
    Label,
    /// In a path, each element after a dot: `.a.b`.
    LabelExploded,
    /// In a path, after the name: `;id=a,b`.
    Matrix,
    /// In a path, each element after the name: `;id=a;id=b`.
    MatrixExploded,
}

impl Style {
    /// The style of this name in a table.
    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "comma" => Self::Comma,
            "space" => Self::Space,
            "pipe" => Self::Pipe,
            "tab" => Self::Tab,
            "deep" => Self::Deep,
            "simple*" => Self::SimpleExploded,
            "label" => Self::Label,
            "label*" => Self::LabelExploded,
            "matrix" => Self::Matrix,
            "matrix*" => Self::MatrixExploded,
            _ => Self::Default,
        }
    }

    /// The text between two elements that share one key.
    pub fn separator(self) -> Option<&'static str> {
        match self {
            Self::Comma => Some(","),
            Self::Space => Some(" "),
            Self::Pipe => Some("|"),
            Self::Tab => Some("\t"),
            _ => None,
        }
    }
}

/// A field of a form that is not encoded in the default way.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The name of the field.
    pub name: &'static str,
    /// Its style in a urlencoded form.
    pub style: Style,
    /// Its media type in a form of parts; empty for the default of its type.
    pub media_type: &'static str,
    /// The headers of the part that a caller sets.
    pub headers: &'static [PartHeader],
}

/// A header of a part of a form.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PartHeader {
    /// The name.
    pub name: &'static str,
    /// `true` if a request with the part must have it.
    pub required: bool,
    /// The bounds of its value.
    pub constraints: &'static [Constraint],
    /// The description, one sentence.
    pub doc: &'static str,
}
