//! Lists of values in the vendor's many spellings.

use super::announcement::{announced_in, announcement, introduces_parts, is_introduction, is_reference};
use super::bound;
use super::bullets::Bullets;
use super::item::{self, Item, Listed};
use super::limits::is_condition;
use super::open_ended;
use super::sections::Line;
use super::{Context, inline, numbered, sentence, unmarked};

/// A list of values, and the lines around it.
#[derive(Debug, Default)]
pub(super) struct List {
    /// Lines before the list.
    pub(super) lead: Vec<Line>,
    pub(super) items: Vec<Item>,
    /// Lines after it.
    pub(super) trail: Vec<Line>,
    /// True if the list is incomplete, or a line was not read as one value.
    pub(super) is_open: bool,
    /// The words that announce it; a list without them is open.
    pub(super) announced: Option<String>,
}

/// Result of looking for a list.
#[derive(Debug)]
pub(super) enum Found {
    /// No list.
    None,
    /// A list of something other than values.
    Unclear,
    /// A list of values.
    List(List),
    /// A list of clauses that state bounds.
    Bounds(Vec<Line>),
}

/// Phrases that announce a list on the same line.
const INLINE: [&str; 7] = ["枚举值为:", "枚举值为", "取值包含:", "取值为:", "包含:", "包括:", "取值:"];

/// Finds the list in a section of allowed values, whose label announces it.
pub(super) fn in_range(lines: &[Line], explanation: &[Line], label: Option<&str>) -> Found {
    let label = label.unwrap_or("取值范围");
    match find_in_range(lines) {
        Found::List(list) if are_keys(&list.items, explanation) => Found::Unclear,
        Found::List(list) => {
            let is_open = list.is_open || explanation.iter().any(|line| open_ended::names_some(&line.text));
            List { announced: Some(label.to_owned()), is_open, ..list }.settled()
        }
        other => other,
    }
}

fn find_in_range(lines: &[Line]) -> Found {
    let bullets = Bullets::split(lines);
    if !bullets.items.is_empty() && bullets.items.iter().all(|item| bound::read(&item.text).is_some()) {
        let Bullets { lead, items, trail } = bullets;
        return Found::Bounds([lead, items, trail].concat());
    }
    if !bullets.items.is_empty() {
        return bulleted(bullets);
    }
    if let Some(found) = numbered::split(lines).map(bulleted)
        && matches!(found, Found::List(_))
    {
        return found;
    }
    match lines {
        [line] => match (inline(line, true), inline::whole(line)) {
            (Found::None, Some(list)) => Found::List(list),
            (found, _) => found,
        },
        _ => match unmarked::items(lines) {
            Some(items) => Found::List(List { items, ..List::default() }.opened(lines)),
            None => Found::None,
        },
    }
}

/// Finds the list in a paragraph with other sentences: one that is announced, or has bullets and meanings.
pub(super) fn in_explanation(lines: &[Line], context: &Context<'_>) -> Found {
    match find_in_explanation(lines, context) {
        Found::List(mut list) => {
            // Without a label, a set of one value is more likely an example.
            list.is_open |= list.items.len() == 1;
            list.settled()
        }
        other => other,
    }
}

fn find_in_explanation(lines: &[Line], context: &Context<'_>) -> Found {
    let bullets = Bullets::split(lines);
    if !bullets.items.is_empty() {
        let is_introduced = bullets.lead.iter().any(|line| is_introduction(&line.text));
        let announced = announced_in(&bullets.lead);
        return match bulleted(bullets) {
            Found::List(list) if is_introduced || announced.is_some() || has_meanings(&list.items) => {
                Found::List(List { announced, ..list })
            }
            Found::None => Found::None,
            _ => Found::Unclear,
        };
    }
    if let Some(numbers) = numbered::split(lines)
        && let Some(announced) = announced_in(&numbers.lead)
    {
        return match bulleted(numbers) {
            Found::List(list) => Found::List(List { announced: Some(announced), ..list }),
            _ => Found::Unclear,
        };
    }
    if let Some((lead, items)) = unmarked::announced(lines) {
        let list = List { lead: lead.to_vec(), items, announced: announced_in(lead), ..List::default() };
        return Found::List(list.opened(lines));
    }
    let Some(line) = lines.last() else { return Found::None };
    if let Some((items, is_open)) = sentence::options(lines, context) {
        let is_format = items.iter().any(is_format);
        let announced = Some("can be".to_owned());
        return if is_format {
            Found::None
        } else {
            Found::List(List { items, announced, is_open, ..List::default() })
        };
    }
    // `镜像仓库类型 | a:… b:…`
    let behind_bar = line.text.split_once(" | ").map(|(_, list)| list);
    if let Some(list) = behind_bar.and_then(|list| colons(line.number, list)) {
        return Found::List(List { items: list, ..List::default() });
    }
    let barred = || inline::barred(line).filter(|_| lines.len() == 1);
    if let Some(list) = inline::in_sentence(lines).or_else(barred) {
        return Found::List(list);
    }
    match inline(line, false) {
        // A list that only this reader finds is open: the sentence may go on.
        Found::List(list) if list.announced.is_none() => Found::List(list),
        _ => Found::None,
    }
}

/// Returns true if the items are keys of the JSON object that the lines above show: `{"override": true}`.
fn are_keys(items: &[Item], lead: &[Line]) -> bool {
    let text = super::sections::join(lead).replace('\\', "");
    items.iter().any(|item| match &item.listed {
        Listed::Value(value) => {
            let quoted = format!("\"{value}\"");
            text.match_indices(&quoted)
                .any(|(index, _)| text[index + quoted.len()..].trim_start().starts_with(':'))
        }
        Listed::Range(_) => false,
    })
}

fn has_meanings(items: &[Item]) -> bool {
    items.len() > 1 && items.iter().all(|item| !item.meaning.is_empty() && !item.is_loose)
}

fn bulleted(bullets: Bullets) -> Found {
    let lists_values = bullets.lead.iter().any(|line| line.text.to_lowercase().contains("the options are"));
    let read = if lists_values { item::read_announced } else { item::read };
    let mut bullets = bullets;
    let read_line = |line: &Line| read(line.number, &strip_ellipsis(&line.text));
    // `- 其他自定义值`
    let is_more = |line: &Line| {
        let is_other = open_ended::allows_more(&line.text) || strip_ellipsis(&line.text).is_empty();
        line.text.chars().count() <= 30 && is_other && read_line(line).is_none()
    };
    let rest = bullets.items.pop_if(|last| is_more(last));
    let items: Vec<Item> = bullets.items.iter().filter_map(read_line).collect();
    // `Harbor harbor仓库` may have a space where another item has a colon, but then it has a meaning in Chinese.
    let is_loose = items.iter().any(|item| item.is_loose);
    let is_clear = items.len() == bullets.items.len()
        && (!is_loose || items.iter().any(|item| item.is_loose && !item.meaning.is_ascii()));
    if !is_clear {
        return Found::Unclear;
    }
    let announced = bullets.lead.iter().filter_map(|line| count(&line.text)).max().unwrap_or(0);
    let are_other_things = bullets.lead.iter().any(|line| is_reference(&line.text))
        || introduces_parts(&bullets.lead)
        || are_keys(&items, &bullets.lead);
    if are_other_things {
        return Found::Unclear;
    }
    let list = List { lead: bullets.lead, items, trail: bullets.trail, ..List::default() };
    let mut list = list.opened(&bullets.items);
    let is_partial = |line: &Line| is_example(&line.text) || is_condition(&line.text);
    list.is_open |= rest.is_some() || announced > list.items.len() || list.lead.iter().any(is_partial);
    Found::List(list)
}

/// A list on one line: `a(…)、b(…)`, `"a"、"b"`, `a、b等`, `a:… b:…`.
fn inline(line: &Line, is_whole: bool) -> Found {
    let text = line.text.trim().trim_end_matches(['。', ';', '.']);
    let announced = INLINE.iter().find_map(|phrase| {
        let (lead, list) = text.split_once(phrase)?;
        Some((lead.trim_end_matches([',', ' ', '。']), list))
    });
    if let (None, Some((lead, items))) = (announced, sentence::announced(line)) {
        let announced = announcement(&line.text).map(str::to_owned);
        let lead = Line { number: line.number, text: lead.to_owned() };
        let lead = if lead.text.is_empty() { Vec::new() } else { vec![lead] };
        let list = List { lead, items, announced, ..List::default() };
        return Found::List(list.opened(std::slice::from_ref(line)));
    }
    let (lead, list) = match announced {
        Some(found) => found,
        None if is_whole => ("", text),
        None => return Found::None,
    };
    let items = parted(line.number, list, announced.is_some()).or_else(|| colons(line.number, list));
    let Some(items) = items else { return Found::None };
    let lead = Line { number: line.number, text: lead.to_owned() };
    let lead = if lead.text.is_empty() { Vec::new() } else { vec![lead] };
    let announced = announcement(text).map(str::to_owned);
    Found::List(List { lead, items, announced, ..List::default() }.opened(std::slice::from_ref(line)))
}

impl List {
    /// The list of single values; open if a line is not a single value or no words announce the set.
    fn settled(mut self) -> Found {
        let mut items: Vec<Item> = Vec::new();
        let mut is_repeated = false;
        for item in std::mem::take(&mut self.items) {
            let Listed::Value(value) = &item.listed else {
                items.push(item);
                continue;
            };
            if item::is_form(value) {
                self.is_open = true;
                continue;
            }
            let values: Vec<String> = match item::alternatives(value) {
                Some(values) => {
                    self.is_open = true;
                    values.into_iter().map(str::to_owned).collect()
                }
                None => vec![value.clone()],
            };
            for value in values {
                let listed = Listed::Value(value);
                // The words before a meaning are not a value if several items begin with them.
                is_repeated |= item.is_loose && items.iter().any(|known| known.listed == listed);
                items.push(Item { listed, ..item.clone() });
            }
        }
        // Values that are only in the announcing sentence.
        let (line, announcing) = match self.lead.iter().rfind(|line| announcement(&line.text).is_some()) {
            Some(line) => (line.number, line.text.clone()),
            None => (0, String::new()),
        };
        for quoted in announcing.split('"').skip(1).step_by(2) {
            let listed = Listed::Value(quoted.to_owned());
            if items.iter().all(|known| known.listed != listed)
                && let Some(item) = item::read(line, quoted).filter(|item| item.listed == listed)
            {
                self.is_open = true;
                items.push(Item { meaning: String::new(), ..item });
            }
        }
        if items.is_empty() || is_repeated || (items.len() == 1 && self.announced.is_none()) {
            return Found::Unclear;
        }
        self.is_open |= self.announced.is_none();
        self.is_open |= self.lead.iter().any(|line| open_ended::names_some(&line.text));
        self.is_open |= self
            .trail
            .iter()
            .any(|line| open_ended::names_some(&line.text) || open_ended::allows_more(&line.text));
        self.is_open |= items.iter().any(|item| item.is_introduction || names_absence(item));
        Found::List(Self { items, ..self })
    }

    /// Marks the list as open if the last of these lines says that there are more values.
    fn opened(mut self, lines: &[Line]) -> Self {
        self.is_open |= lines.last().is_some_and(|line| open_ended::goes_on(&line.text));
        self.is_open |= lines.iter().any(|line| open_ended::is_cut(&line.text));
        self
    }
}

/// Returns true if an item names the lack of a value: `Empty: all states`. `Empty: no lamps` may be a state.
fn names_absence(item: &Item) -> bool {
    let names = ["empty", "blank", "null", "unspecified"];
    let meanings = ["all ", "any ", "not ", "unlimited", "所有", "全部", "不限", "不过滤"];
    let meaning = item.meaning.to_lowercase();
    let is_name = |value: &str| names.iter().any(|name| name.eq_ignore_ascii_case(value));
    matches!(&item.listed, Listed::Value(value) if is_name(value))
        && meanings.iter().any(|words| meaning.contains(words))
}

fn is_example(text: &str) -> bool {
    let text = text.to_lowercase();
    ["举例", "例如", "比如", "such as", "for example", "e.g."].iter().any(|phrase| text.contains(phrase))
}

fn strip_ellipsis(text: &str) -> String {
    text.trim_end().trim_end_matches("...").trim_end_matches('…').trim_end().to_owned()
}

/// The announced number of values in a list: `包含如下2种`.
fn count(text: &str) -> Option<usize> {
    let (_, behind) = text.rsplit_once("如下").or_else(|| text.rsplit_once("以下"))?;
    let digits: String = behind.trim_start().chars().take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().ok()
}

const PARTS: [&str; 4] = ["或者", "、", "或", " or "];

/// Words for the format of a string, which are not values.
const FORMATS: [&str; 8] = ["IPv4", "IPv6", "IP", "CIDR", "MAC", "UUID", "URL", "URI"];

/// Values separated by punctuation, optionally with their meanings in parentheses.
fn parted(line: u32, text: &str, is_announced: bool) -> Option<Vec<Item>> {
    let text = text.trim().trim_end_matches(['等', '。', '.', ' ']);
    let mut parts = vec![text.to_owned()];
    for part in PARTS {
        if parts.len() == 1 {
            parts = outside_parentheses(text, part);
        }
    }
    // Commas also separate other things; only after an announcement do they reliably separate values.
    if parts.len() == 1 && is_announced {
        parts = outside_parentheses(text, ",");
    }
    let items: Vec<Item> = parts.iter().filter_map(|part| part_item(line, part)).collect();
    (items.len() > 1 && items.len() == parts.len() && !items.iter().any(is_format)).then_some(items)
}

pub(super) fn is_format(item: &Item) -> bool {
    match &item.listed {
        Listed::Value(value) => FORMATS.iter().any(|format| format.eq_ignore_ascii_case(value)),
        Listed::Range(_) => true,
    }
}

/// A value, optionally with its meaning in parentheses.
fn part_item(line: u32, part: &str) -> Option<Item> {
    let part = part.trim();
    let (head, meaning) = match part.split_once('(') {
        Some((head, meaning)) => (head.trim(), meaning.strip_suffix(')')?),
        None => (part, ""),
    };
    let item = item::read(line, head)?;
    (item.meaning.is_empty() && !head.contains(':')).then(|| Item { meaning: meaning.to_owned(), ..item })
}

fn outside_parentheses(text: &str, separator: &str) -> Vec<String> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    let mut skip = 0;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && index >= skip && text[index..].starts_with(separator) => {
                parts.push(text[start..index].to_owned());
                start = index + separator.len();
                skip = start;
            }
            _ => {}
        }
    }
    parts.push(text[start..].to_owned());
    parts
}

/// Values with their meanings, separated only by spaces: `a:… b:…`.
fn colons(line: u32, text: &str) -> Option<Vec<Item>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_head = |index: usize| {
        let has_colon = words[index].trim_start_matches('"').find(':').is_some_and(|colon| colon > 0);
        let is_before_colon = words.get(index + 1).is_some_and(|next| next.starts_with(':'));
        let head = words[index].split(':').next().unwrap_or("");
        head.is_ascii() && !words[index].starts_with(':') && (has_colon || is_before_colon)
    };
    let mut texts: Vec<String> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        match texts.last_mut() {
            Some(last) if !is_head(index) => {
                last.push(' ');
                last.push_str(word);
            }
            None if !is_head(index) => return None,
            _ => texts.push((*word).to_owned()),
        }
    }
    let items: Vec<Item> = texts.iter().filter_map(|text| item::read(line, text)).collect();
    // English words before a colon may be anything: `minLength: 1 maxLength: 36`.
    let is_clear = items.iter().all(|item| !item.meaning.is_ascii());
    (items.len() == texts.len() && has_meanings(&items) && is_clear).then_some(items)
}
