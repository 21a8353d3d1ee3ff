//! The lines of a page as Markdown, in the one spelling that its reader knows.
//!
//! Code within fences is marked, underlined headings get a `#`, tables without outer bars get them, and titles that are
//! below their tables are moved above them.

use std::borrow::Cow;

use super::captions::{self, Owner, Part};
use super::label;
use super::markup::{plain, without_bold};

/// A line with its number on the page.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    pub(super) number: u32,
    pub(super) text: Cow<'t, str>,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// Within the fences of code.
    Code,
    /// A title whose table is ambiguous.
    Unclear,
}

/// The lines of a page.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = (1..)
        .zip(text.lines())
        .map(|(number, text)| Line { number, text: Cow::Borrowed(text.trim_end()), kind: Kind::Plain })
        .collect();
    mark_code(&mut lines);
    for index in 0..lines.len().saturating_sub(1) {
        if is_underlined(&lines[index], &lines[index + 1]) {
            lines[index].text = Cow::Owned(format!("# {}", lines[index].text));
            lines[index + 1].text = Cow::Borrowed("");
        }
    }
    add_bars(&mut lines);
    with_titles_above(lines)
}

/// Marks code, and empties the fences around it; a fence without an end stays text.
fn mark_code(lines: &mut [Line<'_>]) {
    let is_fence =
        |line: &Line<'_>| ["```", "~~~"].iter().any(|fence| line.text.trim_start().starts_with(fence));
    let fences: Vec<usize> = (0..lines.len()).filter(|index| is_fence(&lines[*index])).collect();
    for pair in fences.chunks_exact(2) {
        for line in &mut lines[pair[0]..=pair[1]] {
            line.kind = Kind::Code;
        }
        for fence in pair {
            lines[*fence].text = Cow::Borrowed("");
        }
    }
}

/// Returns true if a line is the heading of a section, and the next line underlines it.
fn is_underlined(line: &Line<'_>, next: &Line<'_>) -> bool {
    let words = without_bold(&plain(&line.text));
    is_rule(&next.text)
        && line.kind == Kind::Plain
        && !line.text.starts_with('#')
        && label::section(words.trim()).is_some()
}

/// Returns true if a line underlines the one above it.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'))
}

/// Returns true if a row is the line of dashes below the heading of a table.
pub(super) fn is_delimiter(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| "|:- ".contains(c))
}

/// Adds the outer bars of tables that lack them: `a | b` above `---|---`.
fn add_bars(lines: &mut [Line<'_>]) {
    let is_open = |line: &Line<'_>| {
        line.kind == Kind::Plain && line.text.contains('|') && !line.text.trim_start().starts_with('|')
    };
    let is_rule = |line: &Line<'_>| is_open(line) && is_delimiter(&line.text);
    let mut index = 0;
    while index + 1 < lines.len() {
        if !is_open(&lines[index]) || !is_rule(&lines[index + 1]) {
            index += 1;
            continue;
        }
        while lines.get(index).is_some_and(is_open) {
            let line = &mut lines[index];
            let end = if line.text.ends_with('|') && !line.text.ends_with("\\|") { "" } else { "|" };
            line.text = Cow::Owned(format!("|{}{end}", line.text.trim_start()));
            index += 1;
        }
    }
}

/// Moves each title that is below its table above it.
fn with_titles_above(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut parts: Vec<Part> = Vec::new();
    // The line at which each part begins.
    let mut starts: Vec<usize> = Vec::new();
    let mut is_row_before = false;
    for (index, line) in lines.iter().enumerate() {
        let is_row = line.kind == Kind::Plain && line.text.trim_start().starts_with('|');
        let is_inside = is_row && is_row_before;
        is_row_before = is_row;
        if is_inside || line.text.trim().is_empty() {
            continue;
        }
        starts.push(index);
        parts.push(match is_row {
            true => Part::Table,
            false => title_in(line).map_or(Part::Other, |title| captions::title(&title)),
        });
    }
    let owners = captions::owners(&parts);
    let mut moved: Vec<Line<'_>> = lines;
    for (part, owner) in owners.iter().enumerate() {
        match (owner, part.checked_sub(1).and_then(|before| starts.get(before))) {
            (Some(Owner::Unclear), _) => moved[starts[part]].kind = Kind::Unclear,
            (Some(Owner::Previous), Some(table)) => moved[*table..=starts[part]].rotate_right(1),
            _ => {}
        }
    }
    moved
}

/// The title of a table on a line of its own.
fn title_in(line: &Line<'_>) -> Option<String> {
    if line.kind != Kind::Plain || line.text.trim_start().starts_with('#') {
        return None;
    }
    let words = without_bold(&plain(line.text.trim_start()));
    label::table_title(words.trim()).map(str::to_owned)
}
