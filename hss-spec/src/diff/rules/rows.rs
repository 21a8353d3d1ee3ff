//! The form of a file of rules.

/// Defines the rules of one file: a static per rule, and a list of all.
macro_rules! rows {
    ($list:ident: $($name:ident = $rule:expr;)*) => {
        $(pub(in crate::diff) static $name: Rule = $rule;)*
        pub(super) static $list: &[&Rule] = &[$(&$name),*];
    };
}
pub(super) use rows;
