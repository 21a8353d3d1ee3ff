//! Units and points in time.

use crate::model::{Format, Type};

/// Units in the vendor's words and in English; plain counts (`个`, `台`) have none.
const UNITS: [(&str, &[&str]); 12] = [
    ("items per hour", &["个/h", "个/小时", "items/h"]),
    ("ms", &["毫秒", "ms", "millisecond", "milliseconds"]),
    ("seconds", &["秒", "s(秒)", "s", "second", "seconds"]),
    ("minutes", &["分钟", "分", "min", "minute", "minutes"]),
    ("hours", &["小时", "h", "hour", "hours"]),
    ("days", &["天", "日", "day", "days"]),
    ("bytes", &["字节", "byte", "bytes", "b"]),
    ("KB", &["kb"]),
    ("MB", &["mb"]),
    ("GB", &["gb"]),
    ("TB", &["tb"]),
    ("percent", &["%", "百分比"]),
];

const LABELS: [&str; 4] = ["单位", "unit", "in units of", ", in "];

/// The unit that a description states.
pub(super) fn unit(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    LABELS.iter().find_map(|label| {
        let (_, behind) = text.split_once(label)?;
        let behind = behind.trim_start_matches([':', ' ', '为', '是']);
        let word = behind.split([',', '。', ';', ')', '\n', '|', ' ', '.']).next()?;
        let bare = word.split_once('(').map_or(word, |(bare, _)| bare);
        UNITS.iter().find(|(_, words)| words.contains(&word) || words.contains(&bare)).map(|(unit, _)| *unit)
    })
}

const MILLISECONDS: [&str; 3] = ["毫秒", "ms", "millisecond"];
const TIMES: [&str; 6] = ["时间", "时间戳", "日期", "time", "timestamp", "date"];
/// Words for how long something takes or lasts.
const DURATIONS: [&str; 45] = [
    "时长",
    "耗时",
    "间隔",
    "周期长",
    "超时",
    "剩余",
    "延迟",
    "持续",
    "执行时间",
    "运行时间",
    "响应时间",
    "有效期",
    "duration",
    "interval",
    "timeout",
    "elapsed",
    "remaining",
    "delay",
    "latency",
    "总时间",
    "等待时间",
    "处理时间",
    "cpu时间",
    "耗费",
    "平均",
    "存活",
    "保留时间",
    "生存时间",
    "时间长度",
    "execution time",
    "response time",
    "cpu time",
    "wait time",
    "how long",
    "average",
    "历时",
    "距现在",
    "距离现在",
    "keep time",
    "retention",
    "running time",
    "processing time",
    "time taken",
    "time spent",
    "time to live",
];
/// Words of an extreme, which make the time after them a duration: `最大cpu时间`.
const EXTREMES: [&str; 6] = ["最大", "最长", "最短", "maximum ", "longest ", "shortest "];

/// Returns true if an integer is a point in time in milliseconds.
pub(super) fn format(text: &str, ty: &Type) -> Option<Format> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_in_milliseconds =
        has(&MILLISECONDS[..1]) || has(&MILLISECONDS[2..]) || has_word(&text, MILLISECONDS[1]);
    // A count from 1970 is a point in time, even if the text has words for a duration.
    let is_extreme = EXTREMES.iter().any(|word| {
        // The maximum of a range does not count.
        text.match_indices(word).any(|(index, _)| {
            let behind: String = text[index + word.len()..].chars().take(12).collect();
            let until = behind.find(['值', ',', '。', ':']).unwrap_or(behind.len());
            TIMES.iter().any(|time| behind[..until].contains(time))
        })
    });
    let is_time = text.contains("1970") || (has(&TIMES) && !has(&DURATIONS) && !is_extreme);
    (ty.is_integer() && is_in_milliseconds && is_time).then_some(Format::TimestampMs)
}

/// Returns true if the text has this word, not as a part of another.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(index, _)| {
        let before = text[..index].chars().next_back();
        let behind = text[index + word.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        !is_letter(before) && !is_letter(behind)
    })
}
