//! A body that is typed as JSON: its value, and the places of values in its text.

use serde_json::Value as Json;

use super::problem::Problem;

/// A place in a text: line and column, counted from 1, in characters.
pub(super) type Position = (usize, usize);

/// The value of a text.
///
/// # Errors
///
/// The syntax error and its place.
pub(super) fn read(text: &str) -> Result<Json, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message);
        // serde_json counts columns in bytes.
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let before = error.column().saturating_sub(1);
        let column = line.char_indices().take_while(|(index, _)| *index < before).count() + 1;
        Problem::in_body("", format!("JSON is expected: {message}")).at((error.line(), column))
    })
}

/// The place of a value in a valid text: of its name where it is in an object. A value that is missing is at the
/// nearest object or list around it.
pub(super) fn position(text: &str, path: &str) -> Option<Position> {
    let mut scan = Scan { text, at: 0 };
    scan.space();
    let start = scan.find(path).unwrap_or(scan.at);
    let before = text.get(..start)?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((before.matches('\n').count() + 1, column))
}

/// A scan of a text that is known to be JSON.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Goes over a character of the syntax, and the space around it; true if it is the next one.
    fn passes(&mut self, wanted: u8) -> bool {
        self.space();
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.at += 1;
            self.space();
        }
        is_next
    }

    /// The start of the value at this path inside of the value that is next, or of what is nearest to it.
    fn find(&mut self, path: &str) -> Option<usize> {
        let start = self.at;
        if path.is_empty() {
            return Some(start);
        }
        match self.peek()? {
            b'{' => {
                self.passes(b'{');
                while self.peek()? == b'"' {
                    let name_start = self.at;
                    let name = self.string()?;
                    self.passes(b':');
                    match inside(path, &name) {
                        Some("") => return Some(name_start),
                        Some(rest) if matches!(self.peek(), Some(b'{' | b'[')) => {
                            return self.find(rest).or(Some(name_start));
                        }
                        Some(_) => return Some(name_start),
                        None => self.skip()?,
                    }
                    self.passes(b',');
                }
            }
            b'[' => {
                let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
                let index: usize = index.parse().ok()?;
                self.passes(b'[');
                for _ in 0..index {
                    self.skip()?;
                    if !self.passes(b',') {
                        return Some(start);
                    }
                }
                return self.find(rest.strip_prefix('.').unwrap_or(rest));
            }
            _ => {}
        }
        Some(start)
    }

    /// Goes over a string, and takes it.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.at += 1;
        while self.peek()? != b'"' {
            self.at += if self.peek()? == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(self.text.get(start..self.at)?).ok()
    }

    /// Goes over a value.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            let is_end = matches!(self.peek(), None | Some(b',' | b'}' | b']'));
            if depth == 0 && is_end {
                return Some(());
            }
        }
    }
}

/// The rest of a path behind a name, which may have the signs of a path in it.
fn inside<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name)?;
    match rest.as_bytes().first() {
        None | Some(b'[') => Some(rest),
        Some(b'.') => rest.get(1..),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"a\": {\"é\": \"}\\\"\", \"list\": [ {\"x\": 1},\n    {\"y\": [1, 22]} ]},\n  \"b.c\": 3, \"n\": null }\n";

    #[test]
    fn places_are_those_of_names_and_elements() {
        let at = |path| position(TEXT, path).unwrap();
        assert_eq!(at(""), (1, 1));
        assert_eq!(at("a"), (2, 3));
        assert_eq!(at("a.é"), (2, 9));
        assert_eq!(at("a.list"), (2, 21));
        assert_eq!(at("a.list[1]"), (3, 5));
        assert_eq!(at("a.list[1].y[1]"), (3, 15));
        assert_eq!(at("n"), (4, 13));
        assert_eq!(at("b.c"), (4, 3));
    }

    #[test]
    fn a_missing_value_is_at_the_nearest_around_it() {
        let at = |path| position(TEXT, path).unwrap();
        assert_eq!(at("missing"), (1, 1));
        assert_eq!(at("a.list[7].x"), (2, 29));
        assert_eq!(at("a.list[1].z.more"), (3, 5));
        assert_eq!(at("n.more"), (4, 13));
    }

    #[test]
    fn a_syntax_error_has_its_place_in_characters() {
        let problem = read("{\n \"é\": 1 2}").unwrap_err();
        assert_eq!(problem.message, "JSON is expected: expected `,` or `}`");
        assert_eq!((problem.line, problem.column), (Some(2), Some(9)));
        assert_eq!(read("[1,").unwrap_err().line, Some(1));
    }

    #[test]
    fn any_text_and_path_has_a_place_or_none() {
        for text in ["", " ", "{", "{\"", "{\"a\":", "[", "[[", "nul", "\"\\", "{\"a\":\"\\", "é", "{\"é"] {
            for path in ["", "a", "a.b", "[0]", "[0].a", "[", "[x]", "]", "."] {
                if let Some((line, column)) = position(text, path) {
                    assert!(line == 1 && column <= text.chars().count() + 1, "{text} {path}");
                }
            }
        }
    }
}
