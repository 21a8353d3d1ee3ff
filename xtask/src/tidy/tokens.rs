//! The words and signs of masked source text, as far as paths need them.

/// A word, `::`, or another sign, with its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token<'t> {
    pub(crate) line: usize,
    pub(crate) text: &'t str,
}

impl Token<'_> {
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(is_part)
    }
}

/// The tokens of a text without comments and literals. `$crate` is `crate`, since the macros of a crate name its own items;
/// any other variable of a macro is one word with its `$`, which no module has as its name.
pub(crate) fn tokens(masked: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (index, line) in masked.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                _ if is_part(first) => word_length(rest),
                '$' => 1 + word_length(&rest[1..]),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            let (text, after) = rest.split_at(length);
            let text = if text == "$crate" { "crate" } else { text };
            tokens.push(Token { line: index + 1, text });
            rest = after.trim_start();
        }
    }
    tokens
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn word_length(text: &str) -> usize {
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}
