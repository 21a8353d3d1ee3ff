//! Plain text from markup, with one spelling of each character that the vendor writes in two ways.

/// Text without links, entities and escapes, with full-width letters and punctuation folded to ASCII.
///
/// Full stops keep their width: `10。` ends a sentence, `1.0` is a number. Line breaks stay, so that lines can be
/// counted.
pub(super) fn plain(text: &str) -> String {
    let decoded = decode_entities(text);
    let mut plain = String::with_capacity(decoded.len());
    let mut rest = decoded.as_str();
    while let Some(first) = rest.chars().next() {
        if first == '[' {
            if let Some((label, behind)) = link(rest) {
                plain.extend(label.chars().map(fold));
                rest = behind;
                continue;
            }
        } else if first == '\\' {
            let escaped = rest.get(1..2).filter(|c| c.starts_with(|c: char| c.is_ascii_punctuation()));
            if escaped.is_some() {
                rest = &rest[1..];
                plain.extend(rest.chars().next());
                rest = &rest[1..];
                continue;
            }
        } else if first == '<'
            && let Some(behind) = LINE_BREAKS.iter().find_map(|tag| rest.strip_prefix(tag))
        {
            plain.push(' ');
            rest = behind;
            continue;
        }
        plain.push(fold(first));
        rest = &rest[first.len_utf8()..];
    }
    plain
}

/// Text without the asterisks of bold words.
pub(super) fn without_bold(text: &str) -> String {
    text.replace("**", "")
}

const LINE_BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// Maximum length of a link's label and address, in characters, which keeps the search linear.
const LINK_LENGTH: usize = 400;

/// The label of the link at the start of the text, and the text after the link.
fn link(text: &str) -> Option<(&str, &str)> {
    let end = |text: &str, open: &[char], close: char| {
        let found =
            text.char_indices().skip(1).take(LINK_LENGTH).find(|(_, c)| *c == close || open.contains(c));
        found.filter(|(_, c)| *c == close).map(|(index, _)| index)
    };
    let label_end = end(text, &['[', '\n'], ']')?;
    let address = text[label_end + 1..].strip_prefix('(').map(|_| &text[label_end + 1..])?;
    let address_end = end(address, &['(', '\n', ' '], ')')?;
    Some((&text[1..label_end], &address[address_end + 1..]))
}

const ENTITIES: [(&str, char); 7] = [
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&nbsp;", ' '),
    ("&amp;", '&'),
    ("&le;", '≤'),
];

fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let named = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
        let (c, length) = match named {
            Some((name, c)) => (*c, name.len()),
            None => numeric_entity(rest).unwrap_or(('&', 1)),
        };
        decoded.push(c);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded
}

fn numeric_entity(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#")?;
    let length = digits.bytes().take(9).position(|byte| byte == b';')?;
    let digits = digits.get(..length)?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => digits.parse(),
    };
    let c = char::from_u32(code.ok()?).filter(|c| !c.is_control())?;
    Some((c, length + 3))
}

/// Folds characters that the vendor types in full width or as a look-alike to one spelling.
fn fold(c: char) -> char {
    match c {
        // Full-width forms of all visible ASCII characters.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{200b}' | '\u{feff}' | '\t' => ' ',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '∼' | '〜' => '~',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '【' => '[',
        '】' => ']',
        other => other,
    }
}
