//! Expressions of written calls, from tokens.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::imports::Imports;
use super::layout::{Expression, Link};

/// The expression that the tokens represent, with its types imported. Supports the forms that occur in a written call.
pub(super) fn expression(tokens: TokenStream, imports: &mut Imports<'_>) -> Expression {
    let mut reader = Reader { tokens: tokens.into_iter().peekable(), imports };
    reader.alternatives()
}

struct Reader<'t, 'i> {
    tokens: Peekable<IntoIter>,
    imports: &'t mut Imports<'i>,
}

impl Reader<'_, '_> {
    /// `A | B`
    fn alternatives(&mut self) -> Expression {
        let first = self.chain();
        let mut texts = vec![first.one_line()];
        while self.next_is('|') {
            texts.push(self.chain().one_line());
        }
        if texts.len() == 1 { first } else { Expression::word(texts.join(" | ")) }
    }

    /// `root.method(arguments)?`
    fn chain(&mut self) -> Expression {
        let mut chain = self.start();
        loop {
            if self.next_is('?') {
                chain = Expression::word(format!("{}?", chain.one_line()));
            } else if self.next_is('.') {
                let mut name = self.name().unwrap_or_default();
                if self.next_is(':') {
                    self.next_is(':');
                    name.push_str(&format!("::{}", self.generic()));
                }
                let arguments = self.group(Delimiter::Parenthesis).map(|inside| self.list(inside));
                chain = chain.with(match arguments {
                    Some(arguments) => Link::method(name, arguments),
                    None => Link::field(&name),
                });
            } else {
                return chain;
            }
        }
    }

    fn start(&mut self) -> Expression {
        if self.next_is('|') {
            // A closure of one argument.
            let argument = self.name().unwrap_or_default();
            self.next_is('|');
            return Expression::word(format!("|{argument}| {}", self.chain().one_line()));
        }
        if self.next_is('-') {
            return Expression::word(format!("-{}", self.start().one_line()));
        }
        if let Some(TokenTree::Literal(literal)) =
            self.tokens.next_if(|next| matches!(next, TokenTree::Literal(_)))
        {
            return Expression::word(literal);
        }
        if let Some(inside) = self.group(Delimiter::Bracket) {
            return Expression::List { before: "", items: self.list(inside) };
        }
        if let Some(inside) = self.group(Delimiter::Parenthesis) {
            let items: Vec<String> = self.list(inside).iter().map(Expression::one_line).collect();
            return Expression::word(format!("({})", items.join(", ")));
        }
        let path = self.path();
        if self.next_is('!') {
            if let Some(inside) = self.group(Delimiter::Bracket) {
                return Expression::List { before: "vec!", items: self.list(inside) };
            }
            let inside = self.group(Delimiter::Parenthesis).unwrap_or_default();
            return Expression::word(format!("{path}!({})", json(inside)));
        }
        match self.group(Delimiter::Parenthesis) {
            Some(inside) => {
                let arguments = self.list(inside);
                call(path, arguments)
            }
            None => Expression::word(path),
        }
    }

    fn path(&mut self) -> String {
        let mut segments = Vec::new();
        loop {
            while self.next_is(':') {}
            match self.name() {
                Some(name) => segments.push(name),
                None => return self.imports.path(&segments),
            }
            if !self.is_next(':') {
                return self.imports.path(&segments);
            }
        }
    }

    /// `<Open<Kind>>`
    fn generic(&mut self) -> String {
        let mut text = String::new();
        while self.next_is('<') {
            text.push('<');
            text.push_str(&self.path());
        }
        while self.next_is('>') {
            text.push('>');
        }
        text
    }

    fn list(&mut self, tokens: TokenStream) -> Vec<Expression> {
        let mut inside = Reader { tokens: tokens.into_iter().peekable(), imports: &mut *self.imports };
        let mut items = Vec::new();
        while inside.tokens.peek().is_some() {
            items.push(inside.alternatives());
            if !inside.next_is(',') {
                break;
            }
        }
        items
    }

    fn name(&mut self) -> Option<String> {
        let name = self.tokens.next_if(|next| matches!(next, TokenTree::Ident(_)));
        name.map(|name| name.to_string())
    }

    fn is_next(&mut self, punctuation: char) -> bool {
        matches!(self.tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == punctuation)
    }

    fn next_is(&mut self, punctuation: char) -> bool {
        let is_it = self.is_next(punctuation);
        if is_it {
            self.tokens.next();
        }
        is_it
    }

    fn group(&mut self, delimiter: Delimiter) -> Option<TokenStream> {
        let is_it =
            |next: &TokenTree| matches!(next, TokenTree::Group(group) if group.delimiter() == delimiter);
        match self.tokens.next_if(is_it) {
            Some(TokenTree::Group(group)) => Some(group.stream()),
            _ => None,
        }
    }
}

/// A call; the content of a file is read from that file.
fn call(path: String, mut arguments: Vec<Expression>) -> Expression {
    if path.ends_with("FileContent::new")
        && let Some(name) = arguments.pop()
    {
        let read = Expression::word(format!("std::fs::read({})?", name.one_line()));
        arguments = vec![name, read];
    }
    Expression::call(path, arguments)
}

/// JSON on one line.
fn json(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inside = json(group.stream());
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    _ => ('(', ')'),
                };
                text.push(open);
                text.push_str(&inside);
                text.push(close);
            }
            TokenTree::Punct(mark) => {
                text.push(mark.as_char());
                if mark.as_char() != '-' {
                    text.push(' ');
                }
            }
            other => text.push_str(&other.to_string()),
        }
    }
    text
}
