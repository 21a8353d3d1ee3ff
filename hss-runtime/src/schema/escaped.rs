//! The escapes of a table's text.

/// The text without escapes. It is leaked, since tables live as long as the program.
pub(super) fn plain(text: &'static str) -> &'static str {
    if text.contains('\\') { unescaped(text).leak() } else { text }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut letters = after.chars();
        match letters.next() {
            Some('s') => plain.push(' '),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('0') => plain.push('\0'),
            Some('\\') => plain.push('\\'),
            Some('u') => {
                let (digits, after) = letters.as_str().split_once('}').unwrap_or_default();
                let code = u32::from_str_radix(digits.trim_start_matches('{'), 16);
                plain.extend(code.ok().and_then(char::from_u32));
                rest = after;
                continue;
            }
            _ => {}
        }
        rest = letters.as_str();
    }
    plain.push_str(rest);
    plain
}
