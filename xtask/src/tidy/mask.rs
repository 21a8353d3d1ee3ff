//! Source text without its comments and literals.

/// The text with each character of a comment, string or character literal replaced by a space. Line breaks stay, so
/// that lines keep their numbers. Tests inside a file, from `#[cfg(…test…)]` before an inline module on, are left out.
pub(crate) fn masked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = hidden_end(&letters, at);
        if end > at {
            masked.extend(letters[at..end].iter().map(|&letter| if letter == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            masked.push(letters[at]);
            at += 1;
        }
    }
    let tests = masked.match_indices("\nmod tests {").find_map(|(at, _)| {
        let start = masked[..at].rfind('\n').map_or(0, |end| end + 1);
        let is_of_test = masked[start..at].starts_with("#[cfg(") && masked[start..at].contains("test");
        is_of_test.then_some(start)
    });
    masked.truncate(tests.unwrap_or(masked.len()));
    masked
}

/// The end of the comment or literal that starts at `at`; `at` itself if none starts there.
fn hidden_end(letters: &[char], at: usize) -> usize {
    let next = letters.get(at + 1);
    match letters[at] {
        '/' if next == Some(&'/') => line_end(letters, at),
        '/' if next == Some(&'*') => comment_end(letters, at),
        '"' => string_end(letters, at),
        'r' if !is_inside_word(letters, at) => raw_string_end(letters, at),
        '\'' => character_end(letters, at),
        _ => at,
    }
}

fn line_end(letters: &[char], at: usize) -> usize {
    let length = letters[at..].iter().position(|&letter| letter == '\n');
    length.map_or(letters.len(), |length| at + length)
}

fn comment_end(letters: &[char], at: usize) -> usize {
    let (mut depth, mut end) = (0_usize, at);
    while end < letters.len() {
        match (letters[end], letters.get(end + 1)) {
            ('/', Some('*')) => (depth, end) = (depth + 1, end + 2),
            ('*', Some('/')) => (depth, end) = (depth - 1, end + 2),
            _ => end += 1,
        }
        if depth == 0 {
            break;
        }
    }
    end.min(letters.len())
}

fn string_end(letters: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < letters.len() && letters[end] != '"' {
        end += if letters[end] == '\\' { 2 } else { 1 };
    }
    (end + 1).min(letters.len())
}

fn is_inside_word(letters: &[char], at: usize) -> bool {
    at > 0 && (letters[at - 1].is_alphanumeric() && letters[at - 1] != 'b' || letters[at - 1] == '_')
}

fn raw_string_end(letters: &[char], at: usize) -> usize {
    let hashes = letters[at + 1..].iter().take_while(|&&letter| letter == '#').count();
    let start = at + 1 + hashes;
    if letters.get(start) != Some(&'"') {
        return at;
    }
    let mut end = start + 1;
    while end < letters.len() {
        let closing = letters[end + 1..].iter().take(hashes).filter(|&&letter| letter == '#').count();
        if letters[end] == '"' && closing == hashes {
            return end + 1 + hashes;
        }
        end += 1;
    }
    letters.len()
}

/// A character literal, but not a lifetime.
fn character_end(letters: &[char], at: usize) -> usize {
    if letters.get(at + 1) == Some(&'\\') {
        let rest = letters[(at + 3).min(letters.len())..].iter().position(|&letter| letter == '\'');
        return rest.map_or(at, |length| at + 3 + length + 1);
    }
    if letters.get(at + 2) == Some(&'\'') { at + 3 } else { at }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn comments_and_literals_are_blank_and_lifetimes_are_not() {
        let text =
            "a(\"crate::x \\\" y\", 'z', '\\'', r#\"crate::\"q\"#) // crate::b\n/* c /* d */\n*/ &'e f";
        let masked = masked(text);
        assert_eq!(masked.split_whitespace().collect::<Vec<_>>(), ["a(", ",", ",", ",", ")", "&'e", "f"]);
        assert_eq!(masked.lines().count(), text.lines().count());
    }

    #[test]
    fn tests_inside_a_file_are_left_out() {
        assert_eq!(masked("fn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::b;\n}\n"), "fn a() {}\n");
        let with_feature = "#[cfg(all(test, feature = \"a\"))]\nmod tests {\n    use crate::b;\n}\n";
        assert_eq!(masked(&format!("fn a() {{}}\n{with_feature}")), "fn a() {}\n");
    }
}
