//! Wire names as readable words.

use hss_spec::names::snake_words;

/// A wire name as English words for a sentence: `remain_min` → `Remain min`, `task_id` → `Task ID`.
pub(crate) fn title(name: &str) -> String {
    const ACRONYMS: [&str; 22] = [
        "AI", "API", "AK", "CCE", "CPU", "CVE", "DNS", "ECS", "EPS", "ID", "IP", "MAC", "OS", "PID", "PPID",
        "SK", "SSH", "SWR", "TCP", "UDP", "URL", "VPC",
    ];
    let snake = snake_words(name);
    let mut title = String::new();
    for (index, word) in snake.split('_').filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            title.push(' ');
        }
        let start = title.len();
        title.push_str(word);
        if ACRONYMS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            title[start..].make_ascii_uppercase();
        } else if index == 0 {
            title[start..=start].make_ascii_uppercase();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_reads_as_words() {
        assert_eq!(title("task_id"), "Task ID");
        assert_eq!(title("total_num"), "Total num");
        assert_eq!(title("X-Auth-Token"), "X auth token");
    }
}
