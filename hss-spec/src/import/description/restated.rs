//! Clauses that state a bound of the field in unusual words, rewritten in words that the other readers know.

use super::bound;
use super::caveats;
use super::sections::Line;
use super::subject::FieldWords;
use crate::model::Type;

/// Verbs between the name of a field and the number of its characters.
const CONTAINS: [&str; 10] = [
    " can contain ",
    " must contain ",
    " contains ",
    " can consist of ",
    " consists of ",
    " consist of ",
    " can be ",
    " must be ",
    " is ",
    " supports ",
];
/// Such verbs at the start of a clause, whose subject is the field.
const BARE: [&str; 10] = [
    "enter ",
    "contains ",
    "can contain ",
    "must contain ",
    "consists of ",
    "can consist of ",
    "must consist of ",
    "which contains ",
    "which can contain ",
    "which consists of ",
];
/// Verbs before the greatest number of characters.
const EXCEEDS: [&str; 5] = [
    " cannot exceed ",
    " must not exceed ",
    " can not exceed ",
    " cannot be longer than ",
    " does not exceed ",
];
/// Words between a verb and the greatest number.
const AT_MOST: [&str; 4] = ["a maximum of ", "up to ", "at most ", "no more than "];
/// Words of actions that do not refuse a value.
const HARMLESS: [&str; 3] = ["truncated", "ignored", "displayed"];
/// Words before the range of a number.
const RANGES: [&str; 21] = [
    "the value is in the range of ",
    "the value is in the range ",
    "the value is an integer in the range of ",
    "the value is an integer in the range ",
    "valid range: ",
    "which ranges from ",
    "the value is an integer from ",
    "the value is an integer between ",
    "the value is an integer ranging from ",
    "the value must be an integer from ",
    "the value must be an integer between ",
    "the value must be between ",
    "the value must be in the range of ",
    "the value is between ",
    "must be an integer between ",
    "must be an integer from ",
    "must be between ",
    "must range from ",
    "an integer between ",
    "an integer from ",
    "an integer ranging from ",
];

/// Words before one end of a range, and the words that replace them.
const ENDS: [(&str, &str); 6] = [
    ("the value must be greater than or equal to ", "at least "),
    ("the value is greater than or equal to ", "at least "),
    ("the value must be less than or equal to ", "at most "),
    ("the value is less than or equal to ", "at most "),
    ("the value cannot exceed ", "at most "),
    ("the value must not exceed ", "at most "),
];

/// Returns true if a text may have a clause that [`restated`] reads; it is in lower case.
pub(super) fn may_state(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && (text.contains(" ranges from ")
            || text.contains(" characters")
            || text.contains("a maximum of ")
            || text.contains("up to ")
            || text.contains(" must be an integer ")
            || RANGES.iter().chain(ENDS.iter().map(|(words, _)| words)).any(|words| text.contains(words))
            || text.contains("the minimum value is ")
            || text.contains("length: ")
            || MOST.iter().chain(&LEAST).chain(&LENGTHS).chain(&["个字符"]).any(|words| text.contains(words)))
}

/// The clause in words that the other readers know: `The port number ranges from 1 to 65535`,
/// `Enter 1 to 64 characters`, `A name of no more than 50 characters`, `最多支持10个标签`.
pub(super) fn restated(line: &Line, ty: &Type, field: &FieldWords) -> Option<Line> {
    let text = line.text.to_lowercase();
    let text = text.trim_start_matches(['-', '*', '•', ' ']).trim();
    if caveats::advises(text) || HARMLESS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let clause = in_english(text, ty, field).or_else(|| in_chinese(text, ty))?;
    Some(Line { number: line.number, text: clause })
}

fn in_english(text: &str, ty: &Type, field: &FieldWords) -> Option<String> {
    let is_subject = |subject: &str| {
        let starts =
            ["the ", "a ", "an ", "it", "its ", "this "].iter().any(|start| subject.starts_with(start));
        let is_plain = !subject.contains(|c: char| c.is_ascii_digit() || ":;".contains(c));
        starts && subject.len() <= 60 && is_plain && field.are_of(subject)
    };
    if text.split(' ').any(|word| ["if", "when", "unless", "for", "each", "every", "per"].contains(&word)) {
        return None;
    }
    if let Some(range) = RANGES.iter().find_map(|words| text.strip_prefix(words)) {
        return Some(format!("the value ranges from {range}"));
    }
    let is_number = |text: &str| text.parse::<i64>().is_ok();
    let one_end = ENDS.iter().find_map(|(words, read)| Some((text.strip_prefix(words)?, read)));
    if let Some((end, read)) = one_end.filter(|(end, _)| is_number(end)) {
        return Some(format!("{read}{end}"));
    }
    let ends = text
        .strip_prefix("the minimum value is ")
        .and_then(|ends| ends.split_once(" and the maximum value is "));
    if let Some((min, max)) = ends.filter(|(min, max)| is_number(min) && is_number(max)) {
        return Some(format!("the value ranges from {min} to {max}"));
    }
    if text.starts_with("length: ") || text.starts_with("the maximum length is ") {
        return Some(text.trim_start_matches("the ").to_owned());
    }
    let integer =
        [" must be an integer between ", " must be an integer from ", " must be an integer ranging from "];
    if let Some((subject, range)) = integer.iter().find_map(|words| text.split_once(words)) {
        return is_subject(subject).then(|| format!("the value ranges from {range}"));
    }
    if let Some((subject, range)) = text.split_once(" ranges from ") {
        let of_length = subject.ends_with("length");
        let start = if of_length { "the length ranges from" } else { "the value ranges from" };
        return is_subject(subject).then(|| format!("{start} {range}"));
    }
    let most = text.strip_prefix("a maximum of ").or_else(|| text.strip_prefix("up to "));
    // Next to a number, they may be things that it does not count; next to a list, the elements of another list.
    let things = most.filter(|_| matches!(ty, Type::List(_))).and_then(|most| allowed(most, field));
    if let Some(things) = things {
        return Some(format!("a maximum of {things}"));
    }
    if text.matches(" characters").count() > 1 || text.matches(" ranges from ").count() > 1 {
        return None;
    }
    let most = EXCEEDS.iter().find_map(|verb| text.split_once(verb));
    if let Some((_, count)) = most.filter(|(subject, _)| is_subject(subject)) {
        return Some(format!("the value contains a maximum of {}", characters(count)?));
    }
    let bare = BARE.iter().find_map(|verb| text.strip_prefix(verb));
    let contained = CONTAINS.iter().find_map(|verb| text.split_once(verb));
    let contained = contained.filter(|(subject, _)| is_subject(subject)).map(|(_, count)| count);
    // `A name of 1 to 64 characters`
    let is_noun = |subject: &str| {
        subject.split(' ').count() <= 4 && subject.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
    };
    let noun = || text.split_once(" of ").filter(|(subject, _)| is_noun(subject)).map(|(_, count)| count);
    let count = characters(bare.or(contained).or_else(noun)?)?;
    let is_count = count.starts_with(|c: char| c.is_ascii_digit());
    let is_most = AT_MOST.iter().any(|words| count.starts_with(words));
    (is_most || (is_count && count.contains(" to "))).then(|| format!("the value contains {count}"))
}

/// The text up to `characters`, if nothing follows but the kind of characters.
fn characters(text: &str) -> Option<&str> {
    let end = text.find(" characters")? + " characters".len();
    let behind = &text[end..];
    let is_end = ["", " long", " in length"].contains(&behind.trim_end())
        || [" and ", " including ", " with "].iter().any(|word| behind.starts_with(word));
    is_end.then(|| &text[..end])
}

/// `10 tags are allowed`: the number of a list's elements, without the words that allow them.
fn allowed(text: &str, field: &FieldWords) -> Option<String> {
    const ALLOWED: [&str; 5] =
        [" are allowed", " is allowed", " can be specified", " can be added", " are supported"];
    let things = ALLOWED.iter().find_map(|words| text.strip_suffix(words))?;
    let (number, noun) = things.split_once(' ')?;
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    const MULTIPLES: [&str; 5] = ["hundred", "thousand", "million", "billion", "dozen"];
    let is_noun = noun.split(' ').count() <= 2
        && noun != "characters"
        && !MULTIPLES.iter().any(|multiple| noun.starts_with(multiple));
    (is_number && is_noun && field.has_elements(noun)).then(|| format!("{number} items"))
}

/// Words before the greatest number.
const MOST: [&str; 12] = [
    "最多",
    "最长",
    "最大支持",
    "不超过",
    "不能超过",
    "不得超过",
    "不可超过",
    "不允许超过",
    "不多于",
    "不大于",
    "小于等于",
    "小于或等于",
];
/// Words before the least number.
const LEAST: [&str; 6] = ["不小于", "不少于", "大于等于", "大于或等于", "为不小于", "为大于等于"];
/// Words before a length.
const LENGTHS: [&str; 3] = ["长度", "名称长度", "描述长度"];
/// Verbs after the words for the greatest number, or before a number of characters.
const MAY: [&str; 18] = [
    "可以支持",
    "可支持",
    "支持",
    "可以输入",
    "可输入",
    "输入",
    "可以包含",
    "可包含",
    "包含",
    "可以传入",
    "可传入",
    "允许",
    "可以",
    "可填",
    "填写",
    "传入",
    "由",
    "为",
];

fn in_chinese(text: &str, ty: &Type) -> Option<String> {
    let may = |text: &str| -> String {
        let text = text.trim_start();
        MAY.iter().find_map(|verb| text.strip_prefix(verb)).unwrap_or(text).trim_start().to_owned()
    };
    let is_text = *ty == Type::String;
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let restated = if let Some(behind) = MOST.iter().find_map(|words| text.strip_prefix(words)) {
        let count = may(behind);
        // `不超过10` alone may be about anything.
        let counts = if is_text { count.contains("字符") } else { matches!(ty, Type::List(_)) };
        (counts && starts_with_digit(&count)).then(|| format!("最多{count}"))?
    } else if is_text && LENGTHS.iter().any(|words| text.starts_with(words)) {
        let (_, behind) = text.split_once("长度")?;
        let behind =
            ["范围", "限制", "要求"].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
        format!("长度{behind}")
    } else if is_text && text.contains("个字符") {
        let count = may(text);
        starts_with_digit(&count).then_some(count)?
    } else if LEAST.iter().any(|words| text.starts_with(words)) {
        // One end alone may be about anything.
        let text = text.trim_start_matches('为');
        let bounds = bound::read(text)?.bounds;
        (bounds.min.is_some() && bounds.max.is_some()).then(|| text.to_owned())?
    } else {
        return None;
    };
    let restated = restated.trim_end_matches("组成").to_owned();
    // A clause that is not read as a bound even so is left as it is.
    bound::read(&restated).map(|_| restated)
}
