//! Positions in listings.

use std::fmt;

use serde_json::Value as Json;

use crate::value::shown;

/// Start of a result page of a listing.
///
/// [`Pages::resume_at`](crate::Pages::resume_at) continues a listing there, even in another process.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Position {
    /// The first page.
    #[default]
    First,
    /// The page that starts with the item at this index, counted from 0.
    Offset(i64),
    /// The page of this number.
    Page(i64),
    /// The page of this token or marker from the service: a string or a number.
    Token(Json),
    /// The page at this path with its query, on the server of the client.
    Address(String),
}

impl fmt::Display for Position {
    /// Text from the server is escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("the first page"),
            Self::Offset(offset) => write!(f, "offset {offset}"),
            Self::Page(number) => write!(f, "page {number}"),
            Self::Token(Json::String(token)) => write!(f, "token `{}`", shown::message(token)),
            Self::Token(Json::Number(token)) => write!(f, "token `{}`", shown::message(&token.to_string())),
            Self::Token(_) => f.write_str("a token that is neither a string nor a number"),
            Self::Address(address) => write!(f, "address `{}`", shown::message(address)),
        }
    }
}
