//! The interface between the layouts and the expressions inside them.

use super::shape::Shape;

/// Layouts that chains may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chains {
    Any,
    /// In the only argument of a call that starts after the bracket.
    OneLine,
}

/// An expression, or a part of one.
pub(super) trait Rewrite {
    /// On one line.
    fn flat(&self) -> String;

    /// In rustfmt's layout; `None` if it does not fit.
    fn rewrite(&self, shape: Shape, chains: Chains) -> Option<String>;

    fn is_chain(&self) -> bool {
        false
    }

    /// Returns true if it may overflow as the only argument of a call: `Some(list.iter()` continues below.
    fn can_overflow(&self) -> bool {
        false
    }

    /// Returns true if many of them can share a line.
    fn is_simple(&self) -> bool {
        false
    }

    /// The generic argument of a method.
    fn generic(&self) -> Option<&str> {
        None
    }
}
