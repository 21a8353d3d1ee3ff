//! Bullet lists, whose line breaks the vendor's site may have flattened: `- a：… - b：…`.

use super::sections::Line;

/// A text with a bullet list in it.
#[derive(Debug, Default)]
pub(super) struct Bullets {
    /// Lines before the first bullet.
    pub(super) lead: Vec<Line>,
    pub(super) items: Vec<Line>,
    /// Lines after the list, and the text after its last item.
    pub(super) trail: Vec<Line>,
}

/// Words that end the last item of a flattened list.
const BEHIND_LIST: [&str; 7] =
    [" 字符长度", " 字符范围", " 字符串长度", " minLength", " maxLength", " x-example", " 取值范围"];

impl Bullets {
    pub(super) fn split(lines: &[Line]) -> Self {
        let mut found = Self::default();
        for line in lines {
            found.take(line);
        }
        if let Some(last) = found.items.last_mut()
            && let Some(cut) = BEHIND_LIST.iter().filter_map(|word| last.text.find(word)).min()
        {
            let trail = Line { number: last.number, text: last.text[cut..].trim().to_owned() };
            last.text.truncate(cut);
            found.trail.insert(0, trail);
        }
        found
    }

    fn take(&mut self, line: &Line) {
        let mut start = 0;
        let mut is_item = false;
        for (mark, behind) in marks(&line.text) {
            self.push(is_item, line.number, &line.text[start..mark]);
            start = behind;
            is_item = true;
        }
        self.push(is_item, line.number, &line.text[start..]);
    }

    fn push(&mut self, is_item: bool, number: u32, text: &str) {
        let line = Line { number, text: text.trim().to_owned() };
        if line.text.is_empty() {
            return;
        }
        match (is_item, self.items.is_empty()) {
            (true, _) => self.items.push(line),
            (false, true) => self.lead.push(line),
            (false, false) => self.trail.push(line),
        }
    }
}

/// Bullets of a line, each with its start and end.
fn marks(line: &str) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    // The last character that isn't a space, and the one directly before.
    let (mut last_visible, mut before) = (None, None);
    for (index, c) in line.char_indices() {
        let behind = index + c.len_utf8();
        let item = &line[marks.last().map_or(0, |(_, behind)| *behind)..index];
        if is_mark(c, last_visible, before, item, &line[behind..]) {
            marks.push((index, behind));
            (last_visible, before) = (None, Some(' '));
            continue;
        }
        before = Some(c);
        last_visible = if c.is_whitespace() { last_visible } else { Some(c) };
    }
    marks
}

fn is_mark(c: char, last_visible: Option<char>, before: Option<char>, item: &str, behind: &str) -> bool {
    let is_apart = before.is_none_or(|before| before.is_whitespace() || "。:;".contains(before));
    let next = behind.chars().next();
    match c {
        '•' | '●' | '▪' => true,
        '-' | '*' | '·' if is_apart => match next {
            // `0 - 10` is a range.
            Some(' ') => {
                let next_visible = behind.trim_start().chars().next();
                let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let is_range = is_digit(last_visible) && is_digit(next_visible);
                next_visible.is_some() && (!is_range || ends_meaning(item, behind))
            }
            // `-1` is a number, and `echo -n` a command with an option.
            Some(next) => {
                let is_behind_word = last_visible.is_some_and(|last| last.is_ascii_alphanumeric());
                c == '-' && (next == '"' || (next.is_ascii_alphabetic() && !is_behind_word))
            }
            None => false,
        },
        _ => false,
    }
}

/// Returns true if a dash between two numbers begins an item: `1：up to 100 - 2：up to 200`.
fn ends_meaning(item: &str, behind: &str) -> bool {
    let number = behind.trim_start();
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && rest.trim_start().starts_with(':') && item.contains(':')
}
