//! The header `Link` ([RFC 8288](https://www.rfc-editor.org/rfc/rfc8288#section-3)).

use http::header::{HeaderMap, LINK};

/// The address of the next page, from the first link with the relation `next`.
pub(crate) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_in)
}

fn next_in(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (address, after) = after.split_once('>')?;
        let (parameters, others) = after.split_at(end_of_link(after));
        if is_next(parameters) {
            return Some(address);
        }
        rest = others;
    }
    None
}

/// Index of the unquoted comma after a link.
fn end_of_link(text: &str) -> usize {
    unquoted(text, ',').next().unwrap_or(text.len())
}

/// True if the parameters of a link have the relation `next` and no other context.
fn is_next(parameters: &str) -> bool {
    let mut ends: Vec<usize> = unquoted(parameters, ';').collect();
    ends.push(parameters.len());
    let mut start = 0;
    let mut relation = None;
    for end in ends {
        let parameter = parameters[start..end].trim_matches([';', ' ', '\t']);
        start = end;
        let Some((name, value)) = parameter.split_once('=') else { continue };
        match name.trim().to_ascii_lowercase().as_str() {
            // The link of another page.
            "anchor" => return false,
            "rel" => relation = relation.or(Some(value.trim().trim_matches('"'))),
            _ => {}
        }
    }
    relation
        .is_some_and(|relation| relation.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("next")))
}

/// Indexes of this character outside of quotes.
fn unquoted(text: &str, wanted: char) -> impl Iterator<Item = usize> + '_ {
    let (mut in_quotes, mut is_escaped) = (false, false);
    text.char_indices().filter_map(move |(index, character)| {
        let was_escaped = std::mem::take(&mut is_escaped);
        match character {
            _ if was_escaped => {}
            '\\' if in_quotes => is_escaped = true,
            '"' => in_quotes = !in_quotes,
            _ if character == wanted && !in_quotes => return Some(index),
            _ => {}
        }
        None
    })
}
