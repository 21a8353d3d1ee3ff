//! Numbered lists, whose line breaks the vendor's site may have flattened: `1. fast：… 2. safe：…`.

use super::bullets::Bullets;
use super::sections::Line;

/// Splits lines at the numbers 1, 2, 3, … of a list; `None` without at least two of them.
pub(super) fn split(lines: &[Line]) -> Option<Bullets> {
    let mut found = Bullets::default();
    let mut next = 1_u32;
    for line in lines {
        let mut start = 0;
        while let Some((mark, behind)) = mark(&line.text, start, next) {
            push(&mut found, line.number, &line.text[start..mark]);
            found.items.push(Line { number: line.number, text: String::new() });
            (start, next) = (behind, next + 1);
        }
        push(&mut found, line.number, &line.text[start..]);
    }
    (found.items.len() > 1 && found.items.iter().all(|item| !item.text.is_empty())).then_some(found)
}

/// The place of a list's number in a text, and the start of the item after it.
fn mark(text: &str, from: usize, number: u32) -> Option<(usize, usize)> {
    let digits = number.to_string();
    text[from..].match_indices(&digits).find_map(|(at, _)| {
        let at = from + at;
        let (mark, is_open) = match text[..at].strip_suffix('(') {
            Some(before) => (before.len(), true),
            None => (at, false),
        };
        let before = text[..mark].chars().next_back();
        let is_apart = before.is_none_or(|before| before.is_whitespace() || "。:;".contains(before));
        let behind = &text[at + digits.len()..];
        let end = behind.chars().next().filter(|c| if is_open { *c == ')' } else { ".、)".contains(*c) })?;
        let rest = &behind[end.len_utf8()..];
        // `1.5` is a number.
        let is_item = !(end == '.' && rest.starts_with(|c: char| c.is_ascii_digit()));
        (is_apart && is_item).then(|| (mark, text.len() - rest.len()))
    })
}

/// Adds text to the last item, or to the lines before the list. A separate line after an item is after the
/// list.
fn push(found: &mut Bullets, number: u32, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let line = Line { number, text: text.to_owned() };
    match found.items.last_mut() {
        None => found.lead.push(line),
        Some(item) if item.text.is_empty() && item.number == number => {
            item.text = text.trim_end_matches([';', '。', ',']).to_owned();
        }
        Some(_) => found.trail.push(line),
    }
}
