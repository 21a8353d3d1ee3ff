//! Chains of methods.

use super::rewrite::{Chains, Rewrite};
use super::shape::{Shape, first_width, width};

/// Longest chain of several links on one line.
const CHAIN: usize = 60;

/// Minimum number of lines for the last link to begin on the line of the others.
const MANY_LINES: usize = 5;

/// A chain; `None` if it does not fit, or must be on one line but is not.
pub(super) fn rewrite(
    root: &impl Rewrite,
    links: &[impl Rewrite],
    shape: Shape,
    chains: Chains,
) -> Option<String> {
    let count = links.len();
    let (mut parts, rest) = begin(root, links, shape, chains)?;
    let is_block = parts.first().is_some_and(|root| root.contains('\n'));
    let Some((last, others)) = rest.split_last() else { return parts.pop() };
    let child = if is_block { shape.start(0) } else { shape.nested(0) };
    for link in others {
        parts.push(link.rewrite(child, chains)?);
    }
    let before: usize = parts.iter().map(|part| width(part)).sum();
    let room = if count == 1 { shape.width } else { shape.width.min(CHAIN) };
    let budget = room.saturating_sub(before);
    let is_one_line = parts.iter().all(|part| !part.contains('\n')) && budget > 0;
    // rustfmt would break the generic argument.
    let generic = last.generic().filter(|argument| argument.contains('<'));
    if count == 1 && generic.is_some_and(|argument| width(argument) > shape.width.saturating_sub(before)) {
        return None;
    }
    let behind = if is_one_line { shape.behind(before) } else { None };
    let here = behind.and_then(|shape| last.rewrite(shape, chains));
    let below = child.keeping(shape.kept()).and_then(|shape| last.rewrite(shape, chains));
    let (text, is_behind) = better(here, below, budget)?;
    let joint = match (is_behind, chains) {
        (true, _) => String::new(),
        (false, Chains::OneLine) => return None,
        (false, Chains::Any) => child.line_break(),
    };
    let mut chain = parts.remove(0);
    for part in parts.iter().chain([&text]) {
        chain.push_str(&joint);
        chain.push_str(part);
    }
    Some(chain).filter(|chain| shape.fits(chain))
}

/// The root, extended by links until it is wider than an indentation, and the other links.
fn begin<'l, L: Rewrite>(
    root: &impl Rewrite,
    links: &'l [L],
    shape: Shape,
    chains: Chains,
) -> Option<(Vec<String>, &'l [L])> {
    let mut text = root.rewrite(shape, chains)?;
    let tab = 4_usize.saturating_sub(shape.offset);
    let mut rest = links;
    while width(&text) <= tab && !text.contains('\n') {
        let Some((first, others)) = rest.split_first() else { break };
        let Some(link) = first.rewrite(shape.behind(width(&text))?, chains) else { break };
        text.push_str(&link);
        rest = others;
    }
    Some((vec![text], rest))
}

/// The better form of the last link, and true if it begins on the line of the others.
fn better(here: Option<String>, below: Option<String>, budget: usize) -> Option<(String, bool)> {
    let Some(here) = here else { return Some((below?, false)) };
    let lines = here.lines().count();
    let fits = first_width(&here) <= budget;
    Some(match below {
        _ if fits && lines >= MANY_LINES => (here, true),
        Some(below) if !fits || below.lines().count() < lines => (below, false),
        _ => (here, fits),
    })
}
