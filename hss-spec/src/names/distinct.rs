//! Disambiguation of names that would be the same.

use super::case::{Case, plain};
use super::code_name::CodeName;
use super::spelling;

/// Parts of a name on the wire.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire<'n> {
    /// The name on the wire.
    pub(super) name: &'n str,
    /// The name in words that replaces it, unless another one has the same.
    pub(super) given: Option<&'n str>,
    /// The location, if it distinguishes the name from the same one elsewhere; else empty.
    pub(super) location: &'n str,
}

impl<'n> Wire<'n> {
    pub(super) fn of(name: &'n str) -> Self {
        Self { name, given: None, location: "" }
    }
}

/// The last step of spelling a name: character by character.
const LETTERS: u8 = 3;

/// Names by the rule, in order. They are distinct unless two are the same in name and location.
pub(super) fn distinct(wires: &[Wire], case: Case, needed: &[&str]) -> Vec<CodeName> {
    let name = |index: usize, step: u8| case.identifier(at(wires, index, case, step), needed, step > 0);
    let first: Vec<String> = (0..wires.len()).map(|index| name(index, 0)).collect();
    let mut names = first.clone();
    let mut steps = vec![0; wires.len()];
    loop {
        let same = same(wires, &names);
        let open: Vec<usize> = same.into_iter().filter(|index| steps[*index] < LETTERS).collect();
        if open.is_empty() {
            break;
        }
        for index in open {
            steps[index] += 1;
            names[index] = name(index, steps[index]);
        }
    }
    let code_name = |(text, plain)| {
        let shared = if text == plain { None } else { Some(plain) };
        CodeName { text, shared }
    };
    names.into_iter().zip(first).map(code_name).collect()
}

/// The indices of names that are not unique. Duplicates on the wire, which the check reports, are ignored.
fn same(wires: &[Wire], names: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_unstable_by(|one, two| names[*one].cmp(&names[*two]));
    let key = |index: usize| (wires[index].name, wires[index].location);
    let groups = order.chunk_by(|one, two| names[*one] == names[*two]);
    groups.filter(|group| group.iter().any(|index| key(*index) != key(group[0]))).flatten().copied().collect()
}

/// A name as spelled by a step of the rule.
fn at(wires: &[Wire], index: usize, case: Case, step: u8) -> String {
    let wire = wires[index];
    if step == 0 {
        return match wire.given {
            Some(given) => case.join(&spelling::words(given)),
            None => plain(wire.name, case),
        };
    }
    let is_elsewhere = |other: &Wire| other.name == wire.name && other.location != wire.location;
    let location = if wires.iter().any(is_elsewhere) { wire.location } else { "" };
    if step == LETTERS {
        let mut words = spelling::letters(wire.name);
        if !location.is_empty() {
            words.extend(["in".to_owned(), location.to_owned()]);
        }
        return case.join_each(&words);
    }
    let mut words = spelling::punctuation(wire.name);
    if !location.is_empty() {
        words = format!("{words} in {location}");
    }
    if step == 2 {
        words = format!("{words} {}", spelling::case(wire.name));
    }
    case.join(&words)
}
