//! The name of an item in code.

/// The name of an item in code: an identifier, or a keyword that can be escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeName {
    /// The identifier, without `r#`.
    pub text: String,
    /// The name that it would share with others, if the rule changed it for that reason.
    pub shared: Option<String>,
}
