//! The forms of expressions that generated code has.

use super::list::Brackets;
use super::rewrite::{Chains, Rewrite};
use super::shape::Shape;
use super::{chain, list, structure};

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Expression {
    /// A name, a path, a literal or a closure, which is never broken.
    Word(String),
    /// A field or name after `&` or `&mut`.
    Reference(String),
    /// `path(arguments)`
    Call { path: String, arguments: Vec<Expression> },
    /// `root.field.method(arguments)`
    Chain { root: Box<Expression>, links: Vec<Link> },
    /// `&[items]`
    List { before: &'static str, items: Vec<Expression> },
    /// `(items)`
    Tuple { items: Vec<Expression> },
    /// `Path { field: value, ..base }`, where `field: field` is `field`
    Struct { path: String, fields: Vec<(String, Expression)>, base: Option<String> },
}

/// A part of a chain.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// With its dot and its generic arguments: `.with_into::<String>`.
    name: String,
    /// `None` for a field.
    arguments: Option<Vec<Expression>>,
}

impl Link {
    pub(crate) fn field(name: &str) -> Self {
        Self { name: format!(".{name}"), arguments: None }
    }

    pub(crate) fn method(name: impl AsRef<str>, arguments: Vec<Expression>) -> Self {
        Self { name: format!(".{}", name.as_ref()), arguments: Some(arguments) }
    }

    #[cfg(feature = "calls")]
    pub(crate) fn is_method(&self, name: &str) -> bool {
        self.arguments.is_some() && self.name.strip_prefix('.') == Some(name)
    }

    #[cfg(feature = "calls")]
    pub(crate) fn last_argument(&mut self) -> Option<&mut Expression> {
        self.arguments.as_mut()?.last_mut()
    }
}

impl Rewrite for Link {
    fn flat(&self) -> String {
        match &self.arguments {
            None => self.name.clone(),
            Some(arguments) => format!("{}({})", self.name, joined(arguments)),
        }
    }

    fn rewrite(&self, shape: Shape, chains: Chains) -> Option<String> {
        match &self.arguments {
            None => Some(self.name.clone()),
            Some(arguments) => list::rewrite(Brackets::of_call(&self.name), arguments, shape, chains),
        }
    }

    fn generic(&self) -> Option<&str> {
        self.name.split_once("::<")?.1.strip_suffix('>')
    }
}

impl Expression {
    pub(crate) fn word(text: impl ToString) -> Self {
        Self::Word(text.to_string())
    }

    /// The expression on one line, whatever its length.
    pub(crate) fn one_line(&self) -> String {
        self.flat()
    }

    pub(crate) fn call(path: impl Into<String>, arguments: Vec<Self>) -> Self {
        Self::Call { path: path.into(), arguments }
    }

    pub(crate) fn chain(root: Self, links: Vec<Link>) -> Self {
        if links.is_empty() { root } else { Self::Chain { root: Box::new(root), links } }
    }

    /// Adds a link to a chain.
    pub(crate) fn with(self, link: Link) -> Self {
        match self {
            Self::Chain { root, mut links } => {
                links.push(link);
                Self::Chain { root, links }
            }
            root => Self::Chain { root: Box::new(root), links: vec![link] },
        }
    }
}

impl Rewrite for Expression {
    fn flat(&self) -> String {
        match self {
            Self::Word(text) | Self::Reference(text) => text.clone(),
            Self::Call { path, arguments } => format!("{path}({})", joined(arguments)),
            Self::Chain { root, links } => root.flat() + &links.iter().map(Link::flat).collect::<String>(),
            Self::List { before, items } => format!("{before}[{}]", joined(items)),
            Self::Tuple { items } => list::flat_tuple(&joined(items), items.len()),
            Self::Struct { path, fields, base } => structure::flat(path, fields, base.as_deref()),
        }
    }

    fn rewrite(&self, shape: Shape, chains: Chains) -> Option<String> {
        match self {
            Self::Word(text) | Self::Reference(text) => Some(text.clone()),
            Self::Call { path, arguments } => {
                list::rewrite(Brackets::of_call(path), arguments, shape, chains)
            }
            Self::Chain { root, links } => chain::rewrite(&**root, links, shape, chains),
            Self::List { before, items } => {
                let items = list::rewrite(Brackets::of_list(), items, shape.behind(before.len())?, chains)?;
                Some(format!("{before}{items}"))
            }
            Self::Tuple { items } => list::rewrite(Brackets::of_tuple(), items, shape, chains),
            Self::Struct { path, fields, base } => {
                structure::rewrite(path, fields, base.as_deref(), shape, chains)
            }
        }
    }

    fn is_chain(&self) -> bool {
        matches!(self, Self::Chain { .. })
    }

    fn can_overflow(&self) -> bool {
        !matches!(self, Self::Word(_) | Self::Reference(_))
    }

    fn is_simple(&self) -> bool {
        match self {
            Self::Reference(_) => true,
            Self::Word(text) => !text.contains("::") && !text.contains('|'),
            _ => false,
        }
    }
}

fn joined(expressions: &[Expression]) -> String {
    expressions.iter().map(Expression::flat).collect::<Vec<_>>().join(", ")
}
