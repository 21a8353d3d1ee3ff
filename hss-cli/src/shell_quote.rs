//! Words of a POSIX shell.

/// A text as one quoted word.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as one word, quoted if necessary.
pub(crate) fn word(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.,:/@".contains(&byte));
    if is_plain && !text.is_empty() { text.to_owned() } else { quoted(text) }
}

/// A text inside a word in double quotes.
pub(crate) fn in_double_quotes(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, letter| {
        if matches!(letter, '"' | '$' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
        escaped
    })
}
