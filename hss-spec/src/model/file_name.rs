//! Names that are used as a folder or a file of a spec: those of groups and the ids of operations.
//!
//! A spec is written on one system and read on another, and a name may come from an untrusted document. So a name is the
//! same on every file system, and never leads out of its folder: letters and digits of any script, `-`, `_` and `.`; a
//! letter, a digit or `_` at the beginning, no `.` at the end; no device name of Windows; at most 200 bytes. Two names of
//! one folder differ in more than case.

use std::fmt;

/// Maximum length of a name, in bytes; file systems allow enough for the extension `.json` as well.
const LENGTH: usize = 200;

/// The file with a group's types; an operation can't have that name.
const TYPES: &str = "types";

/// Names that Windows reserves for devices, in any case and with any extension.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];

/// Devices that are numbered.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// Error for a text that can't be a file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileNameError {
    /// Empty.
    Empty,
    /// More than 200 bytes.
    TooLong,
    /// A character that is not allowed.
    Character(char),
    /// A character that is not allowed at the beginning.
    Start(char),
    /// A dot at the end.
    End,
    /// The name of a Windows device.
    Device,
    /// The name of a file that every group has.
    Reserved,
}

impl fmt::Display for FileNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let allowed = "letters, digits, `-`, `_` and `.` are allowed";
        match self {
            Self::Empty => write!(f, "it is empty; {allowed}"),
            Self::TooLong => write!(f, "it is longer than {LENGTH} bytes"),
            Self::Character(letter) => write!(f, "it contains `{}`; {allowed}", letter.escape_debug()),
            Self::Start(letter) => {
                write!(f, "it begins with `{letter}`; a letter, a digit or `_` is expected there")
            }
            Self::End => f.write_str("it ends with `.`; a letter, a digit, `-` or `_` is expected there"),
            Self::Device => f.write_str("Windows reserves that name for a device"),
            Self::Reserved => write!(f, "`{TYPES}.json` is the file of the group's types"),
        }
    }
}

impl std::error::Error for FileNameError {}

/// Checks a group's name, which is the name of a folder of the spec.
///
/// # Errors
///
/// The first reason why it is not valid.
pub fn check_group_name(name: &str) -> Result<(), FileNameError> {
    let Some(first) = name.chars().next() else { return Err(FileNameError::Empty) };
    if name.len() > LENGTH {
        return Err(FileNameError::TooLong);
    }
    if let Some(letter) = name.chars().find(|letter| !is_allowed(*letter)) {
        return Err(FileNameError::Character(letter));
    }
    if matches!(first, '.' | '-') {
        return Err(FileNameError::Start(first));
    }
    if name.ends_with('.') {
        return Err(FileNameError::End);
    }
    if is_device(name) { Err(FileNameError::Device) } else { Ok(()) }
}

/// Checks an operation's id, which is the name of a file in its group's folder.
///
/// # Errors
///
/// The first reason why it is not valid.
pub fn check_operation_id(id: &str) -> Result<(), FileNameError> {
    check_group_name(id)?;
    if folded(id) == TYPES { Err(FileNameError::Reserved) } else { Ok(()) }
}

/// A group's name from any text: `-` replaces each run of characters that are not allowed, is trimmed at the ends, and
/// `_` follows a device name of Windows. `None` if nothing is left.
pub fn group_name(text: &str) -> Option<String> {
    if check_group_name(text).is_ok() {
        return Some(text.to_owned());
    }
    let mut name = String::new();
    for part in text.split(|letter| !is_allowed(letter)).filter(|part| !part.is_empty()) {
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(part);
    }
    let mut name = name.trim_matches(['.', '-']);
    while name.len() >= LENGTH {
        let shorter = name.char_indices().next_back().map_or("", |(end, _)| &name[..end]);
        name = shorter.trim_end_matches(['.', '-']);
    }
    let device = if is_device(name) { name.split('.').next() } else { None };
    let name = match device {
        Some(device) => format!("{device}_{}", &name[device.len()..]),
        None => name.to_owned(),
    };
    check_group_name(&name).is_ok().then_some(name)
}

/// The form by which a file system that ignores case compares names.
pub fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn is_allowed(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or("");
        let mut letters = number.chars();
        // Windows counts superscripts as digits.
        matches!((letters.next(), letters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED.iter().any(|device| is_numbered(device))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_on_every_system() {
        for good in
            ["image", "browsing-history", "v2.1", "_x", "画像", "ListImages", "0", "console", "com", "com10"]
        {
            assert_eq!(check_group_name(good), Ok(()), "{good}");
        }
        let bad = [
            ("", FileNameError::Empty),
            ("..", FileNameError::Start('.')),
            (".hidden", FileNameError::Start('.')),
            ("-x", FileNameError::Start('-')),
            ("a/b", FileNameError::Character('/')),
            ("/etc", FileNameError::Character('/')),
            ("a\\b", FileNameError::Character('\\')),
            ("c:x", FileNameError::Character(':')),
            ("..%2fx", FileNameError::Character('%')),
            ("a\0", FileNameError::Character('\0')),
            ("a\u{202e}b", FileNameError::Character('\u{202e}')),
            ("a ", FileNameError::Character(' ')),
            ("a.", FileNameError::End),
            ("CON", FileNameError::Device),
            ("nul.x", FileNameError::Device),
            ("Com1", FileNameError::Device),
            ("LPT²", FileNameError::Device),
        ];
        for (name, error) in bad {
            assert_eq!(check_group_name(name), Err(error), "{name:?}");
        }
        assert_eq!(check_group_name(&"x".repeat(201)), Err(FileNameError::TooLong));
        assert_eq!(check_operation_id("Types"), Err(FileNameError::Reserved));
        assert_eq!(check_operation_id("Package"), Ok(()));
    }

    #[test]
    fn any_text_gives_a_good_name_or_none() {
        let expected = [
            ("image", Some("image")),
            ("../../evil", Some("evil")),
            ("a b/c", Some("a-b-c")),
            ("{id}:cancel", Some("id-cancel")),
            ("con", Some("con_")),
            ("aux.x", Some("aux_.x")),
            ("..", None),
            ("", None),
            ("%2e%2e", Some("2e-2e")),
        ];
        for (text, name) in expected {
            assert_eq!(group_name(text).as_deref(), name, "{text:?}");
        }
        for text in ["é".repeat(300), "..-".repeat(100), format!("{}..x", "y".repeat(199))] {
            assert!(group_name(&text).is_none_or(|name| check_group_name(&name).is_ok()), "{text}");
        }
    }
}
