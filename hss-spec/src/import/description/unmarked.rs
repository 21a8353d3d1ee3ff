//! Items on lines of their own, which have lost their bullets.

use super::announcement::announcement;
use super::item::{self, Item};
use super::sections::Line;

/// The items, if each of at least two lines is certainly one.
pub(super) fn items(lines: &[Line]) -> Option<Vec<Item>> {
    let items: Vec<Item> = lines.iter().filter_map(|line| item::read(line.number, &line.text)).collect();
    // Without bullets, English words before a colon may be anything.
    let is_clear = |item: &Item| !item.is_loose && (item.meaning.is_empty() || !item.meaning.is_ascii());
    (items.len() > 1 && items.len() == lines.len() && items.iter().all(is_clear)).then_some(items)
}

/// The lines up to the announcing one, and the items after it, each with a meaning: `枚举值：`, `on：开`, `off：关`.
pub(super) fn announced(lines: &[Line]) -> Option<(&[Line], Vec<Item>)> {
    let is_announcing = |line: &Line| line.text.ends_with(':') && announcement(&line.text).is_some();
    let (lead, behind) = lines.split_at(lines.iter().position(is_announcing)? + 1);
    let items = items(behind)?;
    items.iter().all(|item| !item.meaning.is_empty()).then_some((lead, items))
}
